"""Run-in headings counted in words: 一要, 二要; 一是, 二是; 第一, 第二; 首先, 其次, 最后."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from publish.model import Level, Role
from publish.structure.body.headings import ALONE, LEAST_SIBLINGS, is_open
from publish.structure.items import Item
from publish.structure.lines.numbering import LAST, Kind, Marker
from publish.structure.lines.shapes import Shape, shape_of


def recognise_ordinals(items: Sequence[Item]) -> None:
    """Decides run-in headings counted in words; the headings above them must have been decided."""
    texts = [item for item in items if item.is_text]
    if any(item.level == Level.ARTICLE for item in texts):
        return
    _decide_lines(texts)
    for run, level in list(_ordinal_runs(texts)):
        _decide_ordinals(run, level)


def _decide_lines(texts: Sequence[Item]) -> None:
    """第一，… on lines of their own with text below each: headings of the first level, when there are no others."""
    if any(item.level == Level.FIRST for item in texts):
        return
    numbered = [(item, item.marker) for item in texts if is_open(item, Kind.ORDINAL) and item.marker]
    numbered = [(item, marker) for item, marker in numbered if marker.pattern == "第"]
    lines = [item for item, marker in numbered if shape_of(item.text, marker.end)[0] in ALONE]
    counted = all(marker.number == at for at, (_, marker) in enumerate(numbered, 1))
    if LEAST_SIBLINGS <= len(lines) == len(numbered) and counted and _have_text(lines, texts):
        for item in lines:
            item.head(Level.FIRST, f"全文没有其他一级标题，{len(lines)} 处“第一……”依次编号、单独成行、下接正文")


def _have_text(lines: Sequence[Item], texts: Sequence[Item]) -> bool:
    """Whether text stands below each line, and not its sibling or back matter."""
    below = {id(above): item for above, item in pairwise(texts)}
    own = {id(line) for line in lines}
    found = [below.get(id(line)) for line in lines]
    return all(item and item.role is Role.BODY and id(item) not in own for item in found)


def _ordinal_runs(texts: Sequence[Item]) -> Iterator[tuple[list[Item], int]]:
    """Paragraphs that count 一要, 二要 … (or 一是, 第一 …) in order, other paragraphs but no heading between them;
    each run with the level below the heading it stands under."""
    run: list[Item] = []
    level = 1
    for item in texts:
        if item.level:
            yield run, level
            run, level = [], min(item.level + 1, int(Level.FOURTH))
        if not is_open(item, Kind.ORDINAL):
            continue
        assert item.marker
        above = run[-1].marker if run else None
        if above and _counts_on(above, item.marker):
            run.append(item)
        else:
            yield run, level
            run = [item] if item.marker.number == 1 else []
    yield run, level


def _counts_on(above: Marker, marker: Marker) -> bool:
    """Whether an ordinal follows another; 最后 follows any of 首先, 其次, 再次."""
    if marker.pattern != above.pattern:
        return False
    return marker.number == above.number + 1 or (marker.number == LAST and above.number < LAST)


def _decide_ordinals(run: Sequence[Item], level: int) -> None:
    if len(run) < LEAST_SIBLINGS:
        return
    shapes = [shape_of(item.text, item.marker.end if item.marker else 0) for item in run]
    if sum(1 for shape, _ in shapes if shape is Shape.RUN_IN) * 2 <= len(run):
        return
    why = f"{len(run)} 个段落依次以“{run[0].text[:2]}…”开头，首句作段首标题"
    for item, (shape, end) in zip(run, shapes, strict=True):
        if shape is Shape.RUN_IN:
            item.head(level, why, run_in=end)
        elif shape is Shape.SENTENCE and item.marker and item.marker.number != LAST:
            item.head(level, why)
