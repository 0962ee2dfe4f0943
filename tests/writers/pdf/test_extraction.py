"""The check before delivery: silent for every document, loud for whatever was lost, added or moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.errors import VerificationError
from publish.fonts.roles import find_faces
from publish.model import (
    Block,
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Role,
    Span,
    Table,
)
from publish.writers import Order, make_output
from publish.writers.pdf.content_stream import read_content
from publish.writers.pdf.verify_text import extract_pdf, follow, strip_margins, verify_pages
from publish.writers.pdf.writer import verify_pdf, write_pdf
from publish.writers.shared.expected import Expected
from tests.writers.pdf.pdf_files import make_document
from tests.writers.word.word_files import SENTENCE, document, every_feature, paragraph, say, speech, style, table

PIECES = st.sampled_from(
    [
        "坚持稳中求进工作总基调，", "“四个意识”", "——", "……", "2024年", "3.5%", "GDP", "office", "ﬁnd", "e-mail", "A4",
        "𠮷", "䶮", "⼀⺀豈", "㈱℃Ⅳ①", "e\u0301", "ā\u0301", "か\u3099", "שלום", "مرحبا", "\u00ad", "\u200b", "\ufeff",
        "\u3000", "\u00a0", " ", "\t", "😀", "한국어", "<b>&amp;", "{{ 7 }}", "-->", "’", "·", "1", "12", "〓", "\x01",
        "https://www.gov.cn/zhengce/2024-01/05/content_6924187.htm",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)
SPANS = st.builds(
    Span, TEXTS, st.none(), st.booleans(), st.booleans(), st.sampled_from(["baseline", "baseline", "super", "sub"])
)
NOTES = st.builds(Footnote, st.lists(SPANS, max_size=2).map(tuple))
INLINES: st.SearchStrategy[Inline] = st.one_of(SPANS, SPANS, SPANS, st.just(LineBreak()), NOTES)
CONTENT = st.lists(INLINES, max_size=4).map(tuple)
HEADINGS = st.builds(Heading, st.integers(1, 5), CONTENT)
PARAGRAPHS = st.builds(Paragraph, CONTENT, st.sampled_from(list(Role)))
RUN_INS = st.builds(Paragraph, CONTENT, run_in=HEADINGS)
CELLS = st.builds(Cell, st.lists(PARAGRAPHS, max_size=2).map(tuple), st.integers(1, 2), st.integers(1, 2))
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=6).map(tuple)
TABLES = st.builds(Table, ROWS, st.integers(0, 1))
FIGURES = st.builds(Figure, st.sampled_from(["宽", "高", "小"]), caption=st.none() | PARAGRAPHS)
BLOCKS: st.SearchStrategy[Block] = st.one_of(PARAGRAPHS, PARAGRAPHS, HEADINGS, RUN_INS, TABLES, FIGURES)
ARRANGEMENTS = st.fixed_dictionaries(
    {
        "contents": st.sampled_from(["off", "on"]),
        "run_in": st.sampled_from(["inline", "own-line"]),
        "composition": st.sampled_from(["grid", "compressed"]),
        "folio__form": st.sampled_from(["— {page} —", "{page}/{pages}"]),
        "folio__position": st.sampled_from(["outside", "center"]),
    }
)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def check_any(blocks: list[Block], tokens: dict[str, str]) -> None:
    make_output("pdf", document(*blocks), Order(style(**tokens)))


@settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
@given(st.lists(BLOCKS, max_size=5), ARRANGEMENTS)
def test_no_document_is_refused(blocks: list[Block], tokens: dict[str, str]) -> None:
    check_any(blocks, tokens)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=SLOW)
@given(st.lists(BLOCKS, max_size=8), ARRANGEMENTS)
def test_no_document_of_many_is_refused(blocks: list[Block], tokens: dict[str, str]) -> None:
    check_any(blocks, tokens)


def test_a_template_that_drops_a_paragraph_is_found_out(tmp_path: Path) -> None:
    template = next(folder / "page.html.j2" for folder in style().folders).read_text(encoding="utf-8")
    whole = "for block, classes, indents in blocks | classed"
    assert whole in template
    dropping = template.replace(whole, f"{whole} if not classes.startswith('salutation')")
    (tmp_path / "page.html.j2").write_text(dropping, encoding="utf-8")
    look = replace(style(), folders=(tmp_path, *style().folders))
    with pytest.raises(VerificationError, match="各位委员"):
        verify_pdf(write_pdf(speech(), Order(look), find_faces()), speech(), look)


@pytest.mark.parametrize("made", [speech(), every_feature()], ids=["speech", "every feature"])
def test_both_witnesses_say_the_same(made: Document) -> None:
    look = style()
    data = make_document(made, look).data
    copied = extract_pdf(data, look.margin_forms)
    assert strip_margins(read_content(data), look.margin_forms) == copied


CHANGES: dict[str, Callable[[list[Block]], list[Block]]] = {
    "a paragraph lost": lambda blocks: blocks[:4] + blocks[5:],
    "a paragraph twice": lambda blocks: blocks[:5] + blocks[4:],
    "two paragraphs exchanged": lambda blocks: [*blocks[:3], blocks[4], blocks[3], *blocks[5:]],
    "a character lost": lambda blocks: [*blocks[:4], cut_character(blocks[4]), *blocks[5:]],
    "a heading lost": lambda blocks: [*blocks[:6], cut_heading(blocks[6]), *blocks[7:]],
}


def cut_character(block: Block) -> Paragraph:
    assert isinstance(block, Paragraph)
    (span,) = block.content
    assert isinstance(span, Span)
    return replace(block, content=(replace(span, text=span.text[:5] + span.text[6:]),))


def cut_heading(block: Block) -> Paragraph:
    assert isinstance(block, Paragraph)
    assert block.run_in
    return replace(block, run_in=None)


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_of_a_speech_is_found_out(name: str) -> None:
    look = style()
    changed = replace(speech(), blocks=tuple(CHANGES[name](list(speech().blocks))))
    pdf = write_pdf(changed, Order(look), find_faces())
    with pytest.raises(VerificationError, match="与原文不一致"):
        verify_pdf(pdf, speech(), look)


@pytest.mark.parametrize("lost", ["note", "cell", "caption", "head"])
def test_what_tables_and_notes_lose_is_found_out(lost: str) -> None:
    def build(note: bool = True, cell: bool = True, caption: bool = True, head: bool = True) -> Document:
        rows = [["序号", "任务" if head else "甲"], ["1", SENTENCE if cell else "乙"]]
        content = (*say("正文"), Footnote(say("注释" if note else "注")), *say("继续。"))
        return document(Paragraph(content), table(rows, 1, "表1　分工" if caption else "表1"))

    look = style()
    pdf = write_pdf(build(**{lost: False}), Order(look), find_faces())
    with pytest.raises(VerificationError):
        verify_pdf(pdf, build(), look)


def test_a_wrong_page_number_in_the_contents_is_found_out() -> None:
    look = style(contents="on")
    made = document(Heading(1, say("一、讲政治")), paragraph(SENTENCE))
    pdf = write_pdf(made, Order(look), find_faces())
    with pytest.raises(VerificationError):
        verify_pdf(replace(pdf, entries=(("一、讲政治", 7),)), made, look)


def expected(text: str, notes: str = "", heads: tuple[tuple[int, int, str], ...] = ()) -> Expected:
    return Expected(text=text, notes=notes, heads=list(heads))


@pytest.mark.parametrize(
    ("pages", "wanted"),
    [
        pytest.param(["甲乙", "丙丁"], expected("甲乙丙丁"), id="plain"),
        pytest.param(["甲1乙1注", "丙2丁2注"], expected("甲1乙丙2丁", "1注2注"), id="notes"),
        pytest.param(["甲1111", "1乙"], expected("甲1111乙", "1"), id="notes that look like text"),
        pytest.param(["头甲", "头乙", "丙"], expected("头甲乙丙", "", ((1, 3, "头"),)), id="repeated head"),
        pytest.param(["头头甲", "头头乙"], expected("头头甲头乙", "", ((1, 5, "头"),)), id="rows that look like heads"),
        pytest.param([""], expected(""), id="nothing"),
    ],
)
def test_pages_are_followed(pages: list[str], wanted: Expected) -> None:
    assert follow(pages, wanted) is None


@pytest.mark.parametrize(
    ("pages", "wanted", "place"),
    [
        (["甲乙"], expected("甲乙丙"), 2),
        (["甲丙"], expected("甲乙丙"), 1),
        (["甲乙丙"], expected("甲乙"), 2),
        (["甲1"], expected("甲1", "1注"), 2),
        (["头甲", "头乙", "头丙"], expected("头甲乙丙", "", ((1, 3, "头"),)), 3),
    ],
)
def test_differences_are_placed(pages: list[str], wanted: Expected, place: int) -> None:
    found = follow(pages, wanted)
    assert found is not None
    assert found[0] == place


def test_the_message_shows_what_should_be_and_what_is() -> None:
    with pytest.raises(VerificationError, match="应为“一二三四五六”，实为“一二三四五陆”") as caught:
        verify_pages(["一二三四五陆"], expected("一二三四五六"))
    assert re.search("开发者", caught.value.hint)
