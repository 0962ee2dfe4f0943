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
from publish.checks.spelling.counts import END, START
from publish.checks.spelling.likelihood import likelihood

FILES = ("phrases.txt", "expressions.txt")
SHORTEST = 4  # characters of an expression that is known again though one is missing or several are others
LONGEST = 15
LONG = 5  # characters of an expression that is known again by little
RARE, RARER = 32, 10  # a triple across a gap seen so often is no proof that something is missing; in a short expression
# Logarithm of how much likelier a run must be with the expression in it, by the characters that stand there.
GAINS, LEAST_GAIN = {3: 7.5, 4: 5.5, 5: 3.5}, 2.0


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
def _shortened() -> Mapping[str, tuple[str, int]]:
    """Expressions without one of their inner characters, and which that is."""
    whole, found = _whole(), dict[str, tuple[str, int]]()
    for expression in expressions():
        if len(expression) >= SHORTEST:
            for at in range(1, len(expression) - 1):
                short = expression[:at] + expression[at + 1 :]
                if short not in whole:
                    found.setdefault(short, (expression, at))
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
    meant = _by_sound().get(sound, "")
    if meant and run[start:end] not in _whole() and _is_slip(run, start, end, meant):
        return meant
    if short := _shortened().get(run[start:end]):
        meant, at = short
        if _lacks(run, start, at, len(meant)) and _is_slip(run, start, end, meant):
            return meant
    return ""


def _lacks(run: str, start: int, at: int, length: int) -> bool:
    """Whether the characters around a gap were never seen beside each other like this."""
    three, padded, gap = likelihood().counts.three, START + START + run + END, start + at + 2
    around = three(padded[gap - 2 : gap + 1]), three(padded[gap - 1 : gap + 2])
    return min(around) == 0 and (length > LONG or max(around) < (RARE if length > SHORTEST else RARER))


def _is_slip(run: str, start: int, end: int, meant: str) -> bool:
    three = likelihood().counts.three
    if all(three(run[at : at + 3]) for at in range(start, end - 2)):
        return False
    if not stands_alone(run, start, end):
        return False
    over, padded = likelihood().over, START + START + run + END
    mended = padded[: start + 2] + meant + padded[end + 2 :]
    gain = over(mended[start : start + len(meant) + 4]) - over(padded[start : end + 4])
    return gain > GAINS.get(end - start, LEAST_GAIN)
