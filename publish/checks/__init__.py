"""Checks: what a clerk should look at before printing. Each warns with an exact place and changes nothing.

One family per module; a new check is a line in its family's CHECKS and examples in tests/cases/checks/.
"""

from publish.checks import (
    arithmetic,
    characters,
    consistency,
    counts,
    elements,
    formulations,
    lexicon,
    measures,
    names,
    numbers,
    official,
    ordinals,
    particles,
    punctuation,
    slips,
    spelling,
)
from publish.checks.passages import Check, Hit, Passage, passages

CHECKS: tuple[Check, ...] = (
    *characters.CHECKS,
    *official.CHECKS,
    *elements.CHECKS,
    *ordinals.CHECKS,
    *numbers.CHECKS,
    *punctuation.CHECKS,
    *formulations.CHECKS,
    *lexicon.CHECKS,
    *spelling.CHECKS,
    *names.CHECKS,
    *slips.CHECKS,
    *counts.CHECKS,
    *arithmetic.CHECKS,
    *measures.CHECKS,
    *particles.CHECKS,
    *consistency.CHECKS,
)

__all__ = ["CHECKS", "Check", "Hit", "Passage", "passages"]
