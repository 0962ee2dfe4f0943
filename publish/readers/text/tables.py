"""Tables pasted from a spreadsheet: neighbouring lines with equally many tabs; or with columns that spaces part, below
the names of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from publish.model import Cell, Paragraph, Span, Table
from publish.readers.text.lines import Line, part_cells

LEAST_ROWS = 2
LEAST_CELLS = 3
GAP = re.compile(r"[ \u3000]{2,200}|\u3000")
# The same, but a space inside a name of two characters (周　立) is none.
GAP_OR_NAME = re.compile(
    r"[ \u3000]{2,200}|(?!(?<=[ \u3000][\u4e00-\u9fff])\u3000[\u4e00-\u9fff](?:[ \u3000]|$))\u3000"
)
# What columns are called; lists of names and bodies stand in columns as well, and are no tables.
NAMED = re.compile(
    "序号|编号|日期|时间|姓名|单位|部门|职务|性别|民族|电话|联系电话|联系方式|手机号码?|项目|项目名称|名称|备注|数量|金额|地点|内容|"
    "责任单位|责任人|牵头单位|配合单位|完成时限|时限|带班领导|值班人员|星期|年级|班级|科目|课程|得分|分数|单价|合计|规格|型号|类别|等次|任务"
    "|工作内容|工作任务|主要内容|序列|排名|车牌号|房间号|座位号"
)
CAPTION = re.compile(r"附?表\s{0,4}[\d一二三四五六七八九十]")
UNIT = re.compile(r"[（(]?(?:计量)?单位[：:].{1,20}")
COUNTING = ("序号", "编号")
MOST_COLUMNS, LONGEST_NAME, LONGEST_CELL = 12, 14, 60  # characters
NAMED_SHARE = 0.5  # of the cells of a head
LEAST_FILLED = 2  # cells: lines with one are pushed to the right, or down, with tabs

Cells = tuple[tuple[Span, ...], ...]


def find_tables(lines: Sequence[Line]) -> Iterator[range]:
    """The indexes of the lines of each table, top to bottom."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or not _goes_on(lines[end - 1], lines[end]):
            if _is_table(lines[start:end]) or _is_captioned(lines, start, end):
                yield range(start, end)
            start = end


def space_cells(lines: Sequence[Line]) -> list[Line]:
    """The lines, with their cells those of tables whose columns spaces part: a line of names of columns, and lines of
    as many cells below it; whatever the names, where the lines below are figures."""
    spaced = list(lines)
    cells = {index: part_cells(line.spans, GAP) for index, line in enumerate(lines) if not line.cells}
    end = done = 0  # of the lines with as many cells, and of the last table
    for index, names in cells.items():
        first = index >= end
        if first:
            end = index + 1
            while end < len(lines) and end in cells and len(cells[end]) >= len(names):
                cells[end] = _fit(lines[end], cells[end], len(names))
                if len(cells[end]) > len(names):
                    break
                end += 1
        rows = range(index, end)
        if index < done or len(names) < LEAST_CELLS or len(rows) < LEAST_ROWS:
            continue
        if _are_names(names) or (first and _are_over_figures([cells[at] for at in rows])):
            done = end
            for at in rows:
                spaced[at] = replace(lines[at], cells=cells[at], blank_before=at > index and lines[at].blank_before)
    return spaced


def _fit(line: Line, cells: Cells, count: int) -> Cells:
    """The cells of a line, parted so that names stay whole if they are so many then."""
    named = part_cells(line.spans, GAP_OR_NAME) if len(cells) > count else cells
    return named if len(named) == count else cells


def _are_over_figures(rows: Sequence[Sequence[Sequence[Span]]]) -> bool:
    """Whether the first of some lines has words without a figure and those below, at least two, mostly figures."""
    head, *below = ([sum(1 for span in cell for char in span.text if char.isdigit()) for cell in row] for row in rows)
    figured = [sum(map(bool, row)) for row in below]
    return not any(head) and len(below) >= LEAST_ROWS and all(2 * count > len(head) for count in figured)


def find_listed(lines: Sequence[Line]) -> Iterator[tuple[range, int]]:
    """The lines of each table whose cells a web page's copy put one below the other, and how many columns it has: 序号
    and other names of columns, then rows that begin with 1, 2, 3."""
    words = ["".join(line.text.split()) for line in lines]
    at = 0
    while at < len(words):
        columns = _count_listed(words, at) if words[at] in COUNTING else 0
        rows = _count_rows(words[at:], columns) if columns else 0
        if rows >= LEAST_ROWS:
            yield range(at, at + columns * (rows + 1)), columns
            at += columns * (rows + 1)
        else:
            at += 1


def _count_listed(words: Sequence[str], at: int) -> int:
    """How many lines from one on are the names of columns, up to the number of the first row."""
    end = next((index for index in range(at + 1, min(at + MOST_COLUMNS + 1, len(words))) if words[index] == "1"), at)
    names = words[at:end]
    short = all(len(name) <= LONGEST_NAME and not any(char.isdigit() for char in name) for name in names)
    return len(names) if short and len(names) >= LEAST_CELLS else 0


def _count_rows(words: Sequence[str], columns: int) -> int:
    """How many rows of so many lines follow the names, numbered one after the other, no cell a paragraph."""
    row = 0
    while (start := columns * (row + 1)) + columns <= len(words):
        cells = words[start : start + columns]
        if cells[0] != str(row + 1) or any(len(cell) > LONGEST_CELL or cell[-1:] in "。：；" for cell in cells):
            break
        row += 1
    return row


def list_cells(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a table whose cells stand one below the other put together to rows."""
    whole: list[Line] = []
    start = 0
    for table, columns in find_listed(lines):
        whole += lines[start : table.start]
        for at in range(table.start, table.stop, columns):
            row = lines[at : at + columns]
            blank = at == table.start and row[0].blank_before
            whole.append(replace(row[0], cells=tuple(line.spans for line in row), blank_before=blank))
        start = table.stop
    return [*whole, *lines[start:]]


def _are_names(cells: Sequence[Sequence[Span]]) -> bool:
    """Whether cells are the names of a table's columns."""
    words = ["".join("".join(span.text for span in cell).split()) for cell in cells]
    named = sum(1 for word in words if NAMED.fullmatch(word))
    return len(words) >= LEAST_CELLS and named >= NAMED_SHARE * len(words)


def _goes_on(above: Line, below: Line) -> bool:
    return len(above.cells) == len(below.cells) > 1 and not below.blank_before


def _is_table(rows: Sequence[Line]) -> bool:
    """Whether rows fill a table; a column where no row has anything is spacing, as in contents (title, gap, page).
    A form is one whose rows are empty."""
    if len(rows[0].cells) < LEAST_CELLS:
        return False
    if _is_form(rows):
        return True
    filled = sum(1 for row in rows if sum(1 for cell in row.cells if cell) >= LEAST_FILLED)
    if rows[0].empty_below and _are_names(rows[0].cells):
        filled += rows[0].empty_below
    return filled >= LEAST_ROWS and all(any(column) for column in zip(*(row.cells for row in rows), strict=True))


def _is_form(rows: Sequence[Line]) -> bool:
    """Whether rows are a form's to be filled in: short words without a figure, an empty cell behind each."""
    beside = [pair for row in rows for pair in pairwise([*row.cells, ()]) if pair[0]]
    return len(rows) >= LEAST_ROWS and all(_is_field(cell) and not behind for cell, behind in beside)


def _is_field(cell: Sequence[Span]) -> bool:
    text = "".join(span.text for span in cell)
    return len(text) <= LONGEST_NAME and not any(map(str.isdigit, text))


def _is_captioned(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether rows of two cells stand below the caption of a table (表1 …) or its unit: those of others are words
    pushed to the right."""
    above = [line.text for line in lines[max(start - 2, 0) : start]]
    captioned = any(map(CAPTION.match, above[-1:])) or (any(map(UNIT.fullmatch, above[-1:])) and len(above) > 1)
    rows = lines[start:end]
    return captioned and len(rows) >= LEAST_ROWS and all(len(row.cells) == 2 and all(row.cells) for row in rows)


def make_table(rows: Sequence[Line]) -> Table:
    """The rows as a table; the first is its head when every cell of it has a word and none a number."""
    head = all(cell and not any(char.isdigit() for span in cell for char in span.text) for cell in rows[0].cells)
    filled: list[tuple[Cell, ...]] = []
    for row in rows:
        filled.append(tuple(Cell((Paragraph(cell, place=cell[0].place),) if cell else ()) for cell in row.cells))
        filled += [tuple(Cell(()) for _ in row.cells)] * row.empty_below
    return Table(
        tuple(filled),
        int(head),
        place=next(cell[0].place for cell in rows[0].cells if cell),
    )
