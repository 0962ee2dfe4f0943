"""Lines of text written into a page."""

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox

draw_first_line: Callable[[Any, TextBox, str, Any, Any], list[Any]]
