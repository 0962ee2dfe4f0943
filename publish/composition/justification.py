"""How a line fills the measure: what is taken from or added to the spaces behind its clusters (1/1000 em)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publish.composition.classes import KINDS, MEETS, WEIGHT, Kind
from publish.composition.paragraph import Clusters

QUARTER = 250


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


def stretch(clusters: Clusters, span: tuple[int, int], slack: int, last: bool) -> list[int] | None:
    """Spaces that take up `slack`: up to a quarter em where Han meets Western, then (not in a `last` line) everywhere
    alike. `span`: the clusters of the line."""
    kinds = clusters.kinds[slice(*span)]
    pairs = [left * KINDS + right for left, right in pairwise(kinds)]
    if slack <= 0 or not pairs:
        return None
    spaces = [0] * len(kinds)
    willing = [MEETS[pair] or int(kind == Kind.SPACE and not last) for pair, kind in zip(pairs, kinds, strict=False)]
    first = min(slack, QUARTER * sum(willing))
    if first:
        spread(spaces, willing, first)
    if slack > first and not last:
        weights = [WEIGHT[pair] for pair in pairs]
        spread(spaces, weights if any(weights) else [1] * len(pairs), slack - first)
    return spaces if any(spaces) else None


def spread(spaces: list[int], weights: Iterable[int], amount: int) -> None:
    """Add `amount` to the spaces in proportion to the weights, in whole units, none lost."""
    weights = list(weights)
    total, taken, done = sum(weights), 0, 0
    for index, weight in enumerate(weights):
        taken += weight
        share = taken * amount // total - done
        spaces[index] += share
        done += share
