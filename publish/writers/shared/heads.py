"""Heads of tables whose source does not mark them: Word files in which nobody set “重复标题行”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.model import Cell, Table, cell_text, inlines, paragraphs, spans
from publish.text.widths import title_width
from publish.writers.shared.tables import FIGURE

FIRST = re.compile(r"序\s*号|编\s*号")
LAST = re.compile(r"备\s*注")
UNIT = re.compile(r"(?<=.)[（(][^（）()]{1,6}[）)]\Z")  # 水库（座）
LABEL = 12.0  # characters; what is longer is no head
MOST_ROWS = 3
SENTENCE = re.compile(r"[。；，]")


def count_head_rows(table: Table) -> int:
    """The head rows of a table: those the source marks or, when its first row is plainly a head, that row and those its
    cells reach down to.

    Plainly: short labels in every cell, and 序号 first, 备注 last, a unit above figures, or bold there alone. Forms
    (姓名 张三 性别 男) have none of these in their first row.
    """
    if table.header_rows or len(table.rows) < 2:
        return table.header_rows
    first, *others = table.rows
    texts = [cell_text(cell) for cell in first]
    if len(first) < 2 or not all(map(_is_label, texts)):
        return 0
    evident = FIRST.fullmatch(texts[0]) or LAST.fullmatch(texts[-1])
    if not (evident or _names_units(texts, others) or _is_bold_alone(first, others)):
        return 0
    rows = max(cell.rows for cell in first)
    return rows if rows <= min(MOST_ROWS, len(others)) else 0


def _is_label(text: str) -> bool:
    return 0 < title_width(text) <= LABEL and not FIGURE.fullmatch(text) and not SENTENCE.search(text)


def _names_units(texts: Sequence[str], others: Sequence[Sequence[Cell]]) -> bool:
    """Whether a label with its unit in brackets stands above nothing but figures."""
    for column, text in enumerate(texts):
        below = [cell_text(row[column]) for row in others if len(row) == len(texts)]
        if UNIT.search(text) and below and all(FIGURE.fullmatch(each) for each in below if each):
            return True
    return False


def _is_bold_alone(first: Sequence[Cell], others: Sequence[Sequence[Cell]]) -> bool:
    """Whether all of the first row is bold, and of every other row something is not."""
    return _is_bold(first) and not any(_is_bold(row) for row in others)


def _is_bold(row: Sequence[Cell]) -> bool:
    found = [span for cell in row for block in paragraphs(cell.blocks) for span in spans(inlines(block))]
    visible = [span.strong for span in found if span.text.strip()]
    return bool(visible) and all(visible)
