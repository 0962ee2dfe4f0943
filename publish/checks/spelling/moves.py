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
    three, padded = likelihood().counts.three, START + START + run + END
    for at in range(2, len(padded) - 2):
        if three(padded[at - 1 : at + 2]) or three(padded[at : at + 3]):
            continue
        if is_own(run, at - 2) or is_own(run, at - 1):
            continue
        loose = not (is_known(word_at(run, at - 2).text) and is_known(word_at(run, at - 1).text))
        slip = _swapped(padded, at, SWAP_GAIN if loose else WORD_GAIN) or (_missing(padded, at) if loose else None)
        if slip:
            yield slip


def _swapped(padded: str, at: int, least: float) -> Slip | None:
    """The pair at a place the other way round."""
    first, second = padded[at], padded[at + 1]
    counts, over = likelihood().counts, likelihood().over
    if counts.two(second, first) < TIMES * counts.two(first, second):
        return None
    mended = padded[:at] + second + first + padded[at + 2 :]
    if over(mended[at - 2 : at + 4]) - over(padded[at - 2 : at + 4]) < least:
        return None
    return _made(mended, at, at + 2, 0)


def _missing(padded: str, at: int) -> Slip | None:
    """A character between the pair, which then belongs to a word with one of them."""
    counts, over, first, second = likelihood().counts, likelihood().over, padded[at], padded[at + 1]
    if not PARTICLES.isdisjoint((first, second)) or counts.two(padded[at - 1], first) < OFTEN:
        return None
    best, found = MISSING_GAIN + over(padded[at - 1 : at + 3]), ""
    for character in counts.between(first, second):
        mended = padded[: at + 1] + character + padded[at + 1 :]
        if counts.three(mended[at - 1 : at + 2]) >= OFTEN:
            best, found = max((best, found), (over(mended[at - 1 : at + 4]), character))
    return _made(padded[: at + 1] + found + padded[at + 1 :], at, at + 3, 1) if found else None


def _made(mended: str, start: int, end: int, longer: int) -> Slip | None:
    """What was meant, by the words at places of a padded run that is mended, if all of them are common."""
    right = mended[2:-1]
    touched = [word for word in words(right) if word.start < end - 2 and word.end > start - 2]
    if not touched or not all(is_known(word.text) and frequency(word.text) > COMMON for word in touched):
        return None
    begin, stop = touched[0].start, touched[-1].end
    return Slip(begin, stop - longer, right[begin:stop])
