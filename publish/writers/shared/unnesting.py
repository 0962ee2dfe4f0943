"""Tables that no page holds as they are, set as the paragraphs of their cells, in reading order; no word is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.model import Block, Document, Table


def holds_tables(document: Document) -> bool:
    """Whether there is any table."""
    return any(isinstance(block, Table) for block in document.blocks)


def unnest_tables(document: Document) -> Document:
    """The document with tables inside tables set as paragraphs in the outer cell."""
    return replace(document, blocks=tuple(_unnest(b) if isinstance(b, Table) else b for b in document.blocks))


def dissolve_tables(document: Document) -> Document:
    """The document with every table set as paragraphs."""
    return replace(document, blocks=tuple(_dissolve(document.blocks)))


def _unnest(table: Table) -> Table:
    rows = tuple(
        tuple(replace(cell, blocks=tuple(_dissolve(cell.blocks))) for cell in row) for row in table.rows
    )  # fmt: skip
    return replace(table, rows=rows)


def _dissolve(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Table):
            yield block
            continue
        if block.caption:
            yield block.caption
        for row in block.rows:
            for cell in row:
                yield from _dissolve(cell.blocks)
