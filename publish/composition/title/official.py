"""Words of official language that no line of a title breaks, and where long fixed phrases may be broken.

They stand in `official_words.txt`, with their source; dictionaries split many of them (新|时代).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

LIST = Path(__file__).with_name("official_words.txt")
JOINT, GOOD_JOINT = "|", "||"
# 创新时代 are two words, but for 开创新时代.
NOT_THERE = {"新时代": "(?<![^开]创)"}


class Phrase(NamedTuple):
    """A phrase in a text: where it starts and ends, the offsets at which it may be broken and those where rather."""

    start: int
    end: int
    joints: frozenset[int]
    good_joints: frozenset[int]


def find_phrases(text: str) -> Iterator[Phrase]:
    """The official words of a text, the longest where several begin; none overlap."""
    pattern, joints = _load()
    for match in pattern.finditer(text):
        ordinary, good = joints[match[0]]
        start = match.start()
        yield Phrase(start, match.end(), *(frozenset(start + offset for offset in each) for each in (ordinary, good)))


@cache
def _load() -> tuple[re.Pattern[str], dict[str, tuple[list[int], list[int]]]]:
    joints: dict[str, tuple[list[int], list[int]]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            joints[line.replace(JOINT, "")] = _read_joints(line)
    words = sorted(joints, key=len, reverse=True)
    pattern = "|".join(_guard(word) + re.escape(word) for word in words)
    return re.compile(pattern), joints


def _guard(word: str) -> str:
    return next((guard for start, guard in NOT_THERE.items() if word.startswith(start)), "")


def _read_joints(line: str) -> tuple[list[int], list[int]]:
    ordinary: list[int] = []
    good: list[int] = []
    offset = 0
    for piece in re.findall(r"\|\||\||[^|]+", line):
        if piece == GOOD_JOINT:
            good.append(offset)
        elif piece == JOINT:
            ordinary.append(offset)
        else:
            offset += len(piece)
    return ordinary, good
