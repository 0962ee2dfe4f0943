"""What a PDF holds besides its text: pages without text, annotations; each named with its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from publish.model import Finding, FindingKind
from publish.readers.pdf.pages import place_on_page

SILENT = ("/Link", "/Popup", "/TrapNet", "/PrinterMark")


def find_losses(pdf: Any, name: str, has_text: Sequence[bool], has_pictures: Sequence[bool]) -> Iterator[Finding]:
    """A finding for every page without text, and annotation with words, in the order of the pages."""
    if pdf.get_warnings():
        message = "PDF 有残缺，能读的都读了，文字可能不全，请逐字核对"
        yield Finding(FindingKind.WARNING, message, place_on_page(name, 1, 1), code="pdf-damaged")
    for number, (page, text, pictures) in enumerate(zip(pdf.pages, has_text, has_pictures, strict=False), 1):
        place = place_on_page(name, number, 1)
        if not text:
            message = "这一页没有文字（可能是扫描件）" if pictures else "这一页没有文字"
            yield Finding(FindingKind.WARNING, message, place, code="pdf-empty")
        for words in _annotations(page):
            message = "PDF 上的批注、表单里填的字没有排出"
            yield Finding(FindingKind.LEFT_OUT, message, place, words, code="pdf-annotation")


def _annotations(page: Any) -> Iterator[str]:
    for annotation in page.obj.get("/Annots", ()):
        if annotation.get("/Subtype") in SILENT:
            continue
        words = annotation.get("/Contents") or (annotation.get("/V") if annotation.get("/FT") == "/Tx" else None)
        if words is not None and str(words).strip():
            yield str(words)
