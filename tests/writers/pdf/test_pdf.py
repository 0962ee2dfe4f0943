"""The pages: everything on the grid, tables and notes in their places, the contents page, what is said about them."""

from __future__ import annotations

import pytest

from publish.errors import InputError
from publish.fonts.roles import find_faces
from publish.model import Block, Cell, Figure, Footnote, Heading, Paragraph, Picture, Role, Span
from publish.writers import Order
from publish.writers.pdf.verify_text import extract_pdf
from publish.writers.pdf.writer import Pdf, find_contents_pages, verify_pdf, write_pdf
from tests.writers.pdf.pdf_files import make, make_document
from tests.writers.pdf.pdf_lines import read_rows
from tests.writers.word.word_files import SENTENCE, document, every_feature, paragraph, say, style, table

TOLERANCE = 0.01  # pt
LONG = SENTENCE * 12


def grid_offsets(data: bytes, **tokens: str) -> list[float]:
    """Where the body's baselines stand between two lines of the grid, pt."""
    look = style(**tokens)
    rows = read_rows(data, look.page.cell)
    return [(row.baseline - look.page.top) % look.page.pitch for row in rows]


def rows_of(count: int) -> list[list[str]]:
    return [
        ["序号", "任务", "单位"],
        *([str(number), SENTENCE * (1 + number % 3), "办公室"] for number in range(count)),
    ]


@pytest.mark.parametrize(
    "middle",
    [
        pytest.param([table(rows_of(2), 1)], id="small table"),
        pytest.param([table(rows_of(40), 1, "表1　分工")], id="table over pages"),
        pytest.param([table([[Cell((Figure("高"),)), "图"]])], id="picture in a cell"),
        pytest.param([table([["甲"]]), table([["乙"]])], id="two tables"),
        pytest.param([Figure("宽"), Figure("高"), Figure("小", width=33.3)], id="pictures"),
        pytest.param([Figure("小", caption=paragraph("图1　印章", Role.CAPTION))], id="picture with caption"),
        pytest.param([Paragraph((*say(LONG), Footnote(say(LONG)), *say(LONG)))], id="footnote"),
        pytest.param([Heading(level, say(f"第{level}级标题")) for level in range(1, 6)], id="headings"),
        pytest.param([Paragraph((Span("m"), Span("2", position="super"), *say(LONG)))], id="superscript"),
    ],
)
def test_text_returns_to_the_grid(middle: list[Block]) -> None:
    offsets = grid_offsets(make(paragraph(LONG), *middle, *[paragraph(LONG)] * 8).data)
    assert len(offsets) > 60
    assert max(offsets) - min(offsets) < TOLERANCE


def test_a_caption_stands_above_its_table_on_one_page() -> None:
    for count in range(14, 23):
        pdf = make(*[paragraph("一行")] * count, table(rows_of(9), 1, "表1　分工"))
        pages = extract_pdf(pdf.data, style().margin_forms)
        (page,) = (page for page in pages if "表1分工" in page)
        assert "表1分工序号任务单位0" in page


def test_a_table_too_tall_for_the_first_page_is_parted_there_rather_than_from_its_caption() -> None:
    """Title, heading and caption stay together: no page before has room for what is too much for theirs."""
    tall = [["序号", "任务"], *([str(number), SENTENCE * 8] for number in range(3))]
    heads: list[Block] = [paragraph("整改情况", Role.TITLE), *(Heading(level, say("任务")) for level in (1, 2, 3, 4))]
    pages = extract_pdf(make(*heads, table(tall, 1, "表1　分工")).data, style().margin_forms)
    assert len(pages) > 1
    assert "表1分工序号任务0坚持" in pages[0]


def test_heads_are_repeated_and_rows_stay_whole() -> None:
    pages = extract_pdf(make(table(rows_of(40), 1)).data, style().margin_forms)
    assert len(pages) > 2
    assert all(page.startswith("序号任务单位") for page in pages)
    assert all(page.endswith("办公室") for page in pages)


def test_a_head_too_tall_is_printed_once_and_a_row_too_tall_is_parted() -> None:
    tall = [[SENTENCE * 20, "单位"], [SENTENCE * 60, "办公室"], ["完", "完"]]
    pages = extract_pdf(make(table(tall, 1)).data, style().margin_forms)
    assert len(pages) > 1
    assert "".join(pages).count("单位") == 1


def test_small_tables_are_not_parted() -> None:
    for count in range(15, 22):
        pages = extract_pdf(make(*[paragraph("一行")] * count, table(rows_of(2), 1)).data, style().margin_forms)
        assert sum("序号任务单位" in page for page in pages) == 1


def test_a_table_is_not_kept_with_the_picture_below() -> None:
    pdf = make(*[paragraph("一行")] * 8, table(rows_of(2), 1), Figure("高"), Figure("高"), paragraph("末段"))
    pages = extract_pdf(pdf.data, style().margin_forms)
    assert "一行序号任务单位" in pages[0]


def test_footnotes_stand_at_the_foot_of_their_page() -> None:
    blocks = [Paragraph((*say("甲" * 200), Footnote(say(f"注释{number}")), *say("乙" * 200))) for number in range(6)]
    pages = extract_pdf(make(*blocks).data, style().margin_forms)
    for page in pages:
        called = [number for number in range(6) if f"甲{number + 1}乙" in page]
        assert page.endswith("".join(f"{number + 1}注释{number}" for number in called))
    assert sum(page.count("注释") for page in pages) == 6


def headed(count: int) -> list[Block]:
    return [
        block
        for number in range(count)
        for block in (Heading(1, say(f"第{number}部分")), paragraph(LONG, run_in="一要讲政治。"), paragraph(LONG))
    ]


def test_the_contents_give_the_right_pages() -> None:
    pdf = make(paragraph("题目", Role.TITLE), *headed(30), contents="on")
    pages = extract_pdf(pdf.data, style().margin_forms)
    assert pdf.contents == 2
    assert len(pdf.entries) == 30
    for text, number in pdf.entries:
        assert number > pdf.contents
        assert text in pages[number - 1]
    assert pages[0].startswith("目录第0部分")


@pytest.mark.parametrize(
    ("contents", "limit", "listed"),
    [("off", "1", False), ("on", "99", True), ("auto", "2", True), ("auto", "99", False)],
)
def test_the_contents_come_when_wanted(contents: str, limit: str, listed: bool) -> None:
    pdf = make(*headed(6), contents=contents, contents_pages=limit)
    assert bool(pdf.entries) is listed
    assert (pdf.contents > 0) is listed


def test_no_contents_page_without_headings() -> None:
    assert make(paragraph(LONG), contents="on").contents == 0


@pytest.mark.parametrize("run_in", ["inline", "own-line"])
def test_word_learns_the_pages_of_the_contents(run_in: str) -> None:
    look = style(contents="on", run_in=run_in)
    made = document(*headed(8))
    pages = find_contents_pages(made, Order(look), find_faces())
    pdf = make_document(made, look)
    assert pages is not None
    assert list(pages) == [f"heading-{index}" for index in range(0, 16, 2 if run_in == "inline" else 1)]
    assert [page for _, page in pdf.entries] == list(pages.values())
    assert find_contents_pages(made, Order(style()), find_faces()) is None


def test_links_lead_from_the_contents_to_the_headings() -> None:
    import io

    import pikepdf

    pdf = make(*headed(3), contents="on")
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        names = list(file.Root.Names.Dests.Names)
        targets = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        numbers: list[object] = [page.objgen for page in file.pages]
        links = [targets[str(link.Dest)][0].objgen for link in file.pages[0].Annots]
        assert [numbers.index(link) + 1 for link in links] == [page for _, page in pdf.entries]


def test_a_picture_that_cannot_be_read_is_named() -> None:
    from dataclasses import replace

    broken = Picture(b"\x89PNG\r\n\x1a\n no picture", "image/png", 10, 10)
    made = replace(document(paragraph("正文"), Figure("坏", "坏图")), pictures={"坏": broken})
    with pytest.raises(InputError, match="图片"):
        write_pdf(made, Order(style()), find_faces())


def test_a_character_without_glyph_is_printed_as_geta_and_named() -> None:
    char = "\U0010fffd"
    pdf = make(Paragraph(say(f"甲{char}乙")))
    assert ["".join(extract_pdf(pdf.data, style().margin_forms))] == ["甲〓乙"]
    (finding,) = pdf.findings
    assert (finding.text, finding.replacement, str(finding.place)) == (char, "〓", "讲话.txt:1:2")


def test_emoji_are_named_together_and_may_be_taken_out() -> None:
    pdf = make(Paragraph(say("好🫠新年🫨！")), paragraph("🫠"))
    (message,) = {finding.message for finding in pdf.findings}
    assert "表情符号“🫠🫨”" in message and "删去" in message
    assert [finding.text for finding in pdf.findings] == ["🫠", "🫨", "🫠"]


def test_every_feature_passes_its_own_verification_in_every_arrangement() -> None:
    for tokens in ({}, {"run_in": "own-line"}, {"composition": "compressed"}, {"folio__form": "{page}/{pages}"}):
        look = style(contents="on", **tokens)
        pdf: Pdf = write_pdf(every_feature(), Order(look), find_faces())
        verify_pdf(pdf, every_feature(), look)
        assert [finding for finding in pdf.findings if finding.code == "engine"] == []


def test_signature_and_date_stand_by_the_standard() -> None:
    blocks = [
        paragraph("正文。"),
        paragraph("中共某某市委员会办公室", Role.SIGNATURE),
        paragraph("2024年1月5日", Role.DATE),
    ]
    look = style()
    signature, date = read_rows(make(*blocks).data, look.page.cell)[1:]
    edge = look.page.left + look.page.measure
    assert edge - signature.right == pytest.approx(2 * look.page.cell, abs=0.1)
    assert date.left - signature.left == pytest.approx(2 * look.page.cell, abs=0.1)
