"""Where the cells of a table stand in its grid, how their text is aligned, how wide the columns are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf

from publish.composition.title import title_width
from publish.model import Block, Cell, Figure, Table, inlines, paragraphs, plain_text
from publish.style import Style

LEAST = 2.0  # characters a column is given before wide columns get more
WHOLE, HEAD = 0.4, 0.2  # of a page: taller rows may be parted, taller heads are not repeated
SHORT = 5.0  # characters, padding included; such columns are never narrowed while they leave half the room to others
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


@dataclass(frozen=True)
class Row:
    """A row to be set: its cells, each with "left", "center", "right" or "justify"; `whole`: it is not parted."""

    cells: tuple[tuple[Cell, str], ...]
    whole: bool


@dataclass(frozen=True)
class Grid:
    """A table to be set: shares of the columns in its width, head rows that pages repeat, the other rows, and how many
    of these are heads too tall to be repeated."""

    widths: tuple[float, ...]
    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    unrepeated: int = 0


def lay_out_table(table: Table, style: Style) -> Grid:
    """How a table as wide as the measure is set."""
    table, look = square(table), style.table
    characters = style.page.measure / look.size
    padding = (2 * look.padding + look.rule) / look.size
    widths = share_widths(table, characters, padding)
    heights = _estimate_heights(table, [width * characters - padding for width in widths])
    page = style.page.text_height / look.line_height
    cells = align_cells(table, look.center)
    rows = tuple(Row(tuple(row), height <= page * WHOLE) for row, height in zip(cells, heights, strict=True))
    repeated = table.header_rows if sum(heights[: table.header_rows]) <= page * HEAD else 0
    return Grid(tuple(widths), rows[:repeated], rows[repeated:], table.header_rows - repeated)


def _estimate_heights(table: Table, characters: Sequence[float]) -> list[float]:
    """Lines of every row, given the characters that fit into each column; infinite with a picture or table inside."""
    heights = [1.0] * len(table.rows)
    for row, column, cell in place_cells(table):
        room = max(1.0, sum(characters[column : column + cell.columns]))
        texts = (plain_text(inlines(block), footnotes=True) for block in paragraphs(cell.blocks))
        tall = any(isinstance(block, Table | Figure) for block in cell.blocks)
        heights[row] = max(heights[row], inf if tall else sum(ceil(title_width(text) / room) for text in texts))
    return heights


def may_part_rows(blocks: Iterable[Block], style: Style) -> bool:
    """Whether a table among the blocks has a row that a page break may part, its cells' texts with it."""
    grids = (lay_out_table(block, style) for block in blocks if isinstance(block, Table))
    return any(not row.whole for grid in grids for row in (*grid.heads, *grid.rows))


def square(table: Table) -> Table:
    """The table with empty cells where its rows are too short, and no cell reaching below its last row or beside its
    columns (ISO 14289-1 7.5 asks for rows of equal length)."""
    count = len(table.rows)
    rows = tuple(
        tuple(replace(cell, rows=max(1, min(cell.rows, count - number)), columns=max(1, cell.columns)) for cell in row)
        for number, row in enumerate(table.rows)
    )
    table = replace(table, rows=rows)
    taken = [0] * count
    for row, _, cell in place_cells(table):
        for below in range(row, row + cell.rows):
            taken[below] += cell.columns
    width = max(taken, default=0)
    blanks = [(Cell(()),) * (width - columns) for columns in taken]
    return replace(table, rows=tuple(row + blank for row, blank in zip(table.rows, blanks, strict=True)))


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
    short = {column: need for column, need in enumerate(needs) if need <= SHORT}
    widths = short if sum(short.values()) <= room / 2 else {}
    while len(widths) < len(needs):
        left = {column: need for column, need in enumerate(needs) if column not in widths}
        # Square roots, since a text twice as long may also take more lines.
        unit = (room - sum(widths.values())) / sum(need**0.5 for need in left.values())
        content = {column: need for column, need in left.items() if need <= need**0.5 * unit}
        widths |= content or {column: need**0.5 * unit for column, need in left.items()}
    return [widths[column] / room for column in range(len(needs))]


def _width(cell: Cell) -> float:
    return max((title_width(plain_text(inlines(block))) for block in paragraphs(cell.blocks)), default=0.0)
