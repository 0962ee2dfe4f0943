"""How likely characters are after the two before them, and how much likelier with one of them changed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from publish.checks.spelling.confusions import ALIKE, LIKE, NEARLY, confusions, glyphs, shapes
from publish.checks.spelling.counts import END, START, Counts, read_counts

TRUST = 8  # a pair seen so often is believed half as to what follows it
OF_THREE, OF_TWO = 0.75, 0.85  # shares of the triples and of the pairs, where there are any
SURPRISE = -4.0  # a place whose characters are likelier than e to this, each, is not looked into
SELDOM = 2  # a triple seen so often may still be a slip in the texts that were counted
COSTS = {ALIKE: 0.0, LIKE: 0.5, NEARLY: 1.5}  # of a proposal that is less easily mistaken
LEAST_GAIN = 4.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """At `index` of a run of Han characters rather `right` than what stands there; `gain`: logarithm of the odds."""

    run: str
    index: int
    right: str
    gain: float

    @property
    def mended(self) -> str:
        """The run with the proposal in it."""
        return self.run[: self.index] + self.right + self.run[self.index + 1 :]


class Likelihood:
    """Likelihood of runs of Han characters by the counts of triples, pairs and single characters."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.of = cache(self._of)

    def _of(self, triple: str) -> float:
        """Logarithm of the likelihood of the third character behind the first two."""
        counts, first, second, third = self.counts, triple[0], triple[1], triple[2]
        trust = threes = twos = 0.0
        if pair := counts.pairs(first).get(second):
            trust = OF_THREE * pair / (pair + TRUST)
            threes = min(counts.three(triple) / pair, 1.0)
        if single := counts.ones.get(second):
            twos = min(counts.pairs(second).get(third, 0) / single, 1.0)
        ones = (counts.ones.get(third, 0) + 0.5) / counts.total
        return math.log(trust * threes + (1 - trust) * (OF_TWO * twos + (1 - OF_TWO) * ones))

    def around(self, padded: str, at: int) -> float:
        """Logarithm of the likelihood of the characters at, behind and two behind a place of a padded run."""
        of = self.of
        return sum(of(padded[to - 2 : to + 1]) for to in range(at, min(len(padded), at + 3)))

    def propose(self, run: str) -> Iterator[Proposal]:
        """For each surprising character of a run the one that is likeliest in its place, if any is likelier."""
        counts, padded = self.counts, START + START + run + END
        for at in range(2, len(padded) - 1):
            before, here, behind = padded[at - 1], padded[at], padded[at + 1]
            if counts.three(padded[at - 1 : at + 2]) > SELDOM:
                continue
            if counts.three(padded[at - 2 : at + 1]) > SELDOM and counts.three(padded[at : at + 3]) > SELDOM:
                continue
            likely = self.around(padded, at)
            if likely > SURPRISE * (min(len(padded), at + 3) - at):
                continue
            meant, usual = confusions(here), counts.usual
            if here not in counts.ones:  # nobody hits upon a rare character by its sound
                meant = dict.fromkeys(shapes().get(here, "") + glyphs().get(here, ""), ALIKE)
            best, right, of = LEAST_GAIN + likely, "", self.of
            two_before, two_behind = padded[at - 2 : at], padded[at + 1 : at + 3]
            for character in sorted(
                usual(before).intersection(meant) | {each for each in meant if behind in usual(each)}
            ):
                gain = of(two_before + character) + of(before + character + behind)
                if gain > best and len(two_behind) > 1:  # what is no better now will not become so
                    gain += of(character + two_behind)
                gain -= COSTS[meant[character]]
                if gain > best:
                    best, right = gain, character
            if right:
                yield Proposal(run, at - 2, right, best - likely)


@cache
def likelihood() -> Likelihood:
    """The likelihood by the counts that come with the program."""
    return Likelihood(read_counts())
