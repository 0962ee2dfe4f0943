"""The contents page: a TOC field whose cached entries carry the PDF's page numbers, so that Word need not ask."""

from __future__ import annotations

from collections.abc import Mapping

from publish.model import Document
from publish.style import Style
from publish.style.word_styles import ROLE_STYLES
from publish.writers.shared.outline import Outlined, outline_headings
from publish.writers.word.ooxml import Element, field_code, field_mark, text, w
from publish.writers.word.story import BOOKMARK, style_properties

GALLERY = "Table of Contents"
PART_TITLE = ROLE_STYLES["part-title"][1]


def name_bookmarks(contents_pages: Mapping[str, int]) -> dict[str, str]:
    """The bookmark of each listed heading, by its anchor; Word hides names that begin with an underscore."""
    return {anchor: f"{BOOKMARK}{number:06d}" for number, anchor in enumerate(contents_pages, 1)}


def write_contents(document: Document, style: Style, contents_pages: Mapping[str, int]) -> Element | None:
    """The contents as a `w:sdt` Word knows how to update; None when no heading is listed."""
    listed = [each for each in outline_headings(document) if each.anchor in contents_pages]
    if not listed:
        return None
    bookmarks = name_bookmarks(contents_pages)
    entries = [write_entry(each, bookmarks, contents_pages) for each in listed]
    deepest = max(1, *(each.level for each in listed))
    titles = rf' \t "{PART_TITLE},1"' if any(not each.level for each in listed) else ""
    code = rf'TOC \o "1-{deepest}" \h \z{titles}'
    opening = (field_mark("begin"), field_code(code), field_mark("separate"))
    for place, run in enumerate(opening, 1):
        entries[0].insert(place, run)
    entries[-1].append(field_mark("end"))
    title = w("p", style_properties("TOCHeading"), w("r", text(style.contents_page.title)))
    gallery = w("sdtPr", w("docPartObj", w("docPartGallery", val=GALLERY), w("docPartUnique")))
    return w("sdt", gallery, w("sdtContent", title, *entries))


def write_entry(heading: Outlined, bookmarks: Mapping[str, str], pages: Mapping[str, int]) -> Element:
    """One line of the contents: text, leader, page number, all a link to the heading."""
    bookmark, page = bookmarks[heading.anchor], pages[heading.anchor]
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
    return w("p", style_properties(f"TOC{max(1, heading.level)}"), link)
