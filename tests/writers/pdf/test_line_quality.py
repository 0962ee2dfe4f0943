"""The ruler laid on paragraphs full of figures: even gaps, one right edge, no line against kinsoku."""

from __future__ import annotations

import pytest

from publish.model import Metadata
from publish.readers.text.reader import read
from publish.structure.recognise import recognise
from publish.writers import Order, make_output
from tests import SEED
from tests.writers.pdf.pdf_blocks import (
    Block,
    count_last_characters,
    deviation_of_gaps,
    find_gaps,
    find_kinsoku_faults,
    measure_edges,
    read_blocks,
)
from tests.writers.pdf.pdf_files import make
from tests.writers.word.word_files import paragraph, style

LOOK = style()
BEARABLE = 0.03  # em
EDGE = 0.1  # pt
HOLIDAYS = (
    "一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。",
    "二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。",
    "七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。",
    "2024年，我市计划改造老旧小区126个，涉及居民3.42万户，建筑面积278.6万平方米。截至9月底，已开工121个，开工率96.03%，"
    "完成投资5.87亿元。",
    "（一）资金缺口。受主要建材价格上涨3%～5%等因素影响，全年资金缺口为4860万元，城镇调查失业率为4.2%、提高0.8个百分点。",
    "世界卫生组织（WHO，World Health Organization）指出，PM2.5浓度由38μg/m³下降到31.5μg/m³，达到GB 3095—2012二级标准。",
    "民心工程扎实推进。新增养老床位4385张，改建认知障碍照护床位3210张，建成社区长者食堂39个。新增公办幼儿园托班托额5155个、"
    "社区托育托额9034个，开设小学生爱心寒暑托班928个。建设筹措保障性租赁住房7.2万套（间），加装电梯3005台。",
)


@pytest.fixture(scope="module", params=["grid", "compressed"])
def figures(request: pytest.FixtureRequest) -> list[Block]:
    """Paragraphs in which every other character is a figure."""
    return read_blocks(make(*map(paragraph, HOLIDAYS), composition=request.param).data)


@pytest.fixture(scope="module")
def seed() -> list[Block]:
    """The speech this tool was first made for."""
    return read_blocks(make_output("pdf", recognise(read(SEED), Metadata()), Order(LOOK)).data)


def find_edges(blocks: list[Block]) -> list[float]:
    page = LOOK.page
    return measure_edges(blocks, page.left, page.width - page.right, page.cell)


def test_the_gap_is_the_same_in_the_lines_of_a_paragraph(figures: list[Block]) -> None:
    deviations = [deviation for block in figures if (deviation := deviation_of_gaps(block)) is not None]
    assert len(deviations) == len(HOLIDAYS)
    assert max(deviations) <= BEARABLE


def test_last_lines_have_the_gap_itself(figures: list[Block]) -> None:
    gaps = [gap for block in figures for gap in find_gaps(block.lines[-1])]
    assert len(gaps) > 15
    assert gaps == [pytest.approx(LOOK.western.gap, abs=0.01)] * len(gaps)


def test_lines_full_of_figures_end_at_the_edge(figures: list[Block]) -> None:
    edges = find_edges(figures)
    assert len(edges) > 8
    half = LOOK.page.cell * 0.499  # compressed composition lets the blank half of a mark stand outside
    assert all(min(abs(edge), abs(edge - half)) <= EDGE for edge in edges)


def test_no_line_stands_against_kinsoku(figures: list[Block], seed: list[Block]) -> None:
    assert [fault for block in (*figures, *seed) for fault in find_kinsoku_faults(block)] == []


def test_the_lines_of_the_seed_end_at_the_edge(seed: list[Block]) -> None:
    edges = find_edges(seed)
    assert len(edges) > 80
    assert max(map(abs, edges)) <= EDGE


def test_the_ruler_sees_a_paragraph_with_its_run_in_heading(seed: list[Block]) -> None:
    (block,) = (block for block in seed if block.lines[0].text.startswith("一要旗帜鲜明讲政治。"))
    assert len(block.lines) > 10
    assert count_last_characters(block) > 1
