"""Navigation: bookmarks, links, named destinations and the structure tree follow their pages into the forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Page, Pdf, Rectangle

Key = tuple[int, int]  # object and generation number of a source page
# Which of the numbers after a destination's kind are the left and the top edge.
LEFT_AND_TOP = {
    "/XYZ": (0, 1),
    "/FitH": (None, 0),
    "/FitBH": (None, 0),
    "/FitV": (0, None),
    "/FitBV": (0, None),
    "/FitR": (0, 3),
}


class Placed(NamedTuple):
    """Where a source page went: side, form XObject, and the matrix from its own coordinates to the side's."""

    side: Page
    form: Any
    matrix: Matrix


def rectangle(array: Any) -> Rectangle:
    """A PDF rectangle, its corners in any order. Raises TypeError or ValueError if it is none."""
    x1, y1, x2, y2 = (float(number) for number in array)
    return Rectangle(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def retarget_destinations(document: Pdf, placements: Mapping[Key, Placed]) -> None:
    """Point bookmarks, links and named destinations at the corner of the page or the spot they named."""
    for destination in _destinations(document):
        page = destination[0]
        placed = placements.get(page.objgen) if isinstance(page, Dictionary) else None
        if placed:
            x, y = placed.matrix.transform(_spot(destination, rectangle(placed.form.BBox)))
            destination[:] = [placed.side.obj, Name.XYZ, round(x, 3), round(y, 3), None]


def _spot(destination: Any, box: Rectangle) -> tuple[float, float]:
    """The upper left point a destination shows, in its page's coordinates (ISO 32000-1 table 151)."""
    kind, *numbers = list(destination)[1:]
    left, top = LEFT_AND_TOP.get(str(kind), (None, None))
    return _number(numbers, left, box.llx), _number(numbers, top, box.ury)


def _number(numbers: list[Any], position: int | None, default: float) -> float:
    if position is None or position >= len(numbers) or numbers[position] is None:
        return default
    return float(numbers[position])


def _destinations(document: Pdf) -> Iterator[Any]:
    """Every explicit destination: an array whose first item is a page."""
    root = document.Root
    holders = [root, *_bookmarks(root.get("/Outlines"))]
    holders += [link for page in document.pages for link in page.obj.get("/Annots", [])]
    found = [holder.get(key) for holder in holders for key in ("/Dest", "/OpenAction")]
    found += [holder.A.get("/D") for holder in holders if isinstance(holder.get("/A"), Dictionary)]
    found += list(root.get("/Dests", {}).values())
    if "/Names" in root and "/Dests" in root.Names:
        found += list(pikepdf.NameTree(root.Names.Dests).values())
    for value in found:
        array = value.get("/D") if isinstance(value, Dictionary) else value
        if isinstance(array, Array) and len(array) > 1:
            yield array


def _bookmarks(outline: Any) -> Iterator[Any]:
    """The items of an outline in any order, each once even where a damaged outline runs in a circle."""
    seen = set()
    ahead = [outline]
    while ahead:
        item = ahead.pop()
        if isinstance(item, Dictionary) and item.objgen not in seen:
            seen.add(item.objgen)
            yield item
            ahead += [item.get("/First"), item.get("/Next")]


def retarget_structure(root: Any, placements: Mapping[Key, Placed]) -> None:
    """Tell the structure tree that its marked content now stands in forms (ISO 32000-1, 14.7.4.2)."""
    seen: set[Key] = set()
    ahead = [root] if isinstance(root, Dictionary) else []
    while ahead:
        element = ahead.pop()
        if element.is_indirect and element.objgen in seen:
            continue
        seen.add(element.objgen)
        kids = element.get("/K", Array())
        page = element.get("/Pg")
        element.K = Array(
            [_retarget_kid(kid, page, placements) for kid in (kids if isinstance(kids, Array) else [kids])]
        )
        ahead += [kid for kid in element.K if kid.get("/Type") not in (Name.MCR, Name.OBJR)]
        if page is not None and page.objgen in placements:
            element.Pg = placements[page.objgen].side.obj


def _retarget_kid(kid: Any, page: Any, placements: Mapping[Key, Placed]) -> Any:
    content = Dictionary(Type=Name.MCR, MCID=kid) if isinstance(kid, int) else kid
    page = content.get("/Pg", page)
    if content.get("/Type") in (Name.MCR, Name.OBJR) and page is not None and page.objgen in placements:
        placed = placements[page.objgen]
        content.Pg = placed.side.obj
        if content.Type == Name.MCR and "/Stm" not in content:
            content.Stm = placed.form
    return content
