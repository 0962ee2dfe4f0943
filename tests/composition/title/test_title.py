"""Titles of several lines: the cases an editor can read, and what must hold for any text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.composition.title.costs import NO_END, NO_START, break_costs
from publish.composition.title.lines import AIR, break_title
from publish.composition.title.official import LIST, find_phrases
from publish.composition.title.people import find_people
from publish.text.widths import title_width
from tests import CASE_FOLDER
from tests.work import count_calls

CASES = CASE_FOLDER / "composition" / "titles.txt"
BREAKS = CASE_FOLDER / "composition" / "title-breaks.txt"
LEVELS, HIGHEST = "₁₂₃₄₅₆", (0.35, 0.7, 1.4, 2.8, 5.6, 11.2)  # each twice the one before
MEASURE = 20.1


class Case(NamedTuple):
    """A title with the author's breaks, the measure and the air wanted, and the lines expected."""

    title: str
    measure: float
    air: float
    breaks: list[int]
    lines: list[str]


def read_cases() -> Iterator[Case]:
    """Every case of the file."""
    title, measure, air, lines = "", MEASURE, AIR, list[str]()
    for line in [*CASES.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("| "):
            lines.append(line[2:])
        elif line.startswith("宽 "):
            measure = float(line[2:])
        elif line.startswith("留 "):
            air = float(line[2:])
        elif line and not line.startswith("#"):
            title = line
        elif lines:
            pieces = title.split("/")
            breaks = [len("".join(pieces[:count])) for count in range(1, len(pieces))]
            yield Case("".join(pieces), measure, air, breaks, lines)
            title, measure, air, lines = "", MEASURE, AIR, []


ALL_CASES = list(read_cases())


def test_case_file_is_read_whole() -> None:
    assert len(ALL_CASES) >= 190


@pytest.mark.parametrize("case", ALL_CASES, ids=[case.title for case in ALL_CASES])
def test_title_lines(case: Case) -> None:
    assert break_title(case.title, case.measure, case.breaks, case.air) == case.lines


def mark_breaks(title: str) -> str:
    """A title with the level of each break's cost; nothing where no line should end."""
    levels = [bisect_left(HIGHEST, cost) for cost in break_costs(title)]
    return "".join(
        LEVELS[level : level + 1] + char for level, char in zip([len(LEVELS), *levels[1:]], title, strict=False)
    )


@pytest.mark.parametrize(
    "marked", [line for line in BREAKS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
)
def test_breaks_hurt_as_much_as_written(marked: str) -> None:
    assert mark_breaks(re.sub(f"[{LEVELS}]", "", marked)) == marked


def test_nothing_is_broken_before_the_first_character_and_behind_the_last() -> None:
    costs = break_costs("关于做好防汛工作的通知")
    assert (len(costs), costs[0], costs[-1]) == (12, 0, 0)


def test_every_case_has_the_shape_custom_asks_for() -> None:
    for title, measure, air, breaks, _ in ALL_CASES:
        widths = [title_width(line) for line in break_title(title, measure, breaks, air)]
        assert all(2 < width <= measure for width in widths), title
        valleys = [i for i in range(1, len(widths) - 1) if widths[i - 1] - 1 > widths[i] < widths[i + 1] - 1]
        assert not valleys, f"沙漏形：{title}"


def test_official_words_are_broken_at_their_joints_only() -> None:
    for title, measure, air, breaks, _ in ALL_CASES:
        offset = 0
        for line in break_title(title, measure, breaks, air)[:-1]:
            offset = title.index(line, offset) + len(line)
            for phrase in find_phrases(title):
                inside = phrase.start < offset < phrase.end
                assert not inside or offset in phrase.joints | phrase.good_joints, (title, title[:offset])


def test_no_name_of_a_person_is_broken() -> None:
    named = 0
    for title, measure, air, breaks, _ in ALL_CASES:
        lines = break_title(title, measure, breaks, air)
        for person in find_people(title):
            named += 1
            assert any(title[person.start : person.end] in line for line in lines), lines
    assert named > 25


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("××市市长欧阳明月在大会上的讲话", ["欧阳明月"]),
        ("关于接受叶建春辞去县长职务请求的决定", ["叶建春"]),
        ("关于张三、李某某等12名同志任职的通知", ["张三", "李某某"]),
        ("某某市人民代表大会常务委员会公告", []),
        ("关于加强领导干部作风建设的意见", []),
        ("在全省高等学校校长会议上的讲话", []),
    ],
)
def test_people_found(text: str, people: list[str]) -> None:
    assert [text[person.start : person.end] for person in find_people(text)] == people


def test_the_list_of_official_words_is_sound() -> None:
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert "来源" in LIST.read_text(encoding="utf-8").splitlines()[1]
    assert len(lines) == len({line.replace("|", "") for line in lines}) > 100
    assert all(all(len(piece) > 1 for piece in re.split(r"\|+", line)) for line in lines)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("奋力开创新时代工作新局面", ["新时代", "新局面"]),
        ("科技创新时代的机遇", []),
        ("习近平新时代中国特色社会主义思想", ["习近平新时代中国特色社会主义思想"]),
    ],
)
def test_official_words_found(text: str, words: list[str]) -> None:
    assert [text[phrase.start : phrase.end] for phrase in find_phrases(text)] == words


def test_a_long_official_phrase_has_good_places_to_break_and_others() -> None:
    text = "学习习近平新时代中国特色社会主义思想"
    (phrase,) = find_phrases(text)
    assert [text[offset:] for offset in sorted(phrase.good_joints)] == ["中国特色社会主义思想"]
    assert [text[offset:] for offset in sorted(phrase.joints)] == ["新时代中国特色社会主义思想", "社会主义思想", "思想"]


ALPHABET = "关于在全市工作会议上的讲话通知报告和与暨国务院办公厅印发加强年月2025A（）《》“”、，第一三 　"


@given(st.text(ALPHABET, max_size=120), st.floats(6, 30))
@settings(deadline=None)
def test_no_character_is_lost_and_no_line_overflows(title: str, measure: float) -> None:
    lines = break_title(title, measure)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(title_width(line) <= measure for line in lines)
    assert lines == break_title(title, measure)


@given(st.text("关于在全市工作会议上的讲话通知报告和国务院办公厅印发（）《》“”、，", min_size=25, max_size=60))
@settings(deadline=None)
def test_no_line_starts_or_ends_against_kinsoku(title: str) -> None:
    lines = break_title(title, MEASURE)
    legal = sum(title[i - 1] not in NO_END and title[i] not in NO_START for i in range(1, len(title)))
    if legal > len(title) * 0.8:
        assert not any(line[0] in NO_START for line in lines[1:])
        assert not any(line[-1] in NO_END for line in lines[:-1])


@pytest.mark.parametrize("where", ["关于{}的通知", "关于{}", "{}管理办法", "{}"])
def test_a_word_longer_than_the_line_is_chopped_not_lost(where: str) -> None:
    title = where.format("Pneumonoultramicroscopicsilicovolcanoconiosis-pneumonia2025")
    lines = break_title(title, MEASURE)
    assert "".join(lines) == title
    assert all(title_width(line) <= MEASURE for line in lines)


@pytest.mark.parametrize("title", ["", "  ", "讲话", "各"])
def test_nothing_and_little_are_one_line_or_none(title: str) -> None:
    assert break_title(title, MEASURE) == ([title] if title.strip() else [])


def test_a_title_of_nine_lines_and_more_is_still_whole() -> None:
    title = "关于全市安全生产工作情况的报告" * 20
    assert "".join(break_title(title, MEASURE)) == title


def test_a_long_title_takes_little_work() -> None:
    title = "关于2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告" * 3
    assert len(break_title(title, MEASURE)) >= 6  # loads the dictionary
    # 21,000 calls; 50,000 when lines that cannot lead to the end of the title are weighed too.
    assert count_calls(lambda: break_title(title, MEASURE)) < 35_000
