"""Tables: merged cells, repeated header rows, rows that stay whole, widths that share the measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from publish.composition.classes import has_address
from publish.errors import InputError
from publish.model import Cell, Figure, Heading, Table, plain_text
from publish.style import Style, TableLook
from publish.writers.shared.tables import Grid as Layout
from publish.writers.shared.tables import align_cells, lay_out_table, place_cells, share_widths
from publish.writers.word.breaks.line_ends import set_left
from publish.writers.word.figures import write_figure
from publish.writers.word.inlines import write_inlines
from publish.writers.word.ooxml import Element, twips, w
from publish.writers.word.revisions import mark_end, mark_row
from publish.writers.word.story import (
    Story,
    empty_paragraph,
    keep_with_next,
    separate_tables,
    style_properties,
    write_paragraph,
)
from publish.writers.word.styles import ALIGNMENTS, table_sizes, table_styles

MOST_COLUMNS = 63  # Word opens no table with more


@dataclass(frozen=True)
class Slot:
    """A cell in the grid of its table: where it begins, how its text is aligned, whether it is a head, how many
    steps smaller than usual its text is."""

    row: int
    column: int
    cell: Cell
    align: str
    head: bool
    step: int = 0

    @property
    def style_id(self) -> str:
        """The paragraph style of its text."""
        return table_styles(self.step)[int(self.head)]


@dataclass(frozen=True)
class Made:
    """How a table is set: steps down from the usual size of its text, its width in pt, its rows that stay with the
    next."""

    step: int
    room: float
    joined: Sequence[bool] = ()


Grid = dict[tuple[int, int], Slot]  # row, column -> the cell that covers it


def write_table(table: Table, story: Story, room: float | None = None) -> Iterator[Element]:
    """The caption and the `w:tbl` of a table, in the size and on the pages it has in the PDF; `room` pt wide inside a
    cell. Raises InputError for more columns than Word takes."""
    style = story.style
    way = lay_out_table(table, style, may_turn=True) if room is None else None
    made = _decide(way, style) if way else Made(0, room or 0.0)
    caption = None
    if table.caption:
        caption = write_paragraph("Caption", table.caption.content, story)
        mark_end(caption, table.caption.revision)
        yield caption
    element = _write_grid(table, story, made)
    if element is None:
        return
    if way and way.wide:
        story.turned.append((element if caption is None else caption, element))
    yield element


def _decide(way: Layout, style: Style) -> Made:
    room = style.page.text_height if way.wide else style.page.measure
    return Made(way.step, room, [row.joined for row in (*way.heads, *way.rows)])


def _write_grid(table: Table, story: Story, made: Made) -> Element | None:
    look, room = story.style.table, made.room
    size = table_sizes(look)[made.step]
    padding = (2 * look.padding + look.rule) / size
    widths = [room * share for share in share_widths(table, room / size, padding)]
    grid = fill_grid(table, look, [width / size - padding for width in widths], made.step)
    columns = 1 + max((column for _row, column in grid), default=-1)
    if not columns:
        return None
    if columns > MOST_COLUMNS:
        raise InputError(f"表格有 {columns} 列，Word 最多只能有 {MOST_COLUMNS} 列", "请在原稿里拆分表格", table.place)
    rows = []
    for number in range(len(table.rows)):
        slots = [grid.get((number, column)) for column in range(columns)]
        rows.append(write_row(number, slots, widths, story, number < table.header_rows))
    for row, revision in zip(rows, table.revisions, strict=False):
        mark_row(row, revision)
    if len(rows) <= look.keep:
        keep_together(rows)
    for row, joined in zip(rows, made.joined, strict=False):
        if joined:
            keep_with_next(row)
    grid_columns = [w("gridCol", w=twips(width)) for width in widths]
    return w("tbl", table_properties(table, room), w("tblGrid", *grid_columns), *rows)


def fill_grid(table: Table, look: TableLook, rooms: Sequence[float], step: int) -> Grid:
    """Which cell covers which place of the grid; where cells overlap, the first stays. `rooms`: characters that fit
    into each column."""
    grid: Grid = {}
    aligned = chain.from_iterable(align_cells(table, look, rooms))
    for (row, column, cell), (_cell, align) in zip(place_cells(table), aligned, strict=True):
        slot = Slot(row, column, cell, align, row < table.header_rows, step)
        for down in range(row, min(row + cell.rows, len(table.rows))):
            for right in range(column, column + cell.columns):
                grid.setdefault((down, right), slot)
    return grid


def table_properties(table: Table, room: float) -> Element:
    """The `w:tblPr`: full width, columns of fixed widths as in the PDF, the caption for screen readers."""
    caption = plain_text(table.caption.content) if table.caption else ""
    return w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("tblW", w=twips(room), type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", firstRow=int(table.header_rows > 0), noHBand=1, noVBand=1),
        w("tblCaption", val=caption) if caption else None,
    )


def write_row(number: int, slots: Sequence[Slot | None], widths: Sequence[float], story: Story, head: bool) -> Element:
    """A `w:tr` that is not parted over pages and, as a head, repeats on every page."""
    row = w("tr", w("trPr", w("cantSplit"), w("tblHeader") if head else None))
    # Places of one cell side by side are one w:tc; a place no cell covers is one by itself.
    for _key, places in groupby(range(len(slots)), lambda column: id(slots[column]) if slots[column] else -column):
        group = list(places)
        width = sum(widths[column] for column in group)
        row.append(write_cell(slots[group[0]], (number, group[0], len(group)), width, story))
    return row


def keep_together(rows: Sequence[Element]) -> None:
    """Let no page break part the rows: every paragraph but those of the last row is kept with the next."""
    for row in rows[:-1]:
        keep_with_next(row)


def write_cell(slot: Slot | None, span: tuple[int, int, int], width: float, story: Story) -> Element:
    """A `w:tc`; `span` is the row, the first column and the number of columns it covers in this row."""
    row, column, columns = span
    merge = None
    if slot and slot.cell.rows > 1:
        merge = w("vMerge", val="restart") if slot.row == row else w("vMerge")
    properties = w(
        "tcPr",
        w("tcW", w=twips(width), type="dxa"),
        w("gridSpan", val=columns) if columns > 1 else None,
        merge,
        w("vAlign", val="center"),
    )
    content: list[Element] = []
    if slot and (slot.row, slot.column) == (row, column):
        content = list(separate_tables(write_content(slot, width - 2 * story.style.table.padding, story)))
    return w("tc", properties, *(content or [empty_paragraph()]))


def write_content(slot: Slot, room: float, story: Story) -> Iterator[Element]:
    """The blocks of a cell; all its paragraphs look alike, headings keep their outline level."""
    for block in slot.cell.blocks:
        match block:
            case Table():
                yield from write_table(block, story, room)
            case Figure():
                yield from write_figure(block, story, room)
            case Heading():
                runs = story.mark_heading(write_inlines(block.content, story.footnotes))
                paragraph = w("p", cell_properties(slot, w("outlineLvl", val=block.level - 1)), *runs)
                mark_end(paragraph, block.revision)
                yield paragraph
            case _:
                runs = []
                if block.run_in:
                    runs = story.mark_heading(write_inlines(block.run_in.content, story.footnotes))
                paragraph = w("p", cell_properties(slot), *runs, *write_inlines(block.content, story.footnotes))
                if slot.align == "justify" and has_address(plain_text(block.content)):
                    set_left(paragraph)  # the line above it would be stretched, however little it holds
                mark_end(paragraph, block.revision)
                yield paragraph


def cell_properties(slot: Slot, level: Element | None = None) -> Element:
    """The `w:pPr` of a paragraph in a cell."""
    alignment = w("jc", val=ALIGNMENTS[slot.align])
    return style_properties(slot.style_id, alignment, level)
