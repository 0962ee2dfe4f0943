"""Two characters that changed places and one that is missing, where a word comes of it."""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.spelling.counts import END, OFTEN, START
from publish.checks.spelling.judgement import PARTICLES, frequency, is_known, is_own, word_at, words
from publish.checks.spelling.likelihood import likelihood
from publish.checks.spelling.phrases import Slip

SWAP_GAIN, MISSING_GAIN = 9.0, 7.3  # logarithm of how much likelier a run must become
WORD_GAIN = 16.0  # the same for a pair whose characters stand in words already
COMMON = 100  # words that are put together again
TIMES = 10  # how much oftener a pair the other way round must be seen


def find_moves(run: str) -> Iterator[Slip]:
    """Slips at the places of a run where characters stand beside each other that were never seen so."""
    three, padded = likelihood().counts.three, START + run + END
    for at in range(len(run) - 1):
        if three(padded[at : at + 3]) or three(padded[at + 1 : at + 4]) or is_own(run, at) or is_own(run, at + 1):
            continue
        loose = not (is_known(word_at(run, at).text) and is_known(word_at(run, at + 1).text))
        slip = _swapped(run, at, SWAP_GAIN if loose else WORD_GAIN) or (_missing(run, at) if loose else None)
        if slip:
            yield slip


def _swapped(run: str, at: int, least: float) -> Slip | None:
    """The pair at a place the other way round."""
    first, second = run[at], run[at + 1]
    two = likelihood().counts.two
    if two(second, first) < TIMES * two(first, second) or likelihood().gain(run, at, at + 2, second + first) < least:
        return None
    return _made(run[:at] + second + first + run[at + 2 :], at, at + 2, 0)


def _missing(run: str, at: int) -> Slip | None:
    """A character between the pair, which then belongs to a word with one of them."""
    first, second = run[at], run[at + 1]
    counts, before = likelihood().counts, (START + run)[at]
    if not PARTICLES.isdisjoint((first, second)) or counts.two(before, first) < OFTEN:
        return None
    gains = {
        character: likelihood().gain(run, at + 1, at + 1, character)
        for character in counts.between(first, second)
        if counts.three(before + first + character) >= OFTEN
    }
    best = max(gains, key=gains.__getitem__, default="")
    if not best or gains[best] < MISSING_GAIN:
        return None
    return _made(run[: at + 1] + best + run[at + 1 :], at, at + 3, 1)


def _made(mended: str, start: int, end: int, longer: int) -> Slip | None:
    """What was meant, by the words at places of a run that is mended, if all of them are common."""
    touched = [word for word in words(mended) if word.start < end and word.end > start]
    if not all(is_known(word.text) and frequency(word.text) > COMMON for word in touched):
        return None
    begin, stop = touched[0].start, touched[-1].end
    return Slip(begin, stop - longer, mended[begin:stop])
