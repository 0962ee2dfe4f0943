"""What a document holds, in reading order: spans, texts, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from publish.model.document import (
    Block,
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    Inline,
    Paragraph,
    Role,
    Span,
    Table,
)


def spans(content: tuple[Inline, ...], footnotes: bool = True) -> Iterator[Span]:
    """The spans of inline content in reading order, a footnote's where it is called."""
    for inline in content:
        if isinstance(inline, Span):
            yield inline
        elif isinstance(inline, Footnote) and footnotes:
            yield from spans(inline.content)


def plain_text(content: tuple[Inline, ...], footnotes: bool = False) -> str:
    """The characters of inline content; line breaks are not characters."""
    return "".join(span.text for span in spans(content, footnotes))


def cell_text(cell: Cell) -> str:
    """The characters of a cell's paragraphs, their outer white space aside."""
    return "".join(plain_text(inlines(block)).strip() for block in paragraphs(cell.blocks))


def has_role(block: Block, *roles: Role) -> TypeGuard[Paragraph]:
    """Whether a block is a paragraph of one of the roles."""
    return isinstance(block, Paragraph) and block.role in roles


def own_blocks(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a document itself, above those of the documents attached to it."""
    ends = (at for at, block in enumerate(blocks) if has_role(block, Role.PART_LABEL, Role.PART_TITLE))
    return blocks[: next(ends, len(blocks))]


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph | Heading]:
    """Every heading and paragraph in reading order, in cells and captions too; a run-in heading with its paragraph."""
    for block in blocks:
        match block:
            case Table():
                if block.caption:
                    yield block.caption
                for row in block.rows:
                    for cell in row:
                        yield from paragraphs(cell.blocks)
            case Figure():
                if block.caption:
                    yield block.caption
            case _:
                yield block


def inlines(block: Paragraph | Heading) -> tuple[Inline, ...]:
    """A block's whole content, its run-in heading's first."""
    return (block.run_in.content if isinstance(block, Paragraph) and block.run_in else ()) + block.content


def texts(document: Document) -> Iterator[str]:
    """What an output must contain, and nothing else: the text of every heading and paragraph, then of its footnotes."""
    for block in paragraphs(document.blocks):
        content = inlines(block)
        yield plain_text(content)
        yield from (plain_text(note.content, footnotes=True) for note in content if isinstance(note, Footnote))
