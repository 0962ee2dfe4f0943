"""Captions and what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeGuard

from publish.model.document import Block, Figure, Paragraph, Role, Table

CAPTION_STYLES = frozenset({"caption", "题注", "图题", "表题"})


def as_caption(block: Block) -> Block:
    """A paragraph of Word's caption styles as what it is."""
    if isinstance(block, Paragraph) and block.hints.style.lower() in CAPTION_STYLES:
        return replace(block, role=Role.CAPTION)
    return block


def attach_captions(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each paragraph of the role CAPTION with the figure above it or the table below it."""
    above: Block | None = None
    for block in blocks:
        if isinstance(block, Table) and block.caption is None and _is_caption(above):
            above = replace(block, caption=above)
        elif isinstance(above, Figure) and above.caption is None and _is_caption(block):
            above = replace(above, caption=block)
        else:
            yield from [above] if above else []
            above = block
    yield from [above] if above else []


def _is_caption(block: Block | None) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and block.role is Role.CAPTION
