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
EACH = (  # 件件有回音, 一件件
    "一个件项条次场天年月周日届支桩群株枝盏颗片家户村县市省处层级代步声句字篇张座栋排队批岁季门口样种段程点"
)
IN_PAIRS = re.compile(rf"(?:^|一)([{EACH}])\1|(.)\2(.)\3")  # and 和和美美
AT_EASE = frozenset(  # 研究研究
    "研究 商量 讨论 学习 休息 了解 考虑 交流 锻炼 琢磨 总结 宣传 打听 活动 放松 体会 帮助 尝试".split()  # noqa: SIM905
)


def find_doubles(run: str) -> Iterator[Slip]:
    """Single characters and words of a run that stand twice in a row."""
    for match in TWICE.finditer(run):
        if _is_typed_twice(match["word"]):
            yield Slip(match.start(), match.end(), match["word"])
    in_pairs = {offset for match in IN_PAIRS.finditer(run) for offset in range(*match.span())}
    for at in range(1, len(run)):
        if run[at] == run[at - 1] and at not in in_pairs and not _has_words(run, at) and _is_better_once(run, at):
            yield Slip(at - 1, at + 1, run[at])


def _is_typed_twice(word: str) -> bool:
    """Whether a word that stands twice is none of those that may (一天一天, 研究研究)."""
    return is_known(word) and word[0] not in "一极" and word not in AT_EASE


def _has_words(run: str, at: int) -> bool:
    """Whether a character and the same before it stand in a word each (石化化工), or both in one."""
    before, behind = run[at - 2 : at], run[at : at + 2]
    return is_known(before) and (is_known(behind) or is_known(before + run[at]))


def _is_better_once(run: str, at: int) -> bool:
    """Whether it is much likelier once, as many write it."""
    once, known = run[:at] + run[at + 1 :], likelihood()
    often = known.counts.three((START + START + once + END)[at : at + 3])
    return bool(often) and known.gain(run, at, at + 1, "") > GAIN
