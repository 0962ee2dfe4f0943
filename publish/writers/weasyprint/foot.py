"""版记 at the foot of the last page: laid out behind the text, then moved down to the lower edge of the text area; on
an even page, if the style says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FOOT = "imprint-foot"  # the class of the block
EVEN = "imprint-even"  # its class beside that when it is to stand on an even page
UPRIGHT = "imprint-upright"  # its class beside that when a page turned sideways came before
LEFT, UNNUMBERED = "imprint-left", "imprint-unnumbered"  # what EVEN becomes: a new even page, without page number


def render_with_foot(html: str, render: Callable[[str], Any]) -> Any:
    """The pages of a document with its 版记 at their foot; laid out again when it fell on an odd page but is to stand
    on an even one. A blank page before it and its own then have no page numbers (GB/T 9704 7.5)."""
    rendered = render(html)
    if FOOT not in html.replace(f".{FOOT}", ""):  # only the style sheet names it
        return rendered
    if _lies_sideways(rendered):
        html = html.replace(f'class="{FOOT}', f'class="{FOOT} {UPRIGHT}', 1)
        rendered = render(html)
    if EVEN in html and _find_page(rendered) % 2:
        rendered = render(html.replace(EVEN, LEFT))
        number = _find_page(rendered)
        if number > 1 and rendered.pages[number - 2]._page_box.page_type.blank:
            rendered = render(html.replace(EVEN, f"{LEFT} {UNNUMBERED}"))
    settle_foot(rendered)
    return rendered


def settle_foot(rendered: Any) -> None:
    """Move the block of that class down, so that it ends where the text area of its page ends (GB/T 9704 7.4.1); above
    footnotes, if its page has some."""
    number = _find_page(rendered)
    if number:
        page = rendered.pages[number - 1]._page_box
        (box,) = _find(page)
        box.translate(0, _find_bottom(page) - (box.border_box_y() + box.border_height()))


def _lies_sideways(rendered: Any) -> bool:
    """Whether the block fell on a page turned sideways for a wide table."""
    number = _find_page(rendered)
    return number > 0 and bool(rendered.pages[number - 1].width > rendered.pages[number - 1].height)


def _find_page(rendered: Any) -> int:
    """The number of the page that holds the block, 0 without one."""
    last = len(rendered.pages)
    return next((number for number in range(last, 0, -1) if _find(rendered.pages[number - 1]._page_box)), 0)


def _find(box: Any) -> list[Any]:
    if box.element_tag == "div" and box.element is not None and FOOT in (box.element.get("class") or "").split():
        return [box]
    return [found for child in getattr(box, "children", ()) for found in _find(child)]


def _find_bottom(page: Any) -> float:
    bottom: float = page.content_box_y() + page.height
    notes = [child for child in page.children if getattr(child, "at_keyword", "") == "@footnote" and child.children]
    return min([bottom, *(float(note.position_y) for note in notes)])
