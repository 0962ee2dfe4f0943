"""Room inside a line: spaces in a row are as wide in the PDF as in the Word file."""

from __future__ import annotations

import pytest

from publish.fonts.roles import find_faces
from publish.model import Heading, Paragraph, Role, Span
from publish.writers.html.page import Setting, render_html
from publish.writers.shared.spacing import keep_room, name_look
from publish.writers.word.verify import extract_word
from tests.writers.pdf.pdf_files import make
from tests.writers.pdf.pdf_lines import read_rows
from tests.writers.word.word_files import W, document, paragraph, part, say, style, text_of, value, write


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("年  月  日", "年\u3000月\u3000日"),
        ("总   则", "总\u3000 则"),
        ("填报人：\t电话：", "填报人：\u3000电话："),
        ("甲\t\t乙", "甲\u3000\u3000乙"),
        ("10 kg", "10 kg"),
        ("甲\u3000乙", "甲\u3000乙"),
    ],
)
def test_two_half_width_spaces_are_as_wide_as_a_character(text: str, kept: str) -> None:
    assert keep_room(text) == kept


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("第一章　总　则", "chapter"),
        ("第十二编 分则", "chapter"),
        ("第二节　一般规定", "section"),
        ("第三条", "heading-5"),
        ("第一章程是怎样定的", "heading-5"),
    ],
)
def test_divisions_of_a_statute_have_looks_of_their_own(text: str, look: str) -> None:
    assert name_look(Heading(5, (Span(text),))) == look


def test_the_pdf_keeps_room_in_text_and_titles() -> None:
    made = document(paragraph("第一章  总则", Role.TITLE), Paragraph((Span("年  月", strong=True),)))
    html = render_html(made, Setting(style(), find_faces()))
    assert ">第一章\u3000总则</h1>" in html and ">年\u3000月</span>" in html


def test_room_in_a_signature_counts_for_the_date_below() -> None:
    look = style()
    rows = read_rows(
        make(paragraph("正文。"), paragraph("陈  静", Role.SIGNATURE), paragraph("2024年1月5日", Role.DATE)).data,
        look.page.cell,
    )
    assert rows[2].left - rows[1].left == pytest.approx(2 * look.page.cell, abs=0.1)


def test_word_sets_room_in_a_face_whose_spaces_are_half_a_character() -> None:
    data = write(Paragraph(say("时间：  年 月\t日")))
    runs = [(text_of(run), value(run, "rPr/rFonts", "ascii")) for run in part(data)[0].iter(f"{W}r")]
    assert runs == [("时间：", ""), ("  ", "仿宋"), ("年 月日", "")]
    assert extract_word(data).paragraphs == ("时间：  年 月\t日",)
