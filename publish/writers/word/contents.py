"""The contents page: a TOC field whose cached entries carry the PDF's page numbers, so that Word need not ask."""

from __future__ import annotations

from collections.abc import Mapping

from publish.model import Document
from publish.style import Style
from publish.writers.shared.outline import Outlined, outline_headings
from publish.writers.word.ooxml import Element, field_code, field_mark, text, w
from publish.writers.word.story import style_properties

GALLERY = "Table of Contents"


def name_bookmarks(contents_pages: Mapping[int, int]) -> dict[int, str]:
    """The bookmark of each listed heading, by its index; Word hides names that begin with an underscore."""
    return {index: f"_Toc{index + 1:06d}" for index in contents_pages}


def write_contents(document: Document, style: Style, contents_pages: Mapping[int, int]) -> Element | None:
    """The contents as a `w:sdt` Word knows how to update; None when no heading is listed."""
    listed = [each for each in outline_headings(document) if each.index in contents_pages]
    if not listed:
        return None
    bookmarks = name_bookmarks(contents_pages)
    entries = [write_entry(each, bookmarks, contents_pages) for each in listed]
    deepest = max(each.level for each in listed)
    opening = (field_mark("begin"), field_code(rf'TOC \o "1-{deepest}" \h \z'), field_mark("separate"))
    for place, run in enumerate(opening, 1):
        entries[0].insert(place, run)
    entries[-1].append(field_mark("end"))
    title = w("p", style_properties("TOCHeading"), w("r", text(style.contents_page.title)))
    gallery = w("sdtPr", w("docPartObj", w("docPartGallery", val=GALLERY), w("docPartUnique")))
    return w("sdt", gallery, w("sdtContent", title, *entries))


def write_entry(heading: Outlined, bookmarks: Mapping[int, str], pages: Mapping[int, int]) -> Element:
    """One line of the contents: text, leader, page number, all a link to the heading."""
    assert heading.index is not None
    bookmark, page = bookmarks[heading.index], pages[heading.index]
    number = (field_mark("begin"), field_code(rf"PAGEREF {bookmark} \h"), field_mark("separate"))
    link = w(
        "hyperlink",
        w("r", text(heading.text)),
        w("r", w("tab")),
        *number,
        w("r", text(str(page))),
        field_mark("end"),
        anchor=bookmark,
        history=1,
    )
    return w("p", style_properties(f"TOC{heading.level}"), link)
