"""The large look, read back from finished PDFs: pages end behind sentences, words stay whole, times add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import weasyprint.layout
import weasyprint.layout.block

from publish.composition.words import find_inner_offsets
from publish.fonts.roles import find_faces
from publish.model import Document, Heading, Paragraph, Role, Span, texts
from publish.readers import read_source
from publish.structure.recognise import recognise
from publish.style import Style, load_style
from publish.writers import Order
from publish.writers.pdf.verify_text import extract_pdf
from publish.writers.pdf.writer import verify_pdf, write_pdf
from tests import SEED

SENTENCE_END = re.compile(r"[。！？][”’）》」]*$")


@pytest.fixture(scope="module")
def large() -> Style:
    return load_style("large")


def write(document: Document, style: Style) -> bytes:
    pdf = write_pdf(document, Order(style), find_faces())
    verify_pdf(pdf, document, style)
    return pdf.data


def speech_of(*paragraphs: str) -> Document:
    title = Paragraph((Span("在会议上的讲话"),), Role.TITLE)
    return Document((title, *(Paragraph((Span(text),)) for text in paragraphs)))


def pages_of(document: Document, style: Style) -> list[str]:
    return extract_pdf(write(document, style), style.margin_forms)


def read_lines(data: bytes, style: Style) -> Iterator[str]:
    """The lines of the text area, margins left out."""
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            area = (0, style.page.bottom - 1, style.page.width, style.page.height)
            yield from page.get_textpage().get_text_bounded(*area).splitlines()


@pytest.fixture(scope="module")
def seed_speech() -> Document:
    source = read_source(SEED)
    return recognise(source, source.metadata)


@pytest.fixture(scope="module")
def seed_pdf(seed_speech: Document, large: Style) -> bytes:
    return write(seed_speech, large)


def test_every_page_of_the_seed_ends_behind_a_sentence(seed_pdf: bytes, large: Style) -> None:
    pages = extract_pdf(seed_pdf, large.margin_forms)
    assert len(pages) > 10
    assert [page[-12:] for page in pages if not SENTENCE_END.search(page)] == []


def test_no_word_of_the_seed_is_broken(seed_speech: Document, seed_pdf: bytes, large: Style) -> None:
    text = "".join(texts(seed_speech))
    offset, inner = 0, set()
    for paragraph in texts(seed_speech):
        inner |= {offset + inside for inside in find_inner_offsets(paragraph)}
        offset += len(paragraph)
    reached, broken = 0, []
    for line in read_lines(seed_pdf, large):
        start = text.index(line.strip(), reached)
        if start in inner:
            broken.append(text[start - 4 : start] + "|" + text[start : start + 4])
        reached = start + len(line.strip())
    assert broken == []
    assert reached == len(text)


def test_a_page_ends_early_for_a_sentence(large: Style) -> None:
    short, long = "干部要实干。" * 6, "我们要" + "坚持一切从实际出发" * 25 + "。"
    first, *_ = pages_of(speech_of(short + long), large)
    assert first.endswith(short)


def test_a_sentence_longer_than_a_page_turns_at_a_comma(large: Style) -> None:
    text = "我们要" + "坚持一切从实际出发，" * 40 + "抓落实。"
    pages = pages_of(speech_of(text), large)
    assert "".join(pages).endswith(text)
    assert all(page[-1] in "，。" for page in pages)


def test_a_text_without_marks_fills_its_pages(large: Style) -> None:
    text = "实事求是" * 150
    pages = pages_of(speech_of(text), large)
    assert "".join(pages).endswith(text)
    lines = large.page.lines
    assert len(pages[1]) > (lines - 1) * (large.page.characters - 3)


def test_a_run_in_heading_is_not_left_behind(large: Style) -> None:
    filling = "各单位要抓好落实。" * 21
    heading = Heading(1, (Span("一要旗帜鲜明讲政治。"),))
    item = Paragraph((Span("坚持党的领导，" * 10 + "把牢方向。"),), run_in=heading)
    for count in range(0, 10, 2):
        document = speech_of(filling + "好" * 9 * count + "。")
        pages = pages_of(replace(document, blocks=(*document.blocks, item)), large)
        assert not [page for page in pages if page.endswith("讲政治。")], count


def test_other_looks_fill_their_pages(seed_speech: Document) -> None:
    pages = pages_of(seed_speech, load_style("speech"))
    assert any(not SENTENCE_END.search(page) for page in pages[:-1])


def test_times_add_up(seed_pdf: bytes, large: Style) -> None:
    with pypdfium2.PdfDocument(seed_pdf) as pdf:
        footers = [re.sub(r"\s", "", page.get_textpage().get_text_bounded(top=large.page.bottom)) for page in pdf]
    own = [_seconds(re.search(r"本页(\S*?秒)", footer)) for footer in footers]
    elapsed = [_seconds(re.search(r"至此(\S*?秒)", footer)) for footer in footers]
    total = {_seconds(re.search(r"共(\S*?秒)", footer)) for footer in footers}
    assert total == {elapsed[-1]}
    assert all(abs(sum(own[: n + 1]) - time) <= n + 1 for n, time in enumerate(elapsed))
    assert [f"{n}/{len(footers)}" in footer for n, footer in enumerate(footers, 1)] == [True] * len(footers)


def _seconds(match: re.Match[str] | None) -> int:
    assert match
    minutes, _, rest = match[1].rpartition("分")
    return 60 * int(minutes or 0) + int(rest.removesuffix("秒"))


def test_slower_speakers_take_longer(seed_speech: Document, large: Style) -> None:
    slow = replace(large, characters_per_minute=large.characters_per_minute // 2)
    times = []
    for style in (large, slow):
        with pypdfium2.PdfDocument(write(seed_speech, style)) as pdf:
            footer = re.sub(r"\s", "", pdf[0].get_textpage().get_text_bounded(top=large.page.bottom))
        times.append(_seconds(re.search(r"共(\S*?秒)", footer)))
    assert times[1] == pytest.approx(2 * times[0], abs=1)


def test_printers_are_told_the_sides(seed_pdf: bytes, seed_speech: Document) -> None:
    told = []
    for data in (seed_pdf, write(seed_speech, load_style("speech"))):
        with pikepdf.open(BytesIO(data)) as pdf:
            told.append(pdf.Root.ViewerPreferences.Duplex)
    assert told == ["/Simplex", "/DuplexFlipLongEdge"]


def test_weasyprint_is_itself_again(large: Style) -> None:
    before = (
        weasyprint.layout.block.iter_line_boxes,
        weasyprint.layout.make_all_pages,
        weasyprint.layout.make_margin_boxes,
    )
    write(speech_of("好。"), large)
    after = (
        weasyprint.layout.block.iter_line_boxes,
        weasyprint.layout.make_all_pages,
        weasyprint.layout.make_margin_boxes,
    )
    assert before == after


def test_two_runs_give_the_same_bytes(seed_speech: Document, seed_pdf: bytes, large: Style) -> None:
    assert write(seed_speech, large) == seed_pdf


def test_a_subtitle_is_not_parted_by_a_page_that_turns_before_the_text(large: Style) -> None:
    """The first sentence has no room on page 1, so its end is looked for before it, but not in the subtitle."""
    named = "最高人民法院、最高人民检察院关于执行《中华人民共和国刑法》确定罪名的补充规定（七）"
    passed = "2021年2月22日最高人民法院审判委员会第1832次会议、2021年2月26日最高人民检察院第十三届检察委员会会议通过"
    title, dateline = Paragraph((Span(named),), Role.TITLE), Paragraph((Span(passed),), Role.DATELINE)
    document = Document((title, dateline, Paragraph((Span("根据刑法修正案和司法实践的情况" * 10 + "。"),))))
    first, second, *_ = pages_of(document, large)
    assert first.rstrip().endswith("通过")
    assert second.startswith("根据")
