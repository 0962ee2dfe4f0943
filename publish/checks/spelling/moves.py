"""Two characters that changed places, one that is missing and one that is too many, where a word comes of it."""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.spelling.counts import END, START
from publish.checks.spelling.doubles import stands_well
from publish.checks.spelling.judgement import Word, frequency, is_known, is_own, words
from publish.checks.spelling.likelihood import likelihood
from publish.checks.spelling.phrases import Slip

SWAP_GAIN, MISSING_GAIN, EXTRA_GAIN = 9.0, 7.3, 6.0  # logarithm of how much likelier a run must become
WORD_GAIN = 16.0  # the same for a pair that is a word as it stands
RARE = 3  # words seen more often are right as they are
OFTEN = 8  # triples of a run that is mended
COMMON = 100  # words that are put together again
TIMES = 10  # how much oftener a pair the other way round must be seen
PARTICLES = frozenset("的地得了和与及以是在有不之于其也而为年月日一二三四五六七八九十百千万亿")


def find_moves(run: str) -> Iterator[Slip]:
    """Slips at the places of a run where characters stand beside each other that were never seen so."""
    three, padded = likelihood().counts.three, START + START + run + END
    places = [
        at for at in range(2, len(padded) - 2) if not three(padded[at - 1 : at + 2]) and not three(padded[at : at + 3])
    ]
    if places:
        loose = _loose(run)
        for at in places:
            if is_own(run, at - 2) or is_own(run, at - 1):
                continue
            free = loose[at - 2] or loose[at - 1]
            slip = _swapped(padded, at, SWAP_GAIN if free else WORD_GAIN)
            slip = slip or (_extra(padded, at) or _missing(padded, at) if free else None)
            if slip:
                yield slip


def _loose(run: str) -> list[bool]:
    """For each character of a run whether it stands in no word that is any common."""
    return [
        not (is_known(word.text) and frequency(word.text) > RARE) for word in words(run) for _ in range(len(word.text))
    ]


def _likely(padded: str, start: int, end: int) -> float:
    of = likelihood().of
    return sum(of(padded[at - 2 : at + 1]) for at in range(start, min(end, len(padded))))


def _swapped(padded: str, at: int, least: float) -> Slip | None:
    """The pair at a place the other way round."""
    first, second = padded[at], padded[at + 1]
    counts = likelihood().counts
    if counts.two(second, first) < COMMON or counts.two(second, first) < TIMES * counts.two(first, second):
        return None
    mended = padded[:at] + second + first + padded[at + 2 :]
    if _likely(mended, at, at + 4) - _likely(padded, at, at + 4) < least:
        return None
    return _made(mended, at, at + 2, 0)


def _extra(padded: str, at: int) -> Slip | None:
    """One of the pair stands twice."""
    for place in (at, at + 1):
        mended = padded[:place] + padded[place + 1 :]
        if (
            padded[place] != padded[place - 1]
            or stands_well(padded[2:-1], place - 2)
            or likelihood().counts.three(mended[place - 2 : place + 1]) < OFTEN
        ):
            continue
        if _likely(mended, place, place + 2) - _likely(padded, place, place + 3) > EXTRA_GAIN:
            return _made(mended, place - 1, place + 1, -1)
    return None


def _missing(padded: str, at: int) -> Slip | None:
    """A character between the pair, which then belongs to a word with one of them."""
    counts, first, second = likelihood().counts, padded[at], padded[at + 1]
    if first in PARTICLES or second in PARTICLES or counts.two(first, second) > COMMON:
        return None
    best, found = MISSING_GAIN + _likely(padded, at + 1, at + 3), ""
    for character in counts.usual(first):
        if second not in counts.usual(character) or character in PARTICLES:
            continue
        mended = padded[: at + 1] + character + padded[at + 1 :]
        if counts.three(mended[at - 1 : at + 2]) < OFTEN or counts.three(mended[at : at + 3]) < OFTEN:
            continue
        gain = _likely(mended, at + 1, at + 4)
        best, found = max((best, found), (gain, character))
    return _made(padded[: at + 1] + found + padded[at + 1 :], at, at + 3, 1) if found else None


def _made(mended: str, start: int, end: int, longer: int) -> Slip | None:
    """What was meant, by the words at places of a padded run that is mended, if all of them are common."""
    right = mended[2:-1]
    touched: list[Word] = [word for word in words(right) if word.start < end - 2 and word.end > start - 2]
    if not touched or not all(is_known(word.text) and frequency(word.text) > COMMON for word in touched):
        return None
    begin, stop = touched[0].start, touched[-1].end
    return Slip(begin, stop - longer, right[begin:stop])
