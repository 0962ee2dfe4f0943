"""Where the cells of a table stand in its grid, how their text is aligned, which rows stay whole."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf, isinf

from publish.model import Block, Cell, Figure, Table, cell_text, inlines, paragraphs, plain_text
from publish.style import Style, TableLook
from publish.text.widths import title_width
from publish.writers.shared.columns import Column, is_roomy, share_room

MARGIN = 0.45  # lines; room above and below the text of a row
UNITS = "年月日时分元万亿吨人个项次件户家"
# Figures, dates, dashes; units behind a number.
FIGURE = re.compile(rf"(?:[-+±~～—–−/.．,，:：%％‰℃()（）\s\d０-９]|(?<=[\d０-９{UNITS}])[{UNITS}])+")
Pad = tuple[float, float]
UNPADDED: Pad = (0.0, 0.0)
NUMBER = re.compile(r"([+\-−±]?[0-9][0-9,]*)((?:\.[0-9]+)?[%‰]?)")
BLANK = re.compile(r"[-—－–/／…]*")
# Widths of Times New Roman, em.
WIDTHS = {".": 0.25, ",": 0.25, "-": 0.333, "+": 0.564, "−": 0.564, "±": 0.55, "%": 0.833, "‰": 1.0}
DIGIT = 0.5  # em


def place_cells(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell of every cell in reading order, both from 0; a cell spanning rows pushes others right."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            yield number, column, cell
            if cell.rows > 1:
                taken |= {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns


@dataclass(frozen=True)
class Row:
    """A row to be set: its cells, each with "left", "center", "right" or "justify"; `whole`: it is not parted; `pads`:
    characters left and right of each cell's text that bring the points of a column of figures below each other;
    `joined`: it stays with the next, since a merged cell covers both or it heads what follows; `lines` of text it
    takes, about."""

    cells: tuple[tuple[Cell, str], ...]
    whole: bool
    pads: tuple[Pad, ...] = ()
    joined: bool = False
    lines: float = 1.0


@dataclass(frozen=True)
class Grid:
    """A table to be set: shares of the columns in its width, head rows that pages repeat, the other rows, how many of
    these are heads too tall to be repeated; the size of its text as a step down from the usual one (0), and whether it
    lies sideways on a page of its own."""

    widths: tuple[float, ...]
    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    unrepeated: int = 0
    step: int = 0
    wide: bool = False
    pages: float = 0.0  # how much of a page it takes, about


# The tables laid out last, by all that a grid depends on.
_GRIDS: deque[tuple[tuple[object, ...], tuple[int, bool], Grid]] = deque(maxlen=8)


def lay_out_table(table: Table, style: Style, may_turn: bool = False) -> Grid:
    """How a table as wide as the measure is set: in the largest size that leaves its columns room, sideways when it
    `may_turn` and no size does."""
    # Again and again of the same table, or of a copy with the same rows: compared by what they are.
    asked, way = (table.rows, table.widths, style.page, style.table), (table.header_rows, may_turn)
    for known, known_way, grid in _GRIDS:
        if known_way == way and all(a is b for a, b in zip(known, asked, strict=True)):
            return grid
    grid = _choose(table, style, may_turn)
    _GRIDS.append((asked, way, grid))
    return grid


def _choose(table: Table, style: Style, may_turn: bool) -> Grid:
    table = square(table)
    columns = _read_columns(table)
    ways = list(_list_ways(style, may_turn))
    roomy = [way for way in ways if is_roomy(columns, way[2] / way[1], _pad(style.table, way[1]))]
    if not roomy:
        return _lay_out(table, style, ways[-1])
    if roomy[0][2] == style.page.measure:
        return _lay_out(table, style, roomy[0])
    grids = [_lay_out(table, style, way) for way in roomy]
    return min(grids, key=lambda grid: (grid.pages if isinf(grid.pages) else ceil(grid.pages), grid.step))


def _list_ways(style: Style, may_turn: bool) -> Iterator[tuple[int, float, float]]:
    """The steps of size with the size and the measure (pt) to be tried, the best first."""
    page, look = style.page, style.table
    upright, sideways = page.measure, page.text_height
    measures = {"auto": (upright, sideways), "always": (sideways,), "never": (upright,)}[look.wide]
    for measure in measures if may_turn else (upright,):
        yield from ((step, size, measure) for step, size in enumerate((look.size, look.smaller, look.smallest)))


def _pad(look: TableLook, size: float) -> float:
    return (2 * look.padding + look.rule) / size


def _lay_out(table: Table, style: Style, way: tuple[int, float, float]) -> Grid:
    step, size, measure = way
    look, wide = style.table, measure != style.page.measure
    characters, padding = measure / size, _pad(look, size)
    widths = share_widths(table, characters, padding)
    rooms = [width * characters - padding for width in widths]
    heights = _estimate_heights(table, rooms)
    height = style.page.measure if wide else style.page.text_height
    page = height / (look.line_height * size / look.size)
    cells = align_cells(table, look, rooms)
    pads = find_pads(table, list(place_cells(table)))
    joined = find_joined(table, heights, page * look.whole) | find_heading_rows(table, heights)
    rows = tuple(
        Row(
            tuple(row),
            height <= page * look.whole,
            tuple(pads.get(id(cell), UNPADDED) for cell, _ in row),
            at in joined,
            height,
        )
        for at, (row, height) in enumerate(zip(cells, heights, strict=True))
    )
    repeated = table.header_rows if sum(heights[: table.header_rows]) <= page * look.repeated else 0
    unrepeated, pages = table.header_rows - repeated, (sum(heights) + len(heights) * MARGIN) / page
    return Grid(tuple(widths), rows[:repeated], rows[repeated:], unrepeated, step, wide, pages)


def find_joined(table: Table, heights: Sequence[float], most: float) -> set[int]:
    """The rows that stay with the next: those a merged cell joins, unless all it joins are higher than `most` lines;
    `heights` of the rows in lines."""
    joined: set[int] = set()
    first, below = 0, 0  # the rows joined so far: from `first` to the one before `below`
    spans = sorted((row, row + cell.rows) for row, _, cell in place_cells(table) if cell.rows > 1)
    for row, end in [*spans, (len(heights), 0)]:
        if row < below:
            below = max(below, end)
            continue
        if sum(heights[first:below]) <= most:
            joined |= set(range(first, below - 1))
        first, below = row, end
    return joined


def find_heading_rows(table: Table, heights: Sequence[float]) -> set[int]:
    """The rows that may not stand at a page's foot with no row below them: the head, or a form's first row, and lines
    across the table (一、基本情况) that head the rows below."""
    last = len(heights) - 1
    width = max((column + cell.columns for _, column, cell in place_cells(table)), default=0)
    across = {row for row, _, cell in place_cells(table) if cell.columns == width > 1 and heights[row] <= 1.0}
    heads = {*range(max(1, table.header_rows)), *(row for row in across if row + 1 not in across)}
    return {row for row in heads if row < last}


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


def align_cells(table: Table, look: TableLook, rooms: Sequence[float]) -> list[list[tuple[Cell, str]]]:
    """The rows, each cell with "left", "center", "right" or "justify"; `rooms`: characters that fit into each column.

    The cells of a column are aligned alike: as the source says when it says the same of all, else figures and texts of
    at most `look.center` characters in the centre, longer ones left; heads are centred.
    """
    columns: dict[int, list[Cell]] = defaultdict(list)
    for row, column, cell in place_cells(table):
        if row >= table.header_rows and cell.columns == 1 and _width(cell):
            columns[column].append(cell)
    aligned = {column: _align(cells, look, rooms[column]) for column, cells in columns.items()}
    rows: list[list[tuple[Cell, str]]] = [[] for _ in table.rows]
    for row, column, cell in place_cells(table):
        align = aligned.get(column, "center")
        if row < table.header_rows:
            align = "center"
        elif cell.columns > 1:
            room = sum(rooms[column : column + cell.columns])
            align = align if _is_short(cell, look) and not cell.align else _align([cell], look, room)
        rows[row].append((cell, align))
    return rows


def _align(cells: Sequence[Cell], look: TableLook, room: float) -> str:
    own = {cell.align for cell in cells}
    if len(own) == 1 and "" not in own:
        return own.pop()
    if all(_is_short(cell, look) for cell in cells):
        return "center"
    return "justify" if room >= look.justify else "left"


def _is_short(cell: Cell, look: TableLook) -> bool:
    """Whether a cell's texts are figures, dates or short."""
    texts = (plain_text(inlines(block)).strip() for block in paragraphs(cell.blocks))
    return all(title_width(text) <= look.center or FIGURE.fullmatch(text) for text in texts)


def share_widths(table: Table, characters: float, padding: float) -> list[float]:
    """The columns' shares of the table's width, in all 1; it is `characters` wide, of which `padding` in each cell."""
    columns = _read_columns(table)
    own = table.widths if len(table.widths) == len(columns) else ()
    return share_room(columns, own, characters, padding)


def _read_columns(table: Table) -> list[Column]:
    count = max((column + cell.columns for _, column, cell in place_cells(table)), default=1)
    columns = [Column() for _ in range(count)]
    for row, column, cell in place_cells(table):
        if cell.columns == 1:
            columns[column].add(cell, row < table.header_rows)
    return columns


def _width(cell: Cell) -> float:
    return max((title_width(plain_text(inlines(block))) for block in paragraphs(cell.blocks)), default=0.0)


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
    return sum(WIDTHS.get(char, DIGIT) for char in text)
