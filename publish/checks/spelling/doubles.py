"""Characters and words typed twice, where one of them does as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.checks.spelling.counts import END, START
from publish.checks.spelling.judgement import is_known
from publish.checks.spelling.likelihood import likelihood
from publish.checks.spelling.phrases import Slip

GAIN = 7.0  # logarithm of how much likelier a run must be without the second
TWICE = re.compile("(?P<word>[\u4e00-\u9fff]{2,})(?P=word)")
EACH = frozenset(  # 件件有回音, 一件件
    "一个件项条次场天年月周日届支桩群株枝盏颗片家户村县市省处层级代步声句字篇张座栋排队批岁季门口样种段程点"
)
AT_EASE = frozenset(  # 研究研究
    "研究 商量 讨论 学习 休息 了解 考虑 交流 锻炼 琢磨 总结 宣传 打听 活动 放松 体会 帮助 尝试".split()  # noqa: SIM905
)


def find_doubles(run: str) -> Iterator[Slip]:
    """Single characters and words of a run that stand twice in a row."""
    for match in TWICE.finditer(run):
        if _is_typed_twice(match["word"]):
            yield Slip(match.start(), match.end(), match["word"])
    for at in range(1, len(run)):
        if run[at] == run[at - 1] and not stands_well(run, at) and _is_better_once(run, at):
            yield Slip(at - 1, at + 1, run[at])


def _is_typed_twice(word: str) -> bool:
    """Whether a word that stands twice is none of those that may (一天一天, 研究研究)."""
    return len(set(word)) > 1 and is_known(word) and word[0] not in "一极" and word not in AT_EASE


def stands_well(run: str, at: int) -> bool:
    """Whether a character may follow itself: 人人; 件件; 和和美美; 石化化工, where each has a word of its own."""
    before, behind = run[max(0, at - 2) : at], run[at : at + 2]
    if is_known(before) and (is_known(behind) or is_known(before + run[at])):
        return True
    if before[:-1] in ("", "一") and run[at] in EACH:
        return True
    pairs = run[max(0, at - 3) : at - 1], run[at + 1 : at + 3]
    return any(len(pair) == len("和和") and pair[0] == pair[1] for pair in pairs)


def _is_better_once(run: str, at: int) -> bool:
    """Whether it is much likelier once, as many write it."""
    padded, known, place = START + START + run + END, likelihood(), at + 2
    once = padded[:place] + padded[place + 1 :]
    often = known.counts.three(once[place - 2 : place + 1])
    return bool(often) and known.over(once[place - 2 : place + 2]) - known.over(padded[place - 2 : place + 3]) > GAIN
