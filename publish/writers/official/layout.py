"""An official document on its pages: the head and how much of page 1 it may take, the text, the 版记."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import ceil

from publish.composition.title.lines import break_title
from publish.model import Block, Heading, Paragraph, Role, has_role, plain_text
from publish.style import Style
from publish.text.widths import mark_width, title_width
from publish.writers.official.elements import split_head, split_imprint
from publish.writers.official.head import lay_out_head
from publish.writers.official.pieces import Head, Width
from publish.writers.official.signoff import find_beside
from publish.writers.shared.spacing import space_blocks

CLOSING = (Role.ATTACHMENT, Role.SIGNATURE, Role.DATE, Role.NOTE)
FRONT = (Role.TITLE, Role.SUBTITLE, Role.SPEAKER, Role.DATELINE, Role.SALUTATION)


@dataclass(frozen=True)
class Layout:
    """The head (without lines: none), the blocks of the text, those of the 版记; `crowded`: page 1 cannot hold the only
    paragraph of the text with the lines that close it, which then stand on page 2 without text (7.3.3 comes first)."""

    head: Head
    text: Sequence[Block]
    imprint: Sequence[Paragraph]
    crowded: bool = False


def lay_out(blocks: Sequence[Block], style: Style, width: Width = mark_width) -> Layout:
    """The layout of a document's blocks, its elements in order (`order_elements`)."""
    head: Sequence[Paragraph] = ()
    imprint: Sequence[Paragraph] = ()
    text: Sequence[Block] = blocks
    if style.head.form != "none":
        head, text = split_head(blocks)
    if style.imprint.foot:
        text, imprint = split_imprint(text)
    room = count_room(text, style)
    placed = lay_out_head(head, style, room, width)
    return Layout(placed, text, imprint, crowded=placed.lines > room)


def count_room(text: Sequence[Block], style: Style) -> int:
    """Lines of page 1 that the head may take, so that the page shows body text (7.3.3)."""
    taken, after = 0, 0
    for index, block in enumerate(text):
        role = "" if isinstance(block, Heading) or not isinstance(block, Paragraph) else block.role
        if not isinstance(block, Paragraph) or not has_role(block, *FRONT):
            taken += after + _count_first(text[index:], style)
            break
        look = style.role(role)
        taken += max(after, look.before) * (taken > 0) + count_lines(block, style) * look.lines
        after = look.after
    return style.page.lines - taken


def _count_first(text: Sequence[Block], style: Style) -> int:
    """Lines of the text that page 1 must hold: its first ones, all of it with what closes it when it is one paragraph
    too short to be parted."""
    first, *rest = text
    lines = count_lines(first, style) if isinstance(first, Paragraph) else style.paragraph_lines
    closing = list(takewhile(lambda block: has_role(block, *CLOSING), rest))
    if not isinstance(first, Paragraph) or lines >= 2 * style.paragraph_lines or not closing:
        return min(lines, style.paragraph_lines)
    spaced = space_blocks([first, *closing], style)
    beside = find_beside([first, *closing], style)
    return lines + sum(
        gap + (index not in beside) * count_lines(block, style)
        for index, (block, _, gap) in enumerate(spaced)
        if index and isinstance(block, Paragraph)
    )


def count_lines(block: Paragraph, style: Style) -> int:
    """Lines a paragraph takes, about."""
    look = style.role(block.role)
    characters = style.page.measure / style.em(look.size) - look.left - look.right
    text = plain_text(block.content)
    if look.align == "center":
        return len(break_title(text, characters))
    return max(1, ceil(title_width(text) / characters))
