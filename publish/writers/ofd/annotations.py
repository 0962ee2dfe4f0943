"""Links as annotations (GB/T 33190-2016, clause 15), fixed to the page, as an archive wants them (GB/T 42133-2022)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publish.writers.ofd.drawing import describe_boundary, write_path
from publish.writers.ofd.xml import MM, element, root
from publish.writers.shared.drawn import Box, Link, draw_box

CREATOR = "publish"


def go_to(page: int, left: float, top: float) -> str:
    """The action that shows a place (pt) of the page with this ID."""
    place = {"Type": "XYZ", "PageID": page, "Left": left * MM, "Top": top * MM}
    return element("Action", {"Event": "CLICK"}, element("Goto", None, element("Dest", place)))


def write_links(links: Sequence[Link], pages: Sequence[int], date: str, next_id: Callable[[], int]) -> bytes:
    """The annotations of a page: an area without ink for each link; `pages`: their IDs."""
    return root("PageAnnot", None, *(_write_link(link, pages[link.page], date, next_id) for link in links))


def _write_link(link: Link, page: int, date: str, next_id: Callable[[], int]) -> str:
    about = {"ID": next_id(), "Type": "Link", "Creator": CREATOR, "LastModDate": date}
    fixed = {"NoZoom": True, "NoRotate": True, "ReadOnly": True}
    width, height = link.box.right - link.box.left, link.box.bottom - link.box.top
    inside = Box(0, 0, width, height)
    area = element(
        "PathObject",
        {"ID": next_id(), "Boundary": describe_boundary(inside), "Stroke": False},
        element("Actions", None, go_to(page, link.left, link.top)),
        element("AbbreviatedData", None, write_path(draw_box(inside), inside)),
    )
    return element("Annot", about | fixed, element("Appearance", {"Boundary": describe_boundary(link.box)}, area))


def list_annotated(files: Sequence[tuple[int, str]]) -> bytes:
    """The list of pages that have annotations: their IDs, and the files."""
    pages = (element("Page", {"PageID": page}, element("FileLoc", None, place)) for page, place in files)
    return root("Annotations", None, *pages)
