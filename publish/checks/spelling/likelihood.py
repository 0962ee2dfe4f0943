"""How likely characters are after the two before them, and how much likelier with one of them changed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from publish.checks.spelling.confusions import confusions
from publish.checks.spelling.counts import END, START, Counts, read_counts

TRUST = 8  # a pair seen so often is believed half as to what follows it
OF_THREE, OF_TWO = 0.75, 0.85  # shares of the triples and of the pairs, where there are any


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
        if pair := counts.two(first, second):
            trust = OF_THREE * pair / (pair + TRUST)
            threes = min(counts.three(triple) / pair, 1.0)
        if single := counts.ones.get(second):
            twos = min(counts.two(second, third) / single, 1.0)
        ones = (counts.ones.get(third, 0) + 0.5) / counts.total
        return math.log(trust * threes + (1 - trust) * (OF_TWO * twos + (1 - OF_TWO) * ones))

    def over(self, padded: str) -> float:
        """Logarithm of the likelihood of the characters behind the first two."""
        of = self.of
        return sum(of(padded[at - 2 : at + 1]) for at in range(2, len(padded)))

    def gain(self, run: str, start: int, end: int, meant: str) -> float:
        """Logarithm of how much likelier a run is with `meant` instead of its characters from `start` to `end`."""
        before, behind = (START + START + run)[start : start + 2], (run + END)[end : end + 2]
        return self.over(before + meant + behind) - self.over(before + run[start:end] + behind)

    def propose(self, run: str) -> Iterator[Proposal]:
        """For each character that was never seen between its neighbours the one that is likeliest in its place."""
        counts, padded = self.counts, START + START + run + END
        known = [bool(counts.three(padded[at - 2 : at + 1])) for at in range(len(padded) + 2)]
        for at in range(2, len(padded) - 1):
            before, here, behind = padded[at - 2 : at], padded[at], padded[at + 1 : at + 3]
            if known[at + 1] or (known[at] and known[at + 2]):
                continue
            usual = counts.usual(before[-1])
            best, right = likely, _ = self.over(before + here + behind), here
            for character in confusions(here):
                if character in usual or behind[0] in counts.usual(character):
                    gain = self.of(before + character) + self.of(before[-1] + character + behind[0])
                    if gain > best:  # else it will not become likelier with what follows
                        best, right = max((best, right), (gain + self.over(character + behind), character))
            if right != here:
                yield Proposal(run, at - 2, right, best - likely)


@cache
def likelihood() -> Likelihood:
    """The likelihood by the counts that come with the program."""
    return Likelihood(read_counts())
