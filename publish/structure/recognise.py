"""A reader's Source to a Document: every decision made over the whole text, with its reason."""

from __future__ import annotations

from publish.model import Document, Metadata, Source
from publish.structure.assemble import assemble
from publish.structure.back import recognise_back
from publish.structure.blanks import Blanks
from publish.structure.front import recognise_front
from publish.structure.furniture import leave_out
from publish.structure.headings import recognise_headings
from publish.structure.items import items_of


def recognise(source: Source, metadata: Metadata) -> Document:
    """The source's structure: roles of paragraphs, headings, what is left out (reported, never silent).

    `metadata` (command line, front matter) goes before what the text says of itself.
    """
    blanks = Blanks(metadata.fill)
    items = items_of(blanks.blocks(source.blocks))
    leave_out(items)
    recognise_front([item for item in items if not item.left_out])
    recognise_back(items)
    recognise_headings(items)
    blocks, findings = assemble(items)
    return Document(blocks, metadata, (*source.findings, *findings, *blanks.findings), source.pictures)
