"""Headings without numbers: what a line must be, and what must stand around it."""

from __future__ import annotations

import pytest

from publish.structure.body.bare import recognise_bare
from tests.structure.rendering import read_items

TEXT = "各县区要把这项工作摆在突出位置，层层压实责任，确保件件有着落。"
LONG = "全" * 30  # without a full stop: a paragraph by its length


def find(*lines: str) -> list[str]:
    """The lines that become headings."""
    items = read_items(*lines)
    recognise_bare(items)
    return [item.text for item in items if item.level == 1]


def test_two_lines_with_paragraphs_below_divide_a_text() -> None:
    assert find("工作回顾", TEXT, TEXT, "工作安排", TEXT, TEXT) == ["工作回顾", "工作安排"]
    assert find("工作回顾", TEXT, TEXT, TEXT, TEXT) == [], "one alone does not"
    assert find("工作回顾", TEXT, "工作安排") == [], "nor does one with nothing below"


def test_headings_are_half_of_the_text_at_most() -> None:
    assert find("工作回顾", TEXT, "工作安排", TEXT) == ["工作回顾", "工作安排"]
    assert find("工作回顾", "工作安排", "工作要求", TEXT, TEXT) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("全" * 24, True),
        ("全" * 25, False),
        ("全文", True),
        ("全", False),
        ("2024年5月6日", False),
        ("一、工作安排", False),
        ("加强领导，落实责任", True),
        ("加强领导，", False),
        ("学习“两个维护”", True),
        ("学习《决定》", True),
        ("工作安排（试行）", True),
        ("工作安排…", False),
        ("重点：产业", False),
        ("—工作安排", False),
        ("（工作安排", False),
    ],
)
def test_a_heading_is_a_short_line_and_no_sentence(line: str, found: bool) -> None:
    assert (line in find("工作回顾", TEXT, TEXT, line, TEXT, TEXT, "结束语", TEXT, TEXT)) is found


@pytest.mark.parametrize(
    ("below", "found"), [(LONG, True), (LONG[1:], False), ("全市一盘棋。", True), ("分工如下：", True)]
)
def test_what_stands_below_is_a_paragraph(below: str, found: bool) -> None:
    assert ("工作安排" in find("工作回顾", TEXT, TEXT, "工作安排", below, TEXT, "结束语", TEXT, TEXT)) is found


def test_what_is_said_again_and_again_heads_nothing() -> None:
    assert find("（掌声", "掌声", TEXT, TEXT, "掌声", TEXT, TEXT, "掌声", TEXT, TEXT) == []


def test_lines_above_each_first_number_divide_a_text() -> None:
    numbered = ["一、提高认识", TEXT, "二、落实责任", TEXT]
    items = read_items("专题辅导", "上篇", *numbered, "下篇", *numbered)
    for item in items:
        if item.marker and item.text[1] == "、":
            item.head(1, "带编号")
    recognise_bare(items)
    assert [item.text for item in items if item.level == 1 and not item.marker] == ["上篇", "下篇"]
    alone = read_items("专题辅导", "上篇", *numbered)
    for item in alone:
        if item.marker and item.text[1] == "、":
            item.head(1, "带编号")
    recognise_bare(alone)
    assert [item.text for item in alone if item.level == 1 and not item.marker] == []
