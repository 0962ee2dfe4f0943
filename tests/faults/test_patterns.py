"""No pattern of ours takes more than linear time: a long run of one character must not stop the press."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
import signal
import time
from collections.abc import Iterator

import pytest

import publish

LENGTH = 5_000
SECONDS = 0.1  # a linear pattern takes a millisecond; a quadratic one a tenth of a second and more

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


def seek(pattern: re.Pattern[str], text: str) -> float:
    """Processor seconds of matching, anchored and not; stopped after ten times what is allowed."""

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS * 10)
    started = time.process_time()
    try:
        pattern.match(text)
        pattern.fullmatch(text)
        list(itertools.islice(pattern.finditer(text), 100))
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.process_time() - started


def find_slow(pattern: re.Pattern[str]) -> str:
    """An attack that takes a pattern longer than is allowed, as a sentence; empty when there is none."""
    for run in RUNS:
        text = (run * LENGTH)[:LENGTH]
        for attack in (text, text + "\0", "字" + text + "\0"):
            seconds = seek(pattern, attack)
            if seconds > SECONDS and seconds > 3 * seek(pattern, attack[: LENGTH // 2] + attack[-1]):
                return f"{seconds:.2f} s on {LENGTH} times {run!r}: {pattern.pattern}"
    return ""


@pytest.mark.parametrize("name", PATTERNS := list_patterns())
def test_patterns_are_linear(name: str) -> None:
    slow = find_slow(PATTERNS[name])
    assert not slow, slow
