"""What a numbered line looks like, taken by itself, and how long it may be for that."""

from __future__ import annotations

import pytest

from publish.structure.lines.shapes import Shape, is_short_label, reads_like_heading, shape_of


@pytest.mark.parametrize(
    ("rest", "shape", "end"),
    [
        ("", Shape.LINE, 0),
        ("总体要求", Shape.LINE, 0),
        ("加强领导。", Shape.SENTENCE, 7),
        ("加强领导。各单位要高度重视。", Shape.RUN_IN, 7),
        ("“加强领导。”", Shape.LINE, 0),  # what is quoted ends, not the sentence
        ("加强领导。）", Shape.LINE, 0),
        ("责任单位：", Shape.LABEL, 0),
        ("身份证；", Shape.ITEM, 0),
        ("身份证，", Shape.ITEM, 0),
        ("身份证、", Shape.ITEM, 0),
        ("本办法由市财政局负责解释。", Shape.PARAGRAPH, 15),
        ("申请人应当提交材料。逾期不再受理。", Shape.PARAGRAPH, 12),
        ("时间：三月一日。地点另定。", Shape.PARAGRAPH, 10),
        ("坚持党建引领，坚持问题导向，坚持系统观念，坚持守正创新。", Shape.SENTENCE, 30),
        ("坚持党建，坚持导向，坚持观念，坚持创新，坚持实干。", Shape.PARAGRAPH, 27),
        ("提高认识；落实责任", Shape.PARAGRAPH, 0),
    ],
)
def test_lines_have_their_shape(rest: str, shape: Shape, end: int) -> None:
    assert shape_of("一、" + rest, len("一、")) == (shape, end)


@pytest.mark.parametrize(
    ("rest", "shape"),
    [
        ("全" * 60, Shape.LINE),
        ("全" * 61, Shape.PARAGRAPH),
        ("全" * 41 + "。", Shape.SENTENCE),
        ("全" * 42 + "。", Shape.PARAGRAPH),
        ("全" * 41 + "。各地要落实。", Shape.RUN_IN),
        ("全" * 42 + "。各地要落实。", Shape.PARAGRAPH),
    ],
)
def test_a_heading_takes_two_lines_at_most_and_a_sentence_one_and_a_half(rest: str, shape: Shape) -> None:
    assert shape_of("一、" + rest, len("一、"))[0] is shape


def test_a_sentence_that_could_be_a_heading_is_short_and_states_no_rule() -> None:
    assert reads_like_heading("全" * 42)
    assert not reads_like_heading("全" * 43)
    assert not reads_like_heading("申请人应当提交材料")


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("活动时间：", True),
        ("全" * 15 + "：", True),
        ("全" * 16 + "：", False),
        ("有下列情形：", False),
        ("应当提交材料：", False),
    ],
)
def test_a_label_names_a_matter_in_few_words(label: str, short: bool) -> None:
    assert is_short_label("1." + label, len("1.")) is short
