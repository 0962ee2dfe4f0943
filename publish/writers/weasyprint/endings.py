"""Where runs of pages end: with the text, and before what begins a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MANY = 1000
FORCED = ("page", "left", "right", "recto", "verso")


@dataclass(frozen=True)
class Ending:
    """A run of pages that ends with the text or before a forced break: how many they are, how many lines of text the
    last of them has."""

    pages: int
    lines: int


def count_lines(page: Any) -> int:
    """Lines of text on one of WeasyPrint's pages, margins and notes aside; with a table, picture or frame on it more
    than any page has."""
    from weasyprint.formatting_structure import boxes

    lines, found = 0, list(page._page_box.children)
    while found:
        box = found.pop()
        if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox):
            continue
        if isinstance(box, boxes.TableBox | boxes.ReplacedBox | boxes.FlexContainerBox):
            return MANY
        if isinstance(box, boxes.LineBox):
            lines += 1
        elif isinstance(box, boxes.ParentBox):
            found += box.children
    return lines


def list_endings(pages: Sequence[Any]) -> tuple[Ending, ...]:
    """The endings of WeasyPrint's pages: of each run of them that begins with a forced break (attachments), and of the
    last."""
    endings, begun, run = [], set[int](), 0
    for number, page in enumerate(pages):
        forced = _find_forced(page)
        if forced is not None and id(forced) not in begun and run:
            endings.append(Ending(run, count_lines(pages[number - 1])))
            run = 0
        begun.add(id(forced))
        run += 1
    return (*endings, Ending(run, count_lines(pages[-1])))


def _find_forced(page: Any) -> Any:
    """The element at the top of a page that wants to begin one; None without."""
    from weasyprint.formatting_structure import boxes

    box = page._page_box
    while children := [child for child in getattr(box, "children", ()) if not isinstance(child, boxes.MarginBox)]:
        box = children[0]
        if box.style["break_before"] in FORCED and box.element is not None:
            return box.element
    return None
