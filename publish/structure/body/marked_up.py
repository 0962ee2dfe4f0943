"""Headings that the source itself marks (Markdown, Word's heading styles): the title, attached documents, sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from publish.model import Heading, Level
from publish.structure.items import Item
from publish.structure.lines.numbering import LEVELS, STRUCTURAL, Kind
from publish.structure.lines.titles import ends_like_title

LONGEST = 40  # characters of a heading that lost its style


def decide_marked_up(texts: Sequence[Item]) -> None:
    """Headings of a document or attached document below its title: by their number, else by their depth in it."""
    marked = [item for item in texts if _depth(item) and not item.decided]
    depths = sorted({_depth(item) for item in marked})
    counts = _number_says_level(marked)
    for item in marked:
        level = LEVELS.get(item.marker.kind) if item.marker and counts else None
        item.head(level or min(depths.index(_depth(item)) + 1, Level.FOURTH), "原文已标明是标题")
    _fill_series(texts)


def _fill_series(texts: Sequence[Item]) -> None:
    """A number without a heading's style between two of its series that have it (1. 2. [3.] 4.) is one of them."""
    numbered = [item for item in texts if item.marker]
    for kind in {item.marker.kind for item in numbered if item.marker}:
        series = [item for item in numbered if item.marker and item.marker.kind is kind]
        for above, item, below in zip(series, series[1:], series[2:], strict=False):
            numbers = [each.marker.number for each in (above, item, below) if each.marker]
            styled = above.is_heading and below.is_heading and above.level == below.level
            counts = numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
            if styled and counts and not item.decided and len(item.text) <= LONGEST and item.text[-1] not in "。；，":
                item.head(above.level, "前后两个序号都标明是标题，这一个与它们同级")


def _number_says_level(marked: Sequence[Item]) -> bool:
    """Whether numbers go with the depths the source gives (一、 above （一）) and do not begin with 1."""
    highest: dict[int, int] = {}
    for item in marked:
        level = LEVELS.get(item.marker.kind) if item.marker else None
        if level:
            highest[_depth(item)] = min(level, highest.get(_depth(item), level))
    levels = [highest[depth] for depth in sorted(highest)]
    return bool(levels) and levels[0] < Level.THIRD and all(above < below for above, below in pairwise(levels))


def open_sections(items: Sequence[Item]) -> None:
    """Decides the first heading when the title is given elsewhere and this is but the first of several sections."""
    first = next((item for item in items if item.is_text), None)
    if first and not first.decided and _siblings(items) and not find_attached(items):
        first.head(Level.FIRST, "标题已另外给定，原文有几个同级的标题")


def find_attached(items: Sequence[Item]) -> set[int]:
    """The indexes of headings that open attached documents: as high as the title, below a body, without numbers.

    The first of them must show it: the document above is itself divided by deeper headings, or it is called like a
    document (…表, …方案) or named in the text above.
    """
    siblings = _siblings(items)
    if not siblings:
        return set()
    top, first = _depth(items[siblings[0]]), items[siblings[0]]
    above = [item for item in items[: siblings[0]] if item.is_text]
    divided = any(_depth(item) > top for item in above)
    named = any(first.text in item.text for item in above)
    return set(siblings) if divided or named or ends_like_title(first.text) else set()


def _siblings(items: Sequence[Item]) -> list[int]:
    """The indexes of the headings as high as the first line, which is the highest; none when they are numbered."""
    first = next((item for item in items if item.is_text), None)
    top = _depth(first) if first else 0
    depths = [_depth(item) for item in items if item.is_text]
    if not top or any(0 < depth < top for depth in depths):
        return []
    head = sum(1 for _ in takewhile(lambda item: item.left_out or _depth(item) == top, items))
    found = list(_openings(items, head, top))
    return [] if any(_is_numbered(item) for item in [first, *(items[at] for at in found)]) else found


def _openings(items: Sequence[Item], start: int, top: int) -> Iterator[int]:
    """The headings of the highest level from `start` on; lines of one title count once."""
    above = 0
    for index in range(start, len(items)):
        item = items[index]
        if item.left_out:
            continue
        if _depth(item) == top != above and not item.decided:
            yield index
        above = _depth(item)


def _is_numbered(item: Item | None) -> bool:
    return bool(item and item.marker and item.marker.kind in (*STRUCTURAL, Kind.DIGIT, Kind.DOTTED))


def _depth(item: Item) -> int:
    """The level the source gives a heading, 0 for everything else."""
    return item.block.level if isinstance(item.block, Heading) else 0
