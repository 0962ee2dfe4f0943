"""Pages set in columns of prose, as gazettes are: the characters by columns, in the order they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from publish.readers.pdf.alignment import Row, read_rows
from publish.readers.pdf.characters import Glyph

GUTTER = 1.0  # em between columns, at least
FEWEST = 6  # lines of each column
FEWEST_KNOWN = 2  # where a page before has the same gutter
SAME_GUTTER = 12.0  # pt
NARROWEST = 8  # em
FULL = 0.7  # of a column's lines end within SHORT of its edge: prose; the cells of a table do not
SHORT = 1.5  # em
MIDDLE = 0.25, 0.75  # of the width of the text: where a gutter may stand
APART = 1.3  # of the usual distance of lines: what stands further below is no part of the column
MOST_COLUMNS = 4
MOST_TRIED = 40  # places of a gutter


def split_columns(glyphs: Sequence[Glyph], known: set[float], most: int = MOST_COLUMNS) -> list[list[Glyph]]:
    """The characters of a page in parts to be read one after the other; one part where nothing stands side by side.

    `known`: the gutters found on other pages, in pt; those of this one are added.
    """
    rows = read_rows(glyphs)
    found = _find_columns(rows, known) if most > 1 and rows else None
    if found is None:
        return [list(glyphs)]
    start, end, gutter = found
    known.add(gutter)
    top = rows[start].top
    bottom = rows[end].top if end < len(rows) else float("-inf")
    inside = [glyph for glyph in glyphs if bottom <= glyph.base < top]
    left = [glyph for glyph in inside if (glyph.left + glyph.right) / 2 < gutter]
    right = [glyph for glyph in inside if (glyph.left + glyph.right) / 2 >= gutter]
    above = [glyph for glyph in glyphs if glyph.base >= top]
    below = [glyph for glyph in glyphs if glyph.base < bottom]
    inner = [part for each in (left, right, below) for part in split_columns(each, known, most - 1)]
    return [above, *inner]


def _find_columns(rows: Sequence[Row], known: set[float]) -> tuple[int, int, float] | None:
    """The longest run of lines that one gutter parts into two columns of prose: its first, the one behind its last, the
    middle of the gutter in pt."""
    left, right = min(row.extents[0][0] for row in rows), max(row.extents[-1][1] for row in rows)
    low, high = (left + share * (right - left) for share in MIDDLE)
    gaps: Counter[float] = Counter()
    for row in rows:
        edges = [
            (one[1] + other[0]) / 2 for one, other in pairwise(row.extents) if other[0] - one[1] > GUTTER * row.size
        ]
        edges.append(row.extents[0][0] - GUTTER * row.size)  # of a line that stands at the right alone
        gaps.update(round(edge, 1) for edge in edges if low < edge < high)
    runs = []
    for gutter, _ in gaps.most_common(MOST_TRIED):
        fewest = FEWEST_KNOWN if any(abs(gutter - each) < SAME_GUTTER for each in known) else FEWEST
        runs += [run for run in _runs(rows, gutter) if _is_prose(rows[run[0] : run[1]], gutter, fewest)]
    best = max(runs, key=lambda run: run[1] - run[0], default=None)
    return best and (best[0], _find_end(rows, *best), best[2])


def _find_end(rows: Sequence[Row], start: int, end: int, gutter: float) -> int:
    """Where columns end: below the last line of the right one, only lines as near as usual go on the left one."""
    last = max(at for at in range(start, end) if rows[at].extents[-1][0] > gutter)
    pitches = sorted(one.base - other.base for one, other in pairwise(rows[start : last + 1]))
    usual = pitches[len(pitches) // 2] if pitches else rows[start].size
    return next((at for at in range(last + 1, end) if rows[at - 1].base - rows[at].base > APART * usual), end)


def _runs(rows: Sequence[Row], gutter: float) -> Iterator[tuple[int, int, float]]:
    """Where neighbouring lines keep clear of a gutter."""
    start = 0
    for at, row in enumerate(rows):
        half = GUTTER * row.size / 2
        if any(one < gutter + half and other > gutter - half for one, other in row.extents):
            if at > start:
                yield start, at, gutter
            start = at + 1
    if start < len(rows):
        yield start, len(rows), gutter


def _is_prose(rows: Sequence[Row], gutter: float, fewest: int) -> bool:
    """Whether both sides of a gutter are columns: most of their lines reach from edge to edge."""
    for side in (
        [(row, [extent for extent in row.extents if extent[1] < gutter]) for row in rows],
        [(row, [extent for extent in row.extents if extent[0] > gutter]) for row in rows],
    ):
        lines = [(row.size, extents[0][0], extents[-1][1]) for row, extents in side if extents]
        if len(lines) < fewest:
            return False
        left, right = min(line[1] for line in lines), max(line[2] for line in lines)
        full = [right - line[2] < SHORT * line[0] for line in lines[:-1]]  # the last ends where the text does
        if right - left < NARROWEST * lines[0][0] or sum(full) < FULL * len(full):
            return False
    return True
