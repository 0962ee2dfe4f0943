"""Which blocks stay on the page of the next one, so that no page holds 署名, 成文日期 or 附注 without text."""

from __future__ import annotations

from collections.abc import Sequence

from publish.model import Block, Paragraph, Role

SIGNOFF = {Role.SIGNATURE, Role.DATE, Role.NOTE}


def find_kept(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether its end is kept with the next: the last of the text with the lines that close it, 附件说明
    between them included, and these with each other (GB/T 9704 7.3.5.5)."""
    kept: list[bool] = []
    closing = False  # whether the block below is one of the closing lines, or leads to them
    for block in reversed(blocks):
        kept.append(closing)
        role = block.role if isinstance(block, Paragraph) else None
        closing = role in SIGNOFF or (role is Role.ATTACHMENT and closing)
    return kept[::-1]
