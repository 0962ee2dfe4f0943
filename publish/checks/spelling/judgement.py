"""Whether a proposal is worth a person's look: a weighted sum of what speaks for it and against it.

The weights were fitted (logistic regression) on official texts with slips put in at random, all of them texts that
had not been counted; those that told little were left out again, the first stands so that no more right words are
questioned for it. What a weight above 0 tells is in FEATURES.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

from publish.checks.spelling.confusions import confusions, shapes
from publish.checks.spelling.likelihood import Proposal, likelihood
from publish.composition.words import dictionary

PARTICLES = frozenset("的地得了和与及以是在有人不之于其也而为这上下到来大一")
DIRECTIONS = frozenset("至往到向入出起")  # 增加至, 发往: they follow any verb
NUMERALS = frozenset("一二三四五六七八九十百千万亿两")
PAIR, EXPRESSION = 2, 4  # characters
OWN_LENGTH = 6  # characters of the longest word of words.txt
FEATURES = {
    "always": -18.0,
    "gain in likelihood": 0.57,
    "makes a word": 6.0,
    "characters of the word beyond two": 0.82,
    "frequency of the word": 0.25,
    "frequency of what stands there": -0.35,
    "stands in another word": -3.3,
    "is a rare word itself": -2.45,
    "short run": -2.1,  # by hand: a name as often as not
    "frequency of the character": 0.57,
    "looks alike": 1.32,
    "read alike by some only": -4.9,
    "is a particle": -1.5,
    "follows any verb": -1.5,  # by hand
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run and where it starts."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@lru_cache(maxsize=16)
def words(run: str) -> Sequence[Word]:
    """The words of a run by the dictionary alone."""
    texts = dictionary().cut(run, False)
    return [Word(text, start) for text, start in zip(texts, accumulate(map(len, texts), initial=0), strict=False)]


def word_at(run: str, index: int) -> Word:
    """The word that holds a character."""
    return next(word for word in words(run) if word.start <= index < word.end)


@cache
def own_words() -> frozenset[str]:
    """Words that the dictionary does not have."""
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_own(run: str, index: int) -> bool:
    """Whether a character of a run stands in one of them."""
    return any(
        run[start:end] in own_words()
        for start in range(max(0, index - OWN_LENGTH + 1), index + 1)
        for end in range(index + 1, start + OWN_LENGTH + 1)
    )


def is_known(text: str) -> bool:
    """Whether it is a word of two and more characters."""
    return len(text) > 1 and bool(dictionary().has_word(text))


def frequency(text: str) -> int:
    """How often a word was seen, at the most."""
    counts = likelihood().counts
    if len(text) == PAIR:
        return counts.two(*text)
    return min((counts.three(text[at : at + 3]) for at in range(len(text) - 2)), default=0)


def features(proposal: Proposal) -> list[float]:
    """The features of a proposal in the order of FEATURES."""
    run, index, right = proposal.run, proposal.index, proposal.right
    here, counts, log = run[index], likelihood().counts, math.log1p
    meant, now = word_at(proposal.mended, index), word_at(run, index)
    written = run[meant.start : meant.end]
    makes, known = is_known(meant.text), is_known(now.text)
    rare = known and now.text == written
    values = (
        1,
        proposal.gain,
        makes,
        makes * (len(meant.text) - PAIR),
        makes * log(frequency(meant.text)),
        log(frequency(written)),
        known and not rare,
        rare,
        len(run) < EXPRESSION,
        log(counts.ones.get(here, 0)),
        right in shapes().get(here, ""),
        not confusions(here)[right],
        here in PARTICLES,
        here in DIRECTIONS,
    )
    return [float(value) for value in values]


def _counts_only(proposal: Proposal) -> bool:
    """Whether a numeral is changed or proposed that belongs to no longer expression."""
    numeral = {proposal.right, proposal.run[proposal.index]} & NUMERALS
    return bool(numeral) and len(word_at(proposal.mended, proposal.index).text) < EXPRESSION


def judge(proposal: Proposal) -> float:
    """Logarithm of the odds that a proposal mends a slip; none where a word stands that is known to be right."""
    if is_own(proposal.run, proposal.index) or _counts_only(proposal):
        return -math.inf
    return sum(value * weight for value, weight in zip(features(proposal), FEATURES.values(), strict=True))
