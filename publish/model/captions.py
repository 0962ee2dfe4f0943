"""Captions and what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeGuard

from publish.model.document import Block, Figure, Paragraph, Role, Table


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
