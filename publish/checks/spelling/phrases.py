"""Fixed expressions written as other words that sound the same, or with a character left out.

They stand in phrases.txt (counted) and expressions.txt (by hand).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publish.checks.lexicon import stands_alone
from publish.checks.spelling.confusions import readings
from publish.checks.spelling.likelihood import likelihood

FILES = ("phrases.txt", "expressions.txt")
SHORTEST = 4  # characters of an expression that is known again though one is missing or several are others
LONGEST = 15
# Logarithm of how much likelier a run must be with the expression in it, and how much less for each character there.
GAIN, EACH_CHARACTER = 13.5, 2


@dataclass(frozen=True, slots=True)
class Slip:
    """Characters `start` to `end` of a run, and what was meant."""

    start: int
    end: int
    meant: str


@cache
def expressions() -> tuple[str, ...]:
    """The fixed expressions, the frequent first."""
    folder = Path(__file__).parent
    lines = "\n".join((folder / name).read_text(encoding="utf-8") for name in FILES).splitlines()
    return tuple(dict.fromkeys(found for line in lines if not line.startswith("#") for found in line.split()))


@cache
def _by_sound() -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for expression in expressions():
        if len(expression) >= SHORTEST:
            found.setdefault(_sound(expression), expression)
    return found


@cache
def _whole() -> frozenset[str]:
    return frozenset(expressions())


@cache
def _shortened() -> Mapping[str, str]:
    """Expressions by what they are without one of their inner characters."""
    found: dict[str, str] = {}
    for expression in expressions():
        if len(expression) >= SHORTEST:
            for at in range(1, len(expression) - 1):
                found.setdefault(expression[:at] + expression[at + 1 :], expression)
    return found


@cache
def _syllable(character: str) -> str:
    return readings().get(character, (character,))[0]


def _sound(text: str) -> tuple[str, ...]:
    return tuple(_syllable(character) for character in text)


def find_slips(run: str) -> Iterator[Slip]:
    """Expressions in a run of Han characters that are not written as they should be, the longest at each place."""
    sound, free = _sound(run), 0
    for start in range(len(run) - 2):
        for end in range(min(len(run), start + LONGEST), start + 2, -1):
            if start >= free and (meant := _meant(run, start, end, sound[start:end])):
                yield Slip(start, end, meant)
                free = end


def _meant(run: str, start: int, end: int, sound: tuple[str, ...]) -> str:
    """The expression that was meant by a part of a run; empty when it is right or no expression."""
    for meant in (_by_sound().get(sound), _shortened().get(run[start:end])):
        if meant and _is_slip(run, start, end, meant):
            return meant
    return ""


def _is_slip(run: str, start: int, end: int, meant: str) -> bool:
    three = likelihood().counts.three
    usual = run[start:end] in _whole() or all(three(run[at : at + 3]) for at in range(start, end - 2))
    if usual or not stands_alone(run, start, end):
        return False
    gain = likelihood().gain(run, start, end, meant)
    return gain > GAIN - EACH_CHARACTER * (end - start)
