"""Where a page of a lectern copy turns: behind a sentence, so that nobody turns the page in the middle of one.

Pure: the caller says how many lines a beginning of the text takes. The rules are ours (no source prescribes them):
a page may end early by some lines to end behind a sentence, else behind a clause, and only then where it is full;
never inside brackets or a quoted name, never between digits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum

PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "[": "]",
}
QUOTES = "“‘「『"  # may hold whole sentences, so that a sentence can end inside
CLOSERS = "".join(PAIRS.values())
POINT = re.compile(
    rf"""
    (?P<sentence>[。！？‼⁇⁈⁉]+|[!?]+(?![!-~]))[{re.escape(CLOSERS)}]*  # 。” ？！ but not ?q=1
    | [；，：…][{re.escape(CLOSERS)}…]*  # ，” ……
    """,
    re.VERBOSE,
)


class Rank(IntEnum):
    """How good a place to turn the page is; less is better."""

    SENTENCE = 0
    CLAUSE = 1  # ；
    PAUSE = 2  # ，：……


def find_turn_points(text: str) -> Mapping[Rank, Sequence[int]]:
    """Offsets behind sentences, clauses and pauses at which a page may turn, ascending; the text's end is none."""
    inside = _enclosures(text)
    points: dict[Rank, list[int]] = {rank: [] for rank in Rank}
    for match in POINT.finditer(text):
        rank, end = _rank(match), match.end()
        enclosing = [text[start] for start, stop in inside if start < end < stop]
        allowed = all(opener in QUOTES for opener in enclosing) if rank is Rank.SENTENCE else not enclosing
        if allowed and end < len(text) and not _parts_number(text, end):
            points[rank].append(end)
    return points


def choose_turn(
    points: Mapping[Rank, Sequence[int]], count_lines: Callable[[int], int], room: int, spare: Mapping[Rank, int]
) -> int | None:
    """The offset behind which the page turns, when a text takes more than the `room` lines left on the page.

    `count_lines(offset)` is the number of lines the text up to `offset` takes by itself; it must not fall as offsets
    grow. `spare` is how many of the lines may stay empty for the sake of each rank. 0: the whole text goes to the next
    page (what stands before it ends a sentence). None: no good place, the page turns where it is full.
    """
    for rank in Rank:
        ends = [0, *points[rank]] if rank is Rank.SENTENCE else points[rank]
        fitting = bisect_right(ends, room, key=count_lines)
        if fitting and room - count_lines(ends[fitting - 1]) <= spare[rank]:
            return ends[fitting - 1]
    return None


def _rank(match: re.Match[str]) -> Rank:
    if match["sentence"]:
        return Rank.SENTENCE
    return Rank.CLAUSE if match[0].startswith("；") else Rank.PAUSE


def _enclosures(text: str) -> list[tuple[int, int]]:
    """Start and end of everything between brackets or quotation marks that have a partner."""
    found, open_marks = [], []
    for offset, char in enumerate(text):
        if char in PAIRS:
            open_marks.append((offset, PAIRS[char]))
        elif char in CLOSERS:
            partner = next((i for i in reversed(range(len(open_marks))) if open_marks[i][1] == char), None)
            if partner is not None:
                found.append((open_marks[partner][0], offset + 1))
                del open_marks[partner:]
    return found


def _parts_number(text: str, offset: int) -> bool:
    return text[offset].isdigit() and text[offset - 2 : offset - 1].isdigit()
