"""The record of a document on a government's page (索引号, 发文机关, 发文字号 …): left out, each piece reported."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publish.model import Cell, Table, inlines, paragraphs, plain_text
from publish.structure.items import Item
from publish.structure.lines.titles import ends_like_title
from publish.structure.surroundings.webpage import (
    RECORD_DATED,
    RECORD_LABEL,
    RECORD_LEAST,
    RECORD_LINE,
    RECORD_SURE,
    RECORD_VALUE,
)

RECORD_RULE = "record-line", "网页的公文登记信息，未排入正文"
TABLE_LEAST = 2  # labels of a table, which the page's own lines beside it make three and more
TITLE_LINES = 4  # lines a title may be broken over
KEYWORDS = re.compile("主题词[】\\]]?[：:]")  # whose last one is the kind of document: 主题词：水利 防汛 通知
NAMED = re.compile(r"[•·*\-]?[【\[]?标题[】\]]?[：:]")


def leave_out_records(head: Sequence[Item], tabled: bool) -> None:
    """Several labels one below the other, with their values; `tabled`: some of them stood in a table."""
    bare = ["".join(item.text.split()) for item in head]
    found = [at for at, text in enumerate(bare) if RECORD_LINE.fullmatch(text) and _is_label(bare, at)]
    said = (
        bare[at] + (bare[at + 1] if at + 1 < len(bare) and RECORD_LABEL.fullmatch(bare[at]) else "") for at in found
    )
    if not tabled and (len(found) < RECORD_LEAST or not any(_is_sure(each, bare, found) for each in said)):
        return
    for at in found:
        head[at].leave_out(*RECORD_RULE)
        below = head[at + 1] if at + 1 < len(head) and at + 1 not in found else None
        if below and RECORD_LABEL.fullmatch(bare[at]) and is_value(below) and not _opens_title(bare[at + 1 :], bare):
            below.leave_out(*RECORD_RULE)


def _is_sure(text: str, head: Sequence[str], found: Sequence[int]) -> bool:
    """Whether a label with its value shows that lines are a page's record of the document below."""
    if RECORD_SURE.fullmatch(text):
        return True
    below_title = any(map(ends_like_title, head[: found[0]])) and not any(map(ends_like_title, head[found[-1] + 1 :]))
    return bool(RECORD_DATED.fullmatch(text)) and not below_title


def is_value(item: Item) -> bool:
    """Whether the line below a label without value can be its value."""
    return len(item.text) <= RECORD_VALUE and "关于" not in item.text and not ends_like_title(item.text)


def _is_label(bare: Sequence[str], at: int) -> bool:
    """Whether a line that looks like one of a record is: 标题：关于…的通知 only when the title itself stands below."""
    if not ends_like_title(bare[at]) or KEYWORDS.match(bare[at]):
        return True
    label = RECORD_LABEL.match(bare[at])
    value = bare[at][label.end() :] if label else ""
    return bool(value) and any(value in _joined(bare[below:]) for below in range(at + 1, len(bare)))


def _joined(lines: Sequence[str]) -> list[str]:
    """What the first one, two and more lines make, up to the next label."""
    whole = itertools.takewhile(lambda text: not RECORD_LABEL.match(text), lines[:TITLE_LINES])
    return list(itertools.accumulate(whole))


def _opens_title(lines: Sequence[str], record: Sequence[str]) -> bool:
    """Whether a title broken over lines begins with the first of `lines`; the record may give it whole above.

    `lines` and `record` have no white space."""
    joined = _joined(lines)
    titles = {NAMED.sub("", other) for other in record if NAMED.match(other)}
    whole = [text for text in joined if ends_like_title(text)]
    return not titles.isdisjoint(joined) or any(
        "关于" in text or any(other.endswith(text) for other in record) for text in whole
    )


def leave_out_record_tables(head: Sequence[Item]) -> bool:
    """Tables of labels and their values among the first items of a text; returns whether there were any."""
    for item in head:
        if isinstance(item.block, Table) and _is_record(item.block):
            item.content = tuple(inline for block in paragraphs((item.block,)) for inline in inlines(block))
            item.leave_out(*RECORD_RULE)
    return any(isinstance(item.block, Table) and item.left_out for item in head)


def _is_record(table: Table) -> bool:
    """Whether every row of a table begins with a label of a record, and one value is a page's own."""
    rows = [[_bare(cell) for cell in row] for row in table.rows]
    labels = sum(1 for row in rows for text in row if RECORD_LABEL.match(text))
    return (
        labels >= TABLE_LEAST
        and all(RECORD_LINE.fullmatch(next(filter(None, row), "")) for row in rows)
        and any(
            RECORD_SURE.fullmatch(said) or RECORD_DATED.fullmatch(said)
            for row in rows
            for said in map("".join, itertools.pairwise([*row, ""]))
        )
    )


def _bare(cell: Cell) -> str:
    text = "".join(plain_text(inlines(block)) for block in paragraphs(cell.blocks))
    return "".join(text.split())
