"""The headings of a document as its outputs use them: tag levels without gaps, anchors, the entries of the contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.model import TITLES, Block, Document, Heading, Paragraph, Role, Table, plain_text

LOWEST_TAG = 6
JOINING = "。．，、；："


@dataclass(frozen=True)
class Outlined:
    """A title or heading of the page.

    `tag`: 1 to 6 for h1 to h6, at most one more than the heading above. `anchor`: title-0, title-1 … or heading-0 … in
    reading order, headings in paragraphs and cells counted. `own_line`: it stands on a line of the page itself, neither
    in a paragraph nor in a table.
    """

    block: Heading | Paragraph
    tag: int
    anchor: str
    own_line: bool

    @property
    def level(self) -> int:
        """0 for titles, else the heading's level."""
        return self.block.level if isinstance(self.block, Heading) else 0

    @property
    def text(self) -> str:
        """The characters as contents page and bookmarks list them: without line breaks, footnotes, and the mark that
        joins a run-in heading to its paragraph."""
        text = plain_text(self.block.content)
        return text.rstrip(JOINING).rstrip() or text


def outline_headings(document: Document) -> list[Outlined]:
    """Every title and heading in reading order."""
    found: list[Outlined] = []
    above: list[int] = []
    headings = 0
    for block, own_line in _walk(document.blocks):
        level = block.level if isinstance(block, Heading) else 0
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        anchor = f"heading-{headings}" if isinstance(block, Heading) else f"title-{len(found) - headings}"
        headings += isinstance(block, Heading)
        found.append(Outlined(block, min(len(above), LOWEST_TAG), anchor, own_line))
    return found


def list_entries(outlined: Iterable[Outlined], levels: int) -> list[Outlined]:
    """What the contents page lists: headings on their own line down to level `levels`, titles of attached documents."""
    return [
        each
        for each in outlined
        if each.own_line and (0 < each.level <= levels if isinstance(each.block, Heading) else _is_part(each.block))
    ]


def _is_part(block: Paragraph) -> bool:
    return block.role is Role.PART_TITLE


def _walk(blocks: Iterable[Block], own_line: bool = True) -> Iterator[tuple[Heading | Paragraph, bool]]:
    for block in blocks:
        match block:
            case Heading():
                yield block, own_line
            case Paragraph():
                if own_line and block.role in TITLES:
                    yield block, own_line
                elif block.run_in:
                    yield block.run_in, False
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from _walk(cell.blocks, own_line=False)
