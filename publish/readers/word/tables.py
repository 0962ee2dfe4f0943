"""Tables: rows and cells with their spans; nothing a cell holds is lost, however the table is built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from publish.model import Block, Cell, CellAlign, Heading, Paragraph, Place, Table, paragraphs
from publish.readers.word.account import Account
from publish.readers.word.xml import Element, W, child, integer, setting, switch, text_of, value, w

WRAPPERS = w("sdt sdtContent customXml smartTag ins moveTo")
MOST_COLUMNS = 63  # Word's own limit


@dataclass
class Slot:
    """A cell being built: its grid column, spans and blocks."""

    column: int
    columns: int
    rows: int = 1
    blocks: list[Block] = field(default_factory=list)


@dataclass
class TableReader:
    """Reads `w:tbl` elements; `read_cell` gives the blocks of a `w:tc`."""

    account: Account
    read_cell: Callable[[Element], list[Block]]

    def read(self, element: Element) -> Table | None:
        """A table, None when all its rows were deleted."""
        place = Place(self.account.name, self.account.paragraph + 1)
        rows: list[list[Slot]] = []
        open_slots: dict[int, Slot] = {}
        headers = 0
        for row in within(element, W + "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self.account.left_out("word-deleted", "修订中删除的文字没有排出", text_of(row))
                continue
            slots = self._row(row, open_slots)
            if not slots:  # a row of nothing but covered cells adds no row
                for slot in open_slots.values():
                    slot.rows -= 1
                continue
            headers += bool(switch(properties, "tblHeader")) and headers == len(rows)
            rows.append(slots)
        if not rows:
            return None
        cells = tuple(tuple(_cell(slot) for slot in row) for row in rows)
        return Table(cells, min(headers, len(cells) - 1), None, _widths(element), place)

    def _row(self, row: Element, open_slots: dict[int, Slot]) -> list[Slot]:
        """The cells that begin in a row; a vertically merged one grows instead (17.4.84)."""
        slots: list[Slot] = []
        properties = child(row, "trPr")
        column = _skipped(properties, "gridBefore", 0, slots)
        joined: dict[int, Slot] = {}
        for cell in within(row, W + "tc"):
            about = child(cell, "tcPr")
            columns = min(max(1, integer(setting(about, "gridSpan"), 1)), MOST_COLUMNS)
            above = open_slots.get(column)
            if _merges(about, "vMerge") == "continue" and above is not None and above.columns == columns:
                above.rows += 1
                above.blocks.extend(self._hidden(cell))
                joined[column] = above
            elif _merges(about, "hMerge") == "continue" and slots:
                slots[-1].columns = min(slots[-1].columns + columns, MOST_COLUMNS)
                slots[-1].blocks.extend(self._hidden(cell))
            else:
                slots.append(Slot(column, columns, blocks=self.read_cell(cell)))
                if _merges(about, "vMerge"):
                    joined[column] = slots[-1]
            column += columns
        _skipped(properties, "gridAfter", column, slots)
        open_slots.clear()
        open_slots.update(joined)
        return slots

    def _hidden(self, cell: Element) -> list[Block]:
        """The blocks of a cell that another one covers: Word hides them, we keep what they say."""
        blocks = self.read_cell(cell)
        if blocks:
            self.account.warn("word-merged-cell", "合并单元格里被盖住的文字排在合并后的格里，请核对", text_of(cell))
        return blocks


def within(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls and revisions."""
    for each in element:
        if each.tag == name:
            yield each
        elif each.tag in WRAPPERS:
            yield from within(each, name)


def _merges(properties: Element | None, name: str) -> str:
    """'restart', 'continue' or '' of a merge; an empty w:val means continue (17.4.85)."""
    found = child(properties, name)
    return "" if found is None else value(found) or "continue"


def _skipped(properties: Element | None, name: str, column: int, slots: list[Slot]) -> int:
    """Fill the grid columns a row leaves out with an empty cell; the column after them."""
    count = min(max(0, integer(setting(properties, name))), MOST_COLUMNS)
    if count:
        slots.append(Slot(column, count))
    return column + count


def _cell(slot: Slot) -> Cell:
    aligns: set[str] = set()
    for block in paragraphs(tuple(slot.blocks)):
        aligns.add(block.hints.align if isinstance(block, Paragraph | Heading) else "")
    align: CellAlign = ""
    for each in ("left", "center", "right"):
        if aligns == {each}:
            align = each
    return Cell(tuple(slot.blocks), slot.columns, slot.rows, align)


def _widths(table: Element) -> tuple[float, ...]:
    """The grid columns' shares of the table's width; empty when the file does not tell."""
    grid = child(table, "tblGrid")
    widths = [integer(value(column, "w")) for column in (() if grid is None else grid.iterchildren(W + "gridCol"))]
    total = sum(widths)
    sound = 0 < len(widths) <= MOST_COLUMNS and all(width > 0 for width in widths)
    return tuple(round(width / total, 4) for width in widths) if sound else ()
