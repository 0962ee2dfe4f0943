"""Official documents are archive files too: PDF/A-2a and PDF/UA-1, and the same bytes twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.fonts.roles import find_faces
from publish.writers import Order
from publish.writers.pdf.writer import write_pdf
from tests.writers.official.documents import make
from tests.writers.weasyprint.test_archive import failures

NAMES = (
    *("通知：份号、密级、紧急程度齐全", "请示：三位签发人", "意见：三家联合，有版记"),
    *("函：份号、密级、紧急程度在左", "令", "纪要：有版记"),
)


@pytest.mark.parametrize("name", NAMES)
def test_every_form_is_for_the_archive_and_for_all_readers(name: str, tmp_path: Path) -> None:
    assert failures(make(name).data, tmp_path, "2a", "ua1") == []


@pytest.mark.parametrize("name", NAMES[:3])
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    made = make(name)
    assert write_pdf(made.document, Order(made.style), find_faces()).data == made.data
