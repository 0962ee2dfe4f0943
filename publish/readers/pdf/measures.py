"""The measure of each page: where its lines begin and end, and how far they stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from publish.readers.pdf.pages import Line

NEAR = 0.6  # em: edges that near are one edge
LONGER = 3.0  # em: more than marks may hang out
SHORT = 20  # em: a measure that narrow is none
FEW = 4  # lines of a page that say too little about it


@dataclass(frozen=True)
class Measure:
    """The left and right edge of the text of a page and the usual distance of its baselines, in pt."""

    left: float
    right: float
    pitch: float


def find_measures(texts: dict[int, list[Line]], size: float, sheet: float) -> dict[tuple[int, int], Measure]:
    """The measure of each page and column; a page with few lines has that of the others on its side of the sheet.

    Where all lines are short, nothing shows the right edge: it is as far from the sheet's as the left one. `sheet`: its
    width in pt.
    """
    pages = {number: [line for line in lines if not line.column] for number, lines in texts.items()}
    columned = [line for lines in texts.values() for line in lines if line.column]
    all_lines = [line for lines in pages.values() for line in lines] or columned
    pitch = _pitch(all_lines, size)
    left, right = _left(all_lines, size), _right(all_lines, size, sheet)
    if right - left < SHORT * size:
        right = max(right, sheet - left)
    whole = Measure(left, right, pitch)
    found: dict[tuple[int, int], Measure] = {}
    for number, lines in pages.items():
        usual = [line for line in lines if abs(line.size - size) < 0.1 * size]
        if len(usual) < FEW:
            side = [line for other, each in pages.items() if other % 2 == number % 2 for line in each]
            found[number, 0] = (
                Measure(_left(side, size), _right(side, size, sheet), pitch) if len(side) >= FEW else whole
            )
        else:
            right = max(_right(usual, size, sheet), whole.right if abs(_left(usual, size) - whole.left) < size else 0)
            found[number, 0] = Measure(_left(usual, size), right, pitch)
    for region, column in groupby(columned, key=lambda line: line.region):
        own_lines = list(column)
        found[region] = Measure(_left(own_lines, size), _right(own_lines, size, sheet), _pitch(own_lines, size))
    return found


def _pitch(lines: Sequence[Line], size: float) -> float:
    gaps = [above.base - below.base for above, below in pairwise(lines) if above.page == below.page]
    near = [gap for gap in gaps if size < gap < 3.5 * size]
    return median(near) if near else 1.5 * size


def _left(lines: Sequence[Line], size: float) -> float:
    """The leftmost edge that several lines share."""
    return _edge(sorted(line.left for line in lines), size)


def _right(lines: Sequence[Line], size: float, sheet: float) -> float:
    """The rightmost edge that several lines share, or that a line on the sheet reaches which is clearly longer."""
    values = [line.right for line in lines if abs(line.size - size) < 0.1 * size and line.right < sheet]
    shared = -_edge(sorted(-line.right for line in lines), size)
    return max(values) if values and max(values) - shared > LONGER * size else shared


def _edge(values: Iterable[float], size: float) -> float:
    """The first of sorted values that has another near it."""
    values = list(values)
    shared = (each for each, other in pairwise(values) if other - each < NEAR * size)
    return next(shared, values[0] if values else 0.0)
