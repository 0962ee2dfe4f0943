"""A document with the text of its spans changed, everything else as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from publish.model import (
    Block,
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Place,
    Span,
    Table,
)

Change = Callable[[str, Place | None], str]


def map_spans(document: Document, change: Change) -> Document:
    """The document with `change(text, place)` for the text of every span, in cells, captions and footnotes too."""
    return replace(document, blocks=tuple(_block(block, change) for block in document.blocks))


def _block(block: Block, change: Change) -> Block:
    match block:
        case Heading():
            return replace(block, content=_content(block.content, change))
        case Paragraph():
            return _paragraph(block, change)
        case Table():
            rows = tuple(tuple(_cell(cell, change) for cell in row) for row in block.rows)
            return replace(block, rows=rows, caption=_caption(block.caption, change))
        case Figure():
            return replace(block, caption=_caption(block.caption, change))


def _paragraph(paragraph: Paragraph, change: Change) -> Paragraph:
    heading = paragraph.run_in
    run_in = replace(heading, content=_content(heading.content, change)) if heading else None
    return replace(paragraph, content=_content(paragraph.content, change), run_in=run_in)


def _caption(caption: Paragraph | None, change: Change) -> Paragraph | None:
    return _paragraph(caption, change) if caption else None


def _cell(cell: Cell, change: Change) -> Cell:
    return replace(cell, blocks=tuple(_block(block, change) for block in cell.blocks))


def _content(content: tuple[Inline, ...], change: Change) -> tuple[Inline, ...]:
    return tuple(_inline(inline, change) for inline in content)


def _inline(inline: Inline, change: Change) -> Inline:
    match inline:
        case Span():
            return replace(inline, text=change(inline.text, inline.place))
        case Footnote():
            return replace(inline, content=_content(inline.content, change))
        case LineBreak():
            return inline
