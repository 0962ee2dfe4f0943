"""How much there is of a text: what costs time one by one. Counted, so that a busy machine changes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.model.document import Block, Footnote, Inline, LineBreak, Paragraph, Role, Span, Table
from publish.model.traversal import inlines, paragraphs

MEGABYTE = 350_000  # Han characters in UTF-8; a text of more is long, one of less can only be finely cut
WESTERN = re.compile("[!-~]+")


@dataclass(frozen=True, slots=True)
class Weight:
    """Numbers of paragraphs and headings (those in cells too), table cells, line breaks within paragraphs, footnotes,
    runs of one appearance, characters, places where Western letters meet others, list items, texts within the text
    (attachments) that begin a page."""

    paragraphs: int = 0
    cells: int = 0
    breaks: int = 0
    footnotes: int = 0
    runs: int = 0
    characters: int = 0
    meetings: int = 0
    items: int = 0
    parts: int = 0


def weigh(blocks: tuple[Block, ...]) -> Weight:
    """What blocks hold, all that is in them included."""
    count = dict.fromkeys(("paragraphs", "breaks", "footnotes", "runs", "characters", "meetings", "items", "parts"), 0)
    for paragraph in paragraphs(blocks):
        count["paragraphs"] += 1
        count["items"] += isinstance(paragraph, Paragraph) and paragraph.role is Role.LIST_ITEM
        count["parts"] += isinstance(paragraph, Paragraph) and paragraph.role is Role.PART_TITLE
        _count(inlines(paragraph), count)
    return Weight(cells=_count_cells(blocks), **count)


def _count(content: tuple[Inline, ...], count: dict[str, int]) -> None:
    for before, inline in zip((None, *content), content, strict=False):
        match inline:
            case Span():
                count["runs"] += not (isinstance(before, Span) and before.look == inline.look)
                count["characters"] += len(inline.text)
                count["meetings"] += 2 * len(WESTERN.findall(inline.text))
            case LineBreak():
                count["breaks"] += 1
            case Footnote():
                count["footnotes"] += 1
                _count(inline.content, count)


def _count_cells(blocks: tuple[Block, ...]) -> int:
    cells = [cell for table in blocks if isinstance(table, Table) for row in table.rows for cell in row]
    return len(cells) + sum(_count_cells(cell.blocks) for cell in cells)
