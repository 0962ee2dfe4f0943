"""No pattern of ours takes more than linear time: a long run of one character must not stop the press."""

from __future__ import annotations

import importlib
import itertools
import math
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from functools import cache

import pytest

import publish
from tests.work import time_ratio

LENGTH = 1_500
QUADRATIC = re.compile(r"\s+$")  # half a millisecond for a linear pattern is fifty times that for this one
GROWTH = 8  # in four times the length: a linear pattern's time grows to 4 times, a quadratic one's to 16 times

RUNS = [
    " ",
    "\u3000",
    "\u00a0",
    "\t",
    "字",
    "a",
    "Z",
    "7",
    "７",
    "一",
    "十",
    "、",
    "，",
    "。",
    "（",
    "）",
    "(",
    ")",
    "“",
    "”",
]
RUNS += [
    "—",
    "-",
    "·",
    "…",
    ".",
    "：",
    "《",
    "》",
    "×",
    "_",
    "*",
    "#",
    "[",
    "]",
    "\\",
    "|",
    "<",
    "\n",
    "\r",
    "\u200b",
    "\u0301",
]
RUNS += ["第一", "（一）", "1.", "一、", "a ", "字 ", "字，", "“字”", "《字》", "2024年", "[x](", "**a", "\n\n", " \n"]


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The compiled patterns in a module's value, those in tuples, lists and tables included."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth < 4 and isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from patterns_in(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from patterns_in(item, depth + 1)
    elif depth < 4 and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from patterns_in(getattr(value, name), depth + 1)


def list_patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(publish.__path__, "publish."):
        if module.name == "publish.__main__":
            continue
        for value in vars(importlib.import_module(module.name)).values():
            found |= {pattern.pattern: pattern for pattern in patterns_in(value)}
    return {f"{number}: {pattern.pattern[:60]}": pattern for number, pattern in enumerate(found.values())}


def seek(pattern: re.Pattern[str], text: str) -> None:
    """Match, anchored and not."""
    pattern.match(text)
    pattern.fullmatch(text)
    list(itertools.islice(pattern.finditer(text), 100))


def time_of(pattern: re.Pattern[str], text: str) -> float:
    started = time.process_time()
    seek(pattern, text)
    return time.process_time() - started


@cache
def suspect() -> float:
    """Seconds that a linear pattern does not take on this machine; what takes longer is judged by its growth."""
    return min(time_of(QUADRATIC, " " * LENGTH + "\0") for _ in range(3)) / 2


def time_or_stop(pattern: re.Pattern[str], text: str, limit: float) -> float:
    """Processor seconds of matching, infinite when it took longer than the limit and was stopped."""

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError

    # This timer runs with the process, so that a busy machine stops nothing; the other one is pytest-timeout's.
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        return time_of(pattern, text)
    except TimeoutError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def is_slow(pattern: re.Pattern[str], attack: str) -> bool:
    """Whether the pattern takes more than linear time, each time of three: a busy machine is slow now and then."""
    return all(seems_slow(pattern, attack) for _ in range(3))


def seems_slow(pattern: re.Pattern[str], attack: str) -> bool:
    seconds = time_or_stop(pattern, attack, 20 * suspect())
    if suspect() < seconds < math.inf:
        short = attack[: LENGTH // 4] + attack[-1]
        return time_ratio(lambda: seek(pattern, short), lambda: seek(pattern, attack), GROWTH, times=4) > GROWTH
    return seconds == math.inf


def find_slow(pattern: re.Pattern[str]) -> str:
    """An attack that takes a pattern more than linear time, as a sentence; empty when there is none."""
    for run in RUNS:
        text = (run * LENGTH)[:LENGTH]
        for attack in (text, text + "\0", "字" + text + "\0"):
            if is_slow(pattern, attack):
                return f"more than linear time on {LENGTH} times {run!r}: {pattern.pattern}"
    return ""


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(?:a|a)*b", r"a*a*b", r"\s+$", r"a+?b", r"(.*?,){5}x"])
def test_slow_patterns_are_found(pattern: str) -> None:
    assert find_slow(re.compile(pattern))


@pytest.mark.parametrize("name", PATTERNS := list_patterns())
def test_patterns_are_linear(name: str) -> None:
    slow = find_slow(PATTERNS[name])
    assert not slow, slow
