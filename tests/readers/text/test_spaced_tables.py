"""Columns that spaces part are a table below the names of the columns, and nowhere else."""

from __future__ import annotations

import pytest

from publish.model import Table, inlines, paragraphs, plain_text
from publish.readers.text.reader import parse

DUTY = """值班安排表
日期  带班领导  值班人员  联系电话
4月4日  张三  李四  0000-1234567
4月5日　王五　赵六　0000-1234567
备注：值班时间为8:00至次日8:00。
"""


def read_rows(text: str) -> list[list[str]]:
    return [
        ["".join(plain_text(inlines(each)) for each in paragraphs(cell.blocks)) for cell in row]
        for block in parse(text, "a.txt").blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_columns_below_their_names_are_a_table() -> None:
    assert read_rows(DUTY) == [
        ["日期", "带班领导", "值班人员", "联系电话"],
        ["4月4日", "张三", "李四", "0000-1234567"],
        ["4月5日", "王五", "赵六", "0000-1234567"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "先进集体\n县发展和改革局  县财政局  县教育局\n县公安局  县税务局  县医院\n",
        "领导小组\n组  长：张三  县长  男\n成  员：李四  局长  男\n",
        "通知\n时间  地点  内容\n以会务组的通知为准。\n",
        "甲方（盖章）：      乙方（盖章）：      丙方（盖章）：\n年 月 日      年 月 日      年 月 日\n",
    ],
    ids=["单位名单", "成员名单", "只有栏目名", "签字处"],
)
def test_other_columns_stay_lines(text: str) -> None:
    assert read_rows(text) == []


LISTED = "重点项目进展情况\n序号\n项目名称\n进度\n1\n东环路\n80%\n2\n学校\n开工\n资料截至3月底。\n"


def test_cells_one_below_the_other_are_a_table() -> None:
    assert read_rows(LISTED) == [["序号", "项目名称", "进度"], ["1", "东环路", "80%"], ["2", "学校", "开工"]]
    assert [plain_text(inlines(each)) for each in paragraphs(parse(LISTED, "a.txt").blocks)][-1] == "资料截至3月底。"


@pytest.mark.parametrize(
    "text",
    [
        LISTED.replace("2\n学校", "3\n学校"),
        LISTED.replace("东环路", "东环路正在施工。"),
        "序号\n1\n东环路\n2\n学校\n",
    ],
    ids=["序号不连续", "整句的格", "只有一栏"],
)
def test_other_short_lines_stay_lines(text: str) -> None:
    assert read_rows(text) == []


def test_empty_lines_of_a_form_are_rows_to_be_filled_in() -> None:
    assert read_rows("参会回执\n姓名\t性别\t职务\t手机\n\t\t\t\n\t\t\t\n请于周五前报回。\n") == [
        ["姓名", "性别", "职务", "手机"],
        ["", "", "", ""],
        ["", "", "", ""],
    ]
    assert read_rows("甲\t\t乙\n\t\t\n丙丁戊己庚辛。\n") == []  # tabs that push words apart


def test_fields_with_room_behind_them_are_a_form() -> None:
    assert read_rows("申报表\n姓名\t\t性别\t\n工作单位\t\t职务\t\n以上属实，请审核。\n") == [
        ["姓名", "", "性别", ""],
        ["工作单位", "", "职务", ""],
    ]
    assert read_rows("目录\n第一章\t\t1\t\n第二章\t\t5\t\n以上各章。\n") == []


def test_figures_in_columns_are_a_table_whatever_the_columns_are_called() -> None:
    assert read_rows("测温结果如下：\n房号　客厅　主卧\n3-1-501　16.2℃　15.8℃\n3-2-602　15.5℃　15.1℃\n已更换。\n") == [
        ["房号", "客厅", "主卧"],
        ["3-1-501", "16.2℃", "15.8℃"],
        ["3-2-602", "15.5℃", "15.1℃"],
    ]


def test_two_columns_are_a_table_below_its_caption_or_unit() -> None:
    rows = "指标\t全县\n居民消费价格\t0.8\n其中：食品烟酒\t1.2\n"
    read = [["指标", "全县"], ["居民消费价格", "0.8"], ["其中：食品烟酒", "1.2"]]
    assert read_rows(f"统计公报\n表1：居民消费价格涨跌幅度\n{rows}二、农业\n") == read
    assert read_rows(f"统计公报\n居民消费价格涨跌幅度\n单位：%\n{rows}二、农业\n") == read
    assert read_rows("名单\n组长\t张三\n组员\t李四\n") == []  # two columns of words, as they stand
