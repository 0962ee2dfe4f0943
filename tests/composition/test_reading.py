"""Reading time counts what is said."""

from __future__ import annotations

import re

import pytest

from publish.composition.reading import TIME, count_syllables, format_time


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("同志们：", 3),
        ("2024年3月1日，好！", 10),
        ("用 GDP 与 App", 6),
        ("“四个自信”——𠮷〇", 6),
        ("…… — ·", 0),
    ],
)
def test_marks_are_silent(text: str, count: int) -> None:
    assert count_syllables(text) == count


@pytest.mark.parametrize(
    ("syllables", "per_minute", "time"),
    [(0, 200, "0秒"), (100, 200, "30秒"), (199, 200, "1分00秒"), (617, 200, "3分05秒"), (10, 0, "10分00秒")],
)
def test_time_in_minutes_and_seconds(syllables: int, per_minute: int, time: str) -> None:
    assert format_time(syllables, per_minute) == time
    assert re.fullmatch(TIME, time)
