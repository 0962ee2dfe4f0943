"""The contents page: a TOC field whose cached entries carry the PDF's page numbers, so that Word need not ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publish.model import Block, Document, Figure, Heading, Paragraph, Table, plain_text
from publish.writers.ooxml import Element, field_code, field_mark, text, w
from publish.writers.word_story import style_properties

CONTENTS_TITLE = "目录"
GALLERY = "Table of Contents"


def find_headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    """Every heading in reading order, run-in ones and those in cells included."""
    for block in blocks:
        match block:
            case Heading():
                yield block
            case Paragraph():
                if block.run_in:
                    yield block.run_in
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from find_headings(cell.blocks)
            case Figure():
                pass


def name_bookmarks(contents_pages: Mapping[int, int]) -> dict[int, str]:
    """The bookmark of each listed heading, by its index; Word hides names that begin with an underscore."""
    return {index: f"_Toc{index + 1:06d}" for index in contents_pages}


def write_contents(document: Document, contents_pages: Mapping[int, int]) -> Element | None:
    """The contents as a `w:sdt` Word knows how to update; None when no heading is listed."""
    bookmarks = name_bookmarks(contents_pages)
    listed = [
        (heading, bookmarks[index], contents_pages[index])
        for index, heading in enumerate(find_headings(document.blocks))
        if index in contents_pages
    ]
    if not listed:
        return None
    deepest = max(heading.level for heading, _name, _page in listed)
    entries = [write_entry(*each) for each in listed]
    opening = (field_mark("begin"), field_code(rf'TOC \o "1-{deepest}" \h \z'), field_mark("separate"))
    for place, run in enumerate(opening, 1):
        entries[0].insert(place, run)
    entries[-1].append(field_mark("end"))
    title = w("p", style_properties("TOCHeading"), w("r", text(CONTENTS_TITLE)))
    gallery = w("sdtPr", w("docPartObj", w("docPartGallery", val=GALLERY), w("docPartUnique")))
    return w("sdt", gallery, w("sdtContent", title, *entries))


def write_entry(heading: Heading, bookmark: str, page: int) -> Element:
    """One line of the contents: text, leader, page number, all a link to the heading."""
    number = (field_mark("begin"), field_code(rf"PAGEREF {bookmark} \h"), field_mark("separate"))
    link = w(
        "hyperlink",
        w("r", text(plain_text(heading.content))),
        w("r", w("tab")),
        *number,
        w("r", text(str(page))),
        field_mark("end"),
        anchor=bookmark,
        history=1,
    )
    return w("p", style_properties(f"TOC{heading.level}"), link)
