"""Tables without upright rules: columns by the gutters that no character crosses, rows by the baselines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publish.readers.pdf.characters import Glyph
from publish.readers.pdf.pages import CELL_GAP, group_glyphs
from publish.readers.pdf.ruling import TOUCH, Box, Grid, Rule, is_between

GUTTER = 0.45  # em: what is narrower parts characters, not columns
WRAPPED = 1.45  # em between the baselines of the lines of one cell, at most
NARROWER = 0.15  # em by which they are nearer than rows are
MOST_COLUMNS = 20
FEWEST_ROWS = 3  # where no rule shows that it is a table
UNDERLINE = 2.0  # pt below the top of a line that a rule above it may reach
SPANNED = 0.9  # of its width: a rule that long stands above or below a table
FIGURES = 0.6  # of the cells below the head: that many are figures in a column of figures
FIGURE = re.compile(r"[-+−±¥￥$]?\d[\d,，.]*\s*(?:[%％‰‱]|[万亿]?[元亩人个吨户辆件])?|[-—–/／]{1,2}|\d+[-—–~～至]\d+")

Extent = tuple[float, float]


@dataclass(frozen=True)
class Row:
    """A line of a page: its baseline and size, where its characters stand side by side without a gutter, in pt."""

    base: float
    size: float
    extents: tuple[Extent, ...]
    glyphs: tuple[Glyph, ...]

    @property
    def top(self) -> float:
        """Above its characters."""
        return self.base + self.size

    @property
    def bottom(self) -> float:
        """Below its characters."""
        return self.base - 0.25 * self.size

    @property
    def parted(self) -> bool:
        """Whether a gap in it is as wide as between columns."""
        return any(other[0] - one[1] > CELL_GAP * self.size for one, other in pairwise(self.extents))


def find_aligned(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Grid]:
    """The tables among characters that no grid of rules holds; `rules`: those of the page.

    Where no rules stand above and below, a table has a head and a column of figures under it: addresses of two signers
    side by side, lists of names, contents and columns of prose have not.
    """
    rows = read_rows(glyphs)
    level = _clear_of_words(_merge_level(rules), rows)
    found: list[Grid] = []
    taken = 0
    for first, last in _find_runs(rows):
        start, end, ruled = _widen(rows, first, last, level)
        run = rows[start:end]
        columns = _find_columns(run)
        if start < taken or not 1 < len(columns) <= MOST_COLUMNS:
            continue
        grid, texts = _make_grid(run, columns, level)
        if (ruled and len(texts) > 1) or _is_table(texts):
            found.append(grid)
            taken = end
    return found


def _clear_of_words(level: Sequence[Rule], rows: Sequence[Row]) -> list[Rule]:
    """The rules that run through no line: those are struck out or underlined words."""
    bottoms = [-row.bottom for row in rows]  # from the top down
    clear = []
    for rule in level:
        below = bisect_right(bottoms, -rule.at)  # of the lines whose feet stand above it, the last is the nearest
        near = rows[max(below - 1, 0) : below + 2]
        if not any(row.bottom < rule.at < row.top - UNDERLINE for row in near):
            clear.append(rule)
    return clear


def read_rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """The lines of a page from the top down."""
    rows = [_row(group) for group in group_glyphs([glyph for glyph in glyphs if glyph.upright and glyph.size > 0])]
    return [row for row in rows if row.extents]


def _row(group: Sequence[Glyph]) -> Row:
    shown = [glyph for glyph in group if not glyph.char.isspace()]
    size = max((glyph.size for glyph in shown), default=1.0)
    extents: list[list[float]] = []
    for glyph in sorted((glyph for glyph in group if not glyph.generated), key=lambda glyph: glyph.left):
        if extents and glyph.left - extents[-1][1] < GUTTER * size:
            extents[-1][1] = max(extents[-1][1], glyph.right)
        elif not glyph.char.isspace():
            extents.append([glyph.left, glyph.right])
    return Row(max((glyph.base for glyph in shown), default=0.0), size, tuple((a, b) for a, b in extents), tuple(shown))


def _merge_level(rules: Sequence[Rule]) -> list[Rule]:
    """The level rules from the top down, pieces on one height as one."""
    merged: list[Rule] = []
    for rule in sorted((rule for rule in rules if not rule.upright), key=lambda rule: (-rule.at, rule.start)):
        last = merged[-1] if merged else None
        if last and last.at - rule.at < TOUCH and rule.start - last.end < TOUCH:
            merged[-1] = Rule(False, last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return merged


def _find_runs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Where rows with wide gaps follow each other, and lines of one cell stand between them."""
    at = 0
    while at < len(rows):
        if not rows[at].parted:
            at += 1
            continue
        start = end = at
        columns = _find_columns(rows[start : end + 1])
        at += 1
        wider = columns
        while at < len(rows) and (rows[at].parted or rows[at - 1].base - rows[at].base < WRAPPED * rows[at].size):
            wider = _join(wider, rows[at].extents, GUTTER * rows[at].size)
            if len(wider) < max(2, len(columns) if not rows[at].parted else 2):
                break
            if rows[at].parted:
                end, columns = at, wider
            at += 1
        at = end + 1
        yield start, end + 1


def _widen(rows: Sequence[Row], start: int, end: int, level: Sequence[Rule]) -> tuple[int, int, bool]:
    """A run with the lines that belong to its first and last row, up to the rules that enclose it if any do."""
    left, right = _span(rows[start:end])
    long = [rule.at for rule in level if min(rule.end, right) - max(rule.start, left) > SPANNED * (right - left)]
    above = min((at for at in long if at > rows[start].base), default=None)
    below = max((at for at in long if at < rows[end - 1].bottom + 2), default=None)
    columns = _find_columns(rows[start:end])
    pitch = min((one.base - other.base for one, other in pairwise(rows[start:end])), default=0.0)

    def belongs(row: Row, other: Row) -> bool:
        gap = abs(row.base - other.base)
        near = gap < WRAPPED * other.size and (gap < other.size or gap < pitch - NARROWER * other.size)
        return near and len(_find_columns([*rows[start:end], row])) == len(columns)

    while start and (above is not None and rows[start - 1].base < above):
        start -= 1
    while (
        start and rows[start - 1].base - rows[start].base < rows[start].size and belongs(rows[start - 1], rows[start])
    ):
        start -= 1
    while end < len(rows) and below is not None and rows[end].base > below:
        end += 1
    while end < len(rows) and below is None and belongs(rows[end], rows[end - 1]):
        end += 1
    ruled = above is not None and below is not None
    return start, end, ruled and len(_find_columns(rows[start:end])) > 1


def _span(rows: Sequence[Row]) -> Extent:
    return min(row.extents[0][0] for row in rows), max(row.extents[-1][1] for row in rows)


def _find_columns(rows: Sequence[Row]) -> list[Extent]:
    """The columns of rows: what the characters of all of them cover from left to right, gutters between."""
    gutter = GUTTER * min(row.size for row in rows)
    columns: list[Extent] = []
    for row in rows:
        columns = _join(columns, row.extents, gutter)
    return columns


def _join(columns: Sequence[Extent], extents: Sequence[Extent], gutter: float) -> list[Extent]:
    """What columns and the characters of a further row cover."""
    joined: list[Extent] = []
    for left, right in sorted((*columns, *extents)):
        if joined and left - joined[-1][1] < gutter:
            joined[-1] = joined[-1][0], max(joined[-1][1], right)
        else:
            joined.append((left, right))
    return joined


def _make_grid(run: Sequence[Row], columns: Sequence[Extent], level: Sequence[Rule]) -> tuple[Grid, list[list[str]]]:
    """The grid of a run, and the words in its cells."""
    groups = list(_group_rows(run, level))
    edges = [columns[0][0] - 1, *((one[1] + other[0]) / 2 for one, other in pairwise(columns)), columns[-1][1] + 1]
    heights = [groups[0][0].top, *((one[-1].bottom + other[0].top) / 2 for one, other in pairwise(groups))]
    heights.append(groups[-1][-1].bottom)
    boxes = tuple(
        Box(row, column, 1, 1, left, right, bottom, top)
        for row, (top, bottom) in enumerate(pairwise(heights))
        for column, (left, right) in enumerate(pairwise(edges))
    )
    texts = [
        [
            "".join(
                glyph.char for row in group for glyph in row.glyphs if left <= (glyph.left + glyph.right) / 2 < right
            )
            for left, right in pairwise(edges)
        ]
        for group in groups
    ]
    return Grid(tuple(edges), tuple(heights), boxes, aligned=True), texts


def _group_rows(run: Sequence[Row], level: Sequence[Rule]) -> Iterator[list[Row]]:
    """The lines by rows of the table: rules part rows, else what is nearer than rows usually are is one row."""
    parted = [one.base - other.base for one, other in pairwise(run) if one.parted and other.parted]
    pitch = min(parted, default=WRAPPED * run[0].size * 2)
    heights = [rule.at for rule in reversed(level)]
    group = [run[0]]
    for above, row in pairwise(run):
        gap = above.base - row.base
        ruled = is_between(heights, row.base, above.base)
        near = gap < row.size or (gap < WRAPPED * row.size and gap < pitch - NARROWER * row.size)
        if ruled or not near:
            yield group
            group = []
        group.append(row)
    yield group


def _is_table(texts: Sequence[Sequence[str]]) -> bool:
    """Whether columns of words are a table: a head with a word for every column, figures below one of them."""
    head, rest = texts[0], texts[1:]
    if len(rest) < FEWEST_ROWS - 1 or not all(head) or any(FIGURE.fullmatch(cell) for cell in head):
        return False
    columns = zip(*rest, strict=True)
    return any(sum(bool(FIGURE.fullmatch(cell)) for cell in column) >= FIGURES * len(rest) for column in columns)
