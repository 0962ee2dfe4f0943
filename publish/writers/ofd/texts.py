"""Text as TextObjects (GB/T 33190-2016, clause 11): one for a run of a line, every glyph at its own place.

A program finds the glyphs by the characters, through the `cmap` of the font, or by the numbers in a CGTransform; both
lead to the same ones here. Characters and glyphs that do not stand for each other one by one, or that programs counting
in UTF-16 would count as two, have an object of their own, in which nothing depends on the count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from publish.writers.ofd.drawing import describe_alpha, describe_boundary, write_clips, write_colour
from publish.writers.ofd.xml import MM, element, number, numbers, text
from publish.writers.shared.drawn import BLACK, Box, Cluster, Matrix, Text, map_box, map_point

DRIFT = 0.002  # mm that a glyph may stand beside its place, so that equal advances stay equal numbers
SHORTEST = 3  # equal advances that are written as "g count advance"
EQUAL = 1e-6  # of scales


class Face(NamedTuple):
    """What a text needs to know of its font: its ID, ascent and descent (em), the glyph of every code point."""

    id: int
    ascent: float
    descent: float
    characters: Mapping[int, int]


class Scale(NamedTuple):
    """How em become mm: Size, HScale as a factor of it, the CTM of what is not upright (None: it is)."""

    size: float
    stretch: float
    turn: tuple[float, float, float, float] | None


def write_texts(mark: Text, face: Face, next_id: Callable[[], int]) -> Iterator[str]:
    """The TextObjects of a run."""
    for plain, clusters in groupby(mark.clusters, _is_plain):
        for part in [list(clusters)] if plain else [[cluster] for cluster in clusters]:
            if any(cluster.text for cluster in part):
                yield _write_text(mark, part, face, next_id())


def _is_plain(cluster: Cluster) -> bool:
    """Whether a character and a glyph stand for each other in every program."""
    return len(cluster.text) == len(cluster.glyphs) == 1 and cluster.text <= "\uffff"


def measure(matrix: Matrix) -> Scale:
    """The scale of a text whose `matrix` maps em, upwards, to pt on the page, downwards."""
    a, b, c, d, *_ = matrix
    if b == c == 0 and a > 0 > d:
        return Scale(-d * MM, a / -d, None)
    size = (c * c + d * d) ** 0.5
    return Scale(size * MM, 1.0, (a / size, b / size, -c / size, -d / size))


def _write_text(mark: Text, clusters: Sequence[Cluster], face: Face, number_: int) -> str:
    scale, origin = measure(mark.matrix), clusters[0].places[0]
    area = map_box(mark.matrix, _surround(mark, clusters, face))
    x, y = map_point(mark.matrix, *origin)
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
    return element(
        "TextObject",
        about,
        write_clips(mark.clip, area),
        "" if mark.colour == BLACK else write_colour("FillColor", mark.colour),
        *_write_code(clusters, face, scale, (0.0, 0.0) if scale.turn else start),
    )


def _surround(mark: Text, clusters: Sequence[Cluster], face: Face) -> Box:
    """The part of a line that clusters take, in em, upwards: from the first origin to the next one behind them."""
    places = [place for cluster in clusters for place in cluster.places]
    heights = [rise for _, rise in places]
    behind = mark.end
    if clusters[-1] is not mark.clusters[-1]:
        behind = mark.clusters[mark.clusters.index(clusters[-1]) + 1].places[0][0]
    across = [*(at for at, _ in places), behind]
    return Box(min(across), min(heights) + face.descent, max(across), max(heights) + face.ascent)


def _write_code(clusters: Sequence[Cluster], face: Face, scale: Scale, start: tuple[float, float]) -> Iterator[str]:
    code = "".join(cluster.text for cluster in clusters)
    places = [place for cluster in clusters for place in cluster.places]
    (left, base), across = places[0], scale.size * scale.stretch
    if not all(_is_mapped(cluster, face) for cluster in clusters):
        yield _write_transform(clusters, code)
    about = {"X": start[0], "Y": start[1], "DeltaX": write_deltas([(x - left) * across for x, _ in places])}
    if any(rise != base for _, rise in places):
        about["DeltaY"] = write_deltas([(base - rise) * scale.size for _, rise in places])
    yield element("TextCode", about, text(code))


def _is_mapped(cluster: Cluster, face: Face) -> bool:
    """Whether the font's `cmap` leads to its glyph."""
    return len(cluster.text) == len(cluster.glyphs) == 1 and face.characters.get(ord(cluster.text)) == cluster.glyphs[0]


def _write_transform(clusters: Sequence[Cluster], code: str) -> str:
    glyphs = [glyph for cluster in clusters for glyph in cluster.glyphs]
    about = {"CodePosition": 0, "CodeCount": len(code), "GlyphCount": len(glyphs)}
    return element("CGTransform", about, element("Glyphs", None, numbers(glyphs)))


def write_deltas(places: Sequence[float]) -> str | None:
    """The steps between places (mm) as DeltaX or DeltaY, equal ones as "g count step"; None for a single place.

    A step is the same as the one before as long as no glyph comes to stand more than DRIFT beside its place.
    """
    steps: list[str] = []
    at = places[0]
    for before, after in pairwise(places):
        step = steps[-1] if steps else number(after - before)
        if abs(at + float(step) - after) > DRIFT:
            step = number(after - at)
        steps.append(step)
        at += float(step)
    return " ".join(_shorten(steps)) or None


def _shorten(steps: Iterable[str]) -> Iterator[str]:
    for step, alike in groupby(steps):
        count = len(list(alike))
        yield f"g {count} {step}" if count >= SHORTEST else " ".join([step] * count)
