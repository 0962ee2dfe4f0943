"""A font as the standards think of it, for tests that must not depend on installed fonts."""

from __future__ import annotations

from functools import cache

from publish.composition.classes import MEMBERS, Kind
from publish.composition.composer import Composed, Setting, compose
from publish.composition.metrics import ClusterTable
from publish.composition.paragraph import Run
from tests import CASE_FOLDER

OPENING = MEMBERS[Kind.OPEN]
MIDDLE = MEMBERS[Kind.MIDDLE]


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
