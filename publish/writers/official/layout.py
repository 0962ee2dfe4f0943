"""An official document on its pages: the head and how much of page 1 it may take, the text, the 版记."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from publish.composition.title.lines import break_title, title_width
from publish.model import Block, Heading, Paragraph, Role, plain_text
from publish.style import Style
from publish.writers.official.elements import has_role, split_head, split_imprint
from publish.writers.official.head import lay_out_head
from publish.writers.official.pieces import Head, Width

FRONT = (Role.TITLE, Role.SUBTITLE, Role.SPEAKER, Role.DATELINE, Role.SALUTATION)


@dataclass(frozen=True)
class Layout:
    """The head (without lines: none), the blocks of the text, those of the 版记."""

    head: Head
    text: Sequence[Block]
    imprint: Sequence[Paragraph]


def lay_out(blocks: Sequence[Block], style: Style, width: Width = title_width) -> Layout:
    """The layout of a document's blocks, its elements in order (`order_elements`)."""
    head: Sequence[Paragraph] = ()
    imprint: Sequence[Paragraph] = ()
    text: Sequence[Block] = blocks
    if style.head.form != "none":
        head, text = split_head(blocks)
    if style.imprint.foot:
        text, imprint = split_imprint(text)
    return Layout(lay_out_head(head, style, count_room(text, style), width), text, imprint)


def count_room(text: Sequence[Block], style: Style) -> int:
    """Lines of page 1 that the head may take, so that the page shows body text (7.3.3)."""
    taken, after = 0, 0
    for block in text:
        role = "" if isinstance(block, Heading) or not isinstance(block, Paragraph) else block.role
        if not isinstance(block, Paragraph) or not has_role(block, *FRONT):
            taken += after + style.paragraph_lines
            break
        look = style.role(role)
        taken += max(after, look.before) * (taken > 0) + _count_lines(block, style) * look.lines
        after = look.after
    return style.page.lines - taken


def _count_lines(block: Paragraph, style: Style) -> int:
    look = style.role(block.role)
    characters = style.page.measure / style.em(look.size) - look.left - look.right
    text = plain_text(block.content)
    if look.align == "center":
        return len(break_title(text, characters))
    return max(1, ceil(title_width(text) / characters))
