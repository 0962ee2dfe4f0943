"""Tables pasted from a spreadsheet: neighbouring lines with equally many tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.model import Cell, Paragraph, Table
from publish.readers.text.lines import Line

LEAST_ROWS = 2
LEAST_CELLS = 3
LEAST_FILLED = 2  # cells: lines with one are pushed to the right, or down, with tabs


def find_tables(lines: Sequence[Line]) -> Iterator[range]:
    """The indexes of the lines of each table, top to bottom."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or not _goes_on(lines[end - 1], lines[end]):
            if _is_table(lines[start:end]):
                yield range(start, end)
            start = end


def _goes_on(above: Line, below: Line) -> bool:
    return len(above.cells) == len(below.cells) >= LEAST_CELLS and not below.blank_before


def _is_table(rows: Sequence[Line]) -> bool:
    """Whether rows fill a table; a column where no row has anything is spacing, as in contents (title, gap, page)."""
    if len(rows[0].cells) < LEAST_CELLS:
        return False
    filled = sum(1 for row in rows if sum(1 for cell in row.cells if cell) >= LEAST_FILLED)
    return filled >= LEAST_ROWS and all(any(column) for column in zip(*(row.cells for row in rows), strict=True))


def make_table(rows: Sequence[Line]) -> Table:
    """The rows as a table; the first is its head when every cell of it has a word and none a number."""
    head = all(cell and not any(char.isdigit() for span in cell for char in span.text) for cell in rows[0].cells)
    return Table(
        tuple(
            tuple(Cell((Paragraph(cell, place=cell[0].place),) if cell else ()) for cell in row.cells) for row in rows
        ),
        int(head),
        place=next(cell[0].place for cell in rows[0].cells if cell),
    )
