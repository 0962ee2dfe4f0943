"""What the blocks of one Word file share, and its plainest paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from docx.parts.story import StoryPart

from publish.model import Document, Inline
from publish.style import Style
from publish.writers.word.inlines import Footnotes, write_inlines
from publish.writers.word.ooxml import Element, W, w

BOOKMARK = "_Toc"


@dataclass
class Story:
    """The document and its look, the part its pictures belong to, the notes so far, and the bookmark of each heading
    the contents page lists by the heading's anchor; of each table that lies on landscape pages its
    first element (caption or table) and the table."""

    document: Document
    style: Style
    part: StoryPart
    bookmarks: Mapping[str, str] = field(default_factory=dict)
    footnotes: Footnotes = field(default_factory=Footnotes)
    headings: int = 0
    titles: int = 0
    figures: int = 0
    turned: list[tuple[Element, Element]] = field(default_factory=list)

    def mark_heading(self, runs: Iterable[Element]) -> list[Element]:
        """The runs of the next heading, inside its bookmark when the contents page lists it."""
        self.headings += 1
        return self._mark(f"heading-{self.headings - 1}", runs)

    def mark_title(self, runs: Iterable[Element]) -> list[Element]:
        """The same of the next title, that of the document itself the first."""
        self.titles += 1
        return self._mark(f"title-{self.titles - 1}", runs)

    def _mark(self, anchor: str, runs: Iterable[Element]) -> list[Element]:
        if anchor not in self.bookmarks:
            return list(runs)
        name = self.bookmarks[anchor]
        number = int(name.removeprefix(BOOKMARK))
        return [w("bookmarkStart", id=number, name=name), *runs, w("bookmarkEnd", id=number)]


def style_properties(style_id: str, *properties: Element | None) -> Element:
    """The `w:pPr` of a style with direct properties after it."""
    return w("pPr", w("pStyle", val=style_id), *properties)


def write_paragraph(style_id: str, content: Iterable[Inline], story: Story) -> Element:
    """A `w:p` in a style, set by its id: python-docx would look the name up in every style."""
    return w("p", style_properties(style_id), *write_inlines(content, story.footnotes))


def keep_with_next(element: Element) -> None:
    """Let no page break part a paragraph, all those of a row, or those of a table's last row, from what follows."""
    if element.tag == f"{W}tbl":
        element = element[-1]
    for properties in element.iter(f"{W}pPr"):
        if properties.find(f"{W}keepNext") is None:
            properties.insert(int(properties.find(f"{W}pStyle") is not None), w("keepNext"))


def loosen(paragraph: Element) -> None:
    """Let a page break part a paragraph at any line, whatever its style says."""
    for properties in paragraph.iter(f"{W}pPr"):
        before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr")
        place = sum(1 for child in properties if child.tag.removeprefix(W) in before)
        properties.insert(place, w("widowControl", val=0))


def separate_tables(elements: Iterable[Element]) -> Iterator[Element]:
    """Elements with an empty paragraph between two tables, which would become one, and after a last table, where
    Word demands it."""
    after_table = False
    for element in elements:
        is_table = element.tag == f"{W}tbl"
        if after_table and is_table:
            yield empty_paragraph()
        yield element
        after_table = is_table
    if after_table:
        yield empty_paragraph()


def empty_paragraph() -> Element:
    """A paragraph as high as a line of table text."""
    return w("p", style_properties("TableText"))
