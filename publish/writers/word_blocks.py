"""Blocks of the document as WordprocessingML: paragraphs and headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from publish.model import Block, Document, Heading, Inline, Paragraph
from publish.style import Style
from publish.writers.ooxml import Element, w
from publish.writers.word_inlines import Footnotes, write_inlines
from publish.writers.word_styles import ROLE_STYLES, heading_style


@dataclass
class Story:
    """What the blocks of one document share while they are written: the look and the notes collected so far."""

    document: Document
    style: Style
    footnotes: Footnotes = field(default_factory=Footnotes)


def write_blocks(blocks: Iterable[Block], story: Story) -> Iterator[Element]:
    """The paragraphs and tables of blocks, in order."""
    for block in blocks:
        match block:
            case Heading():
                yield write_paragraph(heading_style(block.level), block.content, story)
            case Paragraph():
                yield from write_text(block, story)


def write_text(block: Paragraph, story: Story) -> Iterator[Element]:
    """A paragraph; its run-in heading is a heading paragraph joined to it by a style separator, or stands alone."""
    if block.run_in:
        heading = write_paragraph(heading_style(block.run_in.level), block.run_in.content, story)
        if story.style.run_in == "inline" and block.content:
            # A paragraph mark hidden twice is Word's style separator: real heading, same line (ECMA-376 17.3.2.36).
            heading[0].append(w("rPr", w("vanish"), w("specVanish")))
        yield heading
    if block.content or not block.run_in:
        yield write_paragraph(ROLE_STYLES[block.role][0], block.content, story)


def write_paragraph(style_id: str, content: Iterable[Inline], story: Story) -> Element:
    """A `w:p` in a style, set by its id: python-docx would look the name up in every style."""
    return w("p", w("pPr", w("pStyle", val=style_id)), *write_inlines(content, story.footnotes))
