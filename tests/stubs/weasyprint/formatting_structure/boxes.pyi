"""Boxes, as far as we read or change them; lengths in px."""

from collections.abc import Iterator, Sequence
from typing import Any, Self
from xml.etree.ElementTree import Element

from weasyprint.css import ComputedStyle
from weasyprint.text.line_break import Layout

class Box:
    element_tag: str
    element: Element | None
    style: ComputedStyle
    children: Sequence[Box]
    is_leader: bool
    position_x: float
    position_y: float
    width: float
    height: float
    margin_top: float
    margin_bottom: float
    def descendants(self, placeholders: bool = False) -> Iterator[Box]: ...
    def translate(self, dx: float = 0, dy: float = 0, ignore_floats: bool = False) -> None: ...
    def border_height(self) -> float: ...
    def margin_height(self) -> float: ...
    def border_box_y(self) -> float: ...
    def content_box_y(self) -> float: ...
    def is_in_normal_flow(self) -> bool: ...

class ParentBox(Box):
    def copy_with_children(self, new_children: Sequence[Box]) -> Self: ...

class BlockLevelBox(Box): ...
class BlockContainerBox(ParentBox): ...
class BlockBox(BlockContainerBox, BlockLevelBox): ...

class LineBox(ParentBox):
    text_indent: float
    composed_for: tuple[int, int]  # ours: the measure and the indent its pieces were made for, 1/1000 em

class InlineLevelBox(Box): ...
class InlineBox(InlineLevelBox, ParentBox): ...

class TextBox(InlineLevelBox):
    text: str
    baseline: float
    pango_layout: Layout
    pieces: dict[int, Any] | None  # ours: hook.layout.Piece by the byte it starts at
    def copy_with_text(self, text: str) -> Self: ...

class ReplacedBox(Box): ...

class TableRowGroupBox(ParentBox):
    is_header: bool

class TableBox(BlockLevelBox, ParentBox):
    children: Sequence[TableRowGroupBox]
    skipped_rows: int

class PageBox(ParentBox):
    page_type: Any

class MarginBox(BlockContainerBox):
    at_keyword: str

class FootnoteAreaBox(BlockBox): ...
class FlexContainerBox(ParentBox): ...
