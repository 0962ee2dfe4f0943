"""--normalise: what each rule changes, that it is reported to the character, and that nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.model import (
    Cell,
    Document,
    Finding,
    FindingKind,
    Footnote,
    Heading,
    LineBreak,
    Paragraph,
    Place,
    Span,
    Table,
    inlines,
    paragraphs,
    plain_text,
    spans,
    texts,
)
from publish.structure.correcting.normalise import normalise
from tests import CASE_FOLDER

CASES = CASE_FOLDER / "structure" / "normalise.txt"
# Every character a rule may take away or put in.
CHANGEABLE = set(",;:?!().\"'，；：？！（）。“”‘’…、-―─－— ○〇号日0１２３４５６７８９０．％123456789%")


def read_cases() -> Iterator[tuple[str, str, list[str]]]:
    """(source, expected, codes of the rules in reading order)."""
    source = expected = ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            yield line[2:], line[2:], []
        elif line.startswith("> "):
            expected = line[2:]
        elif line.startswith(": "):
            yield source, expected, line[2:].split()
        elif line and not line.startswith("#"):
            source = line


def make_document(text: str) -> Document:
    lines = enumerate(text.split("⏎"), 1)
    return Document(tuple(Paragraph((Span(line, Place("例.txt", number)),)) for number, line in lines))


def joined(document: Document) -> str:
    return "⏎".join(texts(document))


def changes(document: Document) -> list[Finding]:
    return [finding for finding in document.findings if finding.kind is FindingKind.NORMALISED]


CASES_READ = list(read_cases())


def test_case_file_is_read_whole() -> None:
    assert len(CASES_READ) >= 60


@pytest.mark.parametrize(("source", "expected", "codes"), CASES_READ, ids=[case[0] for case in CASES_READ])
def test_cases(source: str, expected: str, codes: list[str]) -> None:
    document = normalise(make_document(source))
    assert joined(document) == expected
    assert [finding.code for finding in changes(document)] == codes


@pytest.mark.parametrize("source", [case[0] for case in CASES_READ])
def test_applying_it_again_changes_nothing(source: str) -> None:
    once = normalise(make_document(source))
    assert normalise(once) == once


def assert_places_are_true(before: Document, after: Document) -> None:
    """Every character that no finding covers still stands where its span says."""
    lines = {n: plain_text(inlines(block)) for n, block in enumerate(paragraphs(before.blocks), 1)}
    covered = {
        (f.place.line, f.place.column + offset)
        for f in changes(after)
        if f.place
        for offset in range(max(len(f.text), len(f.replacement)))
    }
    for block in paragraphs(after.blocks):
        for span in spans(inlines(block)):
            assert span.place
            for offset, char in enumerate(span.text):
                line, column = span.place.line, span.place.column + offset
                assert (line, column) in covered or lines[line][column - 1] == char


@pytest.mark.parametrize("source", [case[0] for case in CASES_READ])
def test_places_stay_true_to_the_character(source: str) -> None:
    document = make_document(source)
    after = normalise(document)
    assert_places_are_true(document, after)
    for finding in changes(after):
        assert finding.place
        assert finding.message
        assert finding.text != finding.replacement


def kept(text: str) -> str:
    return "".join(char for char in text if char not in CHANGEABLE)


ALPHABET = "同志们今天等一二十加强领导年月日号○GDPa,;:?!().\"'，；：？！（）。“”…、-—《》 0129１２９．％%@/"


@given(st.text(ALPHABET, max_size=60))
@settings(max_examples=1500, deadline=None)
def test_only_the_listed_characters_change(text: str) -> None:
    document = make_document(text)
    once = normalise(document)
    assert kept(joined(once)) == kept(text)
    assert_places_are_true(document, once)
    assert normalise(once).blocks == once.blocks


@given(st.text(ALPHABET, max_size=40))
@settings(max_examples=500, deadline=None)
def test_what_is_quoted_in_titles_stays(text: str) -> None:
    title = f"《{text.replace('《', '').replace('》', '')}》"
    assert title in joined(normalise(make_document(f"学习{title}")))


def test_spans_keep_their_look_and_split_where_columns_jump() -> None:
    bold = Span("养老...好", Place("例.txt", 7, 3), strong=True)
    (block,) = normalise(Document((Paragraph((bold,)),))).blocks
    assert isinstance(block, Paragraph)
    assert block.content == (
        Span("养老……", Place("例.txt", 7, 3), strong=True),
        Span("好", Place("例.txt", 7, 8), strong=True),
    )


def test_equal_lengths_leave_the_span_whole() -> None:
    (block,) = normalise(make_document("同志们,１２３")).blocks
    assert isinstance(block, Paragraph)
    assert block.content == (Span("同志们，123", Place("例.txt", 1)),)


def test_a_pair_may_lie_in_run_in_heading_and_body() -> None:
    heading = Heading(2, (Span('(一)讲"政治', Place("例.txt", 1)),))
    block = Paragraph((Span('大局"。。', Place("例.txt", 1, 8)), LineBreak(), Span("好")), run_in=heading)
    (after,) = normalise(Document((block,))).blocks
    assert isinstance(after, Paragraph)
    assert after.run_in
    assert plain_text(after.run_in.content) == "（一）讲“政治"
    assert [span.text for span in spans(after.content)] == ["大局”。", "好"]
    assert LineBreak() in after.content


def test_tables_and_footnotes_are_reached() -> None:
    note = Footnote((Span("见附件,下同", Place("例.txt", 2)),))
    cell = Cell((Paragraph((Span("合计:１２", Place("例.txt", 3)),)),))
    document = Document((Paragraph((Span("正文", Place("例.txt", 1)), note)), Table(((cell,),))))
    after = normalise(document)
    assert list(texts(after)) == ["正文", "见附件，下同", "合计：12"]
    assert {finding.place.line for finding in changes(after) if finding.place} == {2, 3}


def test_untouched_paragraphs_are_the_same_objects() -> None:
    document = make_document("同志们：今天开会。⏎很好,很好")
    before, after = document.blocks[0], normalise(document).blocks[0]
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    assert after.content[0] is before.content[0]
