"""What differs between two rows, of paragraphs or of words: exactly, but in parts where they are very long."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

MOST = 100_000_000  # pairs of items of two rows that are compared whole: 12 MB and 50 ms
PIECE = 4  # items in a row that are known again where both rows have them once
STEP = 1_000  # items between two such places at least


class Stretch(NamedTuple):
    """A stretch of the old row and the one of the new that it equals, or that stands in its place."""

    equal: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def find_differences(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
    """The stretches of two rows in order, covering both; between two that differ one is equal."""
    numbers: dict[Hashable, int] = {}
    rows = [[numbers.setdefault(item, len(numbers)) for item in row] for row in (old, new)]
    found: list[Stretch] = []
    for old_start, old_end, new_start, new_end in _part(*rows):
        for change in Indel.opcodes(rows[0][old_start:old_end], rows[1][new_start:new_end]):
            one = Stretch(
                change.tag == "equal",
                old_start + change.src_start,
                old_start + change.src_end,
                new_start + change.dest_start,
                new_start + change.dest_end,
            )
            if found and not one.equal and not found[-1].equal:
                last = found.pop()
                one = Stretch(False, last.old_start, one.old_end, last.new_start, one.new_end)
            found.append(one)
    return found


def measure_likeness(first: str, second: str) -> float:
    """The share of equal characters of two texts, 0 to 1."""
    if len(first) * len(second) <= MOST:
        return ratio(first, second) / 100
    equal = sum(each.old_end - each.old_start for each in find_differences(first, second) if each.equal)
    return 2 * equal / (len(first) + len(second))


def _part(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Two rows in parts that can be compared by themselves: cut where both have what stands nowhere else, and where
    they have nothing of the kind in proportion."""
    at_old = at_new = 0
    for upto_old, upto_new in [*_find_anchors(old, new), (len(old), len(new))]:
        height, width = upto_old - at_old, upto_new - at_new
        parts = math.isqrt(height * width // MOST) + 1
        for part in range(parts):
            yield (
                at_old + height * part // parts,
                at_old + height * (part + 1) // parts,
                at_new + width * part // parts,
                at_new + width * (part + 1) // parts,
            )
        at_old, at_new = upto_old, upto_new


def _find_anchors(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Places of both rows, in order and STEP apart, at which PIECE items begin that stand nowhere else; none in rows
    that can be compared whole."""
    if len(old) * len(new) <= MOST:
        return []
    first, second = _find_single(old), _find_single(new)
    pairs = [(place, second[piece]) for piece, place in first.items() if piece in second]
    lasts: list[int] = []  # the least new place with which a rising row of each length ends
    ends: list[int] = []  # the number of that pair
    before = []  # of each pair, the one before it in such a row
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(lasts, place)
        lasts[length : length + 1], ends[length : length + 1] = [place], [number]
        before.append(ends[length - 1] if length else -1)
    rising, number = [], ends[-1] if ends else -1
    while number >= 0:
        rising.append(pairs[number])
        number = before[number]
    anchors = [(0, 0)]
    for pair in reversed(rising):
        if min(pair[0] - anchors[-1][0], pair[1] - anchors[-1][1]) >= STEP:
            anchors.append(pair)
    return anchors


def _find_single(row: Sequence[int]) -> dict[tuple[int, ...], int]:
    """The pieces of a row that it holds once, in order, and where each begins."""
    pieces = list(zip(*(row[start:] for start in range(PIECE)), strict=False))
    counts = Counter(pieces)
    return {piece: place for place, piece in enumerate(pieces) if counts[piece] == 1}
