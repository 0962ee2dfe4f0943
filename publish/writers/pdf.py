"""Document -> PDF through WeasyPrint, with our line composition hooked in; PDF/A-2a and PDF/UA-1 at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, Literal

from publish.errors import InputError, VerificationError
from publish.fonts import Faces
from publish.model import Document, Finding, FindingKind
from publish.style import Style
from publish.writers import Attached, Order
from publish.writers.arrangement import arrange
from publish.writers.engine import font_configuration, load_weasyprint
from publish.writers.expected import Expected
from publish.writers.html import Setting, linked_faces, render_html
from publish.writers.missing import find_missing_glyphs
from publish.writers.outline import list_entries, outline_headings
from publish.writers.tables import may_part_rows

BROKEN_PICTURE = "Failed to load image"  # how WeasyPrint begins to say so


@dataclass(frozen=True)
class Pdf:
    """A finished PDF, its number of pages, what is to be said about it; `contents`: how many pages list the headings
    of `entries`, `heading_pages`: the page of each heading by its index in reading order."""

    data: bytes
    pages: int
    findings: tuple[Finding, ...]
    missing: frozenset[str] = frozenset()
    contents: int = 0
    entries: tuple[tuple[str, int], ...] = ()
    heading_pages: Mapping[int, int] = field(default_factory=dict)


@dataclass
class _Layout:
    """A document laid out by WeasyPrint: its pages, and what became of characters without a glyph."""

    rendered: Any
    setting: Setting
    findings: tuple[Finding, ...]

    def page_of(self, anchor: str) -> int:
        """The number of the page an anchor stands on, 0 when it is nowhere."""
        return next((number for number, page in enumerate(self.rendered.pages, 1) if anchor in page.anchors), 0)


def write_pdf(document: Document, order: Order, faces: Faces, notes: Literal["page", "end"] = "page") -> Pdf:
    """The document as PDF/A-2a, or PDF/A-3a with `order.source` inside; both also PDF/UA-1. Footnotes stand at the foot
    of their page or, for those WeasyPrint loses when they are too long, behind the text.

    Raises FontError without Pango or with a font that must not be embedded, StyleError for a broken template.
    """
    weasyprint = load_weasyprint()
    from publish.writers.archive import delimiting_streams, finish_archive
    from publish.writers.tagging import record_owners

    options: dict[str, Any] = {"pdf_variant": "pdf/a-2a"}
    if order.source:
        options |= {"pdf_variant": "pdf/a-3a", "attachments": [_attach(weasyprint, order.source, order.created)]}
    document = arrange(document, order.style)
    with _typesetting(order.style, faces) as remarks, record_owners() as owners, delimiting_streams():
        layout = _lay_out(document, order, faces, notes)
        data: bytes = layout.rendered.write_pdf(finisher=partial(finish_archive, owners, order.style.sides), **options)
    outlined, entries = outline_headings(document), layout.setting.entries
    return Pdf(
        data,
        len(layout.rendered.pages),
        (*layout.findings, *remarks),
        layout.setting.missing,
        layout.page_of(layout.setting.contents_end) if entries else 0,
        tuple((entry.text, layout.page_of(entry.anchor)) for entry in entries),
        {each.index: layout.page_of(each.anchor) for each in outlined if each.index is not None},
    )


def find_contents_pages(document: Document, order: Order, faces: Faces) -> dict[int, int] | None:
    """The page in the PDF of each heading the contents page lists, by its index; None: no such page is wanted."""
    if order.style.contents == "off":
        return None
    document = arrange(document, order.style)
    with _typesetting(order.style, faces):
        layout = _lay_out(document, order, faces)
    entries = layout.setting.entries
    return {each.index: layout.page_of(each.anchor) for each in entries if each.index is not None} or None


def _lay_out(document: Document, order: Order, faces: Faces, notes: Literal["page", "end"] = "page") -> _Layout:
    """Lay out, with a contents page when the style wants one; for "auto" the pages are counted without it first.

    The contents stand before the text on pages of their own and are numbered with it: so outer sides stay outer on
    paper printed on both sides, and the printed number is that of the sheet in every viewer.
    """
    style = order.style
    missing, findings = find_missing_glyphs(document, style, faces)
    setting = Setting(style, faces, order.created, missing, notes=notes)
    entries = list_entries(outline_headings(document), style.contents_page.levels)
    listing = replace(setting, entries=entries)
    wanted = style.contents == "on" and entries
    rendered = _render(document, listing if wanted else setting)
    if style.contents == "auto" and entries and len(rendered.pages) > style.contents_pages:
        wanted, rendered = entries, _render(document, listing)
    return _Layout(rendered, listing if wanted else setting, findings)


def _render(document: Document, setting: Setting) -> Any:
    weasyprint = load_weasyprint()
    from publish.writers.fetcher import DocumentFetcher

    files = {name: face.path for name, face in linked_faces(setting.faces).items()}
    page = weasyprint.HTML(string=render_html(document, setting), url_fetcher=DocumentFetcher(document.pictures, files))
    return page.render(font_config=font_configuration())


@contextmanager
def _typesetting(style: Style, faces: Faces) -> Iterator[list[Finding]]:
    """WeasyPrint with our composition and grid; the list is filled with what is to be said when the block ends."""
    load_weasyprint()
    from publish.writers.grid import align_tables
    from publish.writers.hook import composing

    findings: list[Finding] = []
    with _listening() as messages, composing(style, faces) as warnings, align_tables(style) as remarks:
        yield findings
        if any(message.startswith(BROKEN_PICTURE) for message in messages):
            raise InputError("文中有读不出来的图片", "请在原稿里重新插入这张图片，或把它存成 PNG 格式")
        heard = (Finding(FindingKind.WARNING, f"排版引擎提示：{message}", code="engine") for message in messages)
        findings += [*warnings, *remarks, *heard]


def verify_pdf(pdf: Pdf, document: Document, style: Style) -> None:
    """Raise VerificationError unless the PDF's text, as a viewer copies it, is the document's: one of three witnesses,
    the quickest asked first, must read in it exactly what is expected."""
    errors = []
    document = arrange(document, style)
    for pages in _extract(pdf.data, style.margin_forms):
        try:
            _verify_pages(pdf, document, style, pages)
            return
        except VerificationError as error:
            errors.append(error)
    raise errors[1]  # what a viewer shows


def _extract(data: bytes, forms: Sequence[str]) -> Iterator[list[str]]:
    """The texts of the pages: as pdfium copies them without and with the outlines of the glyphs, as we read them."""
    from publish.writers.content import read_content
    from publish.writers.extraction import extract_pdf, strip_margins

    yield extract_pdf(data, forms, outlines=False)
    yield extract_pdf(data, forms)
    yield strip_margins(read_content(data), forms)


def _verify_pages(pdf: Pdf, document: Document, style: Style, pages: list[str]) -> None:
    from publish.writers.extraction import verify_contents, verify_pages

    expected = Expected(pdf.missing)
    if pdf.entries:
        lines = [style.contents_page.title, *(f"{expected.show(text)}{page}" for text, page in pdf.entries)]
        verify_contents(pages[: pdf.contents], lines)
    expected.add(document.blocks)
    verify_pages(pages[pdf.contents :], expected, in_order=not may_part_rows(document.blocks, style))


def _attach(weasyprint: Any, source: Attached, created: datetime) -> Any:
    about = {"name": source.name, "description": "源文件", "relationship": "Source"}
    return weasyprint.Attachment(string=source.data, created=created, modified=created, **about)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collects WeasyPrint's warnings of one rendering, which would otherwise go to standard error."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger, handler = logging.getLogger("weasyprint"), Collector(logging.WARNING)
    previous, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield messages
    finally:
        logger.handlers, logger.propagate = previous, propagate
