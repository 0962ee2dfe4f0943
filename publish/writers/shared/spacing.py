"""Space between blocks, in lines of the grid, and space inside a line: one rule for HTML and Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil

from publish.model import Block, Heading, Inline, Paragraph, Role, Span, has_role, plain_text
from publish.structure.slicing import divide
from publish.style import Style
from publish.text.widths import estimate_width, measure_room
from publish.writers.official.signoff import find_signoff_gaps

# Half-width spaces in a row, and tabs, are room the author made inside a line (年  月  日); two are one 汉字 wide.
# 第一章, 第二节 of a statute stand in the middle (第三条 begins its paragraph).
DIVISION = re.compile(r"\A\s*第[一二三四五六七八九十百零〇\d]+([编章节])(?=\s|\Z)")
DIVISIONS = {"编": "chapter", "章": "chapter", "节": "section"}
ROOM = re.compile(r"[ \t]{2,}|\t")
# Between two halves of a line (甲方（签字）：　　　　　　　　乙方（签字）：), and how little of it parts them, em.
HALVES_ROOM = re.compile(r"(?<=\S)(?:\u3000{3,}|[ \t\u3000]{6,})(?=\S)")
LEAST_ROOM = 2
EASE = 0.01  # em; lengths given in mm are a hair off


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


def narrow_room(block: Block, style: Style) -> Block:
    """A line of body text in two halves with less room between them, where it would not fit into the measure else."""
    if not has_role(block, Role.BODY) or block.run_in or not any(map(_has_halves, block.content)):
        return block
    text, look = plain_text(block.content), style.body
    rooms = list(HALVES_ROOM.finditer(text))
    over = estimate_width(text) + look.left + look.indent + look.right - style.page.measure / style.em(look.size)
    room = measure_room(rooms[0][0]) - ceil(over - EASE)
    if len(rooms) > 1 or over <= EASE or room < LEAST_ROOM:
        return block
    left, right = divide(block.content, rooms[0].start())[0], divide(block.content, rooms[0].end())[1]
    return replace(block, content=(*left, Span("\u3000" * int(room)), *right))


def _has_halves(inline: Inline) -> bool:
    return isinstance(inline, Span) and HALVES_ROOM.search(inline.text) is not None
