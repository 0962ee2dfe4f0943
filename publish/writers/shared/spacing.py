"""Space between blocks, in lines of the grid, and space inside a line: one rule for HTML and Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.model import Block, Heading, Paragraph, Role, plain_text
from publish.style import Style
from publish.writers.official.signoff import find_signoff_gaps

# Half-width spaces in a row, and tabs, are room the author made inside a line (年  月  日); two are one 汉字 wide.
# 第一章, 第二节 of a statute stand in the middle (第三条 begins its paragraph).
DIVISION = re.compile(r"\A\s*第[一二三四五六七八九十百零〇\d]+([编章节])(?=\s|\Z)")
DIVISIONS = {"编": "chapter", "章": "chapter", "节": "section"}
ROOM = re.compile(r"[ \t]{2,}|\t")


def space_blocks(blocks: Iterable[Block], style: Style) -> Iterator[tuple[Block, str, int]]:
    """Each block with the name of its look and the grid lines above it.

    Neighbours of one `group` (byline lines, signatures) stand close, what begins a page stands at its top; otherwise
    the larger of what the upper wants after and the lower wants before.
    """
    upper = None
    blocks = list(blocks)
    signoff = find_signoff_gaps(blocks, style)
    for index, block in enumerate(blocks):
        role = name_look(block)
        look = style.roles[role]
        if index in signoff:
            gap = signoff[index]
        elif upper is None:
            gap = look.before
        elif (look.group and look.group == upper.group) or (look.page_break and not upper.page_break):
            gap = 0
        else:
            gap = max(upper.after, look.before)
        yield block, role, gap
        upper = look


def name_look(block: Block) -> str:
    """The key of a block's look in style.toml's [roles]."""
    match block:
        case Heading():
            division = DIVISION.match(plain_text(block.content))
            return DIVISIONS[division[1]] if division else f"heading-{block.level}"
        case Paragraph():
            return block.role.value
        case _:
            return Role.CAPTION.value


def keep_room(text: str) -> str:
    """A text whose room is of full-width spaces, which neither HTML nor a line of Western letters narrows."""
    return ROOM.sub(_widen, text) if "  " in text or "\t" in text else text


def _widen(room: re.Match[str]) -> str:
    halves = len(room[0].replace("\t", "  "))
    return "\u3000" * (halves // 2) + " " * (halves % 2)
