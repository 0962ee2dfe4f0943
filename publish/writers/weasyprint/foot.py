"""版记 at the foot of the last page: laid out behind the text, then moved down to the lower edge of the text area."""

from __future__ import annotations

from typing import Any

FOOT = "imprint-foot"  # the class of the block


def settle_foot(rendered: Any) -> None:
    """Move the block of that class down, so that it ends where the text area of its page ends (GB/T 9704 7.4.1); above
    footnotes, if its page has some."""
    for page in reversed(rendered.pages):
        for box in _find(page._page_box):
            box.translate(0, _find_bottom(page._page_box) - (box.border_box_y() + box.border_height()))
            return


def _find(box: Any) -> list[Any]:
    if box.element_tag == "div" and box.element is not None and box.element.get("class") == FOOT:
        return [box]
    return [found for child in getattr(box, "children", ()) for found in _find(child)]


def _find_bottom(page: Any) -> float:
    bottom: float = page.content_box_y() + page.height
    notes = [child for child in page.children if getattr(child, "at_keyword", "") == "@footnote" and child.children]
    return min([bottom, *(float(note.position_y) for note in notes)])
