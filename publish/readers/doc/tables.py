"""Tables of a Word 97–2003 document: cells by their marks, columns by the edges of each row ([MS-DOC] 2.4.3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from publish.model import Block, Cell, Paragraph, Place, Table
from publish.readers.doc import sprms
from publish.readers.doc.sprms import integer

SAME_EDGE = 40  # twips
CELL_SIZE = 20  # bytes that describe a cell (TC80)
JOINED, BELOW, FIRST_BELOW = 0x0002, 0x0020, 0x0040  # fMerged, fVertMerge, fVertRestart
DEEPEST = 20
MOST_SPAN = 1_000


@dataclass
class Row:
    """A row: the blocks of its cells, its edges in twips, which cells go on from above or from the left."""

    cells: list[list[Block]]
    edges: tuple[int, ...] = ()
    below: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()
    head: bool = False


@dataclass
class Open:
    """A table that is being read."""

    place: Place
    rows: list[Row] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


class TableReader:
    """Takes paragraphs with the depth of the table they stand in; `blocks` holds what is whole."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open: list[Open] = []

    def enter(self, depth: int, place: Place) -> None:
        """Go to a depth: tables below it are ended, new ones begun."""
        depth = min(depth, DEEPEST)
        while len(self._open) > depth:
            self._close()
        while len(self._open) < depth:
            self._open.append(Open(place))

    def add(self, blocks: Sequence[Block]) -> None:
        """Add blocks where we are."""
        (self._open[-1].blocks if self._open else self.blocks).extend(blocks)

    def end_cell(self) -> None:
        """End the cell that is being read."""
        if self._open:
            self._open[-1].cells.append(self._open[-1].blocks)
            self._open[-1].blocks = []

    def end_row(self, said: Sequence[tuple[int, bytes]]) -> None:
        """End the row, whose mark says how its cells lie."""
        if not self._open:
            return
        table = self._open[-1]
        if table.blocks:
            self.end_cell()
        if table.cells:
            table.rows.append(_make_row(table.cells, said))
        table.cells = []

    def _close(self) -> None:
        table = self._open.pop()
        if table.blocks:
            table.cells.append(table.blocks)
        if table.cells:
            table.rows.append(Row(table.cells))
        if table.rows:
            self.add([_make_table(table.rows, table.place)])

    def finish(self) -> list[Block]:
        """End all that is open."""
        self.enter(0, Place("", 1))
        return self.blocks


def _make_row(cells: list[list[Block]], said: Sequence[tuple[int, bytes]]) -> Row:
    row = Row(cells)
    for code, operand in said:
        if code == sprms.TABLE_DEFINITION:
            row = _define(row, operand)
        elif code == sprms.VERTICAL_MERGE and len(operand) >= 3:
            goes_on = operand[2] & 3 == 1
            row.below = row.below | {operand[1]} if goes_on else row.below - {operand[1]}
        elif code == sprms.HEAD_ROW:
            row.head = bool(integer(operand))
    return row if len(row.edges) == len(cells) + 1 else replace(row, edges=())


def _define(row: Row, operand: bytes) -> Row:
    """The edges of a row and which cells go on (sprmTDefTable)."""
    count = operand[2] if len(operand) > 2 else 0
    if len(operand) < 3 + 2 * (count + 1):
        return row
    edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    flags = [
        struct.unpack_from("<H", operand, at)[0] for at in range(5 + 2 * count, len(operand) - CELL_SIZE + 1, CELL_SIZE)
    ]
    below = frozenset(at for at, flag in enumerate(flags) if flag & BELOW and not flag & FIRST_BELOW)
    joined = frozenset(at for at, flag in enumerate(flags) if flag & JOINED)
    return replace(row, edges=edges, below=below, joined=joined - {0})


def _make_table(rows: Sequence[Row], place: Place) -> Table:
    edges = _merge(edge for row in rows for edge in row.edges)
    made: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}  # by its left edge the row and place of the cell that stands there
    for row in rows:
        cells: list[Cell] = []
        for at, blocks in enumerate(row.cells):
            left, wide = _span(row, at, edges)
            owner = above.get(left) if at in row.below else None
            if owner and owner[0] < len(made):
                made[owner[0]][owner[1]] = _extend(made[owner[0]][owner[1]], 0, 1, blocks)
            elif at in row.joined and cells:
                cells[-1] = _extend(cells[-1], wide, 0, blocks)
            else:
                above[left] = len(made), len(cells)
                cells.append(Cell(tuple(blocks) or (Paragraph(()),), wide, 1))
        if cells:
            made.append(cells)
            continue
        for number, place_of in set(above.values()):  # a row of nothing but cells that go on from above
            if made[number][place_of].rows > 1:
                made[number][place_of] = _extend(made[number][place_of], 0, -1, ())
    heads = next((at for at, row in enumerate(rows) if not row.head), len(rows))
    return Table(tuple(map(tuple, made)), min(heads, len(made) - 1), place=place)


def _extend(cell: Cell, columns: int, rows: int, blocks: Sequence[Block]) -> Cell:
    kept = (*cell.blocks, *blocks) if blocks else cell.blocks
    return replace(
        cell, columns=min(cell.columns + columns, MOST_SPAN), rows=min(cell.rows + rows, MOST_SPAN), blocks=kept
    )


def _span(row: Row, at: int, edges: Sequence[int]) -> tuple[int, int]:
    """The column a cell begins in, and how many it spans."""
    if not row.edges:
        return at, 1
    left, right = (_nearest(row.edges[at + side], edges) for side in (0, 1))
    return left, max(1, right - left)


def _nearest(edge: int, edges: Sequence[int]) -> int:
    return next((at for at in range(len(edges) - 1, -1, -1) if edges[at] <= edge), 0)


def _merge(values: Iterator[int]) -> list[int]:
    """Sorted edges, those that are one as one."""
    merged: list[int] = []
    for value in sorted(set(values)):
        if not merged or value - merged[-1] > SAME_EDGE:
            merged.append(value)
    return merged
