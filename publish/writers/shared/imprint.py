"""The last line of the 版记: who printed the document at its left end, when at its right (GB/T 9704 7.4.3)."""

from __future__ import annotations

import re

from publish.model import Inline, Paragraph, Role, Span, plain_text
from publish.structure.slicing import divide
from publish.style import Style

# The room an author leaves in it before the date of printing, or where it got lost.
ROOM = re.compile(
    r"(?<=\S)(?:\s+|(?<=[办厅局委部院处室会府]))(?=[\d０-９〇○零一二三四五六七八九Ｘ×]{2,4}\s*年[^，。；]{3,12}印发\s*$)"
)

Content = tuple[Inline, ...]


def part_imprint(block: Paragraph) -> tuple[Content, Content] | None:
    """The issuer and the date of printing with what stands around them; None when the line does not hold both."""
    if block.role is not Role.IMPRINT or not all(isinstance(inline, Span) for inline in block.content):
        return None
    room = ROOM.search(plain_text(block.content))
    if room is None:
        return None
    return divide(block.content, room.start())[0], divide(block.content, room.end())[1]


def condense_name(name: float, date: float, room: float, characters: int, style: Style) -> float | None:
    """What is taken from each of the name's `characters`, so that name and date, of these widths, stand on a line of
    `room` with the style's gap between them at least; all in em. None: that would be more than the style allows."""
    look = style.imprint
    over = name + date + look.gap - room
    taken = max(0.0, over / max(characters, 1))
    return taken if taken <= look.condense else None
