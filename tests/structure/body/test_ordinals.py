"""Run-in headings counted in words, and lines of 第一, 第二 in a text without other headings."""

from __future__ import annotations

import pytest

from publish.structure.body.ordinals import recognise_ordinals
from tests.structure.rendering import read_items

TEXT = "各县区要把这项工作摆在突出位置，层层压实责任，确保件件有着落。"


def find(*lines: str, above: int = 0) -> list[str]:
    """The headings with their levels; a run-in one up to its end, followed by ｜. `above`: level of the first line."""
    items = read_items(*lines)
    if above:
        items[0].head(above, "带编号")
    recognise_ordinals(items)
    return [
        f"{item.level} {item.text[: item.run_in] + '｜' if item.run_in else item.text}"
        for item in items[1 if above else 0 :]
        if item.level
    ]


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (["一要讲政治。" + TEXT, "二要讲学习。" + TEXT], ["1 一要讲政治。｜", "1 二要讲学习。｜"]),
        (["一是讲政治。" + TEXT, TEXT, "二是讲学习。" + TEXT], ["1 一是讲政治。｜", "1 二是讲学习。｜"]),
        (["首先讲政治。" + TEXT, "其次讲学习。" + TEXT, "最后讲实干。" + TEXT],
         ["1 首先讲政治。｜", "1 其次讲学习。｜", "1 最后讲实干。｜"]),
        (["一要讲政治。" + TEXT], []),  # alone
        (["二要讲政治。" + TEXT, "三要讲学习。" + TEXT], []),  # not from the first on
        (["一要讲政治。" + TEXT, "三要讲学习。" + TEXT], []),  # not one by one
        (["一要讲政治。" + TEXT, "二是讲学习。" + TEXT], []),  # not counted alike
        # more than half of them open a paragraph
        (["一要讲政治。" + TEXT, "二要讲学习。"], []),
        (["一要讲政治。" + TEXT, "二要讲学习。" + TEXT, "三要讲实干。"],
         ["1 一要讲政治。｜", "1 二要讲学习。｜", "1 三要讲实干。"]),
    ],
)  # fmt: skip
def test_runs_count_from_the_first(lines: list[str], headings: list[str]) -> None:
    assert find(*lines) == headings


def test_they_stand_one_level_below_the_heading_above() -> None:
    run = ["一要讲政治。" + TEXT, "二要讲学习。" + TEXT]
    assert find("二、措施", *run, above=1) == ["2 一要讲政治。｜", "2 二要讲学习。｜"]
    assert find("（1）措施", *run, above=4) == ["4 一要讲政治。｜", "4 二要讲学习。｜"], "four levels at most"
    assert find("第一条", *run, above=5) == [], "a text of articles has none"


def test_a_heading_ends_a_run() -> None:
    items = read_items("一要讲政治。" + TEXT, "二、措施", "二要讲学习。" + TEXT)
    items[1].head(1, "带编号")
    recognise_ordinals(items)
    assert not items[0].level
    assert not items[2].level


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (["第一，讲政治", TEXT, "第二，讲学习", TEXT], ["1 第一，讲政治", "1 第二，讲学习"]),
        (["第一，讲政治", TEXT], []),
        (["第一，讲政治", "第二，讲学习", TEXT], []),  # nothing below the first
        (["第一，讲政治", TEXT, "第二，讲学习"], []),
        (["第一，讲政治", TEXT, "第三，讲学习", TEXT], []),
        (["第一，讲政治", TEXT, "第二，讲学习", TEXT, "第三，讲实干。" + TEXT], []),  # not all on lines of their own
    ],
)
def test_lines_of_their_own_are_headings_where_there_are_no_others(lines: list[str], headings: list[str]) -> None:
    assert find(*lines) == headings


def test_below_a_heading_such_lines_are_none() -> None:
    assert find("一、总论", "第一，讲政治", TEXT, "第二，讲学习", TEXT, above=1) == []
