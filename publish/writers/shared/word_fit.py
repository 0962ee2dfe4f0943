"""How lines are fitted: how loose the look lets them be, and how Word fits them, for what must end where its do."""

from __future__ import annotations

from publish.composition.paragraph import Looseness, WordFit
from publish.style import Style

WORD_GAP = 250  # 1/1000 em; measured in Word, whatever the alignment, and nothing takes from it or adds to it


def find_word_fit(style: Style, is_body: bool, parts_quantities: bool) -> WordFit:
    """A quarter em between Han and Western, or none; body text (`is_body`: text of its size) is tracked."""
    gap = WORD_GAP if style.western.gap else 0
    if not is_body:
        return WordFit(gap, parts_quantities=parts_quantities)
    cell = style.body.size + style.word_tracking
    ratio = style.body.size / cell
    spare = (style.page.cell / cell - 1) * 1000
    return WordFit(round(gap * ratio), round((ratio - 1) * 1000), spare, parts_quantities)


def find_looseness(style: Style) -> Looseness:
    """How loose a line may be, in 1/1000 em."""
    look = style.stretch
    return Looseness(*(round(1000 * limit) for limit in (look.number, look.name, look.address, look.short)))
