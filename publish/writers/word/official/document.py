"""A document in Word: its head, its text, its 版记, as far as style and text have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.model import Block
from publish.writers.official.layout import lay_out
from publish.writers.word.blocks import write_blocks
from publish.writers.word.breaks.pages import find_parted
from publish.writers.word.official.head import space_after_head, write_head
from publish.writers.word.official.imprint import write_imprint
from publish.writers.word.ooxml import Element, W
from publish.writers.word.spacing import set_space
from publish.writers.word.story import Story, empty_paragraph


def write_official(blocks: Sequence[Block], story: Story) -> Iterator[Element]:
    """The paragraphs and tables of a document: its head, its text, its 版记, as far as style and text have them."""
    layout = lay_out(blocks, story.style)
    free = range(len(layout.text)) if layout.crowded else find_parted(layout, story.style)
    text = list(write_blocks(layout.text, story, free))
    if layout.head.lines:
        elements, end = write_head(layout.head, story)
        yield from elements
        if not text or text[0].tag != f"{W}p":
            text.insert(0, empty_paragraph())
        space_after_head(layout.head.lines, end, text[0], story.style)
    if layout.imprint and text and text[-1].tag == f"{W}p":
        set_space(text[-1], "after", 0, story.style)  # the 版记 stands at the foot, however full the page is
    yield from text
    yield from write_imprint(layout.imprint, story)
