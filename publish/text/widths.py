"""How wide a text is before any font is known: in em on a page, in columns on a terminal (UAX #11)."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

HALF = 0.5  # em; letters and digits are half as wide as Han in Word's 仿宋 and in FandolFang
CAPITAL, WIDE = 0.78, 1.0  # em; in bold faces
GAP = 0.25  # em; the widest between Han and Western
TITLE = 0.6  # em; in the wider faces of titles rather too much, so that no line overflows


class _Widths(dict[str, float]):
    """The width (em) of every character met, Western ones `western`: a text has few different ones."""

    def __init__(self, western: float) -> None:
        self._western = western

    def __missing__(self, char: str) -> float:
        width = self[char] = 1.0 if unicodedata.east_asian_width(char) in "WFA" else self._western
        return width


_WIDTHS = {western: _Widths(western) for western in (HALF, TITLE)}


def estimate_width(text: str, western: float = HALF) -> float:
    """Width of a text in characters (em): Han and full-width marks 1, others `western`."""
    return sum(map(_WIDTHS[western].__getitem__, text))


def title_width(text: str) -> float:
    """Width of a title in characters (em)."""
    return estimate_width(text, TITLE)


def mark_width(text: str) -> float:
    """Width of a 发文机关标志 in characters (em), with capitals and what parts them from Han: rather too much, as
    it stands on one line whatever it holds."""
    wide = sum(
        WIDE - TITLE if char in "MWmw@%" else CAPITAL - TITLE for char in text if char in "mw@%" or char.isupper()
    )
    return (
        title_width(text) + wide + GAP * sum(1 for left, right in pairwise(text) if left.isascii() != right.isascii())
    )


def count_cells(text: str) -> int:
    """How many columns of a terminal a text takes; marks that both scripts share take one there."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def measure_room(white: str) -> float:
    """Width of the white space in front of a line, in characters (em): full-width spaces 1, tabs 2, others a half."""
    return sum({"\u3000": 1.0, "\t": 2.0}.get(char, HALF) for char in white)
