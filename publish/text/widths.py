"""How wide a text is before any font is known: in em on a page, in columns on a terminal (UAX #11)."""

from __future__ import annotations

import unicodedata

HALF = 0.5  # em; letters and digits are half as wide as Han in Word's 仿宋 and in FandolFang
TITLE = 0.6  # em; in the wider faces of titles rather too much, so that no line overflows


def estimate_width(text: str, western: float = HALF) -> float:
    """Width of a text in characters (em): Han and full-width marks 1, others `western`."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else western for char in text)


def title_width(text: str) -> float:
    """Width of a title in characters (em)."""
    return estimate_width(text, TITLE)


def count_cells(text: str) -> int:
    """How many columns of a terminal a text takes; marks that both scripts share take one there."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
