"""Ruled tables of a PDF: the words in each cell, and one table of what page breaks parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.model import Cell, Paragraph, Place, Table, inlines, paragraphs, plain_text
from publish.readers.pdf.characters import Glyph
from publish.readers.pdf.measures import Measure
from publish.readers.pdf.pages import Line, read_lines
from publish.readers.pdf.paragraphs import Joiner
from publish.readers.pdf.ruling import Box, Grid

SAME_EDGE = 3.0  # pt by which the edges of the parts of one table may differ
MOST_PADDING = 12.0  # pt


@dataclass(frozen=True)
class Ruled:
    """A table of a page, its top in pt, its column edges; `first`, `last`: nothing stands before or behind it."""

    table: Table
    page: int
    top: float
    columns: tuple[float, ...]


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
            rows[box.row].append(_cell(box, lines, padding, file))
        made = tuple(tuple(row) for row in rows)
        yield Ruled(Table(made, place=Place(file, 1)), page, grid.rows[0], grid.columns)


def _lies_in(glyph: Glyph, box: Box) -> bool:
    middle = (glyph.left + glyph.right) / 2
    return box.left <= middle < box.right and box.bottom <= glyph.base + glyph.size * 0.3 < box.top


def _cell(box: Box, lines: Sequence[Line], padding: float, file: str) -> Cell:
    """The words of a cell; a line that fills its width goes on in the next."""
    if not lines:
        return Cell((Paragraph(()),), box.columns, box.rows)
    edges = box.left + padding, box.right - padding
    joiner = Joiner(file, {lines[0].page: Measure(*edges, pitch=lines[0].size * 2)}, lines[0].size, True, cell=True)
    blocks = tuple(joiner.paragraph(group, False) for group in joiner.join(lines))
    return Cell(blocks, box.columns, box.rows)


def join_parts(above: Ruled, below: Ruled) -> Ruled | None:
    """One table of two that stand on pages one after the other, the repeated head once; None when they are two."""
    same = len(above.columns) == len(below.columns) and below.page == above.page + 1
    if not same or any(abs(a - b) > SAME_EDGE for a, b in zip(above.columns, below.columns, strict=True)):
        return None
    rows, heads = below.table.rows, above.table.header_rows
    if _texts(rows[0]) == _texts(above.table.rows[0]):
        rows, heads = rows[1:], 1
    table = replace(above.table, rows=above.table.rows + rows, header_rows=heads)
    return Ruled(table, below.page, above.top, above.columns)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [plain_text(inlines(block)) for cell in row for block in paragraphs(cell.blocks)]
