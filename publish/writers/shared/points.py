"""Columns of figures whose points stand below each other, where the source does not say how they are aligned."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from publish.model import Cell, Table, cell_text

Pad = tuple[float, float]
UNPADDED: Pad = (0.0, 0.0)
NUMBER = re.compile(r"([+\-−±]?[0-9][0-9,]*)((?:\.[0-9]+)?[%‰]?)")
BLANK = re.compile(r"[-—－–/／…]*")
# Widths of Times New Roman, em.
WIDTHS = {".": 0.25, ",": 0.25, "-": 0.333, "+": 0.564, "−": 0.564, "±": 0.55, "%": 0.833, "‰": 1.0}
FIGURE = 0.5


def find_pads(table: Table, place: Sequence[tuple[int, int, Cell]]) -> dict[int, Pad]:
    """Characters left and right of the figures of every column in which some have a point or their number of places
    differs, by the identity of their cells; the columns' texts are centred."""
    columns: dict[int, list[Cell]] = defaultdict(list)
    for row, column, cell in place:
        if row >= table.header_rows and cell.columns == 1:
            columns[column].append(cell)
    return {number: pad for cells in columns.values() for number, pad in _pad_column(cells).items()}


def _pad_column(cells: Sequence[Cell]) -> dict[int, Pad]:
    texts = {id(cell): cell_text(cell) for cell in cells}
    found = {key: match for key, text in texts.items() if (match := NUMBER.fullmatch(text))}
    others = [text for key, text in texts.items() if key not in found]
    if len(found) < 2 or any(cell.align for cell in cells) or not all(map(BLANK.fullmatch, others)):
        return {}
    parts = {key: (_measure(match[1]), _measure(match[2])) for key, match in found.items()}
    before, after = max(part for part, _ in parts.values()), max(part for _, part in parts.values())
    return {key: (before - left, after - right) for key, (left, right) in parts.items()}


def _measure(text: str) -> float:
    return sum(WIDTHS.get(char, FIGURE) for char in text)
