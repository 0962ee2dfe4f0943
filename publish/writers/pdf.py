"""Document -> PDF through WeasyPrint, with our line composition hooked in; PDF/A-2a and PDF/UA-1 at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from publish.fonts import Faces, find_missing
from publish.model import Document, Finding, FindingKind, inlines, paragraphs, spans, texts
from publish.style import Style
from publish.writers import Attached, Order
from publish.writers.engine import font_configuration, load_weasyprint
from publish.writers.expected import GETA, Expected, is_unseen
from publish.writers.html import Setting, linked_faces, render_html


@dataclass(frozen=True)
class Pdf:
    """A finished PDF, its number of pages, and what is to be said about it."""

    data: bytes
    pages: int
    findings: tuple[Finding, ...]
    missing: frozenset[str] = frozenset()


def write_pdf(document: Document, order: Order, faces: Faces) -> Pdf:
    """The document as PDF/A-2a, or PDF/A-3a with `order.source` inside; both also PDF/UA-1.

    Raises FontError without Pango, StyleError for a broken template.
    """
    weasyprint, style = load_weasyprint(), order.style
    from publish.writers.archive import finish_archive
    from publish.writers.fetcher import DocumentFetcher
    from publish.writers.grid import align_tables
    from publish.writers.hook import composing
    from publish.writers.tagging import record_owners

    missing, findings = find_missing_glyphs(document, style, faces)
    html = render_html(document, Setting(style, faces, order.created, missing))
    files = {name: face.path for name, face in linked_faces(faces).items()}
    fetcher = DocumentFetcher(document.pictures, files)
    options: dict[str, Any] = {"pdf_variant": "pdf/a-2a"}
    if order.source:
        options |= {"pdf_variant": "pdf/a-3a", "attachments": [_attach(weasyprint, order.source, order.created)]}
    with (
        _listening() as messages,
        composing(style, faces) as warnings,
        align_tables(style) as remarks,
        record_owners() as owners,
    ):
        page = weasyprint.HTML(string=html, url_fetcher=fetcher)
        rendered = page.render(font_config=font_configuration())
        data: bytes = rendered.write_pdf(finisher=partial(finish_archive, owners), **options)
    heard = [Finding(FindingKind.WARNING, f"排版引擎提示：{message}", code="engine") for message in messages]
    return Pdf(data, len(rendered.pages), (*findings, *warnings, *remarks, *heard), missing)


def verify_pdf(pdf: Pdf, document: Document, style: Style) -> None:
    """Raise VerificationError unless the PDF's text, as a viewer copies it, is the document's."""
    from publish.writers.extraction import DROPPED, extract_pdf, strip_dropped, verify_pages

    pages = extract_pdf(pdf.data, style.margin_forms)
    if DROPPED.search("".join(texts(document))) and not DROPPED.search("".join(pages)):
        expected = Expected(pdf.missing, strip_dropped)
    else:
        expected = Expected(pdf.missing)
    expected.add(document.blocks)
    verify_pages(pages, expected)


def find_missing_glyphs(document: Document, style: Style, faces: Faces) -> tuple[frozenset[str], tuple[Finding, ...]]:
    """The characters no font has, and a finding for the place of each."""
    chains = {style.body.face, *(look.face for look in style.roles.values())}
    used = {char for char in set("".join(texts(document))) if not is_unseen(char)}
    missing = frozenset(char for name in chains for char in find_missing(used, faces[name]))
    if not missing:
        return missing, ()
    return missing, tuple(_name_missing(document, missing))


def _name_missing(document: Document, missing: frozenset[str]) -> Iterator[Finding]:
    for block in paragraphs(document.blocks):
        for span in spans(inlines(block)):
            for offset, char in enumerate(span.text):
                if char in missing:
                    place = span.place and replace(span.place, column=span.place.column + offset)
                    message = f"字体里没有“{char}”（U+{ord(char):04X}），PDF 中印作{GETA}；请安装含此字的字体"
                    yield Finding(FindingKind.GLYPH, message, place, char, GETA, "missing-glyph")


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
