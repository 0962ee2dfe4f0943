"""A paragraph ready for line breaking: its clusters, their advances summed up, and what may happen between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

from publish.composition.classes import (
    AT_LEAST,
    IDEOGRAPHS,
    KINDS,
    NUMBERS,
    PARTINGS,
    WESTERNS,
    YEAR_ENDS,
    Kind,
    Parting,
    find_quantity,
    split_clusters,
    split_letters,
)
from publish.composition.metrics import Cluster, ClusterTable

WORD_SPACE = 250  # 1/1000 em; a space behind a Western word
LONGEST_WORD = 200  # letters; what is longer fits no line and need not be shaped to know it
KIND, ADVANCE, LEFT, RIGHT = map(itemgetter, range(len(Cluster._fields)))
# Where Han meets Western among the kinds of clusters, each as a byte.
_HAN, _WESTERN = (re.escape(bytes(sorted(kinds))) for kinds in (IDEOGRAPHS, WESTERNS))
MEETING = re.compile(b"(?<=[%b])[%b]|(?<=[%b])[%b]" % (_HAN, _WESTERN, _WESTERN, _HAN))
WESTERN = re.compile(b"[%b]" % _WESTERN)


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one font; `scale` is its size over the paragraph's."""

    text: str
    table: ClusterTable
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class WordFit:
    """How much Word takes a line to hold, in 1/1000 em: its gap between Han and letters or digits (none beside %), what
    it sets every letter of a Western word closer by, and what is left of a measure of a thousand; whether a figure may
    be parted from its unit, as Word does it."""

    gap: int
    tracking: int = 0
    spare: float = 0
    parts_quantities: bool = False


class Looseness(NamedTuple):
    """What every joint of a line may take, in 1/1000 em, before a number is parted from its measure, a name of a list
    or a document's number, an address (a line that ends inside one stays short of the measure rather), and before any
    line stays short, since characters so far apart read as words of their own.

    clreq `line_adjustment` sets no limit but half an em for spaces between words.
    """

    number: int
    name: int
    address: int
    short: int


class Clusters:
    """The clusters of a paragraph side by side; advances and blanks in 1/1000 of the paragraph's em.

    `texts`, `kinds` (a byte each), `advances`, `lefts`, `rights`: one entry each. `ends[k]`: index behind the last
    cluster of run k. `sums[k]`: advance of the first k clusters. `gaps[k]`: what stands before cluster k, a Western one
    beside Han or the reverse, unless a line starts with it; `reaches[k]`: the sum with these gaps. `kept`: indexes
    inside words that stay whole, `held`: those inside names that do while the line can bear it. `word_gaps`,
    `word_reaches`: the gaps and sums that decide where lines end by first fit, ours unless Word's are asked for.
    """

    __slots__ = (
        "_found", "advances", "ends", "gaps", "held", "kept", "kinds", "looseness", "parts_quantities", "reaches",
        "sums", "texts", "word_gaps", "word_reaches",
    )  # fmt: skip

    def __init__(self, runs: Sequence[Run], shortest: int, looseness: Looseness, gap: int = 0) -> None:
        self.looseness = looseness
        self.texts: list[str] = []
        self.ends: list[int] = []
        found: list[Cluster] = []
        for run in runs:
            texts, clusters = _measure(run, shortest)
            self.texts += texts
            found += clusters
            self.ends.append(len(found))
        self._found = found
        self.kinds = bytes(map(KIND, found))
        self.advances: list[int] = list(map(ADVANCE, found))
        self.sums = list(accumulate(self.advances, initial=0))
        self.gaps, self.reaches = [0] * (len(found) + 1), self.sums
        if not WESTERNS.isdisjoint(self.kinds):
            self._part_scripts([run.scale for run in runs], gap)
        self.word_gaps, self.word_reaches = self.gaps, self.reaches
        self.parts_quantities = False
        self.kept: frozenset[int] = frozenset()
        self.held: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.texts)

    def _part_scripts(self, scales: Sequence[float], gap: int) -> None:
        """Set the gaps between Han and Western and what a Chinese space is too wide behind a Western word; a raised or
        lowered sign stands close to what it belongs to."""
        kinds, gaps = self.kinds, self.gaps
        for met in MEETING.finditer(kinds):
            gaps[met.start()] = gap
        for space in _find_all(kinds, Kind.SPACE):
            if 0 < space < len(kinds) - 1 and self.texts[space] == " ":
                before = self.texts[space - 1]
                if before.isascii() and kinds[space - 1] != Kind.SPACE:
                    gaps[space + 1] = WORD_SPACE - self.advances[space]
        for end, scale, after in zip(self.ends, scales, scales[1:], strict=False):
            if after != 1 or (scale != 1 and end > 1 and self.kinds[end - 2] not in WESTERNS):
                self.gaps[end] = 0
        self.reaches = list(accumulate(map(int.__add__, self.advances, self.gaps), initial=0))

    def fit_word(self, word: WordFit) -> None:
        """Let lines end where Word's would: gaps as wide as its own, Western letters as close as it sets them."""
        if self.reaches is self.sums:
            return
        self.parts_quantities = word.parts_quantities
        tracking, gaps, advances = word.tracking, list(self.gaps), list(self.advances)
        for met in MEETING.finditer(self.kinds):
            index = met.start()
            if gaps[index]:
                gaps[index] = word.gap if self._meet_plainly(index) else 0
        for found in WESTERN.finditer(self.kinds):
            index = found.start()
            advance = advances[index]
            advances[index] += advance * tracking // 1000 - len(self.texts[index]) * tracking
        self.word_gaps = gaps
        self.word_reaches = list(accumulate(map(int.__add__, advances, gaps), initial=0))

    def _meet_plainly(self, index: int) -> bool:
        """Whether letters, digits or Han stand on both sides of the place before a cluster."""
        return self.texts[index - 1][-1].isalnum() and self.texts[index][0].isalnum()

    @property
    def lefts(self) -> list[int]:
        """What may be trimmed at the left of each cluster."""
        return list(map(LEFT, self._found))

    @property
    def rights(self) -> list[int]:
        """What may be trimmed at the right of each cluster."""
        return list(map(RIGHT, self._found))

    def width(self, start: int, end: int) -> int:
        """Advance of clusters `start` to `end` as a line, gaps between them included."""
        return self.reaches[end] - self.reaches[start] - self.gaps[start]

    def keep(self, offsets: Container[int]) -> None:
        """Let no line end before the characters at these offsets."""
        self.kept = self._find_starts(offsets)

    def hold(self, offsets: Container[int]) -> None:
        """Let a line end before the characters at these offsets only where it would be too loose otherwise."""
        self.held = self._find_starts(offsets)

    def _find_starts(self, offsets: Container[int]) -> frozenset[int]:
        starts = accumulate(map(len, self.texts), initial=0)
        return frozenset(index for index, offset in enumerate(starts) if offset in offsets)

    def find_parting(self, index: int) -> int:
        """Whether a line may end before the cluster at `index` (0 < index < len): a Parting."""
        parting = PARTINGS[self.kinds[index - 1] * KINDS + self.kinds[index]]
        if not parting or index in self.kept:
            return Parting.NEVER
        if parting == Parting.FREELY:
            return Parting.AT_NAME if index in self.held or self._ends_year(index) else self._part_quantity(index)
        return Parting.NEVER if self.ends[bisect_left(self.ends, index)] == index else parting

    def _ends_year(self, index: int) -> bool:
        """Whether the year of a document's number stands before the number at an index."""
        return self.kinds[index] == Kind.NUMBER and self.texts[index - 1] in YEAR_ENDS

    def is_cut_at_least(self, index: int) -> bool:
        """Whether a word too wide for its line may be cut before the cluster at `index`."""
        return bool(AT_LEAST[self.kinds[index - 1] * KINDS + self.kinds[index]])

    def _part_quantity(self, index: int) -> Parting:
        for number in range(index - 1, max(index - 6, -1), -1):
            kind = self.kinds[number]
            if kind in NUMBERS:
                joint, end = find_quantity(self.texts, number)
                if index >= end or (self.parts_quantities and kind == Kind.NUMBER):
                    break
                return Parting.AT_JOINT if index == joint else Parting.NEVER
            if kind != Kind.HAN:
                break
        return Parting.FREELY

    def breaks(self) -> list[int]:
        """The Parting before every cluster and at the end of the paragraph: one more than clusters."""
        kinds = self.kinds
        breaks = [0, *[PARTINGS[left * KINDS + right] for left, right in pairwise(kinds)], 1]
        if not NUMBERS.isdisjoint(kinds):
            for number, kind in enumerate(kinds):
                if kind in NUMBERS:
                    if breaks[number] == Parting.FREELY and self._ends_year(number):
                        breaks[number] = Parting.AT_NAME
                    joint, end = find_quantity(self.texts, number)
                    parted = joint and joint < end and breaks[joint]
                    breaks[number + 1 : end] = [0] * (end - number - 1)
                    if parted:
                        breaks[joint] = Parting.AT_JOINT
        for index in self.held:
            breaks[index] = Parting.AT_NAME if breaks[index] == Parting.FREELY else breaks[index]
        for index in self.kept:
            breaks[index] = 0
        for end in self.ends:  # a superscript is no part of an address
            if breaks[end] == Parting.AT_NEED:
                breaks[end] = 0
        return breaks


def _find_all(kinds: bytes, kind: Kind) -> Iterator[int]:
    """The indexes of a kind."""
    index = kinds.find(kind)
    while index >= 0:
        yield index
        index = kinds.find(kind, index + 1)


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
