"""How a line fills the measure: what is taken from or added to the spaces behind its clusters (1/1000 em)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from publish.composition.classes import KINDS, MEETS, WEIGHT, Kind, Parting
from publish.composition.paragraph import Clusters

QUARTER = 250
# Our limits, in 1/1000 em added to a joint (clreq `line_adjustment` sets none but half an em for spaces between words).
LOOSE = 125  # an address is rather parted, and a line that ends inside one rather stays short
LOOSEST = 500  # characters this far apart read as words of their own: any line rather stays short


@dataclass(frozen=True, slots=True)
class Line:
    """Clusters `start` to `end`; `spaces[k]` is added behind cluster start + k (None: nothing anywhere).

    `shift` moves the line's first mark left by its trimmed blank; `hang` of the last mark's blank stands outside.
    """

    start: int
    end: int
    spaces: Sequence[int] | None = None
    shift: int = 0
    hang: int = 0


def trim_spaces(clusters: Clusters, start: int, end: int) -> int:
    """Index behind the last cluster of a line that is not a space."""
    while end > start + 1 and clusters.kinds[end - 1] == Kind.SPACE:
        end -= 1
    return end


def find_limit(clusters: Clusters, end: int) -> int:
    """What every joint of a line that ends before a cluster may take."""
    inside = end < len(clusters) and clusters.find_parting(end) == Parting.AT_NEED
    return LOOSE if inside else LOOSEST


def stretch(clusters: Clusters, span: tuple[int, int], slack: int, limit: int | None) -> list[int] | None:
    """Spaces that take up `slack`: up to a quarter em where Han meets Western, then everywhere alike, unless it is more
    than `limit` (None: a paragraph's last line, which stays short). `span`: the clusters of the line."""
    if slack <= 0 or span[1] - span[0] < 2:
        return None
    joints = _Joints.of(clusters, span)
    last = limit is None or joints.loosen(slack) > limit
    spaces = [0] * (span[1] - span[0])
    willing = joints.gaps if last else [gap or blank for gap, blank in zip(joints.gaps, joints.blanks, strict=True)]
    first = min(slack, QUARTER * sum(willing))
    if first:
        spread(spaces, willing, first)
    if slack > first and not last:
        spread(spaces, joints.weights, slack - first)
    return spaces if any(spaces) else None


def loosen(clusters: Clusters, span: tuple[int, int], slack: int) -> float:
    """How much every joint of a line must take beyond those quarter ems, 1/1000 em; infinite where none may."""
    return _Joints.of(clusters, span).loosen(slack)


class _Joints(NamedTuple):
    """The joints of a line: 1 where Han meets Western, 1 behind spaces, willingness to stretch."""

    gaps: list[int]
    blanks: list[int]
    weights: list[int]

    @classmethod
    def of(cls, clusters: Clusters, span: tuple[int, int]) -> _Joints:
        kinds = clusters.kinds[slice(*span)]
        pairs = [left * KINDS + right for left, right in pairwise(kinds)]
        blanks = [int(kind == Kind.SPACE) for kind in kinds[:-1]]
        return cls([MEETS[pair] for pair in pairs], blanks, [WEIGHT[pair] for pair in pairs])

    def loosen(self, slack: int) -> float:
        beyond = slack - QUARTER * sum(map(max, self.gaps, self.blanks))
        if beyond <= 0:
            return 0
        return beyond / sum(self.weights) if any(self.weights) else float("inf")


def spread(spaces: list[int], weights: Iterable[int], amount: int) -> None:
    """Add `amount` to the spaces in proportion to the weights, in whole units, none lost."""
    weights = list(weights)
    total, taken, done = sum(weights), 0, 0
    for index, weight in enumerate(weights):
        taken += weight
        share = taken * amount // total - done
        spaces[index] += share
        done += share
