"""Words and short quoted terms stay whole."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.composition.words import LONGEST, find_inner_offsets
from tests import list_cases
from tests.composition.ideal import Setting, compose_ideal, read_lines


@pytest.mark.parametrize("case", list_cases("composition/words.txt"))
def test_words_stay_whole(case: str) -> None:
    text = case.replace("/", "")
    inner = find_inner_offsets(text)
    assert "".join(char if offset in inner or not offset else "/" + char for offset, char in enumerate(text)) == case


@settings(deadline=None)  # the dictionary is loaded on the first call
@given(st.text("坚持以人民为中心的发展思想“”《》2024年月日，。a 𠮷", max_size=60))
def test_no_run_is_longer_than_half_a_line(text: str) -> None:
    inner = find_inner_offsets(text)
    assert all(0 < offset < len(text) for offset in inner)
    run = longest = 1
    for offset in range(1, len(text)):
        run = run + 1 if offset in inner else 1
        longest = max(longest, run)
    assert longest <= 2 * LONGEST  # a word and a date may overlap


def break_lines(text: str, words: Literal["break", "keep"], characters: int = 6) -> list[str]:
    return read_lines(compose_ideal(text, Setting(1000 * characters, justified=False, words=words)))


def test_lines_end_between_words_only_when_asked() -> None:
    text = "必须坚持稳中求进工作"
    assert break_lines(text, "keep") == ["必须坚持", "稳中求进工作"]
    assert break_lines(text, "break") == ["必须坚持稳中", "求进工作"]


def test_a_word_longer_than_the_line_is_parted() -> None:
    assert "".join(break_lines("中国共产党", "keep", 3)) == "中国共产党"
