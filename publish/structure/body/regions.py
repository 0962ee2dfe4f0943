"""Stretches of text that hold no headings though their lines look like some: contents, flattened tables, captions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from publish.model import Role
from publish.structure.items import Item
from publish.structure.lines.patterns import CAPTION, CONTENTS, PAGE_BEHIND, SENTENCE_MARK

ENTRY = 60  # characters of what a contents lists at most: two lines
LEAST_ENTRIES, MOST_ENTRIES = 2, 500  # where the first does not come again
CELL = 16  # characters of a table's cell at most
REPEATED = 4  # cells that say the same (定量, 是) from which a table is seen in them
REACH = 8  # lines between two of them at most: a row of eight columns
CELL_SHARE = 0.5  # of the lines from the first to the last that are as short as cells


def recognise_regions(items: Sequence[Item], attached: bool = False) -> None:
    """Decides the items of contents, flattened tables and captions of a document or attached document."""
    texts = [item for item in items if item.is_text]
    _decide_contents(texts, attached)
    _decide_flattened(texts)
    for item in texts:
        if (
            not item.decided
            and CAPTION.match(item.text)
            and len(item.text) <= 80
            and not SENTENCE_MARK.search(item.text)
        ):
            item.decide(Role.CAPTION, "“图1”“表1”开头的短行")


def _decide_contents(texts: Sequence[Item], attached: bool) -> None:
    """目录 and its entries: lines of a contents in an attached document, plain lines in the document itself, whose
    contents the style makes."""
    headings = [index for index, item in enumerate(texts) if not item.decided and CONTENTS.fullmatch(item.text)]
    names = list(map(_entry, texts)) if headings else []
    last = {name: index for index, name in enumerate(names)}
    heading, line = (Role.CONTENTS_HEADING, Role.CONTENTS_LINE) if attached else (Role.BODY, Role.BODY)
    for index in headings:
        end = _find_end(texts, names, last, index + 1)
        for entry in texts[index:end] if end else ():
            if not entry.decided:
                entry.decide(heading if entry is texts[index] else line, "目录的一项，不作标题")


def _find_end(texts: Sequence[Item], names: Sequence[str], last: Mapping[str, int], start: int) -> int:
    """The index behind the lines from `start` on that 目录 lists, 0 for none: where the first comes again, or one of
    those behind it where the first (前言) heads nothing; else behind the last of several lines that end with pages."""
    if start < len(names) and last[names[start]] > start:
        return names.index(names[start], start + 1)
    listed = list(takewhile(lambda at: _is_listed(texts[at]), range(start, min(start + MOST_ENTRIES, len(texts)))))
    again = next((names.index(names[at], at + 1) for at in listed if last[names[at]] > at), 0)
    paged = [at + 1 for at in listed if PAGE_BEHIND.search(texts[at].text)]
    end = min(again, start + len(listed)) or (paged[-1] if paged else 0)
    return end if end >= start + LEAST_ENTRIES else 0


def _is_listed(item: Item) -> bool:
    return len(item.text) <= ENTRY and item.text[-1] not in "。！？；：" and not item.decided


def _entry(item: Item) -> str:
    return "".join(item.text.split()).rstrip("0123456789").rstrip(".…·．")


def _decide_flattened(texts: Sequence[Item]) -> None:
    """Cells of a table that copying turned into lines: short lines, several of them the same again and again."""
    cells = [index for index, item in enumerate(texts) if not item.decided and _is_cell(item)]
    counted = Counter(texts[index].text for index in cells)
    repeated = [index for index in cells if counted[texts[index].text] >= REPEATED]
    for first, last in _clusters(repeated):
        share = sum(1 for item in texts[first : last + 1] if _is_cell(item)) / (last + 1 - first)
        if share >= CELL_SHARE and not _holds_headings(texts[first : last + 1]):
            _decide_table(texts, first, last)


def _clusters(indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each group of indexes that stand close to each other, when the group is large enough."""
    group: list[int] = []
    for index in indexes:
        if group and index - group[-1] > REACH:
            yield from [(group[0], group[-1])] if len(group) >= REPEATED else []
            group = []
        group.append(index)
    yield from [(group[0], group[-1])] if len(group) >= REPEATED else []


def _holds_headings(texts: Sequence[Item]) -> bool:
    """Whether numbered lines are mostly followed by paragraphs, as headings are, and not by further cells."""
    below = [under for item, under in pairwise(texts) if item.marker and _is_cell(item)]
    return sum(1 for item in below if not _is_cell(item)) * 2 > len(below)


def _decide_table(texts: Sequence[Item], first: int, last: int) -> None:
    while first and _is_cell(texts[first - 1]) and not texts[first - 1].decided:
        first -= 1
    for at in range(first, min(last + REACH, len(texts))):
        if not texts[at].decided and (at <= last or _is_cell(texts[at])):
            texts[at].decide(Role.BODY, "像是由表格散成的行，照原样排")


def _is_cell(item: Item) -> bool:
    return len(item.text) <= CELL and item.text[-1] not in "。！？；：，、!?" and not item.text.startswith("第")
