"""The first speech that lives in the house: every decision about it."""

from __future__ import annotations

import pytest

from publish.model import Document, FindingKind, Metadata, texts
from publish.readers.text import reader as text
from publish.structure.outline import outline
from publish.structure.recognise import recognise
from tests import SEED


@pytest.fixture(scope="module")
def document() -> Document:
    """The seed, recognised."""
    return recognise(text.read(SEED), Metadata())


def test_title_and_salutation(document: Document) -> None:
    assert document.title == "在2024年市政协工作座谈会上的讲话"
    assert outline(document)["salutation"] == "各位委员、同志们："


def test_five_run_in_headings(document: Document) -> None:
    headings = outline(document)["headings"]
    assert [(h["level"], h["text"], h["run_in"], h["line"]) for h in headings] == [
        (1, "一要旗帜鲜明讲政治。", True, 5),
        (1, "二要勇于担当新使命。", True, 6),
        (1, "三要广泛凝聚正能量。", True, 7),
        (1, "四要履职尽责为人民。", True, 8),
        (1, "五要努力干出新样子。", True, 9),
    ]


def test_truncated_summary_is_left_out_and_reported(document: Document) -> None:
    (left_out,) = [finding for finding in document.findings if finding.kind is FindingKind.LEFT_OUT]
    assert left_out.place and left_out.place.line == 1
    assert left_out.text.endswith("...")


def test_unfilled_blanks_are_named_with_line_and_column(document: Document) -> None:
    lines = SEED.read_text(encoding="utf-8").split("\n")
    blanks = [finding.place for finding in document.findings if finding.kind is FindingKind.BLANK]
    assert {place.line for place in blanks if place} == {4, 7, 11}
    for place in blanks:
        assert place and lines[place.line - 1][place.column - 1] == "×"


def test_an_unfilled_blank_says_how_to_fill_it(document: Document) -> None:
    blanks = [finding for finding in document.findings if finding.kind is FindingKind.BLANK]
    assert {finding.message for finding in blanks} == {"这里的“×”还没有填写，可用 --fill ×=内容 填写"}


def test_nothing_else_is_lost_or_changed(document: Document) -> None:
    source = SEED.read_text(encoding="utf-8").split("\n", 1)[1]
    assert "".join("".join(texts(document)).split()) == "".join(source.split())


def test_fill_replaces_blanks_and_says_so() -> None:
    document = recognise(text.read(SEED), Metadata(fill={"×": "亳州"}))
    assert "×" not in "".join(texts(document))
    filled = [finding for finding in document.findings if finding.code == "filled"]
    assert {finding.replacement for finding in filled} == {"亳州"}
    assert len(filled) == 4
