"""Widths of short texts from the font that will print them, where an estimate would show."""

from __future__ import annotations

import functools
import struct
from collections import ChainMap
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from publish.composition.classes import count_gaps
from publish.fonts.charmap import CharmapError, read_glyphs, read_table
from publish.fonts.roles import Face
from publish.text.widths import estimate_width

WESTERN_END = 0x2E80  # where the scripts of China begin


def measure_with(faces: Sequence[Face], gap: float = 0.0) -> Callable[[str], float]:
    """A function that gives the width of a text in characters (em) as these faces set it, a character in the first that
    has it, with `gap` between Han and Western."""

    def width(text: str) -> float:
        if all(estimate_width(char) == 1.0 for char in text):
            return float(len(text))
        advances = ChainMap(*(_load_advances(face.path, face.index) for face in faces))
        return gap * count_gaps(text) + sum(advances.get(ord(char), estimate_width(char)) for char in text)

    return width


@functools.cache
def _load_advances(path: Path, index: int) -> dict[int, float]:
    """Advances of the Western characters of a font, em, by code point."""
    with suppress(CharmapError, struct.error), path.open("rb") as file:
        return _read_advances(file, index, read_glyphs(path, index, WESTERN_END))
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=index, lazy=True) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {code: metrics[name][0] / em for code, name in font.getBestCmap().items() if code < WESTERN_END}


def _read_advances(file: BinaryIO, index: int, glyphs: dict[int, int]) -> dict[int, float]:
    """The advances of the glyphs of code points, em (OpenType 1.9, "hmtx"); glyphs that have none have the last one's.

    Raises CharmapError, struct.error.
    """
    (em,) = struct.unpack_from(">H", read_table(file, index, b"head"), 18)
    (count,) = struct.unpack_from(">H", read_table(file, index, b"hhea"), 34)
    metrics = read_table(file, index, b"hmtx")
    places = {code: 4 * min(glyph, count - 1) for code, glyph in glyphs.items()}
    return {code: struct.unpack_from(">H", metrics, place)[0] / em for code, place in places.items()}
