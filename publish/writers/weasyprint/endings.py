"""Where runs of pages end: with the text, and before what begins a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publish.writers.shared.tightening import MANY, Ending

PIXELS_PER_POINT = 96 / 72
FORCED = ("page", "left", "right", "recto", "verso")


def count_lines(page: Any) -> int:
    """Lines of text on one of WeasyPrint's pages, margins and notes aside, and the rows of a table that began before;
    with a table of its own, a picture or a frame on it more than any page has."""
    from weasyprint.formatting_structure import boxes

    lines = 0
    found: list[Any] = list(page._page_box.children)
    while found:
        box = found.pop()
        if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox):
            continue
        if isinstance(box, boxes.ReplacedBox | boxes.FlexContainerBox):
            return MANY
        if isinstance(box, boxes.TableBox):
            if not box.skipped_rows:
                return MANY
            lines += sum(len(group.children) for group in box.children if not group.is_header)
            continue
        if isinstance(box, boxes.LineBox):
            lines += 1
        elif isinstance(box, boxes.ParentBox):
            found += box.children
    return lines


def list_endings(pages: Sequence[Any], pitch: float) -> tuple[Ending, ...]:
    """The endings of WeasyPrint's pages, whose lines are `pitch` pt high: of each run of them that begins with a forced
    break (attachments), and of the last."""
    endings, begun, run = [], set[int](), 0
    pitch *= PIXELS_PER_POINT
    for number, page in enumerate(pages):
        forced = _find_forced(page)
        if forced is not None and id(forced) not in begun and run:
            endings.append(_end(pages[:number], run, pitch))
            run = 0
        begun.add(id(forced))
        run += 1
    return (*endings, _end(pages, run, pitch))


def _end(pages: Sequence[Any], run: int, pitch: float) -> Ending:
    lines, over = count_lines(pages[-1]), float(MANY)
    if run > 1 and lines < MANY:
        taken = _measure_text(pages[-1])[0] - _measure_heads(pages[-1])
        over = (taken - _measure_text(pages[-2])[1]) / pitch
    return Ending(run, lines, over)


def _measure_text(page: Any) -> tuple[float, float]:
    """How far the text of a page reaches down, and the room below it above the notes, px."""
    from weasyprint.formatting_structure import boxes

    box = page._page_box
    top, foot = box.content_box_y(), box.content_box_y() + box.height
    bottom, found = top, list(box.children)
    while found:
        each = found.pop()
        if isinstance(each, boxes.FootnoteAreaBox):
            foot = min(foot, each.position_y) if each.children else foot
        elif isinstance(each, boxes.LineBox | boxes.TableBox | boxes.ReplacedBox):
            bottom = max(bottom, each.position_y + each.height)
        elif isinstance(each, boxes.ParentBox) and not isinstance(each, boxes.MarginBox):
            found += each.children
    return bottom - top, max(foot - bottom, 0)


def _measure_heads(page: Any) -> float:
    """The height of the heads repeated above what is left of a table at the top of a page, px."""
    from weasyprint.formatting_structure import boxes

    box: Any = page._page_box
    while children := [child for child in getattr(box, "children", ()) if not isinstance(child, boxes.MarginBox)]:
        box = children[0]
        if isinstance(box, boxes.TableBox):
            return sum(group.height for group in box.children if group.is_header and box.skipped_rows)
    return 0.0


def _find_forced(page: Any) -> Any:
    """The element at the top of a page that wants to begin one; None without."""
    from weasyprint.formatting_structure import boxes

    box: Any = page._page_box
    while children := [child for child in getattr(box, "children", ()) if not isinstance(child, boxes.MarginBox)]:
        box = children[0]
        if box.style["break_before"] in FORCED and box.element is not None:
            return box.element
    return None
