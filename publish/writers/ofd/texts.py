"""Text as TextObjects (GB/T 33190-2016, clause 11): one for a run of a line, every glyph at its own place.

A program finds the glyphs by the characters, through the `cmap` of the font, or by the numbers in a CGTransform; both
lead to the same ones here. Characters and glyphs that do not stand for each other one by one, or that programs counting
in UTF-16 would count as two, have an object of their own, in which nothing depends on the count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby, pairwise
from operator import eq
from typing import NamedTuple

from publish.writers.ofd.drawing import describe_alpha, describe_boundary, write_clips, write_colour
from publish.writers.ofd.xml import MM, element, number, numbers, text
from publish.writers.shared.drawn import BLACK, Box, Matrix, Text, map_box, map_point

PER_EM = 1000
SHORTEST = 3  # equal steps that are written as "g count step"
EQUAL = 1e-6  # of scales


class Face(NamedTuple):
    """What a text needs to know of its font: its ID, ascent and descent (em), the glyph its `cmap` has for each
    character."""

    id: int
    ascent: float
    descent: float
    characters: Mapping[str, int]


class Scale(NamedTuple):
    """How em become mm: Size, HScale as a factor of it, the CTM of what is not upright (None: it is)."""

    size: float
    stretch: float
    turn: tuple[float, float, float, float] | None


def write_texts(mark: Text, face: Face, next_id: Callable[[], int]) -> Iterator[str]:
    """The TextObjects of a text."""
    alone = max(mark.text) <= "\uffff" or not mark.paired
    for part in [mark] if alone else _part(mark):
        yield _write_text(part, face, next_id())


def _part(mark: Text) -> Iterator[Text]:
    """Characters beyond the first plane each for itself, those between them together."""
    start, places = 0, (*mark.places, mark.end)
    for rare, group in groupby(mark.text, lambda char: char > "\uffff"):
        for piece in list(group) if rare else ["".join(group)]:
            end = start + len(piece)
            across = places[start : end + 1]
            yield replace(mark, text=piece, glyphs=mark.glyphs[start:end], places=across[:-1], end=across[-1])
            start = end


def measure(matrix: Matrix) -> Scale:
    """The scale of a text whose `matrix` maps em, upwards, to pt on the page, downwards."""
    a, b, c, d, *_ = matrix
    if b == c == 0 and a > 0 > d:
        return Scale(-d * MM, a / -d, None)
    size = (c * c + d * d) ** 0.5
    return Scale(size * MM, 1.0, (a / size, b / size, -c / size, -d / size))


def _write_text(mark: Text, face: Face, number_: int) -> str:
    scale, left = measure(mark.matrix), mark.places[0]
    right = max(mark.end, *mark.places)
    area = map_box(mark.matrix, Box(left / PER_EM, face.descent, right / PER_EM, face.ascent))
    x, y = map_point(mark.matrix, left / PER_EM, 0)
    start = ((x - area.left) * MM, (y - area.top) * MM)
    about = {
        "ID": number_,
        "Boundary": describe_boundary(area),
        "CTM": numbers((*scale.turn, *start)) if scale.turn else None,
        "Font": face.id,
        "Size": scale.size,
        "HScale": scale.stretch if abs(scale.stretch - 1) > EQUAL else None,
        "Alpha": describe_alpha(mark.alpha),
    }
    x, y = (0.0, 0.0) if scale.turn else start
    place = {"X": x, "Y": y, "DeltaX": write_deltas(mark.places, scale.size * scale.stretch / PER_EM)}
    return element(
        "TextObject",
        about,
        write_clips(mark.clips, area),
        "" if mark.colour == BLACK else write_colour("FillColor", mark.colour),
        "" if _is_mapped(mark, face) else _write_transform(mark),
        element("TextCode", place, text(mark.text)),
    )


def _is_mapped(mark: Text, face: Face) -> bool:
    """Whether the font's `cmap` leads from each character to its glyph."""
    return mark.paired and all(map(eq, map(face.characters.get, mark.text), mark.glyphs))


def _write_transform(mark: Text) -> str:
    about = {"CodePosition": 0, "CodeCount": len(mark.text), "GlyphCount": len(mark.glyphs)}
    return element("CGTransform", about, element("Glyphs", None, numbers(mark.glyphs)))


def write_deltas(places: Iterable[float], unit: float) -> str | None:
    """The steps between places as DeltaX, each times `unit` mm, equal ones as "g count step"; None for one place."""
    steps = [after - before for before, after in pairwise(places)]
    return " ".join(_shorten(steps, unit)) or None


def _shorten(steps: Iterable[float], unit: float) -> Iterator[str]:
    for step, alike in groupby(steps):
        count, written = sum(1 for _ in alike), number(step * unit)
        yield f"g {count} {written}" if count >= SHORTEST else " ".join([written] * count)
