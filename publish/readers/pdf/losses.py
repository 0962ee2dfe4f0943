"""What a PDF holds besides its text: pictures, pages without text, annotations; each named with its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from publish.model import Finding, FindingKind
from publish.readers.pdf.places import place_on_page

SMALLEST = 16  # pixels of a side: what is smaller is an ornament
SILENT = ("/Link", "/Popup", "/TrapNet", "/PrinterMark")
MOST_FOUND = 2_000


def find_losses(pdf: Any, name: str, has_text: Sequence[bool]) -> Iterator[Finding]:
    """A finding for every picture, page without text, and annotation with words, in the order of the pages."""
    seen: set[tuple[int, int]] = set()
    told = 0
    if pdf.get_warnings():
        message = "PDF 有残缺，能读的都读了，文字可能不全，请逐字核对"
        yield Finding(FindingKind.WARNING, message, place_on_page(name, 1, 1), code="pdf-damaged")
    for number, (page, text) in enumerate(zip(pdf.pages, has_text, strict=False), 1):
        place = place_on_page(name, number, 1)
        pictures = [image for image in _images(page) if image.objgen == (0, 0) or image.objgen not in seen]
        seen.update(image.objgen for image in pictures)
        if not text:
            message = "这一页没有文字（可能是扫描件），没有排出" if pictures else "这一页没有文字"
            yield Finding(FindingKind.WARNING, message, place, code="pdf-empty")
        for image in pictures:
            message = f"PDF 里的图片没有排出（{int(image.Width)} × {int(image.Height)} 像素）"
            yield Finding(FindingKind.LEFT_OUT, message, place, code="picture")
        for words in _annotations(page):
            message = "PDF 上的批注、表单里填的字没有排出"
            yield Finding(FindingKind.LEFT_OUT, message, place, words, code="pdf-annotation")
        told += len(pictures)
        if told > MOST_FOUND:
            return


def _images(page: Any) -> Iterator[Any]:
    resources = page.obj.get("/Resources", {})
    for image in resources.get("/XObject", {}).values():
        if image.get("/Subtype") == "/Image" and min(int(image.Width), int(image.Height)) >= SMALLEST:
            yield image


def _annotations(page: Any) -> Iterator[str]:
    for annotation in page.obj.get("/Annots", ()):
        if annotation.get("/Subtype") in SILENT:
            continue
        words = annotation.get("/Contents") or (annotation.get("/V") if annotation.get("/FT") == "/Tx" else None)
        if words is not None and str(words).strip():
            yield str(words)
