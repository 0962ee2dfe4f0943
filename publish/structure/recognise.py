"""A reader's Source to a Document: every decision made over the whole text, with its reason."""

from __future__ import annotations

from publish.model import Document, Metadata, Role, Source
from publish.structure.assemble import assemble
from publish.structure.back import recognise_back
from publish.structure.bare import recognise_bare
from publish.structure.blanks import Blanks
from publish.structure.front import recognise_front
from publish.structure.furniture import leave_out
from publish.structure.headings import recognise_headings
from publish.structure.items import Item, items_of
from publish.structure.parts import Section, divide_parts
from publish.structure.regions import recognise_regions


def recognise(source: Source, metadata: Metadata) -> Document:
    """The source's structure: roles of paragraphs, headings, what is left out (reported, never silent).

    `metadata` (command line, front matter) goes before what the text says of itself.
    """
    blanks = Blanks(metadata.fill)
    items = decide(items_of(blanks.blocks(source.blocks)))
    blocks, findings = assemble(items)
    return Document(blocks, metadata, (*source.findings, *findings, *blanks.findings), source.pictures)


def decide(items: list[Item]) -> list[Item]:
    """Takes every decision about the items; an item may come back as two."""
    leave_out(items)
    sections = divide_parts(items)
    for section in sections:
        _decide_section(section)
    return [item for section in sections for item in section.items]


def _decide_section(section: Section) -> None:
    texts = [item for item in section.items if not item.left_out]
    front = [item for item in texts if item is not section.label]
    recognise_front(front, Role.PART_TITLE if section.attached else Role.TITLE, section.names)
    recognise_back(texts)
    recognise_regions(texts)
    recognise_headings(texts)
    recognise_bare(texts)
