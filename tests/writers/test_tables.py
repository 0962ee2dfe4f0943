"""Columns, alignment and whole rows of a table, before anything is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.model import Cell, Table
from publish.writers.tables import align_cells, lay_out_table, may_part_rows, place_cells, share_widths, square
from tests.writers.word_files import SENTENCE, paragraph, style, table

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


@given(TABLES)
def test_every_squared_row_is_as_wide_as_every_other(made: Table) -> None:
    whole = square(made)
    widths = [0] * len(whole.rows)
    for row, _, each in place_cells(whole):
        for below in range(row, row + each.rows):
            widths[below] += each.columns
    assert len(set(widths)) == 1
    assert len(whole.rows) == len(made.rows)


def test_heads_and_short_columns_are_centred_long_texts_justified() -> None:
    made = table([["序号", "任务"], ["1", SENTENCE], ["2", "完"]], header_rows=1)
    aligned = [[align for _, align in row] for row in align_cells(made, short=6)]
    assert aligned == [["center", "center"], ["center", "justify"], ["center", "justify"]]


def test_a_cells_own_alignment_comes_first() -> None:
    made = table([[Cell((paragraph("1"),), align="right"), "甲"]])
    assert [align for _, align in align_cells(made, short=6)[0]] == ["right", "center"]


def test_short_columns_get_what_they_need() -> None:
    made = table([["序号", "任务", "单位", "备注"], ["1", SENTENCE * 3, "市政协提案委员会、市委统战部", "重点"]], 1)
    number, task, office, remark = (share * 24 for share in share_widths(made, 24, 0.75))
    assert number == remark == pytest.approx(2.95)
    assert task > office > 5


def test_the_sources_own_widths_come_first() -> None:
    made = Table(table([["甲", SENTENCE]]).rows, widths=(3, 1))
    assert share_widths(made, 30, 1) == [0.75, 0.25]


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
