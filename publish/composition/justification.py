"""How a line fills the measure: what is taken from or added to the spaces behind its clusters (1/1000 em)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publish.composition.classes import BLANKS, KINDS, WEIGHT, Parting
from publish.composition.paragraph import Clusters

# 1/1000 em of a joint: a line rather ends elsewhere than Word's, whose wider gaps fill it. A bound of the likeness with
# Word, not of a look, and so no token.
WORD_LOOSE = 100
SQUEEZED = 10  # 1/1000 em a joint may give up where Word, which sets Western letters closer, fits a line just so


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
    while end > start + 1 and clusters.kinds[end - 1] in BLANKS:
        end -= 1
    return end


def find_limit(clusters: Clusters, end: int) -> int:
    """What every joint of a line that ends before a cluster may take."""
    inside = end < len(clusters) and clusters.find_parting(end) == Parting.AT_NEED
    return clusters.looseness.address if inside else clusters.looseness.short


def stretch(clusters: Clusters, span: tuple[int, int], slack: int, limit: int | None) -> list[int] | None:
    """Spaces of a line: the gaps between Han and Western, and `slack` in its joints, unless it is more than `limit` for
    each (None: a line that stays short). `span`: the clusters of the line."""
    start, end = span
    spaces = [*clusters.gaps[start + 1 : end], 0]
    if slack < 0 or (slack and limit is not None):
        weights = _weigh(clusters, span)
        total = sum(weights)
        if total and -SQUEEZED * total <= slack <= (limit or 0) * total:
            level(spaces, weights, slack)
    return spaces if any(spaces) else None


def can_squeeze(clusters: Clusters, span: tuple[int, int], slack: int) -> bool:
    """Whether a line fits that has `slack` left, or too much by so little that nobody sees it gone."""
    return slack >= 0 or slack >= -SQUEEZED * sum(_weigh(clusters, span))


def loosen(clusters: Clusters, span: tuple[int, int], slack: int) -> float:
    """How much every joint of a line must take, 1/1000 em; infinite where none may."""
    if slack <= 0:
        return 0
    total = sum(_weigh(clusters, span))
    return slack / total if total else float("inf")


def _weigh(clusters: Clusters, span: tuple[int, int]) -> list[int]:
    """The willingness of a line's joints to stretch."""
    return [WEIGHT[left * KINDS + right] for left, right in pairwise(clusters.kinds[slice(*span)])]


def level(spaces: list[int], weights: Sequence[int], slack: int) -> None:
    """Add `slack` to the narrowest joints first, so that those between Han and Western, which have their gap, are wider
    in a loose line only where it is looser than that all over."""
    if slack <= 0:
        return spread(spaces, weights, slack)
    gap = max((space for space, weight in zip(spaces, weights, strict=False) if weight), default=0)
    plain = [weight * (space <= 0) for space, weight in zip(spaces, weights, strict=False)]
    first = min(slack, gap * sum(plain))
    if first > 0:
        spread(spaces, plain, first)
    if slack > first:
        spread(spaces, weights, slack - max(first, 0))
    return None


def spread(spaces: list[int], weights: Iterable[int], amount: int) -> None:
    """Add `amount` to the spaces in proportion to the weights, in whole units, none lost."""
    weights = list(weights)
    total, taken, done = sum(weights), 0, 0
    for index, weight in enumerate(weights):
        taken += weight
        share = taken * amount // total - done
        spaces[index] += share
        done += share
