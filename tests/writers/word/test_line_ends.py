"""Lines of the Word file that Word alone would end elsewhere than the PDF: their characters are set wider or closer;
nothing else changes."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from publish.model import Footnote, Inline, LineBreak, Paragraph, Role, Span
from publish.writers.word.breaks.cells import Frame
from publish.writers.word.breaks.line_ends import fit_lines
from publish.writers.word.ooxml import text, w
from publish.writers.word.writer import write_word
from tests.work import count_calls
from tests.writers.word.word_files import W, document, paragraph, part, say, style, value

LINE = "对悬挂专用号牌的车辆免征车辆购置税、免收车辆通行费和停车"  # 28 characters
FIRST = LINE[2:]  # behind the indent of a first line


def find_spaced(*content: Inline, run_in: str = "", **tokens: str) -> tuple[str, list[str], list[int]]:
    """The text of the paragraph, its parts that are spaced otherwise, and by how many twips."""
    heading = paragraph("", run_in=run_in).run_in
    data = write_word(document(Paragraph(content, run_in=heading)), style(**tokens))
    parts, twips = [], []
    for run in docx.Document(io.BytesIO(data)).element.body.iter(f"{W}r"):
        spacing = run.find(f"{W}rPr/{W}spacing")
        if spacing is not None:
            parts.append("".join(text.text or "" for text in run.iter(f"{W}t")))
            twips.append(int(spacing.get(f"{W}val")))
    (made,) = [each for each in docx.Document(io.BytesIO(data)).paragraphs if each.text]
    return made.text, parts, twips


def holds(characters: int, twips: int) -> bool:
    """Whether a line of body text takes so many characters and not one more."""
    look = style()
    each = look.body.size + twips / 20
    return characters * each <= look.page.measure < (characters + 1) * each


def test_the_line_above_a_last_line_of_one_character_is_set_wider() -> None:
    text, parts, (twips,) = find_spaced(*say(FIRST + LINE + LINE + "场。"))
    assert text == FIRST + LINE + LINE + "场。"
    assert parts == [LINE[:-1]]
    assert holds(27, twips)


def test_marks_that_start_no_line_take_more_along() -> None:
    line = "根据《中共中央办公厅国务院办公厅关于印发组建方案的通知》"
    _text, parts, (twips,) = find_spaced(*say(FIRST + line + "办。"))
    assert parts == [line[:-2]]
    assert holds(26, twips)


def test_a_first_line_is_shorter_by_its_indent() -> None:
    _text, parts, (twips,) = find_spaced(*say(FIRST + "场。"))
    assert parts == [FIRST[:-1]]
    assert 25 * (style().body.size + twips / 20) <= style().page.cell * 26 < 26 * (style().body.size + twips / 20)


def test_the_line_may_begin_in_the_run_in_heading() -> None:
    text, parts, _twips = find_spaced(*say(FIRST[10:] + "场。"), run_in=FIRST[:10])
    assert text == FIRST + "场。"
    assert parts == [FIRST[:10], FIRST[10:-1]]


def test_figures_are_as_wide_as_in_times_new_roman_with_the_gaps_of_word() -> None:
    line = "到2025年，" + LINE[6:-1]  # 26.5 em with gaps of a quarter: one more fits, but for the two behind it
    _text, parts, (twips,) = find_spaced(*say(FIRST + line + "车场。"))
    assert parts == [line]
    assert twips > 0
    assert find_spaced(*say(FIRST + line + "车场站。"))[1] == []


@pytest.mark.parametrize("end", ["", "场内。", "场（站）"])
def test_other_last_lines_are_left_alone(end: str) -> None:
    assert find_spaced(*say(FIRST + LINE + end))[1] == []


@pytest.mark.parametrize("tokens", [{"last_line": "1"}, {"composition": "compressed"}])
def test_looks_that_do_not_ask_for_it_are_left_alone(tokens: dict[str, str]) -> None:
    assert find_spaced(*say(FIRST + LINE + "场。"), **tokens)[1] == []


def test_what_is_no_text_leaves_the_paragraph_to_word() -> None:
    assert find_spaced(Span(FIRST), Footnote(say("注")), Span(LINE + "场。"))[1] == []


def test_figures_that_word_would_part_from_their_unit_go_with_it_to_the_next_line() -> None:
    line = LINE[:-3] + "共"  # 26 characters: the figure would stand in this line, 个 in the next
    text, parts, (twips,) = find_spaced(*say(FIRST + line + "26个。"))
    assert text == FIRST + line + "26个。"
    assert parts == [line]
    assert holds(26, twips)


def test_full_width_figures_that_libreoffice_parts_go_whole_to_the_next_line() -> None:
    line = LINE[:-4]
    _text, parts, (twips,) = find_spaced(*say(FIRST + line + "达到３．５万亿元。"))
    assert parts == [line + "达到"]
    assert holds(26, twips)


def test_lines_that_libreoffice_alone_fills_with_one_more_are_set_so_that_both_end_there() -> None:
    line = "到2025年6月1日9时，" + LINE[11:]
    _text, parts, twips = find_spaced(*say(FIRST + line + "场站等各项费用。"))
    assert len(parts) == len(twips) == 1


def test_lines_behind_a_line_break_are_seen_to_as_well() -> None:
    line = LINE[:-3] + "共"
    _text, parts, _twips = find_spaced(*say("第一句。"), LineBreak(), *say(line + "26个。"))
    assert parts == [line]


def test_a_raised_figure_leaves_the_line_to_word() -> None:
    raised = Span("3", position="super")
    assert find_spaced(*say(FIRST + LINE[:-3] + "共"), Span("26个立方米，共m"), raised)[1] == []


def test_names_of_those_present_stay_whole_as_in_the_pdf() -> None:
    names = "出席：张建国、李明明、欧阳修文、王小二、赵志强、诸葛长青、钱进步、孙大力、周正、吴国栋、郑成功、冯唐。"
    data = write_word(document(Paragraph(say(names), Role.ATTENDANCE)), style())
    runs = docx.Document(io.BytesIO(data)).element.body.iter(f"{W}r")
    spaced = [run for run in runs if run.find(f"{W}rPr/{W}spacing") is not None]
    assert ["".join(text.text or "" for text in run.iter(f"{W}t"))[-4:] for run in spaced] == [
        "出席：",
        "赵志强、",
        "吴国栋、",
    ]


ADDRESS = "http://www.mouxian.gov.cn/zwgk/zqyj/202407/t20240715_123456.html"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "公众可登录某某县人民政府门户网站（" + ADDRESS + "）查看征求意见稿全文和起草说明。",
            True,
        ),  # parted in the PDF
        ("公众可登录网站（http://www.gov.cn）查看征求意见稿全文和起草说明，并提出意见。", False),  # it fits
        (
            "某某" + "W" * 15 + " " + "W" * 15 + "公司" * 3 + "。",
            True,
        ),  # the first line holds two characters and a word
        (FIRST + LINE + "关于做好2024年工作", False),
    ],
)
def test_a_line_above_a_parted_address_is_not_stretched(text: str, left: bool) -> None:
    data = write_word(document(paragraph(text)), style())
    (made,) = docx.Document(io.BytesIO(data)).paragraphs
    assert (made.alignment == WD_ALIGN_PARAGRAPH.LEFT) == left


def test_lines_above_it_are_as_wide_as_the_measure() -> None:
    """Gaps between Han and figures differ, so a line that nothing stretches is filled by the spacing of its
    characters."""
    line = "到2024年6月底前，全县128个行政村全部完成任务，公"
    _text, parts, (twips,) = find_spaced(*say(line + "众可登录某某县人民政府门户网站（" + ADDRESS + "）查看。"))
    assert parts == [line]
    assert twips > round(20 * style().word_tracking)


def test_how_far_characters_may_be_parted_is_for_the_look_to_say() -> None:
    assert find_spaced(*say(FIRST + "场。"), stretch__wider="0")[1] == []


def test_a_line_of_a_note_above_an_address_is_not_stretched() -> None:
    notes = Footnote(say("《海州统计年鉴》，" + ADDRESS)), Footnote(say("《海州统计年鉴》，第128页。"))
    data = write_word(document(Paragraph((*say("正文"), *notes))), style())
    paragraphs = list(part(data, "word/footnotes.xml").iter(f"{W}p"))[-2:]
    assert [value(each, "pPr/jc") for each in paragraphs] == ["left", ""]


@pytest.mark.parametrize("text", ["a" * 100, "甲乙" + "1" * 90, "见https://example.cn/" + "b" * 80, "-" * 90])
def test_a_word_longer_than_a_line_may_be_the_last(text: str) -> None:
    made = docx.Document(io.BytesIO(write_word(document(paragraph(text)), style())))
    assert text in [each.text for each in made.paragraphs]


def test_work_grows_as_the_runs_and_lines_do() -> None:
    sentence = "截至2024年5月1日，全市完成投资128.5亿元，同比增长7.3%，新增项目26个。"
    runs = [[w("r", text(part)) for part in (sentence[:20], sentence[20:]) * count] for count in (20, 80)]
    few, many = (w("p", w("pPr"), *each) for each in runs)
    frame = Frame(28, 2)
    first = count_calls(lambda: fit_lines(few, style(), frame))
    assert count_calls(lambda: fit_lines(many, style(), frame)) < 5 * first
    assert "".join(each.text or "" for each in few.iter(f"{W}t")) == sentence * 20
