"""Widths of short texts from the font that will print them, where an estimate would show."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from publish.composition.signature import estimate_width
from publish.fonts import Face


def measure_with(face: Face) -> Callable[[str], float]:
    """A function that gives the width of a text in characters (em) as this face sets it."""

    def width(text: str) -> float:
        if all(estimate_width(char) == 1.0 for char in text):
            return float(len(text))
        advances = _load_advances(face.path, face.index)
        return sum(advances.get(ord(char), estimate_width(char)) for char in text)

    return width


@functools.cache
def _load_advances(path: Path, index: int) -> dict[int, float]:
    """Advances of the Western characters of a font, em, by code point."""
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=index, lazy=True) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {code: metrics[name][0] / em for code, name in font.getBestCmap().items() if code < 0x2E80}
