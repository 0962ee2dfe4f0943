"""Word output: the document as a .docx of the look; Word breaks the lines, nothing of the composition is baked in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from publish.model import Block, Document
from publish.style import Style
from publish.writers.official.layout import lay_out
from publish.writers.shared.arrangement import arrange
from publish.writers.word.blocks import write_blocks
from publish.writers.word.breaks.pages import find_parted
from publish.writers.word.contents import name_bookmarks, write_contents
from publish.writers.word.official.head import space_after_head, write_head
from publish.writers.word.official.imprint import write_imprint
from publish.writers.word.ooxml import Element, W
from publish.writers.word.package import EPOCH, add_footnotes, open_template, save, set_properties
from publish.writers.word.page import set_page
from publish.writers.word.revisions import number_revisions
from publish.writers.word.sections import part_sections
from publish.writers.word.spacing import break_page, set_space
from publish.writers.word.story import Story, empty_paragraph
from publish.writers.word.styles import add_styles
from publish.writers.word.verify import verify_word

__all__ = ["verify_word", "write_word"]


def write_word(
    document: Document, style: Style, contents_pages: Mapping[str, int] | None = None, created: datetime | None = None
) -> bytes:
    """The bytes of a .docx (ECMA-376 Transitional), the same for the same arguments.

    `contents_pages`: the anchor of each heading the contents page shall list -> its page number in the PDF; None: no
    contents page. `created`: date of the core properties, UTC.
    Raises InputError for characters XML cannot hold and for pictures nobody can read.
    """
    document = arrange(document, style)
    package = open_template()
    add_styles(package.styles.element, style, document.metadata.language)
    set_page(package, style, document.metadata.language)
    set_properties(package, document, style, created or EPOCH)
    story = Story(document, style, package.part, name_bookmarks(contents_pages or {}))
    elements = list(write_official(document.blocks, story)) or [empty_paragraph()]
    contents = write_contents(document, style, contents_pages) if contents_pages else None
    if contents is not None:
        elements = [contents, *break_page(elements)]
    section = package.element.body[-1]
    for element in part_sections(elements, story, section):
        section.addprevious(element)
    number_revisions([package.element, *story.footnotes.notes], created or EPOCH)
    if story.footnotes.notes:
        add_footnotes(package, story.footnotes)
    return save(package)


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
