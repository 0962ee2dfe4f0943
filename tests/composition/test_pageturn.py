"""Pages of a lectern copy turn behind sentences."""

from __future__ import annotations

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.composition.pageturn import Rank, choose_turn, find_turn_points
from tests import list_cases

MARKS = {Rank.SENTENCE: "‖", Rank.CLAUSE: "¦", Rank.PAUSE: "|"}


def mark(text: str) -> str:
    at = {offset: MARKS[rank] for rank, offsets in find_turn_points(text).items() for offset in offsets}
    return "".join(at.get(offset, "") + char for offset, char in enumerate(text))


@pytest.mark.parametrize("case", list_cases("composition/pageturn.txt"))
def test_points(case: str) -> None:
    assert mark(case.translate(dict.fromkeys(map(ord, "‖¦|")))) == case


SPARE = {Rank.SENTENCE: 3, Rank.CLAUSE: 2, Rank.PAUSE: 1}


def turn(text: str, room: int, measure: int = 5) -> str | None:
    """What stays on the page when lines hold `measure` characters; None: the page is filled."""
    offset = choose_turn(find_turn_points(text), lambda end: ceil(end / measure), room, SPARE)
    return None if offset is None else text[:offset]


@pytest.mark.parametrize(
    ("text", "room", "stays"),
    [
        ("一二三四。六七八九。甲乙丙丁戊己庚辛", 3, "一二三四。六七八九。"),  # the last sentence that fits
        ("一二三四五六七八九。甲乙丙丁戊己庚辛", 2, "一二三四五六七八九。"),  # the page exactly full
        ("一二三四。六七八九甲乙丙丁戊己庚辛一二三四五六七八", 4, "一二三四。"),  # three lines stay empty
        ("一二三四。六七八九甲乙丙丁戊己庚辛一二三四五六七八", 5, None),  # four would be too many
        ("一二三四五六七八九甲乙丙丁戊己庚辛。", 3, ""),  # the whole paragraph goes over
        ("一二三四五六七八九甲乙丙丁戊己庚辛一二三四五六七八九。", 4, None),
        ("一二三四五六七八九甲乙丙丁；戊己庚辛一二三四五六七八九。", 4, "一二三四五六七八九甲乙丙丁；"),
        ("一二三四五六七八九，甲乙丙丁，戊己庚辛一二三四五六七八九。", 4, "一二三四五六七八九，甲乙丙丁，"),
        ("一，二三四五六七八九，甲乙丙丁戊己庚辛一二三四五六七八九。", 5, None),  # a comma is worth one line only
    ],
)  # fmt: skip
def test_turn(text: str, room: int, stays: str | None) -> None:
    assert turn(text, room) == stays


@given(st.text("一二三四五六七八九甲乙丙丁，。；“”《》（）1！", max_size=200), st.integers(1, 12))
def test_what_stays_fits_and_ends_at_a_point(text: str, room: int) -> None:
    stays = turn(text, room)
    if stays:
        assert ceil(len(stays) / 5) <= room
        assert len(stays) in {offset for offsets in find_turn_points(text).values() for offset in offsets}
        assert stays[-1] in "，。；！”》）"
    if stays is not None:
        assert room - ceil(len(stays) / 5) <= max(SPARE.values())
