"""Document -> PDF: what its pages must show, and whether they do; another room typesets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from publish.errors import VerificationError
from publish.fonts.roles import Faces
from publish.model import Document, Finding
from publish.processes.press import HERE, Press
from publish.style import Style
from publish.writers.html.page import CONTENTS_END, Setting, render_html
from publish.writers.order import Order
from publish.writers.pdf.typesetting import Copy, Typeset, paginate, typeset
from publish.writers.shared.arrangement import arrange
from publish.writers.shared.effort import bear
from publish.writers.shared.expected import Expected
from publish.writers.shared.missing import find_missing_glyphs
from publish.writers.shared.outline import Outlined, list_entries, outline_headings
from publish.writers.shared.tables import may_part_rows
from publish.writers.shared.tightening import find_tightening, name_tightened


@dataclass(frozen=True)
class PageFormat:
    """A format whose files hold composed pages: its name; what begins to typeset a copy and gives the result when
    asked; what loads the reader meanwhile; the reader of the texts of a file's pages, margins (of these forms) left
    out, as often as there are ways to read it, the quickest first."""

    name: str
    begin: Callable[[Copy, Order], Callable[[], Typeset]]
    load: Callable[[], object]
    read: Callable[[bytes, Sequence[str]], Iterable[list[str]]]


@dataclass(frozen=True)
class Pdf:
    """A finished PDF (or OFD), its number of pages, what is to be said about it; `contents`: how many pages list the
    headings of `entries`, each with its page; `tightened`: how many lines more than usual stand on a page."""

    data: bytes
    pages: int
    findings: tuple[Finding, ...]
    missing: frozenset[str] = frozenset()
    contents: int = 0
    entries: tuple[tuple[str, int], ...] = ()
    tightened: int = 0


@dataclass(frozen=True)
class _Manuscript:
    """A document ready for the typesetter: its copy; the headings the contents page lists; the characters without a
    glyph, and what is to be said of them."""

    copy: Copy
    entries: Sequence[Outlined]
    missing: frozenset[str]
    findings: tuple[Finding, ...]


def write_pdf(
    document: Document,
    order: Order,
    faces: Faces,
    notes: Literal["page", "end"] = "page",
    press: Press = HERE,
) -> Pdf:
    """The document as PDF/A-2a, or PDF/A-3a with `order.source` inside; both also PDF/UA-1. Footnotes stand at the foot
    of their page or, for those WeasyPrint loses when they are too long, behind the text. The press typesets.

    Raises FontError without Pango or with a font that must not be embedded, StyleError for a broken template,
    InputError for a broken picture, LimitError for a document of too many parts.
    """
    return write_pages(pdf_format(press), document, order, faces, notes)


def pdf_format(press: Press) -> PageFormat:
    """PDF, typeset by a press."""
    from publish.writers.pdf.pdfium import load_pdfium

    return PageFormat("PDF", lambda copy, order: press.submit(typeset, copy, order), load_pdfium, _extract)


def write_pages(
    format_: PageFormat, document: Document, order: Order, faces: Faces, notes: Literal["page", "end"] = "page"
) -> Pdf:
    """The document in a format of composed pages. Raises as `write_pdf` does."""
    may_repeat = bear(document, format_.name.lower())
    manuscript = _prepare(document, order, faces, notes)
    pending = format_.begin(manuscript.copy, order)
    format_.load()  # for verify_pages; the press is busy now
    made = pending()
    tightened = 0
    if more := find_tightening(order.style, made.endings, made.pages) if may_repeat else 0:
        closer = replace(order, style=order.style.tighten(more))
        narrower = _prepare(document, closer, faces, notes)
        remade = format_.begin(narrower.copy, closer)()
        if remade.pages < made.pages:
            remark = name_tightened(order.style, more)
            manuscript, made = narrower, replace(remade, findings=(*remade.findings, remark))
            tightened = more
    anchors, entries = made.anchors, manuscript.entries if made.listed else ()
    return Pdf(
        made.data,
        made.pages,
        (*manuscript.findings, *made.findings),
        manuscript.missing,
        anchors.get(CONTENTS_END, 0) if entries else 0,
        tuple((entry.text, anchors.get(entry.anchor, 0)) for entry in entries),
        tightened,
    )


def find_contents_pages(document: Document, order: Order, faces: Faces) -> dict[str, int] | None:
    """The page in the PDF of each heading the contents page lists, by its anchor; None: no such page is wanted."""
    if order.style.contents == "off":
        return None
    manuscript = _prepare(document, order, faces)
    made = paginate(manuscript.copy, order.style)
    entries = manuscript.entries if made.listed else ()
    return {each.anchor: made.anchors.get(each.anchor, 0) for each in entries} or None


def _prepare(document: Document, order: Order, faces: Faces, notes: Literal["page", "end"] = "page") -> _Manuscript:
    """The copy, with a contents page when the style wants one; for "auto" the typesetter counts the pages without it.

    The contents stand before the text on pages of their own and are numbered with it: so outer sides stay outer on
    paper printed on both sides, and the printed number is that of the sheet in every viewer.
    """
    style = order.style
    document = arrange(document, style)
    lacking = find_missing_glyphs(document, style, faces)
    entries = list_entries(outline_headings(document), style.contents_page.levels) if style.contents != "off" else ()
    setting = Setting(style, faces, order.created, lacking.missing, lacking.fallbacks, notes=notes)
    plain = None if style.contents == "on" and entries else render_html(document, setting)
    listed = render_html(document, replace(setting, entries=entries)) if entries else None
    copy = Copy(plain, listed, style.contents_pages, faces, document.pictures)
    return _Manuscript(copy, entries, lacking.missing, lacking.findings)


def verify_pdf(pdf: Pdf, document: Document, style: Style) -> None:
    """Raise VerificationError unless the PDF's text, as a viewer copies it, is the document's: one of three witnesses,
    the quickest asked first, must read in it exactly what is expected."""
    verify_pages(pdf_format(HERE), pdf, document, style)


def verify_pages(format_: PageFormat, made: Pdf, document: Document, style: Style) -> None:
    """Raise VerificationError unless a reader of the format reads the document's text."""
    errors = []
    document = arrange(document, style)
    for pages in format_.read(made.data, style.margin_forms):
        try:
            _verify_texts(format_.name, made, document, style, pages)
            return
        except VerificationError as error:
            errors.append(error)
    raise errors[min(1, len(errors) - 1)]  # what a viewer shows


def _extract(data: bytes, forms: Sequence[str]) -> Iterator[list[str]]:
    """The texts of the pages: as pdfium copies them without and with the outlines of the glyphs, as we read them."""
    from publish.writers.pdf.content_stream import read_content
    from publish.writers.pdf.verify_text import extract_pdf, strip_margins

    yield extract_pdf(data, forms, outlines=False)
    yield extract_pdf(data, forms)
    yield strip_margins(read_content(data), forms)


def _verify_texts(name: str, made: Pdf, document: Document, style: Style, pages: list[str]) -> None:
    from publish.writers.pdf import verify_text

    expected = Expected(made.missing)
    if made.entries:
        lines = [style.contents_page.title, *(f"{expected.show(text)}{page}" for text, page in made.entries)]
        verify_text.verify_contents(pages[: made.contents], lines, name)
    expected.add(document.blocks)
    in_order = not may_part_rows(document.blocks, style)
    verify_text.verify_pages(pages[made.contents :], expected, in_order, name)
