"""Two drafts of one table as one: rows that came and went, and in rows that stayed the words of each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from publish.comparison.alignment import align
from publish.comparison.atoms import describe_blocks, mark
from publish.model import Block, Cell, Figure, Heading, Paragraph, Revision, Table

MergeBlocks = Callable[[Sequence[Block], Sequence[Block]], tuple[Block, ...]]
Row = tuple[Cell, ...]


def merge_tables(base: Table, draft: Table, author: str, merge_blocks: MergeBlocks) -> list[Table]:
    """The table with the draft's changes marked; when the two have different columns or merged rows, both tables, the
    first deleted and the second inserted."""
    if _shape(base) is None or _shape(base) != _shape(draft):
        deleted, inserted = Revision("deleted", author), Revision("inserted", author)
        return [mark_table(base, deleted), mark_table(draft, inserted)]
    rows: list[Row] = []
    revisions: list[Revision | None] = []
    for row, revision in _merge_rows(base, draft, author, merge_blocks):
        rows.append(row)
        revisions.append(revision)
    caption = draft.caption if base.caption == draft.caption else _merge_caption(base, draft, merge_blocks)
    return [replace(draft, rows=tuple(rows), revisions=tuple(revisions), caption=caption)]


def _shape(table: Table) -> int | None:
    """The number of columns of a table whose every row has it and whose cells reach over no other row; else None."""
    counts = {sum(cell.columns for cell in row) for row in table.rows}
    single = all(cell.rows == 1 for row in table.rows for cell in row)
    return counts.pop() if single and len(counts) == 1 else None


def _merge_rows(
    base: Table, draft: Table, author: str, merge_blocks: MergeBlocks
) -> Iterator[tuple[Row, Revision | None]]:
    old, new = ([_describe_row(row) for row in table.rows] for table in (base, draft))
    for group in align(old, new):
        before = base.rows[group.old_start : group.old_end]
        after = draft.rows[group.new_start : group.new_end]
        if len(before) == len(after) == 1 and _columns(before[0]) == _columns(after[0]):
            cells = zip(before[0], after[0], strict=True)
            yield tuple(replace(new, blocks=merge_blocks(old.blocks, new.blocks)) for old, new in cells), None
            continue
        for rows, kind in ((before, Revision("deleted", author)), (after, Revision("inserted", author))):
            yield from ((mark_row(row, kind), kind) for row in rows)


def _describe_row(row: Row) -> str:
    return "\t".join(describe_blocks(cell.blocks) for cell in row)


def _columns(row: Row) -> list[int]:
    return [cell.columns for cell in row]


def _merge_caption(base: Table, draft: Table, merge_blocks: MergeBlocks) -> Paragraph | None:
    blocks = merge_blocks([base.caption] if base.caption else [], [draft.caption] if draft.caption else [])
    return next((block for block in blocks if isinstance(block, Paragraph)), None)


def mark_table(table: Table, revision: Revision) -> Table:
    """A table all of whose rows came or went."""
    rows = tuple(mark_row(row, revision) for row in table.rows)
    caption = table.caption and replace(table.caption, content=mark(table.caption.content, revision), revision=revision)
    return replace(table, rows=rows, revisions=(revision,) * len(rows), caption=caption)


def mark_row(row: Row, revision: Revision) -> Row:
    """A row whose every word came or went."""
    return tuple(replace(cell, blocks=tuple(mark_block(block, revision) for block in cell.blocks)) for cell in row)


def mark_block(block: Block, revision: Revision) -> Block:
    """A block that came or went as a whole."""
    match block:
        case Table():
            return mark_table(block, revision)
        case Figure():
            caption = block.caption and replace(
                block.caption, content=mark(block.caption.content, revision), revision=revision
            )
            return replace(block, revision=revision, caption=caption)
        case Heading():
            return replace(block, content=mark(block.content, revision), revision=revision)
        case Paragraph():
            run_in = block.run_in and replace(block.run_in, content=mark(block.run_in.content, revision))
            return replace(block, content=mark(block.content, revision), run_in=run_in, revision=revision)
