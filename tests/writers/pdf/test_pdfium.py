"""Our dozen functions of PDFium copy what pypdfium2's helpers copy."""

from __future__ import annotations

import pytest

from publish.fonts.roles import find_faces
from publish.model import Document, Paragraph, Span
from publish.writers import Order
from publish.writers.pdf.pdfium import _read_by_helpers, load_pdfium, read_pages
from publish.writers.pdf.writer import write_pdf
from tests.writers.word.word_files import every_feature, style


def test_pages_read_as_by_helpers() -> None:
    texts = ["office 2026年𠮷", "שלום עולם", "か\u3099é", "——……", " ", "é" * 300]
    odd = Document(tuple(Paragraph((Span(text),)) for text in texts))
    assert load_pdfium() is not None
    for document in (every_feature(), odd):
        data = write_pdf(document, Order(style()), find_faces()).data
        assert read_pages(data) == _read_by_helpers(data)


def test_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot read"):
        read_pages(b"%PDF-1.7\nnothing")
