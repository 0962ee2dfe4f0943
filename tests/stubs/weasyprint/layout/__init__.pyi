"""The pages of a document; what is replaced while we compose is a variable here."""

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import Box, PageBox

make_all_pages: Callable[..., Iterator[PageBox]]
make_margin_boxes: Callable[[LayoutContext, PageBox, Any], Iterator[Box]]

class LayoutContext:
    page_bottom: float
    current_page: int
    excluded_shapes: list[Any]
    string_set: dict[str, dict[int, list[str]]]
    def overflows_page(self, bottom_space: float, position_y: float) -> bool: ...
