"""Titles that lie sideways with the wide table they stand above, where their page would hold nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from publish.model import Block, Paragraph, Role, Table
from publish.style import Style
from publish.writers.shared.tables import lay_out_table

LEADING = {Role.PART_LABEL, Role.PART_TITLE, Role.TITLE, Role.SUBTITLE, Role.SPEAKER, Role.DATELINE}


def find_turned(blocks: Sequence[Block], style: Style) -> set[int]:
    """The places of the blocks, from the top of a page on, that only lead to a table too wide for the measure."""
    turned: set[int] = set()
    for index, block in enumerate(blocks):
        if not isinstance(block, Table) or not index or not _leads(blocks[index - 1]):
            continue
        first = index - 1
        while first and not _begins_page(blocks[first], style) and _leads(blocks[first - 1]):
            first -= 1
        while first and _begins_page(blocks[first], style) and _begins_page(blocks[first - 1], style):
            first -= 1  # 附件1 and the title below it, which would begin a page as well
        alone = _begins_page(blocks[first], style) or (not first and style.head.form == "none")
        if alone and lay_out_table(block, style, may_turn=True).wide:
            turned.update(range(first, index))
    return turned


def _leads(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in LEADING


def _begins_page(block: Block, style: Style) -> bool:
    return isinstance(block, Paragraph) and style.role(block.role).page_break
