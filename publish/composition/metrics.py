"""Advances of clusters and the blank halves of punctuation, from a font, in 1/1000 em."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from publish.composition.classes import Kind, classify

# Blanks trimmed beyond 0.499 em make text extractors part the line.
LARGEST_TRIM = 499
CLEARANCE = {Kind.OPEN: 20, Kind.CLOSE: 20, Kind.PAUSE: 20, Kind.STOP: 20, Kind.EXCLAIM: 60, Kind.MIDDLE: 40}
MIDDLE_TRIM = 249


class Font(Protocol):
    """What composition asks of a font; all figures in 1/1000 em."""

    def advance(self, text: str) -> int:
        """Advance of a text as it is shaped, fallback fonts included."""

    def blanks(self, mark: str) -> tuple[int, int]:
        """Space without ink at the left and at the right of a mark."""


class Cluster(NamedTuple):
    """A cluster as a font sets it: class, advance, blanks that may be trimmed (1/1000 em)."""

    kind: int
    advance: int
    left: int
    right: int


class ClusterTable(dict[str, Cluster]):
    """Every cluster met so far as one font sets it; looks up what it does not know yet."""

    def __init__(self, font: Font) -> None:
        super().__init__()
        self.font = font

    def __missing__(self, text: str) -> Cluster:
        kind = classify(text)
        advance = self.font.advance(text)
        left, right = self._trims(text, kind)
        found = self[text] = Cluster(int(kind), advance, left, right)
        return found

    def _trims(self, text: str, kind: Kind) -> tuple[int, int]:
        """How much of a mark's blank may go: one half of a bracket or pause, a little on both sides of ·."""
        if kind not in CLEARANCE or len(text) != 1:
            return 0, 0
        left, right = (max(0, round(blank) - CLEARANCE[kind]) for blank in self.font.blanks(text))
        if kind is Kind.OPEN:
            return min(LARGEST_TRIM, left), 0
        if kind is Kind.MIDDLE:
            return min(MIDDLE_TRIM, left), min(MIDDLE_TRIM, right)
        return 0, min(LARGEST_TRIM, right)
