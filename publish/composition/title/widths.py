"""How wide the text of a title is, in characters (em)."""

from __future__ import annotations

import unicodedata

LEAST = 3.0  # characters; shorter lines are never made while another way exists
WESTERN = 0.6  # advance of a Western letter or digit, in characters: rather too much, so that no line overflows


def title_width(text: str) -> float:
    """Width of a title in characters (em): Han and full-width marks 1, others about half."""
    return sum(map(estimate_advance, text))


def estimate_advance(char: str) -> float:
    """Advance of a character of a title in em."""
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else WESTERN
