"""Reading time counts what is said."""

from __future__ import annotations

import pytest

from publish.composition.reading import count_syllables, format_time


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("同志们：", 3), ("2024年3月1日，好！", 10), ("用 GDP 与 App", 6), ("“四个自信”——𠮷〇", 6), ("…… — ·", 0)],
)
def test_marks_are_silent(text: str, count: int) -> None:
    assert count_syllables(text) == count


@pytest.mark.parametrize(
    ("syllables", "per_minute", "time"),
    [(0, 200, "0 秒"), (100, 200, "30 秒"), (199, 200, "1 分 00 秒"), (617, 200, "3 分 05 秒"), (10, 0, "10 分 00 秒")],
)
def test_time_in_minutes_and_seconds(syllables: int, per_minute: int, time: str) -> None:
    assert format_time(syllables, per_minute) == time
