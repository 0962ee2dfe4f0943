"""The document as a style lays it out: emphasis where it is read, run-in headings where the style wants them."""

from __future__ import annotations

import pytest

from publish.fonts.roles import find_faces
from publish.model import (
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    Paragraph,
    Role,
    Span,
    Table,
    has_role,
    paragraphs,
    plain_text,
    spans,
)
from publish.style import load_style
from publish.writers import Order
from publish.writers.html.page import Setting, render_html
from publish.writers.pdf.writer import write_pdf
from publish.writers.shared.arrangement import arrange
from publish.writers.shared.outline import outline_headings
from publish.writers.word.writer import write_word
from tests.writers.pdf.pdf_files import read_outline
from tests.writers.word.word_files import W, document, paragraph, part, say, style

KEPT = {Role.BODY, Role.QUOTATION, Role.LIST_ITEM, Role.NOTE}


def bold(text: str) -> tuple[Span]:
    return (Span(text, strong=True),)


def is_bold(made: Document) -> list[bool]:
    return [any(span.strong for span in spans(block.content)) for block in paragraphs(made.blocks)]


@pytest.mark.parametrize("role", Role)
def test_emphasis_is_shown_in_running_text_alone(role: Role) -> None:
    assert is_bold(arrange(document(Paragraph(bold("重点"), role)), style())) == [role in KEPT]


def test_headings_look_as_their_level_says() -> None:
    run_in = Paragraph(bold("把牢方向。"), run_in=Heading(1, bold("一要讲政治。")))
    made = arrange(document(*(Heading(level, bold("标题")) for level in range(1, 6)), run_in), style())
    assert is_bold(made) == [False] * 5 + [True]
    assert isinstance(last := made.blocks[-1], Paragraph) and last.run_in and not is_bold(document(last.run_in))[0]


@pytest.mark.parametrize("room", ["", " ", "　", "　　", "  "])
def test_an_article_has_one_character_of_room_behind_its_number(room: str) -> None:
    article = Paragraph((Span(f"{room}为了规范。"),), run_in=Heading(5, (Span(f"第一条{room}"),)))
    (made,) = arrange(document(article), style()).blocks
    assert isinstance(made, Paragraph) and made.run_in
    assert (plain_text(made.run_in.content), plain_text(made.content)) == ("第一条", "　为了规范。")


def test_labels_of_those_present_stand_out() -> None:
    line = Paragraph((Span("出席：李某某、王某某"),), Role.ATTENDANCE)
    (made,) = arrange(document(line), style()).blocks
    assert isinstance(made, Paragraph)
    assert [(span.text, span.strong) for span in spans(made.content)] == [("出席：", True), ("李某某、王某某", False)]


@pytest.mark.parametrize(("alt", "caption"), [("图1 全市产值", "图1 全市产值"), ("一张照片", None), ("", None)])
def test_a_caption_written_as_the_words_of_a_picture_is_printed(alt: str, caption: str | None) -> None:
    (made,) = arrange(document(Figure("x.png", alt)), style()).blocks
    assert isinstance(made, Figure)
    assert (plain_text(made.caption.content) if made.caption else None) == caption


def test_captions_lose_their_emphasis_cells_and_notes_keep_it() -> None:
    noted = Paragraph((Span("题目", strong=True), Footnote(bold("注"))), Role.TITLE)
    captioned = Table(((Cell((Paragraph(bold("甲")),)),),), caption=Paragraph(bold("表1"), Role.CAPTION))
    assert is_bold(arrange(document(noted, captioned), style())) == [True, False, True]


def test_both_outputs_set_a_bold_title_in_its_face() -> None:
    made = document(Paragraph(bold("题目"), Role.TITLE), Heading(2, bold("（一）标题")), Paragraph(bold("重点")))
    html = render_html(arrange(made, style()), Setting(style(), find_faces()))
    assert html.count('class="strong"') == 1
    assert html.index('class="strong"') > html.index("（一）标题")
    styles = [each.get(f"{W}val") for each in part(write_word(made, style())).iter(f"{W}rStyle")]
    assert styles == ["Strong"]


@pytest.mark.parametrize(
    ("text", "listed"),
    [("（一）目标任务。", "（一）目标任务"), ("一要讲政治，", "一要讲政治"), ("怎么办？", "怎么办？"), ("。", "。")],
)
def test_lists_of_headings_leave_out_the_mark_before_the_text(text: str, listed: str) -> None:
    made = document(Heading(1, say(text)), paragraph("正文"))
    assert [each.text for each in outline_headings(made)] == [listed]
    assert read_outline(write_pdf(made, Order(style()), find_faces()).data) == [(1, listed)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "联系人：赵  敏     电话：0312-5566778     邮箱：xwzfw@163.com",
            ["联系人：赵  敏     电话：0312-5566778", "邮箱：xwzfw@163.com"],
        ),
        ("联系人：赵敏　　电话：5566778", ["联系人：赵敏　　电话：5566778"]),
        (
            "时间：6月18日上午8:30　　地点：县政府一楼会议室　　主持：王建国　　记录：李敏",
            ["时间：6月18日上午8:30　　地点：县政府一楼会议室", "主持：王建国　　记录：李敏"],
        ),
        ("注：本表由单位填写。  说明：一式两份，一份存档，一份报县委组织部备案。", None),
        ("请各单位于6月16日前报送  联系人：赵敏，电话5566778，邮箱xwzfw@163.com", None),
    ],
)
def test_long_lines_of_particulars_end_before_a_label(text: str, lines: list[str] | None) -> None:
    (made,) = arrange(document(Paragraph((Span(text),))), style()).blocks
    assert isinstance(made, Paragraph)
    pieces = [each.text if isinstance(each, Span) else "\n" for each in made.content]
    assert "".join(pieces).split("\n") == (lines or [text])


def signatures(made: Document, look: str) -> list[str]:
    """The lines of 署名 as a look sets them."""
    blocks = arrange(made, load_style(look)).blocks
    return [plain_text(block.content) for block in blocks if has_role(block, Role.SIGNATURE)]


@pytest.mark.parametrize(("look", "lines"), [("speech", 2), ("large", 4)])
def test_organs_side_by_side_that_have_no_room_stand_one_below_the_other(look: str, lines: int) -> None:
    signed = ["海州市教育局　　　　　　海州市公安局", "海州市市场监督管理局　　海州市城市管理局"]
    blocks = [paragraph("正文。"), *(paragraph(line, Role.SIGNATURE) for line in signed)]
    made = signatures(document(*blocks), look)
    assert len(made) == lines
    assert "".join("".join(made).split()) == "".join("".join(signed).split())


def test_a_name_with_a_space_in_it_is_one_name() -> None:
    signed = paragraph("海州市市场监督管理局党组书记、局长　　王　强　　李　明", Role.SIGNATURE)
    assert signatures(document(signed), "large") == ["海州市市场监督管理局党组书记、局长", "王　强", "李　明"]
