"""Footnotes of a page measured once each: WeasyPrint 70 lays all of a page's notes out anew for each one that joins.

1,500 notes in a paragraph took 23 s. The sum of the notes' heights is the area's height while notes are blocks without
vertical margins and the area has no height of its own.
"""

from __future__ import annotations

from math import inf
from typing import Any

from publish.writers.weasyprint.replacements import is_known


def measure_notes_once() -> None:
    """Let a page's footnote area be as high as its notes together, each laid out once per width."""
    from weasyprint import layout

    context: Any = layout.LayoutContext
    native: Any = context._update_footnote_area
    if not is_known(native, "weasyprint.layout:LayoutContext._update_footnote_area"):
        return

    def update(self: Any) -> Any:
        area, notes = self.current_footnote_area, self.current_page_footnotes
        if len(notes) < 2 or not _is_sum(area, notes):
            return native(self)
        if area.height != "auto" and not self.in_column:
            self.page_bottom += area.margin_height()
        height = sum(_height_of(self, note, area) for note in notes)
        area.children, area.height = notes, height
        if not self.in_column:
            self.page_bottom -= area.margin_height()
        return False

    update.__wrapped__ = native  # type: ignore[attr-defined]
    context._update_footnote_area = update


def _is_sum(area: Any, notes: Any) -> bool:
    """Whether notes stand below each other in an area that grows with them, nothing between."""
    from weasyprint.formatting_structure.boxes import BlockLevelBox

    style = area.style
    if style["height"] != "auto" or style["max_height"].value != inf or style["min_height"] not in ("auto", (0, "px")):
        return False
    sides = ("margin_top", "margin_bottom")
    return all(
        isinstance(note, BlockLevelBox) and all(note.style[side] == (0, "px") for side in sides) for note in notes
    )


def _height_of(context: Any, note: Any, area: Any) -> float:
    """The height an area of this width has with one note, in CSS px; found once."""
    heights = vars(context).setdefault("_note_heights", {})
    key = note, area.width
    if key not in heights:
        from weasyprint.formatting_structure import build
        from weasyprint.layout.block import block_level_layout

        area.children = [note]
        alone = build.create_anonymous_boxes(area.deepcopy())
        heights[key] = block_level_layout(context, alone, -inf, None, area.page)[0].height
    return float(heights[key])
