"""A paragraph ready for line breaking: its clusters, their advances summed up, and what may happen between them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import itemgetter

from publish.composition.classes import (
    KINDS,
    NUMBERS,
    PARTINGS,
    Kind,
    Parting,
    quantity_end,
    split_clusters,
    split_letters,
)
from publish.composition.metrics import Cluster, ClusterTable

LONGEST_WORD = 200  # letters; what is longer fits no line and need not be shaped to know it
ADVANCE = itemgetter(Cluster._fields.index("advance"))


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one font; `scale` is its size over the paragraph's."""

    text: str
    table: ClusterTable
    scale: float = 1.0


class Clusters:
    """The clusters of a paragraph side by side; advances and blanks in 1/1000 of the paragraph's em.

    `texts`, `kinds`, `advances`, `lefts`, `rights`: one entry each. `ends[k]`: index behind the last cluster of run k.
    `sums[k]`: advance of the first k clusters. `kept`: indexes inside words that stay whole.
    """

    __slots__ = ("advances", "ends", "kept", "kinds", "lefts", "rights", "sums", "texts")

    def __init__(self, runs: Sequence[Run], shortest: int) -> None:
        self.texts: list[str] = []
        self.ends: list[int] = []
        found: list[Cluster] = []
        for run in runs:
            texts, clusters = _measure(run, shortest)
            self.texts += texts
            found += clusters
            self.ends.append(len(found))
        columns: tuple[tuple[int, ...], ...] = tuple(zip(*found, strict=True)) or ((),) * len(Cluster._fields)
        self.kinds, self.advances, self.lefts, self.rights = columns
        self.sums = list(accumulate(self.advances, initial=0))
        self.kept: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.texts)

    def keep(self, offsets: Container[int]) -> None:
        """Let no line end before the characters at these offsets."""
        starts = accumulate(map(len, self.texts), initial=0)
        self.kept = frozenset(index for index, offset in enumerate(starts) if offset in offsets)

    def find_parting(self, index: int) -> int:
        """Whether a line may end before the cluster at `index` (0 < index < len): a Parting."""
        parting = PARTINGS[self.kinds[index - 1] * KINDS + self.kinds[index]]
        if not parting or index in self.kept or self._inside_quantity(index):
            return Parting.NEVER
        return Parting.NEVER if parting == Parting.AT_NEED and index in self.ends else parting

    def _inside_quantity(self, index: int) -> bool:
        for number in range(index - 1, max(index - 6, -1), -1):
            kind = self.kinds[number]
            if kind in NUMBERS:
                return index < quantity_end(self.texts, number)
            if kind != Kind.HAN:
                return False
        return False

    def breaks(self) -> list[int]:
        """The Parting before every cluster and at the end of the paragraph: one more than clusters."""
        kinds = self.kinds
        breaks = [0, *[PARTINGS[left * KINDS + right] for left, right in pairwise(kinds)], 1]
        if not NUMBERS.isdisjoint(kinds):
            for number, kind in enumerate(kinds):
                if kind in NUMBERS:
                    for index in range(number + 1, quantity_end(self.texts, number)):
                        breaks[index] = 0
        for index in self.kept:
            breaks[index] = 0
        for end in self.ends:  # a superscript is no part of an address
            if breaks[end] == Parting.AT_NEED:
                breaks[end] = 0
        return breaks


def _measure(run: Run, shortest: int) -> tuple[list[str], list[Cluster]]:
    """The clusters of a run with their measurements; one that is longer than the shortest line goes by its letters."""
    table, scale = run.table, run.scale
    texts = split_clusters(run.text)
    if max(map(len, texts), default=0) > LONGEST_WORD:
        texts = [part for text in texts for part in (split_letters(text) if len(text) > LONGEST_WORD else (text,))]
    clusters = list(map(table.__getitem__, texts))
    if max(map(ADVANCE, clusters), default=0) * scale > shortest:
        texts = [
            part
            for text, cluster in zip(texts, clusters, strict=True)
            for part in (split_letters(text) if cluster.advance * scale > shortest else (text,))
        ]
        clusters = list(map(table.__getitem__, texts))
    if scale != 1:
        clusters = [_scale(cluster, scale) for cluster in clusters]
    return texts, clusters


def _scale(cluster: Cluster, scale: float) -> Cluster:
    kind, advance, left, right = cluster
    return Cluster(kind, round(advance * scale), round(left * scale), round(right * scale))
