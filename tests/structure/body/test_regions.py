"""Contents, tables that copying turned into lines, and captions: their lines are no headings."""

from __future__ import annotations

import pytest

from publish.model import Role
from publish.structure.body.regions import recognise_regions
from tests.structure.rendering import read_items

LONG = "各县区要把这项工作摆在突出位置，层层压实责任。"


def decide(*lines: str) -> str:
    """For each line: 图 a caption, 表 a cell or an entry of contents, － undecided."""
    items = read_items(*lines)
    recognise_regions(items)
    return "".join("图" if item.role is Role.CAPTION else "表" if item.decided else "－" for item in items)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("图1 全市产业布局", "图"),
        ("图1 " + "全" * 77, "图"),
        ("图1 " + "全" * 78, "－"),  # more than eighty characters
        ("图1 说明了产业布局。", "－"),
    ],
)
def test_captions_are_short_and_no_sentences(line: str, kind: str) -> None:
    assert decide(LONG, line) == "－" + kind


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["项目", "是", "甲", "是", "乙", "是", "丙", "是"], "表表表表表表表表"),
        (["项目", "是", "甲", "是", "乙", "是", "丙"], "－－－－－－－"),  # three times is no table yet
        ([LONG, "项目", "是", "甲", "是", "乙", "是", "丙", "是", LONG], "－表表表表表表表表－"),
        # eight lines from one to the next at most
        (["是", "是", "是", *"甲乙丙丁戊己庚", "是"], "表" * 11),
        (["是", "是", "是", *"甲乙丙丁戊己庚辛", "是"], "－" * 12),
        # at least half of the lines are as short as cells
        (["是", LONG, "是", LONG, "是", LONG, "是", LONG], "表表表表表表表－"),
        (["是", LONG, LONG, "是", LONG, LONG, "是", LONG, "是"], "－" * 9),
        # two groups far apart, the first just large enough
        (["是", "是", "是", "是", *[LONG] * 9, "否", "否", "否", "否"], "表" * 4 + "－" * 9 + "表" * 4),
        # seven lines below the last that says the same are of the table, too
        (["是", "是", "是", "是", *"甲乙丙丁戊己庚辛"], "表" * 11 + "－"),
        (["是", "是", "是", "是", LONG, "甲"], "表表表表－表"),
    ],
)
def test_cells_that_say_the_same_again_and_again_are_a_table(lines: list[str], kinds: str) -> None:
    assert decide(*lines) == kinds


@pytest.mark.parametrize(("cell", "kinds"), [("全" * 16, "表" * 4), ("全" * 17, "－" * 4), ("第三", "－" * 4)])
def test_a_cell_is_short_and_no_ordinal(cell: str, kinds: str) -> None:
    assert decide(*[cell] * 4) == kinds


def test_numbered_lines_with_paragraphs_below_are_headings_however_alike() -> None:
    text = ["1.工作进展", LONG, "1.工作进展", LONG, "1.工作进展", LONG, "1.工作进展", LONG]
    assert decide(*text) == "－" * 8
    assert decide(*[line for line in text if line != LONG]) == "表" * 4


def test_contents_end_where_the_first_entry_comes_again() -> None:
    text = ["目录", "一、总体要求……1", "二、重点任务……3", "一、总体要求", LONG, "二、重点任务"]
    assert decide(*text) == "表表表－－－"
    assert decide("目　录", "一、总体要求", LONG) == "－－－", "what does not come again is no contents"
    assert decide(LONG, "目录", "一、总体要求", "一、总体要求") == "－表表－"


def test_contents_whose_first_entry_heads_nothing_end_where_another_comes_again() -> None:
    assert decide("目录", "前言", "一、总体要求", "二、重点任务", LONG, "一、总体要求", LONG) == "表表表表－－－"
    assert decide("目录", "前言", "一、总体要求", LONG, LONG) == "－－－－－", "nothing comes again"


def test_lines_that_end_with_pages_are_contents_though_none_comes_again() -> None:
    assert decide("目录", "请示报告条例　1", "会议管理办法\t12", LONG) == "表表表－"
    assert decide("目录", "请示报告条例　1", LONG) == "－－－", "one line is no contents"
    assert decide("目录", "第一届 1", "第二届 2", LONG) == "－－－－", "a narrow space parts no page"
