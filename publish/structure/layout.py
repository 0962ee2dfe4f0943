"""Tables that only lay out a page (版头, 署名, 版记, the whole text in one cell): taken apart, since they hold no data.

Offices draw them to set things side by side. Every line in one says itself what it is, so borders do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from publish.model import Block, Cell, LineBreak, Paragraph, Source, Span, Table, inlines, paragraphs, plain_text
from publish.structure.back.parts import LABEL
from publish.structure.front.recognise import COPY_NUMBER, MARKINGS
from publish.structure.lines.patterns import (
    SENTENCE_MARK,
    SIGNER_OF_ISSUE,
    is_date,
    is_document_number,
    is_imprint,
    is_organ,
)

SIDE_BY_SIDE = "\u3000\u3000"  # stands for the border between two cells
MARK = re.compile(r"\S{0,30}文\s?件")  # 某局文件, or the word beside the names in 联合行文
PAGE_LEAST = 3  # paragraphs of a cell that holds the text


def unfold_layout(source: Source) -> Source:
    """The source, tables that lay out its head, its signature, its imprint or its whole text replaced by paragraphs."""
    if not any(isinstance(block, Table) for block in source.blocks):
        return source
    half = sum(len(plain_text(inlines(block))) for block in paragraphs(source.blocks)) / 2
    blocks: list[Block] = []
    at_head = True
    for block in source.blocks:
        if isinstance(block, Table) and block.caption is None:
            blocks.extend(_unfold(block, at_head, half))
        else:
            blocks.append(block)
        at_head = at_head and not any(SENTENCE_MARK.search(plain_text(inlines(each))) for each in paragraphs((block,)))
    return replace(source, blocks=tuple(blocks))


def _unfold(table: Table, at_head: bool, half: float) -> Iterator[Block]:
    rows = [[lines for cell in row if (lines := _lines(cell))] for row in table.rows]
    lines = [line for row in rows for cell in row for line in cell]
    start = _find_imprint(rows)
    if not start or (at_head and _are_head(lines)):
        yield from (block for row in table.rows for block in _side_by_side(row))
    elif start < len(rows) and not _reaches_over(table, start):  # drawn right below a table, it became a part of it
        yield replace(table, rows=table.rows[:start], header_rows=min(table.header_rows, start - 1))
        yield from (block for row in table.rows[start:] for block in _side_by_side(row))
    elif (not at_head and _are_signature(lines)) or _holds_text(table, half):
        yield from (block for row in table.rows for cell in row for block in cell.blocks)
    else:
        label = _count_label(table)
        yield from (block for row in table.rows[:label] for block in row[0].blocks)
        yield replace(table, rows=table.rows[label:], header_rows=max(0, table.header_rows - label)) if label else table


def _lines(cell: Cell) -> list[str]:
    """What a cell says, line by line."""
    lines: list[str] = []
    for block in paragraphs(cell.blocks):
        lines.append("")
        for inline in inlines(block):
            if isinstance(inline, LineBreak):
                lines.append("")
            else:
                lines[-1] += plain_text((inline,))
    return [line.strip() for line in lines if line.strip()]


def _holds_text(table: Table, half: float) -> bool:
    """Whether a table of one column has the better part of the text in one cell."""
    cells = [[cell for cell in row if _lines(cell)] for row in table.rows]
    if any(len(row) > 1 for row in cells):
        return False
    return any(len(cell.blocks) >= PAGE_LEAST and sum(map(len, _lines(cell))) > half for row in cells for cell in row)


def _count_label(table: Table) -> int:
    """How many rows of one cell open a table with 附件 and its title: they stand above it."""
    count = sum(1 for _ in takewhile(lambda row: len(row) == 1 and row[0].rows == 1, table.rows))
    is_label = 0 < count < len(table.rows) and LABEL.fullmatch("".join(_lines(table.rows[0][0])))
    return count if is_label else 0


def _are_head(lines: Sequence[str]) -> bool:
    """Whether lines are elements of a 版头, one of them beyond doubt: 某局 | 文件, 某发〔2026〕1号 | 签发人：某某."""
    sure = [line for line in lines if MARK.fullmatch(line) or MARKINGS.fullmatch(line) or is_document_number(line)]
    issued = any(map(is_date, lines)) and any(map(is_organ, lines))  # 某办公室 | 2026年3月5日, of a bulletin
    return bool(sure or issued) and all(
        line in sure
        or COPY_NUMBER.fullmatch(line)
        or SIGNER_OF_ISSUE.fullmatch(line)
        or is_organ(line)
        or is_date(line)
        for line in lines
    )


def _find_imprint(rows: Sequence[Sequence[Sequence[str]]]) -> int:
    """From where on every row is one of a 版记: 抄送：…, or 某办公室 | 2026年3月5日印发."""
    start = len(rows)
    while start and is_imprint(_join([line for cell in rows[start - 1] for line in cell])):
        start -= 1
    return start


def _reaches_over(table: Table, start: int) -> bool:
    """Whether a cell above a row reaches down into it."""
    return any(at + cell.rows > start for at, row in enumerate(table.rows[:start]) for cell in row)


def _are_signature(lines: Sequence[str]) -> bool:
    """Whether lines are names of organs and, last, one date; persons are not: 单位 and 时间 read like names."""
    *names, last = lines or [""]
    return bool(names) and is_date(last) and all(map(is_organ, names))


def _join(lines: Sequence[str]) -> str:
    return _gap(lines[0]).join(lines) if lines else ""


def _gap(label: str) -> str:
    return "" if label.endswith(("：", ":")) else SIDE_BY_SIDE


def _side_by_side(row: Sequence[Cell]) -> Iterator[Block]:
    """A row's cells as one paragraph when each is one line, else one below the other."""
    blocks = [block for cell in row for block in cell.blocks]
    said = [block for block in blocks if isinstance(block, Paragraph) and plain_text(block.content).strip()]
    if len(said) != len(blocks) or len(said) < 2 or any(len(_lines(cell)) > 1 for cell in row):
        yield from blocks
        return
    content = said[0].content
    for other in said[1:]:
        content += (Span(_gap(plain_text(content).rstrip())), *other.content)
    yield replace(said[0], content=content)
