"""Tables pasted from a spreadsheet: neighbouring lines with equally many tabs; or with columns that spaces part, below
the names of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.model import Cell, Paragraph, Span, Table
from publish.readers.text.lines import Line, part_cells

LEAST_ROWS = 2
LEAST_CELLS = 3
GAP = re.compile(r"[ \u3000]{2,200}|\u3000")
# What columns are called; lists of names and bodies stand in columns as well, and are no tables.
NAMED = re.compile(
    "序号|编号|日期|时间|姓名|单位|部门|职务|性别|民族|电话|联系电话|联系方式|手机号码?|项目|项目名称|名称|备注|数量|金额|地点|内容|"
    "责任单位|责任人|牵头单位|配合单位|完成时限|时限|带班领导|值班人员|星期|年级|班级|科目|课程|得分|分数|单价|合计|规格|型号|类别|等次|任务"
    "|工作内容|工作任务|主要内容|序列|排名|车牌号|房间号|座位号"
)
NAMED_SHARE = 0.5  # of the cells of a head
LEAST_FILLED = 2  # cells: lines with one are pushed to the right, or down, with tabs


def find_tables(lines: Sequence[Line]) -> Iterator[range]:
    """The indexes of the lines of each table, top to bottom."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or not _goes_on(lines[end - 1], lines[end]):
            if _is_table(lines[start:end]):
                yield range(start, end)
            start = end


def space_cells(lines: Sequence[Line]) -> list[Line]:
    """The lines, with their cells those of tables whose columns spaces part: a line of names of columns, and lines of
    as many cells below it."""
    spaced = list(lines)
    cells = {index: part_cells(line.spans, GAP) for index, line in enumerate(lines) if not line.cells}
    for index in [at for at, parts in cells.items() if _are_names(parts)]:
        columns = len(cells[index])
        end = next((at for at in range(index, len(lines)) if len(cells.get(at, ())) != columns), len(lines))
        rows = range(index, end)
        for at in rows if len(rows) >= LEAST_ROWS else ():
            spaced[at] = replace(lines[at], cells=cells[at], blank_before=at > index and lines[at].blank_before)
    return spaced


def _are_names(cells: Sequence[Sequence[Span]]) -> bool:
    """Whether cells are the names of a table's columns."""
    words = ["".join("".join(span.text for span in cell).split()) for cell in cells]
    named = sum(1 for word in words if NAMED.fullmatch(word))
    return len(words) >= LEAST_CELLS and named >= NAMED_SHARE * len(words)


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
