"""Lines; a place to go on from (`skip_stack`) is an index of a child, and in it another; in a text box a byte."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure.boxes import Box, LineBox, TextBox
from weasyprint.layout import LayoutContext

SkipStack: TypeAlias = dict[int, Any] | None
Lines: TypeAlias = Iterator[tuple[LineBox, SkipStack]]
SplitText: TypeAlias = tuple[TextBox | None, int | None, bool]

iter_line_boxes: Callable[..., Lines]
split_text_box: Callable[..., SplitText]
justify_line: Callable[[LayoutContext, Box, float], None]
strut: Callable[[ComputedStyle], tuple[float, float]]

def skip_first_whitespace(box: Box, skip_stack: SkipStack) -> SkipStack: ...  # or "continue": nothing is left
