"""Tables whose rows say where the edges of their cells lie, each row for itself, as in .doc and .rtf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from publish.model import Block, Cell, Paragraph, Place, Table

SAME_EDGE = 40  # twips
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

    def end_row(self, lie: Row | None = None) -> None:
        """End the row; `lie`: how its cells lie."""
        if not self._open:
            return
        table = self._open[-1]
        if table.blocks:
            self.end_cell()
        if table.cells:
            table.rows.append(_fit(lie or Row([]), table.cells))
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


def _fit(lie: Row, cells: list[list[Block]]) -> Row:
    """A row of cells, with their edges when there are as many as they need."""
    edges = lie.edges if len(lie.edges) == len(cells) + 1 else ()
    return replace(lie, cells=cells, edges=edges)


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
