"""Lines with text at both ends: the last of the 版记, who printed the document and when (GB/T 9704 7.4.3); those of a
typed contents, what is listed and its page."""

from __future__ import annotations

import re

from publish.model import Inline, Paragraph, Role, Span, plain_text
from publish.structure.lines.patterns import PAGE_BEHIND
from publish.structure.slicing import divide
from publish.style import Style

# The room an author leaves between the ends, or where it got lost.
ROOMS = {
    Role.IMPRINT: re.compile(
        r"(?<=\S)(?:\s+|(?<=[办厅局委部院处室会府]))(?=[\d０-９〇○零一二三四五六七八九Ｘ×]{2,4}\s*年[^，。；]{3,12}印发\s*$)"
    ),
    Role.CONTENTS_LINE: PAGE_BEHIND,
}

Content = tuple[Inline, ...]


def part_ends(block: Paragraph) -> tuple[Content, Content] | None:
    """What stands at the left end of a line and what at its right, without the room between them; None when the line
    does not hold both."""
    if block.role not in ROOMS or not all(isinstance(inline, Span) for inline in block.content):
        return None
    room = ROOMS[block.role].search(plain_text(block.content))
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
