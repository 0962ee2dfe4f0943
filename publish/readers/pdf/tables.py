"""Ruled tables of a PDF: the words in each cell, and one table of what page breaks parted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.model import Cell, Paragraph, Place, Table, inlines, paragraphs, plain_text
from publish.readers.pdf.characters import OUTSIDE, Glyph
from publish.readers.pdf.measures import Measure
from publish.readers.pdf.pages import Line, place_on_page, read_lines
from publish.readers.pdf.paragraphs import Joiner
from publish.readers.pdf.ruling import Box, Grid
from publish.readers.pdf.tags import TaggedCell, TaggedTable

SAME_EDGE = 3.0  # pt by which the edges of the parts of one table may differ
MOST_PADDING = 12.0  # pt


@dataclass(frozen=True)
class Ruled:
    """A table of a page (the last, if it stands on several), its top in pt, and the grid that it is made of; none for
    what the structure tree calls a table. `outside`: all its words are outside the structure tree."""

    table: Table
    page: int
    top: float
    grid: Grid | None = None
    outside: bool = False


def read_tables(grids: Sequence[Grid], glyphs: Sequence[Glyph], page: int, file: str) -> Iterator[Ruled]:
    """The tables of a page."""
    for grid in grids:
        cells: dict[Box, list[Line]] = {
            box: read_lines([glyph for glyph in glyphs if _lies_in(glyph, box)], page) for box in grid.boxes
        }
        pads = [line.left - box.left for box, lines in cells.items() for line in lines]
        padding = min(MOST_PADDING, max(0.0, min(pads, default=0.0)))
        rows: list[list[Cell]] = [[] for _ in grid.rows[1:]]
        for box, lines in cells.items():
            edges = _column_edges(box.column, cells) if grid.aligned else (box.left + padding, box.right - padding)
            rows[box.row].append(_cell(box, lines, edges, file))
        made = tuple(tuple(row) for row in rows)
        outside = all(line.block == OUTSIDE for lines in cells.values() for line in lines)
        yield Ruled(Table(made, place=Place(file, 1)), page, grid.rows[0], grid, outside)


def read_tagged_table(table: TaggedTable, glyphs: Sequence[tuple[int, Glyph]], file: str) -> Ruled:
    """A table of the structure tree; `glyphs`: those in it, with their pages."""
    first = min(page for page, _ in glyphs)
    top = max(glyph.base + glyph.size for page, glyph in glyphs if page == first)
    rows = []
    for number, row in enumerate(table.rows):
        cells = []
        for cell in row:
            own = [(page, glyph) for page, glyph in glyphs if glyph.block in cell.blocks]
            lines = [
                read_lines([glyph for at, glyph in own if at == page], page) for page in sorted({at for at, _ in own})
            ]
            if number < table.heads and len({_joined(each) for each in lines}) == 1:
                lines = lines[:1]  # repeated at the head of each page
            cells.append(_tagged_cell(cell, [line for each in lines for line in each], file))
        rows.append(tuple(cells))
    return Ruled(Table(tuple(rows), table.heads, place=place_on_page(file, first, 1)), first, top)


def _joined(lines: Sequence[Line]) -> str:
    return "".join(line.text for line in lines)


def _tagged_cell(cell: TaggedCell, lines: Sequence[Line], file: str) -> Cell:
    if not lines:
        return Cell((Paragraph(()),), cell.columns, cell.rows)
    edges = min(line.left for line in lines), max(line.right for line in lines)
    measures = {line.region: Measure(*edges, pitch=line.size * 2) for line in lines}
    joiner = Joiner(file, measures, lines[0].size, True, cell=True)
    return Cell(tuple(joiner.paragraph(group, False) for group in joiner.join(lines)), cell.columns, cell.rows)


def _lies_in(glyph: Glyph, box: Box) -> bool:
    middle = (glyph.left + glyph.right) / 2
    return box.left <= middle < box.right and box.bottom <= glyph.base + glyph.size * 0.3 < box.top


def _column_edges(column: int, cells: Mapping[Box, Sequence[Line]]) -> tuple[float, float]:
    """How far the lines of a column reach, in pt."""
    lines = [line for box, each in cells.items() if box.column == column for line in each]
    return min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)


def _cell(box: Box, lines: Sequence[Line], edges: tuple[float, float], file: str) -> Cell:
    """The words of a cell; a line that fills its width goes on in the next."""
    if not lines:
        return Cell((Paragraph(()),), box.columns, box.rows)
    joiner = Joiner(file, {lines[0].region: Measure(*edges, pitch=lines[0].size * 2)}, lines[0].size, True, cell=True)
    blocks = tuple(joiner.paragraph(group, False) for group in joiner.join(lines))
    return Cell(blocks, box.columns, box.rows)


def join_parts(above: Ruled, below: Ruled) -> Ruled | None:
    """One table of two that stand on pages one after the other, the repeated head once; None when they are two."""
    if above.grid is None or below.grid is None:
        return None
    ours, theirs = above.grid.columns, below.grid.columns
    if len(ours) != len(theirs) or below.page != above.page + 1:
        return None
    if any(abs(a - b) > SAME_EDGE for a, b in zip(ours, theirs, strict=True)):
        return None
    before, rows, heads = above.table.rows, below.table.rows, above.table.header_rows
    if len(before) > 1 and read_row(rows[0]) == read_row(before[0]):
        rows, heads = rows[1:], 1
    if rows and not above.grid.closed and len(before[-1]) == len(rows[0]):
        before, rows = (*before[:-1], tuple(map(_join_cells, before[-1], rows[0]))), rows[1:]
    table = replace(above.table, rows=before + rows, header_rows=heads)
    return Ruled(table, below.page, above.top, below.grid)


def _join_cells(above: Cell, below: Cell) -> Cell:
    """A cell that a page break has parted: the paragraph at the break goes on."""
    last, first = above.blocks[-1], below.blocks[0]
    if not isinstance(last, Paragraph) or not isinstance(first, Paragraph):
        return replace(above, blocks=above.blocks + below.blocks)
    whole = replace(last, content=last.content + first.content)
    return replace(above, blocks=(*above.blocks[:-1], whole, *below.blocks[1:]))


def read_row(row: Sequence[Cell]) -> list[str]:
    """The texts of the paragraphs in a row."""
    return [plain_text(inlines(block)) for cell in row for block in paragraphs(cell.blocks)]


def read_head(table: Table) -> list[str]:
    """The texts of the paragraphs in the head rows of a table."""
    return [text for row in table.rows[: table.header_rows] for text in read_row(row)]
