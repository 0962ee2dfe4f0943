"""The ruled lines of a page, and the grids of cells they make."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

THIN = 3.0  # pt: what is thinner is a rule
LONG = 4.0  # pt: what is shorter is no rule
TOUCH = 2.5  # pt within which rules meet or are one
MOST_RULES = 20_000
MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule in pt, y upwards: at `at` across its direction, from `start` to `end` along it."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its first row and column, how many it spans, its edges in pt."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True)
class Grid:
    """A table: its column edges from left to right, its row edges from the top down, its cells in order.

    `opened`, `closed`: whether a rule stands above its first and below its last row; a row that a page break parts has
    none. `aligned`: no rules part its columns, so that their edges are not those of its cells.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[Box, ...] = field(default=())
    opened: bool = True
    closed: bool = True
    aligned: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        return self.columns[0] <= x < self.columns[-1] and self.rows[-1] <= y < self.rows[0]


def find_grids(ruled: Sequence[Rule]) -> list[Grid]:
    """The tables that the rules of a page make, from the top down; a box with a single cell is none."""
    found = []
    for rules in _connect(ruled):
        columns = _merge(rule.at for rule in rules if rule.upright)
        level = _merge(rule.at for rule in rules if not rule.upright)[::-1]
        ends = [end for rule in rules if rule.upright for end in (rule.start, rule.end)]
        rows = _add_open_rows(level, ends)
        cells = (len(columns) - 1) * (len(rows) - 1)
        if len(columns) > 1 and len(rows) > 1 and 1 < cells <= MOST_CELLS:
            boxes = tuple(_boxes(columns, rows, rules))
            if len(boxes) > 1:
                found.append(Grid(tuple(columns), tuple(rows), boxes, rows[0] == level[0], rows[-1] == level[-1]))
    return sorted(found, key=lambda grid: -grid.rows[0])


def _add_open_rows(level: list[float], ends: list[float]) -> list[float]:
    """The edges of the rows, with those that upright rules reach beyond the first and the last rule across."""
    if not level or not ends:
        return level
    above = [max(ends)] if max(ends) - level[0] > THIN + TOUCH else []
    below = [min(ends)] if level[-1] - min(ends) > THIN + TOUCH else []
    return [*above, *level, *below]


def read_rules(page: Any) -> Iterator[Rule]:
    """The straight rules of a pdfium page, those of boxes among them."""
    from pypdfium2 import raw

    sides = [ctypes.c_float() for _ in range(4)]
    stroke, fill = ctypes.c_int(), ctypes.c_int()
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_RULES)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(item, *sides):
            continue
        left, bottom, right, top = (side.value for side in sides)
        if top - bottom < THIN and right - left > LONG:
            yield Rule(False, (top + bottom) / 2, left, right)
        elif right - left < THIN and top - bottom > LONG:
            yield Rule(True, (left + right) / 2, bottom, top)
        elif raw.FPDFPath_GetDrawMode(item, fill, stroke) and stroke.value and raw.FPDFPath_CountSegments(item) <= 6:
            yield from (Rule(True, left, bottom, top), Rule(True, right, bottom, top))
            yield from (Rule(False, top, left, right), Rule(False, bottom, left, right))


def is_between(heights: Sequence[float], low: float, high: float) -> bool:
    """Whether one of sorted heights lies between two others."""
    at = bisect_right(heights, low)
    return at < len(heights) and heights[at] < high


def _connect(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The rules that touch each other, group by group."""
    across = {
        upright: sorted((r for r in rules if r.upright is upright), key=lambda r: r.at) for upright in (True, False)
    }
    places = {upright: [rule.at for rule in across[upright]] for upright in (True, False)}
    seen: set[int] = set()
    for rule in (*across[False], *across[True]):
        if id(rule) in seen:
            continue
        seen.add(id(rule))
        group, fresh = [], [rule]
        while fresh:
            one = fresh.pop()
            group.append(one)
            reach = {one.upright: (one.at, one.at), not one.upright: (one.start, one.end)}
            for upright, (low, high) in reach.items():
                first = bisect_left(places[upright], low - TOUCH)
                last = bisect_right(places[upright], high + TOUCH)
                touching = [
                    other for other in across[upright][first:last] if id(other) not in seen and _touch(one, other)
                ]
                seen.update(map(id, touching))
                fresh += touching
        yield group


def _touch(one: Rule, other: Rule) -> bool:
    if one.upright == other.upright:
        near = abs(one.at - other.at) < TOUCH
        return near and one.start - TOUCH < other.end and other.start - TOUCH < one.end
    meets = one.start - TOUCH < other.at < one.end + TOUCH
    return meets and other.start - TOUCH < one.at < other.end + TOUCH


def _merge(values: Iterable[float]) -> list[float]:
    """Sorted values, those that are one rule's as one."""
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > TOUCH:
            merged.append(value)
    return merged


def _boxes(columns: Sequence[float], rows: Sequence[float], rules: Sequence[Rule]) -> Iterator[Box]:
    """The cells in reading order, those without a rule between them as one."""
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    taken: set[tuple[int, int]] = set()
    for row, (top, bottom) in enumerate(pairwise(rows)):
        for column in range(len(columns) - 1):
            if (row, column) in taken:
                continue
            middle = (top + bottom) / 2
            wide = 1
            while column + wide < len(columns) - 1 and (row, column + wide) not in taken:
                if _is_ruled(upright, columns[column + wide], middle):
                    break
                wide += 1
            centre = (columns[column] + columns[column + 1]) / 2
            high = 1
            while row + high < len(rows) - 1 and not _is_ruled(level, rows[row + high], centre):
                high += 1
            taken.update((row + down, column + right) for down in range(high) for right in range(wide))
            edges = columns[column], columns[column + wide], rows[row + high], top
            yield Box(row, column, high, wide, *edges)


def _is_ruled(rules: Sequence[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= TOUCH and rule.start - TOUCH < along < rule.end + TOUCH for rule in rules)
