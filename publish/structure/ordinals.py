"""Run-in headings counted in words: 一要, 二要; 一是, 二是; 第一, 第二; 首先, 其次, 最后."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.model import Level
from publish.structure.headings import LEAST_SIBLINGS, is_open
from publish.structure.items import Item
from publish.structure.markers import LAST, Kind, Marker
from publish.structure.shapes import Shape, shape_of


def recognise_ordinals(items: Sequence[Item]) -> None:
    """Decides run-in headings counted in words; the headings above them must have been decided."""
    texts = [item for item in items if item.is_text]
    if any(item.level == Level.ARTICLE for item in texts):
        return
    for run, level in list(_ordinal_runs(texts)):
        _decide_ordinals(run, level)


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
    for item, (shape, end) in zip(run, shapes, strict=True):
        if shape is Shape.RUN_IN:
            item.head(level, f"{len(run)} 个段落依次以“{run[0].text[:2]}…”开头，首句作段首标题", run_in=end)
