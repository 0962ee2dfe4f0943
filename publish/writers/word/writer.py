"""Word output: the document as a .docx of the look; Word breaks the lines, nothing of the composition is baked in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from publish.model import Document
from publish.style import Style
from publish.writers.shared.arrangement import arrange
from publish.writers.word.contents import name_bookmarks, write_contents
from publish.writers.word.official.document import write_official
from publish.writers.word.package import EPOCH, add_footnotes, open_template, save, set_properties
from publish.writers.word.page import set_page
from publish.writers.word.revisions import number_revisions
from publish.writers.word.sections import part_sections
from publish.writers.word.spacing import break_page
from publish.writers.word.story import Story, empty_paragraph
from publish.writers.word.styles import add_styles
from publish.writers.word.verify import verify_word

__all__ = ["verify_word", "write_word"]


def write_word(
    document: Document, style: Style, contents_pages: Mapping[int, int] | None = None, created: datetime | None = None
) -> bytes:
    """The bytes of a .docx (ECMA-376 Transitional), the same for the same arguments.

    `contents_pages`: the index of each heading the contents page shall list, in reading order, run-in headings
    included, -> its page number in the PDF; None: no contents page. `created`: date of the core properties, UTC.
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
