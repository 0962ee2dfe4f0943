"""Where the cells of a table stand in its grid, how their text is aligned, how wide the columns are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from publish.composition.title import title_width
from publish.model import Cell, Table, inlines, paragraphs, plain_text

LEAST = 2.0  # characters a column is given before wide columns get more
EASE = 0.2  # characters more than measured, so that rounding never breaks a word


def place_cells(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell of every cell in reading order, both from 0; a cell spanning rows pushes others right."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            yield number, column, cell
            taken |= {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns


def align_cells(table: Table, short: int) -> list[list[tuple[Cell, str]]]:
    """The rows, each cell with "left", "center", "right" or "justify".

    A cell's own alignment comes first; heads are centred, and so is a column whose texts all have at most `short`
    characters; longer texts are justified.
    """
    longest: dict[int, float] = defaultdict(float)
    for row, column, cell in place_cells(table):
        if row >= table.header_rows and cell.columns == 1:
            longest[column] = max(longest[column], _width(cell))
    rows: list[list[tuple[Cell, str]]] = [[] for _ in table.rows]
    for row, column, cell in place_cells(table):
        central = row < table.header_rows or max(longest[column], _width(cell)) <= short
        rows[row].append((cell, cell.align or ("center" if central else "justify")))
    return rows


def share_widths(table: Table, characters: float, padding: float) -> list[float]:
    """The columns' shares of the table's width, in all 1, when it is `characters` wide; `padding` of a cell likewise.

    The source's own shares come first. Short columns get what they need, long ones share the rest by the square
    roots of their lengths.
    """
    padding += EASE
    count = max((column + cell.columns for _, column, cell in place_cells(table)), default=1)
    if len(table.widths) == count and min(table.widths) > 0:
        return [width / sum(table.widths) for width in table.widths]
    needs = [LEAST + padding] * count
    for _, column, cell in place_cells(table):
        if cell.columns == 1:
            needs[column] = max(needs[column], _width(cell) + padding)
    return _share(needs, characters)


def _share(needs: list[float], room: float) -> list[float]:
    if sum(needs) <= room:
        return [need / sum(needs) for need in needs]
    widths: dict[int, float] = {}
    while len(widths) < len(needs):
        left = {column: need for column, need in enumerate(needs) if column not in widths}
        # Square roots, since a text twice as long may also take more lines.
        unit = (room - sum(widths.values())) / sum(need**0.5 for need in left.values())
        content = {column: need for column, need in left.items() if need <= need**0.5 * unit}
        widths |= content or {column: need**0.5 * unit for column, need in left.items()}
    return [widths[column] / room for column in range(len(needs))]


def _width(cell: Cell) -> float:
    return max((title_width(plain_text(inlines(block))) for block in paragraphs(cell.blocks)), default=0.0)
