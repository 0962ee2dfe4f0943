"""A font as the standards think of it, for tests that must not depend on installed fonts; lines as loose as in the
look of speeches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from publish.composition import composer, paragraph
from publish.composition.classes import MEMBERS, Kind
from publish.composition.composer import Composed, compose
from publish.composition.metrics import ClusterTable
from publish.composition.paragraph import Looseness, Run
from publish.style import load_style
from publish.writers.shared.word_fit import find_looseness
from tests import CASE_FOLDER

OPENING = MEMBERS[Kind.OPEN]
MIDDLE = MEMBERS[Kind.MIDDLE]
LOOSENESS = find_looseness(load_style("speech"))


@dataclass(frozen=True, slots=True)
class Setting(composer.Setting):
    """As loose as in the look of speeches, if nothing else is said."""

    looseness: Looseness = field(default=LOOSENESS, kw_only=True)


class Clusters(paragraph.Clusters):
    """As loose as in the look of speeches."""

    def __init__(self, runs: Sequence[Run], shortest: int, gap: int = 0) -> None:
        super().__init__(runs, shortest, LOOSENESS, gap)


class IdealFont:
    """Han and marks are one em wide, Western letters half an em; marks are blank on one half."""

    def advance(self, text: str) -> int:
        """Advance in 1/1000 em."""
        return sum(0 if "\u0300" <= char <= "\u036f" else 500 if char < "\u2000" else 1000 for char in text)

    def blanks(self, mark: str) -> tuple[int, int]:
        """Blank at the left and right in 1/1000 em."""
        if mark in MIDDLE:
            return 250, 250
        return (560, 0) if mark in OPENING else (0, 560)


@cache
def ideal_table() -> ClusterTable:
    """The one table of the ideal font."""
    return ClusterTable(IdealFont())


def compose_ideal(text: str, setting: Setting) -> Composed:
    """A paragraph of one run composed in the ideal font."""
    return compose([Run(text, ideal_table())], setting)


def read_lines(composed: Composed) -> list[str]:
    """The characters of every line."""
    texts = composed.clusters.texts
    return ["".join(texts[line.start : line.end]) for line in composed.lines]


CASES = CASE_FOLDER / "composition"
