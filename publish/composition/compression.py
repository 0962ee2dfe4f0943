"""What compressed composition may take from and add to the blanks of a paragraph; figures in 1/1000 em.

clreq, `adjacent punctuation`: of two marks that meet, one gives up its blank half. clreq, `line_adjustment`: lines are
filled by taking first, in the order of STAGES, and by stretching only then.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from publish.composition.classes import KINDS, TRIMMED, TRIMS_LEFT, TRIMS_RIGHT, WEIGHT, Kind
from publish.composition.justification import Line, find_limit, level, spread, trim_spaces
from publish.composition.paragraph import Clusters

QUARTER = 250  # what a space between words keeps
# Two trimmed marks give 0.998 em where a whole one is wanted: what is left is taken from all joints, unseen.
GRACE = 8
# Who gives first: spaces between words, ·, brackets, pauses, 。？！; never the gap between Han and Western: it is the
# same in every line of a document.
STAGES: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.SPACE}),
    frozenset({Kind.MIDDLE}),
    frozenset({Kind.OPEN, Kind.CLOSE}),
    frozenset({Kind.PAUSE}),
    frozenset({Kind.STOP, Kind.EXCLAIM}),
)


class Blanks:
    """The blanks of a paragraph's clusters, one entry for each.

    `gaps[k]`: what stands before cluster k unless a line starts with it (negative: adjacent marks). `lefts`, `rights`:
    what cluster k gives up on either side inside a line when asked. `heads`, `tails`: what it gives up at the start and
    at the end of a line. `weights[k]`: willingness of the joint before cluster k to stretch. `sums`, `given`,
    `weighed`: advances with gaps, blanks to give, and weights of the first k clusters.
    """

    def __init__(self, clusters: Clusters) -> None:
        kinds, advances = clusters.kinds, clusters.advances
        self.clusters = clusters
        self.lefts, self.rights = list(clusters.lefts), list(clusters.rights)
        self.heads = [left if kind == Kind.OPEN else 0 for left, kind in zip(clusters.lefts, kinds, strict=True)]
        self.tails = [right if kind in TRIMMED else 0 for right, kind in zip(clusters.rights, kinds, strict=True)]
        pairs = [left * KINDS + right for left, right in pairwise(kinds)]
        self.weights = [0, *[WEIGHT[pair] for pair in pairs]]
        self.gaps = list(clusters.gaps)
        self._meet(pairs)
        if Kind.SPACE in kinds:
            self._space()
        self.sums = [0, *accumulate(map(int.__add__, advances, self.gaps))]
        self.given = [0, *accumulate(map(sum, zip(self.lefts, self.rights, strict=True)))]
        self.weighed = [0, *accumulate(self.weights)]

    def _meet(self, pairs: list[int]) -> None:
        """Set the gaps where marks meet."""
        for index, pair in enumerate(pairs, 1):
            if TRIMS_LEFT[pair]:
                self.gaps[index] = -self.clusters.rights[index - 1]
                self.rights[index - 1] = 0
            elif TRIMS_RIGHT[pair]:
                self.gaps[index] = -self.clusters.lefts[index]
                self.lefts[index] = self.rights[index - 1] = 0

    def _space(self) -> None:
        for index, kind in enumerate(self.clusters.kinds):
            if kind == Kind.SPACE and not self.gaps[index + 1]:
                self.rights[index] = max(0, self.clusters.advances[index] - QUARTER)

    def fill(self, start: int, end: int, room: int, last: bool) -> Line:
        """The line of clusters `start` to `end` on a measure of `room`; a `last` line, and one that would fall apart,
        is only ever made shorter."""
        visible = trim_spaces(self.clusters, start, end)
        spaces = [*self.gaps[start + 1 : visible], 0]
        shift = self.heads[start] if start else 0
        slack = room - (self.clusters.sums[visible] - self.clusters.sums[start] + sum(spaces) - shift)
        hang = self.tails[visible - 1] if slack < 0 else 0
        if hang and last:
            hang = min(hang, -slack)
        slack += hang
        if slack < 0:
            self._take(spaces, start, visible, -slack)
        elif not last:
            weights = self.weights[start + 1 : visible]
            if 0 < slack <= find_limit(self.clusters, end) * sum(weights):
                level(spaces, weights, slack)
        return Line(start, end, spaces, shift, hang)

    def _take(self, spaces: list[int], start: int, end: int, needed: int) -> None:
        for stage in STAGES:
            capacities = self._blanks(start, end, stage)
            taken = min(needed, sum(capacities))
            if taken:
                shares = [0] * len(capacities)
                spread(shares, capacities, taken)
                for index, share in enumerate(shares):
                    spaces[index] -= share
                needed -= taken
        if needed:
            spread(spaces, [1] * (len(spaces) - 1), -needed)

    def _blanks(self, start: int, end: int, stage: frozenset[Kind]) -> list[int]:
        """What the joints behind clusters `start` to `end` - 1 can give by the marks of one stage beside them."""
        kinds = self.clusters.kinds
        return [
            (self.rights[index] if kinds[index] in stage else 0)
            + (self.lefts[index + 1] if kinds[index + 1] in stage else 0)
            for index in range(start, end - 1)
        ]
