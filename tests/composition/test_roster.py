"""Lists of names, from the case file a clerk can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from publish.composition.roster import align_names, find_name_offsets
from publish.text.widths import estimate_width
from tests import CASE_FOLDER
from tests.composition.ideal import Setting, compose_ideal, read_lines

INDENT = 2.0
Lines = list[tuple[str, str]]


def read_cases() -> Iterator[tuple[Lines, list[str]]]:
    """The lines of each case and what stands below each."""
    for block in (CASE_FOLDER / "composition" / "roster.txt").read_text(encoding="utf-8").split("\n\n"):
        rows = [row for row in block.split("\n") if row[:1] in ("+", "=")]
        texts = [re.fullmatch(r"(\s*)(.*)", row[2:]) for row in rows if row[0] == "+"]
        if texts:
            yield [(match[1], match[2]) for match in texts if match], [row[2:] for row in rows if row[0] == "="]


CASES = list(read_cases())


@pytest.mark.parametrize(("lines", "expected"), CASES, ids=[lines[0][1] for lines, _ in CASES])
def test_names_stand_below_each_other(lines: Lines, expected: list[str]) -> None:
    found = align_names(lines, INDENT, estimate_width)
    assert [f"{places[0] + places[1]:g} {places[0]:g}" if places else "—" for places in found] == expected


@pytest.mark.parametrize(("white", "part"), [("    ", True), ("   ", False)])
def test_a_continuation_stands_two_characters_deeper(white: str, part: bool) -> None:
    found = list(align_names([("", "成员：张三"), (white, "王五"), (white, "赵六")], INDENT, estimate_width))
    assert found == ([(5, -3), (5, 0), (5, 0)] if part else [None, None, None])


def test_names_are_found_by_the_marks_around_them() -> None:
    text = "出席：李某某、欧阳明月（请假），王强"
    assert sorted(find_name_offsets(text)) == [4, 5, 8, 9, 10, 17]
    assert not find_name_offsets("会议强调要抓好落实")


def test_there_are_cases() -> None:
    assert len(CASES) >= 4


@pytest.mark.parametrize("way", ["grid", "compressed"])
def test_names_are_not_split_while_the_line_can_bear_it(way: str) -> None:
    text = "出席：李某某、王某某、赵某某、钱某某、孙某某、周某某、吴某某、郑某某"
    setting = Setting(23_000, composition=way, names=True)  # type: ignore[arg-type]
    assert read_lines(compose_ideal(text, setting)) == [
        "出席：李某某、王某某、赵某某、钱某某、孙某某、",
        "周某某、吴某某、郑某某",
    ]
    narrow = read_lines(compose_ideal(text, Setting(6_000, composition=way, names=True)))  # type: ignore[arg-type]
    assert "".join(narrow) == text


def test_a_name_of_two_characters_stays_whole_too() -> None:
    text = "出席：王强、李明、赵军、钱伟、孙丽"
    lines = read_lines(compose_ideal(text, Setting(10_000, names=True)))
    assert lines == ["出席：王强、李明、", "赵军、钱伟、孙丽"]


def test_a_name_behind_whom_one_stands_for_is_whole() -> None:
    text = "列席：市应急局张某某、市水利局刘某某、市城管局杨某某、市气象局欧阳明月（请假）"
    offsets = find_name_offsets(text)
    whole = [text.index(name) for name in ("张某某", "刘某某", "杨某某", "欧阳明月")]
    assert all({start + 1, start + 2} <= offsets and start not in offsets for start in whole)


def test_an_office_is_no_name() -> None:
    assert not find_name_offsets("请市人民政府办公室综合科、市住房城乡建设局物业管理科")
