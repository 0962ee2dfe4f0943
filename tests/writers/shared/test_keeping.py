"""署名, 成文日期 and 附注 never stand on a page without text, in either output."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.model import Block, Heading, Level, Paragraph, Role
from publish.writers.pdf.verify_text import extract_pdf
from publish.writers.shared.keeping import find_kept, find_loose
from tests.writers.pdf.pdf_files import make
from tests.writers.word.word_files import SENTENCE, W, paragraph, part, say, style, table, text_of, value, write

CLOSING = [
    paragraph("中共某某市委员会", Role.SIGNATURE),
    paragraph("2024年1月5日", Role.DATE),
    paragraph("（此件公开发布）", Role.NOTE),
]


def article(text: str) -> Paragraph:
    """第四条 and what stands behind it on its line."""
    return Paragraph(say(f"　{text}"), run_in=Heading(Level.ARTICLE, say("第四条")))


ATTACHMENTS = [paragraph("附件：1.名单", Role.ATTACHMENT), paragraph("2.议程", Role.ATTACHMENT)]


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        pytest.param([paragraph("正文"), paragraph("末段"), *CLOSING], [0, 1, 1, 1, 0], id="closing lines"),
        pytest.param([paragraph("末段"), *ATTACHMENTS, *CLOSING[:2]], [1, 1, 1, 1, 0], id="attachments between"),
        pytest.param([paragraph("末段"), *ATTACHMENTS], [0, 0, 0], id="attachments alone"),
        pytest.param([paragraph("末段"), Heading(1, say("附"))], [0, 0], id="no closing lines"),
        pytest.param([article("其他"), paragraph("本协议一式四份。")], [1, 0], id="title of an article"),
        pytest.param([article("双方各负其责。"), article("其他事项如下：")], [0, 0], id="articles"),
    ],
)
def test_what_is_kept_with_what_follows(blocks: list[Block], kept: list[int]) -> None:
    assert find_kept(blocks) == [bool(each) for each in kept]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        pytest.param(1, [paragraph("末段。")], id="one line"),
        pytest.param(2, [paragraph("末" * 29 + "段。")], id="two lines"),
        pytest.param(3, [paragraph("末" * 70 + "段。")], id="three lines"),
        pytest.param(11, [paragraph("末" * 300 + "段。")], id="many lines"),
        pytest.param(1, [paragraph("把牢方向，末段。", run_in="一要讲政治。")], id="run-in heading"),
        pytest.param(4, [paragraph("末段。"), *ATTACHMENTS], id="attachments"),
        pytest.param(1, [Paragraph(say("末段。"), Role.LIST_ITEM)], id="list"),
        pytest.param(11, [table([["序号", "事项"], *[["末", "段。"]] * 9], 1)], id="table"),
    ],
)
def test_no_page_of_the_pdf_holds_closing_lines_alone(lines: int, last: list[Block]) -> None:
    full = style().page.lines
    for count in range(full - lines - len(CLOSING), full - lines + 1):  # the text ends the page, the rest has no room
        pdf = make(*[paragraph("一行。")] * count, *last, *CLOSING)
        pages = extract_pdf(pdf.data, style().margin_forms)
        (page,) = (page for page in pages if "某某市" in page)
        assert "段。" in page and page.endswith("（此件公开发布）"), count


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        pytest.param("末段。", False, id="one line is not parted"),
        pytest.param("末" * 28 + "末段。", True, id="two lines"),
        pytest.param("末" * 27 + "段。", False, id="the second is a mere end"),
        pytest.param("末" * 70 + "。", True, id="three lines"),
        pytest.param("末" * 90 + "。", False, id="four lines are parted by twos"),
    ],
)
def test_a_short_last_paragraph_may_be_parted_at_any_line(text: str, loose: bool) -> None:
    blocks = [paragraph("末" * 70), paragraph(text), *CLOSING]
    assert find_loose(blocks, style()) == [False, loose, False, False, False]
    made = part(write(*blocks))[0]
    assert [text_of(each) for each in made.iter(f"{W}p") if value(each, "pPr/widowControl") == "0"] == [text] * loose


def test_no_more_than_a_line_goes_to_the_page_of_the_signature() -> None:
    """A heading and two of its three lines stay; four empty lines at the foot were for nothing."""
    full = style().page.lines
    above = [paragraph("一行。")] * (full - 5)
    pdf = make(*above, Heading(1, say("二、及时报告")), paragraph("末" * 70 + "段。"), *CLOSING)
    first, second = extract_pdf(pdf.data, style().margin_forms)
    assert first.endswith("末" * 54) and second.startswith("末" * 16 + "段。")


def test_word_keeps_the_same_paragraphs_together() -> None:
    data = write(paragraph("正文"), paragraph("末段"), *ATTACHMENTS, *CLOSING, paragraph("附件1", Role.PART_LABEL))
    kept = [text_of(each) for each in part(data)[0].iter(f"{W}p") if is_kept(each)]
    assert kept == ["末段", "附件：1.名单", "2.议程", "中共某某市委员会", "2024年1月5日"]


def is_kept(each: etree._Element) -> bool:
    return each.find(f"{W}pPr/{W}keepNext") is not None


def test_word_keeps_the_last_row_of_a_table_with_the_signature() -> None:
    rows = part(write(table([["甲", SENTENCE]] * 9), *CLOSING))[0].iter(f"{W}tr")
    kept = [[is_kept(each) for each in row.iter(f"{W}p")] for row in rows]
    assert kept[1:] == [[False, False]] * 7 + [[True, True]]  # the first stays with the second


def test_a_note_stands_on_the_line_below_the_date() -> None:
    made = part(write(paragraph("正文"), *CLOSING))[0]
    note = next(each for each in made.iter(f"{W}p") if value(each, "pPr/pStyle") == "Note")
    date = next(each for each in made.iter(f"{W}p") if value(each, "pPr/pStyle") == "Date")
    assert value(date, "pPr/spacing", "after") == "0"
    assert value(note, "pPr/spacing", "before") in ("", "0")
