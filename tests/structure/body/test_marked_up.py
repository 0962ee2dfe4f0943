"""Headings that the source itself marks: their levels, and attached documents as high as the title."""

from __future__ import annotations

import pytest

from publish.model import Block, Heading, Paragraph, Span
from publish.structure.body.marked_up import decide_marked_up, find_attached, open_sections
from publish.structure.items import Item, items_of

TEXT = "各县区要把这项工作摆在突出位置，层层压实责任。"


def build(*lines: str) -> list[Item]:
    """Items of lines; one that begins with # is a heading of so many levels."""
    blocks: list[Block] = []
    for line in lines:
        bare = line.lstrip("#")
        depth = len(line) - len(bare)
        blocks.append(Heading(depth, (Span(bare),)) if depth else Paragraph((Span(bare),)))
    return items_of(tuple(blocks))


def levels(*lines: str) -> list[int]:
    items = build(*lines)
    decide_marked_up(items)
    return [item.level for item in items]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["##认识", TEXT, "###组织", TEXT], [1, 0, 2, 0]),  # by their depth
        (["#一", "##二", "###三", "####四", "#####五"], [1, 2, 3, 4, 4]),  # four levels at most
        (["##一、认识", TEXT, "##（一）组织", TEXT], [1, 0, 2, 0]),  # one depth for two kinds of number
        (["##一、认识", TEXT, "###（一）组织", TEXT], [1, 0, 2, 0]),  # number and depth agree
        (["##（一）组织", TEXT, "###1.领导", TEXT], [2, 0, 3, 0]),  # a text that begins with （一）
        (["##1.组织", TEXT, "###（1）领导", TEXT], [1, 0, 2, 0]),  # with 1. the depth counts
    ],
)
def test_levels_are_those_of_numbers_where_they_go_with_depths(lines: list[str], found: list[int]) -> None:
    assert levels(*lines) == found


@pytest.mark.parametrize(
    ("between", "level"),
    [
        ("2.宣传", 1),
        ("2.宣传工作要做好。", 0),
        ("2." + "全" * 38, 1),
        ("2." + "全" * 39, 0),  # more than forty characters
        ("5.宣传", 0),  # does not count on
    ],
)
def test_a_number_between_two_of_its_series_that_are_marked_is_one_of_them(between: str, level: int) -> None:
    assert levels("##1.组织", TEXT, between, TEXT, "##3.考核")[2] == level


@pytest.mark.parametrize(
    ("lines", "attached"),
    [
        (["#通知", TEXT, "#实施方案", TEXT], [2]),  # called like a document
        (["#通知", "##一", TEXT, "#人员", TEXT], [3]),  # the text above is itself divided
        (["#通知", "见人员。" + TEXT, "#人员", TEXT], [2]),  # named above
        (["#通知", TEXT, "#人员", TEXT], []),
        (["#通知", TEXT, "#一、实施方案", TEXT], []),  # numbered
        (["#一、通知", TEXT, "#实施方案", TEXT], []),
        (["#1.通知", TEXT, "#实施方案", TEXT], []),
        (["#通知", "#实施方案", TEXT], []),  # two lines of one title
        (["##通知", TEXT, "#实施方案", TEXT], []),  # the first is not the highest
        (["通知", TEXT, "#实施方案", TEXT], []),
        (["#通知", TEXT, "#实施方案", "#（试行）", TEXT, "#名单", TEXT], [2, 5]),  # two lines of the second
    ],
)
def test_attached_documents_are_as_high_as_the_title(lines: list[str], attached: list[int]) -> None:
    assert sorted(find_attached(build(*lines))) == attached


def test_with_a_title_given_elsewhere_equal_headings_are_sections() -> None:
    items = build("#认识", TEXT, "#成效", TEXT)
    open_sections(items)
    assert items[0].level == 1
    alone = build("#认识", TEXT)
    open_sections(alone)
    assert not alone[0].level
