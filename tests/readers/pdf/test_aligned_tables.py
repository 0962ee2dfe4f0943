"""Tables of a PDF without upright rules are tables; what merely stands side by side is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from publish.model import Table
from tests.readers.pdf.pdf_files import LEFT, RIGHT, SIZE, Stroke, Words, make_pdf, set_lines
from tests.readers.pdf.test_plain_pdf import read_bytes
from tests.readers.reader_display import bag, characters, texts

COLUMNS = (90.0, 230.0, 330.0, 430.0)
HEAD = ["县区", "任务", "完成", "完成率"]
FIGURES = [["青山县", "1.2", "1.3", "108.3%"], ["临河区", "0.8", "0.8", "100.0%"]]
SHOWN = "[ 县区 | 任务 | 完成 | 完成率 / 青山县 | 1.2 | 1.3 | 108.3% / 临河区 | 0.8 | 0.8 | 100.0% ]"


def rows(*texts: Sequence[str], top: float = 600.0, columns: Sequence[float] = COLUMNS) -> list[Words]:
    """Rows of words, each column from its own left edge."""
    return [
        Words(text, x, top - 24 * number)
        for number, row in enumerate(texts)
        for x, text in zip(columns, row, strict=False)
        if text
    ]


def across(*heights: float) -> list[Stroke]:
    return [Stroke(LEFT, y, RIGHT, y) for y in heights]


def read_page(items: Sequence[Words | Stroke], folder: Path) -> list[str]:
    page = [*set_lines(["　　完成情况如下。"], top=700), *items, *set_lines(["　　特此报告。"], top=440)]
    source = read_bytes(make_pdf([page]), folder)
    drawn = bag("".join(item.text for item in page if isinstance(item, Words)))
    assert characters(source) == drawn
    return texts(source)


def test_three_rules_make_a_table(tmp_path: Path) -> None:
    items: list[Words | Stroke] = [*rows(HEAD, *FIGURES), *across(620, 592, 545)]
    assert read_page(items, tmp_path) == ["完成情况如下。", SHOWN, "特此报告。"]


def test_a_head_and_figures_make_a_table_without_rules(tmp_path: Path) -> None:
    assert read_page(rows(HEAD, *FIGURES), tmp_path) == ["完成情况如下。", SHOWN, "特此报告。"]


def test_a_ruled_table_of_two_columns_is_one(tmp_path: Path) -> None:
    items: list[Words | Stroke] = [*rows(["条文", "罪名"], ["第一百条", "危害公共安全罪"]), *across(620, 592, 568)]
    assert read_page(items, tmp_path)[1] == "[ 条文 | 罪名 / 第一百条 | 危害公共安全罪 ]"


def test_the_lines_of_a_cell_are_one_paragraph(tmp_path: Path) -> None:
    """A long name on two lines, nearer to each other than rows are."""
    items = rows(HEAD, FIGURES[0], ["高新技术产业", "0.5", "0.4", "80.0%"])
    items += [Words("开发区", COLUMNS[0], 600 - 48 - SIZE * 1.2)]
    assert read_page(items, tmp_path)[1].endswith("/ 高新技术产业开发区 | 0.5 | 0.4 | 80.0% ]")


def test_figures_aligned_at_the_right_part_narrow_columns(tmp_path: Path) -> None:
    """Where a long head stands near the next, the rows below show the gutter."""
    items = rows(
        ["县区", "任务（亩）", "完成率"], ["青山县", "8", "100%"], ["临河区", "7", "95%"], columns=(90, 230, 313)
    )
    assert "[ 县区 | 任务（亩） | 完成率 / 青山县 | 8 | 100% / 临河区 | 7 | 95% ]" in read_page(items, tmp_path)


def test_a_row_of_one_cell_parts_no_table(tmp_path: Path) -> None:
    """The lines above and below it stand between the same two rules: one table, every word once."""
    items: list[Words | Stroke] = [*rows(HEAD, FIGURES[0], ["其中"], FIGURES[1]), *across(620, 520)]
    shown_once = (
        "[ 县区 | 任务 | 完成 | 完成率 / 青山县 | 1.2 | 1.3 | 108.3% / 其中 |  |  |  / 临河区 | 0.8 | 0.8 | 100.0% ]"
    )
    assert read_page(items, tmp_path)[1] == shown_once


@pytest.mark.parametrize(
    "items",
    [
        rows(["甲方", "", "乙方"], ["代表：张三", "", "代表：李四"], ["2026年4月10日", "", "2026年4月12日"]),
        rows(["张三", "李四", "王五", "赵六"], ["孙七", "周八", "吴九", "郑十"], ["冯一", "陈二", "褚三", "卫四"]),
        rows(["一、总体要求", "", "", "1"], ["二、主要任务", "", "", "3"], ["三、保障措施", "", "", "7"]),
        rows(["海州市水利局", "", "海州市农业局"]),
    ],
    ids=["signers", "names", "contents", "issuers"],
)  # fmt: skip
def test_what_stands_side_by_side_is_no_table(items: list[Words], tmp_path: Path) -> None:
    page = [*set_lines(["　　完成情况如下。"], top=700), *items]
    assert not any(isinstance(block, Table) for block in read_bytes(make_pdf([page]), tmp_path).blocks)


def test_prose_between_rules_is_no_table(tmp_path: Path) -> None:
    """A running head and a foot are ruled too."""
    lines = [
        "　　今年以来，全市上下坚决落实党中央决策部署，扎实推进防",
        "汛抗旱各项准备工作，取得了阶段性成效，为保障人民群众生命",
    ]
    page = [*set_lines(lines, top=700), *across(740, 560)]
    assert not any(isinstance(block, Table) for block in read_bytes(make_pdf([page]), tmp_path).blocks)
