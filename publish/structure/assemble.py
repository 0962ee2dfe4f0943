"""Decided items to the Document's blocks and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.model import TITLES, Block, Finding, FindingKind, Heading, Paragraph, Role, attach_captions, plain_text
from publish.structure.items import Item
from publish.structure.lines.patterns import ATTENDANCE
from publish.structure.lines.titles import title_lines
from publish.structure.slicing import divide, join_lines, place_of, strengthen


def assemble(items: Sequence[Item]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of the Document in order, and a finding for every block left out."""
    blocks = (_block(item) for item in items if not item.left_out and not item.follows)
    return tuple(attach_captions(blocks)), tuple(_findings(items))


def _block(item: Item) -> Block:
    if not isinstance(item.block, Paragraph | Heading):
        return item.block
    hints, place = item.hints, item.place
    if item.role in TITLES and not item.level:
        lines = [line for part in (item, *item.lines) for line in title_lines(part.content)]
        return Paragraph(join_lines(lines), item.role, place, hints=hints)
    if item.is_heading:
        return Heading(item.level, item.content, place, hints)
    if item.level:
        head, rest = divide(item.content, item.run_in)
        return Paragraph(rest, item.role, place, Heading(item.level, head, place_of(head) or place, hints), hints)
    if item.role is Role.ATTENDANCE and (label := ATTENDANCE.match(item.text)):
        return Paragraph(strengthen(item.content, label.end()), item.role, place, hints=hints)
    is_listed = item.role is Role.BODY and hints.list_depth > 0
    return Paragraph(item.content, Role.LIST_ITEM if is_listed else item.role, place, hints=hints)


def _findings(items: Sequence[Item]) -> Iterator[Finding]:
    for item in items:
        if item.left_out:
            text = plain_text(item.content, footnotes=True)  # its notes go with it
            yield Finding(FindingKind.LEFT_OUT, item.message, item.place, text, code=item.left_out)
