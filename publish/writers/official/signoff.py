"""署名 and 成文日期 with room for seals or stamps (GB/T 9704 7.3.5): which stand side by side, how many lines
stay free."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from publish.model import Block, Paragraph, Role, inlines, plain_text
from publish.style import Style
from publish.text.widths import estimate_width

SIGNOFF = (Role.SIGNATURE, Role.DATE)


def find_signoff_gaps(blocks: Sequence[Block], style: Style) -> dict[int, int]:
    """The lines above 署名 and date by the index of the block, where a seal or a stamp asks for others than the looks
    of the roles do."""
    gaps: dict[int, int] = {}
    if style.signoff == "none":
        return gaps
    for run in _list_runs(blocks):
        signed = [index for index in run if _role(blocks[index]) is Role.SIGNATURE]
        columns = count_columns([blocks[index] for index in run], style)
        for place, index in enumerate(signed):
            gaps[index] = _gap_above(place, columns, style)
        for index in run:
            if _role(blocks[index]) is Role.DATE and signed and index > signed[-1]:
                gaps[index] = style.closing.below_stamp if style.signoff == "stamp" else 0
    return gaps


def _gap_above(place: int, columns: int, style: Style) -> int:
    if style.signoff == "stamp":
        return style.closing.below_stamp if place else style.closing.stamped
    if place % columns:
        return 0
    return count_seal_lines(style) - 1 if place else _lines_above(style)


def _lines_above(style: Style) -> int:
    """Lines free above the first 署名: the seal's middle stands on its lower edge, its top less than a line below the
    text (7.3.5.1)."""
    return max(0, ceil(style.seal.size / 2 / style.page.pitch - 1))


def count_seal_lines(style: Style) -> int:
    """Lines of the grid from one row of seals to the next, which it must not touch."""
    return int(style.seal.size // style.page.pitch) + 1


def count_columns(blocks: Sequence[Block], style: Style) -> int:
    """How many 署名 with seals stand side by side: so many that neither they nor their seals touch."""
    signed = [block for block in blocks if isinstance(block, Paragraph) and block.role is Role.SIGNATURE]
    em = style.em(style.role(Role.SIGNATURE).size)
    widest = max((estimate_width(plain_text(inlines(block)).strip()) for block in signed), default=0.0)
    apart = style.closing.apart
    fitting = int((style.page.measure / em + apart) // (max(widest, style.seal.size / em) + apart))
    return max(1, min(style.seal.columns, len(signed), fitting))


def find_beside(blocks: Sequence[Block], style: Style) -> set[int]:
    """The indexes of 署名 behind which another stands on the same line (联合行文 with seals)."""
    if style.signoff != "seal":
        return set()
    found = set()
    for run in _list_runs(blocks):
        signed = [index for index in run if _role(blocks[index]) is Role.SIGNATURE]
        columns = count_columns([blocks[index] for index in run], style)
        found |= {index for place, index in enumerate(signed[:-1], 1) if place % columns}
    return found


def _list_runs(blocks: Sequence[Block]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index, block in enumerate(blocks):
        if _role(block) in SIGNOFF:
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
    return runs


def _role(block: Block) -> Role | None:
    return block.role if isinstance(block, Paragraph) else None
