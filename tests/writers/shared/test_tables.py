"""Columns, alignment and whole rows of a table, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.model import Cell, Paragraph, Span, Table
from publish.text.widths import title_width
from publish.writers.shared.columns import iter_pieces, iter_words
from publish.writers.shared.heads import count_head_rows
from publish.writers.shared.tables import (
    align_cells,
    find_heading_rows,
    find_joined,
    find_pads,
    lay_out_table,
    may_part_rows,
    place_cells,
    share_widths,
    square,
)
from tests.work import count_calls
from tests.writers.word.word_files import SENTENCE, paragraph, style, table

CELLS = st.builds(Cell, st.just(()), st.integers(1, 3), st.integers(1, 3))
TABLES = st.builds(Table, st.lists(st.lists(CELLS, max_size=4).map(tuple), min_size=1, max_size=5).map(tuple))


def cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((paragraph(text),), columns, rows)


def test_cells_that_span_rows_push_the_next_ones_right() -> None:
    made = table([[cell("甲", rows=2), "乙"], ["丙"], ["丁", "戊"]])
    assert [(row, column) for row, column, _ in place_cells(made)] == [(0, 0), (0, 1), (1, 1), (2, 0), (2, 1)]


def test_short_rows_are_filled_and_cells_do_not_leave_the_table() -> None:
    made = square(table([["甲", "乙", "丙"], [cell("丁", rows=9)], ["戊"]]))
    assert [len(row) for row in made.rows] == [3, 3, 2]
    assert made.rows[1][0].rows == 2


def test_a_table_is_laid_out_once_however_often_its_caption_is_made_anew() -> None:
    made, look = table([[f"{number}", "乙"] for number in range(50)]), style()
    grid = lay_out_table(made, look)
    again = replace(made, caption=Paragraph((Span("表1"),)))
    assert count_calls(lambda: lay_out_table(again, look)) < 50
    assert lay_out_table(again, look) is grid
    assert lay_out_table(replace(made, header_rows=1), look) != grid


@given(TABLES)
def test_every_squared_row_is_as_wide_as_every_other(made: Table) -> None:
    whole = square(made)
    widths = [0] * len(whole.rows)
    for row, _, each in place_cells(whole):
        for below in range(row, row + each.rows):
            widths[below] += each.columns
    assert len(set(widths)) == 1
    assert len(whole.rows) == len(made.rows)


@pytest.mark.parametrize(
    ("column", "align"),
    [
        (["1", "", "20"], "center"),
        (["市政协", "市委统战部"], "center"),
        (["市政协提案委员会", "市政府"], "left"),
        (["1,234,567.89", "30.61%", "—"], "center"),
        (["2026年8月15日", "12月"], "center"),
        ([Cell((paragraph("1"),), align="right"), Cell((paragraph("20"),), align="right"), ""], "right"),
        ([Cell((paragraph("市政协提案委员会"),), align="right"), "市政府"], "left"),
    ],
)
def test_the_cells_of_a_column_are_aligned_alike(column: list[str | Cell], align: str) -> None:
    made = table([["头"], *([each] for each in column)], header_rows=1)
    (head,), *rows = ([align for _, align in row] for row in align_cells(made, style().table, [8.0]))
    assert head == "center"
    assert rows == [[align]] * len(column)


def test_long_texts_are_justified_where_the_column_is_wide() -> None:
    made = table([[SENTENCE, SENTENCE]])
    assert [align for _, align in align_cells(made, style().table, [8.0, 20.0])[0]] == ["left", "justify"]


def test_a_sum_over_columns_is_aligned_like_the_figures_above() -> None:
    made = table([["1", SENTENCE], [cell("12", columns=2)], [cell(SENTENCE, columns=2)]])
    aligned = [[align for _, align in row] for row in align_cells(made, style().table, [8.0, 9.0])]
    assert aligned[1:] == [["center"], ["justify"]]


def test_short_columns_get_what_they_need() -> None:
    made = table([["序号", "任务", "单位", "备注"], ["1", SENTENCE * 3, "市政协提案委员会、市委统战部", "重点"]], 1)
    number, task, office, remark = (share * 24 for share in share_widths(made, 24, 0.75))
    assert number == remark == pytest.approx(2.95, abs=0.05)
    assert task > office > 4.5


def test_names_dates_and_figures_are_parted_last() -> None:
    rows = [["许可事项", SENTENCE, "业务部门一", "2026年8月15日", "整改中", "93.7%"]] * 9
    made = table([["事项", "具体问题", "责任部门", "计划完成时间", "整改状态", "完成率"], *rows], 1)
    inner = [share * 37 - 0.75 for share in share_widths(made, 37, 0.75)]
    for text, room in zip(("许可事项", "", "业务部门一", "8月15日", "整改中", "93.7%"), inner, strict=True):
        assert title_width(text) <= room, text


def test_what_no_line_parts() -> None:
    assert list(iter_words("于2026年8月15日用PDF格式")) == ["2026年", "8月", "15日", "PDF"]
    assert list(iter_words("完成率")) == []


def test_the_sources_own_widths_come_first() -> None:
    made = Table(table([["甲", SENTENCE]]).rows, widths=(3, 1))
    assert share_widths(made, 30, 1) == [0.75, 0.25]


def test_widths_nobody_has_set_and_widths_that_part_words_are_made_anew() -> None:
    rows = table([["1", SENTENCE]]).rows
    assert share_widths(Table(rows, widths=(1, 1)), 30, 1)[1] > 0.8
    assert share_widths(Table(table([["12345.67", SENTENCE]]).rows, widths=(1, 9)), 30, 1)[0] > 0.15


HEADS = {
    "序号": [["序号", "事项"], ["1", "甲"]],
    "备注": [["单位", "人数", "备注"], ["甲", "3", ""], ["乙", "5", "含借调"]],
    "计量单位": [["县区", "水库（座）"], ["甲县", "12"], ["乙县", "8"]],
    "表头加粗": [[Cell((Paragraph((Span(t, strong=True),)),)) for t in ("项目", "内容")], ["甲", "一"], ["乙", "二"]],
    "两层表头": [[cell("序号", rows=2), cell("人数", columns=2)], ["男", "女"], ["1", "2", "3"]],
}
NO_HEADS = {
    "表格": [["姓名", "张三", "性别", "男"], ["年龄", "45", "电话", "5555555"], ["工号", "001", "备注", ""]],
    "文字": [["序号", SENTENCE], ["1", "甲"]],
    "数字": [["序号", "1", "2"], ["单位", "甲", "乙"]],
    "一行": [["序号", "事项"]],
    "单位下不是数字": [["县区", "水库（座）"], ["甲县", "没有"]],
    "处处加粗": [[Cell((Paragraph((Span(t, strong=True),)),)) for t in ("项目", "内容")]] * 2,
}


@pytest.mark.parametrize("rows", HEADS.values(), ids=HEADS)
def test_a_first_row_that_is_plainly_a_head_is_one(rows: list[list[str | Cell]]) -> None:
    assert count_head_rows(table(rows)) == max(cell.rows for cell in table(rows).rows[0])


@pytest.mark.parametrize("rows", NO_HEADS.values(), ids=NO_HEADS)
def test_other_first_rows_are_not(rows: list[list[str | Cell]]) -> None:
    assert count_head_rows(table(rows)) == 0


@given(TABLES, st.floats(5, 60))
def test_shares_make_up_the_whole(made: Table, characters: float) -> None:
    shares = share_widths(square(made), characters, 0.5)
    assert sum(shares) == pytest.approx(1)
    assert min(shares) > 0


def test_rows_that_fit_are_whole_and_tall_heads_are_not_repeated() -> None:
    look = style()
    short = table([["序号", "任务"], ["1", SENTENCE]], 1)
    tall = table([["序号", SENTENCE * 30], ["1", SENTENCE * 60]], 1)
    assert [row.whole for row in lay_out_table(short, look).rows] == [True]
    assert len(lay_out_table(short, look).heads) == 1
    assert not may_part_rows([short], look)
    assert lay_out_table(tall, look).heads == ()
    assert lay_out_table(tall, look).unrepeated == 1
    assert may_part_rows([paragraph("正文"), tall], look)


INDICATORS = ["县区", "规上工业企业数（家）", "工业总产值（万元）", "工业增加值（万元）", "固定资产投资（万元）"]


@pytest.mark.parametrize(
    ("columns", "figure", "step", "wide"),
    [
        (5, "1234", 0, False),
        (9, "1234", 0, False),
        (10, "1234", 1, False),
        (7, "1234567.8", 1, False),
        (8, "1234567.8", 2, False),
        (9, "1234567.8", 0, True),
        (10, "1234567.8", 1, True),
        (11, "1234567.8", 2, True),
    ],
)
def test_a_table_too_wide_is_set_smaller_then_sideways(columns: int, figure: str, step: int, wide: bool) -> None:
    rows: list[list[str | Cell]] = [[INDICATORS[number % len(INDICATORS)] for number in range(columns)]]
    rows += [[figure] * columns for _ in range(2)]
    made = table(rows, header_rows=1)
    grid = lay_out_table(made, style(), may_turn=True)
    assert (grid.step, grid.wide) == (step, wide)
    assert not lay_out_table(made, style(table__wide="never"), may_turn=True).wide
    assert lay_out_table(made, style(table__wide="always"), may_turn=True).wide


def test_no_closing_mark_stands_alone() -> None:
    assert list(iter_pieces("原收费标准（20元/件）。"))[-2:] == ["/", "件）。"]
    assert "（人）" in list(iter_pieces("常住人口（人）"))


@pytest.mark.parametrize(
    ("column", "pads"),
    [
        (["1286.53", "403.7", "96"], [(0.0, 0.0), (0.5, 0.5), (1.0, 1.25)]),
        (["6.2", "8.15", "-3.4"], [(0.333, 0.5), (0.333, 0.0), (0.0, 0.5)]),
        (["1", "—", "10"], [(0.5, 0.0), None, (0.0, 0.0)]),
        (["1", "合计", "10"], [None, None, None]),
        (["1.5", "", ""], [None, None, None]),
        (["2024年", "2025年"], [None, None]),
    ],
)
def test_the_points_of_figures_stand_below_each_other(
    column: list[str | Cell], pads: list[tuple[float, float] | None]
) -> None:
    made = table([["头"], *([each] for each in column)], header_rows=1)
    place = list(place_cells(made))
    found = find_pads(made, place)
    assert [found.get(id(each)) for row, _, each in place if row] == [pad and pytest.approx(pad) for pad in pads]


@pytest.mark.parametrize(
    ("case", "spans", "joined"),
    [
        ("no merged cell", {}, set()),
        ("a cell over two rows", {1: 2}, {1}),
        ("two that overlap", {1: 2, 2: 3}, {1, 2, 3}),
        ("two, one below the other", {0: 2, 2: 2}, {0, 2}),
        ("one over more rows than stay together", {0: 6}, set()),
    ],
)
def test_rows_that_a_merged_cell_joins_stay_together(case: str, spans: dict[int, int], joined: set[int]) -> None:
    made = table([[cell("并", rows=spans.get(row, 1)), *(["单"] * 3)] for row in range(6)])
    assert find_joined(square(made), [1.0] * 6, most=5) == joined, case


@pytest.mark.parametrize(
    ("rows", "heads", "heading"),
    [
        ([["姓名", "张三"], ["性别", "男"], ["学历", "本科"]], 0, {0}),
        ([["项目", "数量"], ["甲", "乙"], ["一", "二"], ["三", "四"]], 2, {0, 1}),
        ([["姓名", "张三"], [cell("一、基本情况", columns=2)], ["学历", "本科"]], 0, {0, 1}),
        ([["姓名", "张三"], ["学历", "本科"], [cell("以上情况属实", columns=2)]], 0, {0}),  # nothing is below it
        ([[cell("一、基本情况", columns=2)], [cell("（一）学历", columns=2)], ["本科", "四年"]], 0, {0, 1}),
        ([["一列"], ["甲"], ["乙"]], 0, {0}),
        ([["只有一行", "甲"]], 0, set()),
    ],
)
def test_what_heads_the_rows_below_does_not_stand_at_the_foot_of_a_page(
    rows: list[list[str | Cell]], heads: int, heading: set[int]
) -> None:
    made = square(table(rows, header_rows=heads))
    assert find_heading_rows(made, [1.0] * len(rows)) == heading
