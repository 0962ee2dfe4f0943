"""Marks as page objects (GB/T 33190-2016, clauses 8.5, 9 to 11): TextObject, PathObject, ImageObject.

Every object stands in its Boundary, the rectangle on the page from whose upper left corner its own places count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from publish.writers.ofd.xml import MM, element, number, numbers, text
from publish.writers.shared.drawn import (
    BLACK,
    Box,
    Cluster,
    Colour,
    Image,
    Mark,
    Matrix,
    Path,
    Pen,
    Shape,
    Text,
    bound,
    is_rectangle,
    surround,
)

CAPS, JOINS = ("Butt", "Round", "Square"), ("Miter", "Round", "Bevel")
OPAQUE = 255
DRIFT = 0.002  # mm that a glyph may stand beside its place, so that equal advances stay equal numbers
SHORTEST = 3  # equal advances that are written as "g count advance"
THINNEST = 0.01  # pt; a Boundary with no area may be left out by a viewer


class Face(NamedTuple):
    """What the objects need to know of a font: its ID, ascent and descent (em), the glyph of every code point."""

    id: int
    ascent: float
    descent: float
    characters: Mapping[int, int]


class Resources(NamedTuple):
    """Where objects take their IDs and those of what they refer to."""

    next_id: Callable[[], int]
    face: Callable[[str], Face]
    picture: Callable[[str], int]


def write_mark(mark: Mark, resources: Resources) -> Iterator[str]:
    """The objects of a mark."""
    match mark:
        case Text():
            face = resources.face(mark.font)
            for plain, clusters in groupby(mark.clusters, _is_plain):
                for part in [list(clusters)] if plain else [[cluster] for cluster in clusters]:
                    if any(cluster.text for cluster in part):
                        yield _write_text(mark, part, face, resources.next_id())
        case Shape():
            yield _write_shape(mark, resources.next_id())
        case Image():
            yield _write_image(mark, resources)


def _is_plain(cluster: Cluster) -> bool:
    """Whether a character and a glyph stand for each other in every program: those that count in UTF-16 too."""
    return len(cluster.text) == len(cluster.glyphs) == 1 and cluster.text <= "\uffff"


def _write_text(mark: Text, clusters: Sequence[Cluster], face: Face, number_: int) -> str:
    """Upright text has its size and its places in mm; turned or slanted text is set upright and turned by a CTM."""
    a, b, c, d, e, f = mark.matrix
    size = -d
    upright = b == c == 0 and a > 0 and size > 0
    if not upright:
        size = (c * c + d * d) ** 0.5
    across = a if upright else size
    places = [place for cluster in clusters for place in cluster.places]
    start, rise = places[0]
    xs, ys = [(x - start) * across * MM for x, _ in places], [-(y - rise) * size * MM for _, y in places]
    end = max(mark.end, max(x for x, _ in places)) if clusters[-1] is mark.clusters[-1] else places[-1][0] + 1
    box = Box(start, rise + face.descent, end, rise + face.ascent)
    area = surround(_map(mark.matrix, x, y) for x in (box.left, box.right) for y in (box.top, box.bottom))
    turned = None
    x, y = _map(mark.matrix, start, rise)
    x, y = (x - area.left) * MM, (y - area.top) * MM
    if not upright:
        turned = numbers([a / size, b / size, -c / size, -d / size, x, y])
        x = y = 0.0
    code = "".join(cluster.text for cluster in clusters)
    return element(
        "TextObject",
        {
            "ID": number_,
            "Boundary": _boundary(area),
            "CTM": turned,
            "Font": face.id,
            "Size": size * MM,
            "HScale": across / size if abs(across / size - 1) > 1e-6 else None,
            "Alpha": _alpha(mark.alpha),
        },
        _write_clips(mark.clip, area),
        "" if mark.colour == BLACK else _write_colour("FillColor", mark.colour),
        "" if _is_mapped(clusters, face) else _write_transform(clusters, code),
        element(
            "TextCode",
            {"X": x, "Y": y, "DeltaX": write_deltas(xs), "DeltaY": write_deltas(ys) if any(ys) else None},
            text(code),
        ),
    )


def _is_mapped(clusters: Sequence[Cluster], face: Face) -> bool:
    """Whether the font's `cmap` leads to each glyph."""
    return all(
        len(each.text) == len(each.glyphs) == 1 and face.characters.get(ord(each.text)) == each.glyphs[0]
        for each in clusters
    )


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


def _write_shape(shape: Shape, number_: int) -> str:
    area = bound(shape.path)
    pen = shape.pen
    if pen:
        half = pen.width / 2
        area = Box(area.left - half, area.top - half, area.right + half, area.bottom + half)
    return element(
        "PathObject",
        {
            "ID": number_,
            "Boundary": _boundary(area),
            **(_describe_pen(pen) if pen else {}),
            "Alpha": _alpha(shape.alpha if shape.fill is not None or not pen else pen.alpha),
            "Stroke": None if pen else False,
            "Fill": None if shape.fill is None else True,
            "Rule": "Even-Odd" if shape.even_odd else None,
        },
        _write_clips(shape.clip, area),
        _write_colour("StrokeColor", pen.colour) if pen else "",
        _write_colour("FillColor", shape.fill) if shape.fill is not None else "",
        element("AbbreviatedData", None, write_path(shape.path, area)),
    )


def _describe_pen(pen: Pen) -> dict[str, object]:
    return {
        "LineWidth": pen.width * MM,
        "Cap": CAPS[pen.cap] if pen.cap else None,
        "Join": JOINS[pen.join] if pen.join else None,
        "DashOffset": pen.phase * MM if pen.phase else None,
        "DashPattern": numbers(dash * MM for dash in pen.dashes) if pen.dashes else None,
    }


def write_path(path: Path, area: Box) -> str:
    """A path as AbbreviatedData, from the upper left corner of an area."""
    words = []
    for kind, points in path:
        places = (place for x, y in points for place in ((x - area.left) * MM, (y - area.top) * MM))
        words.append(" ".join([kind, *map(number, places)]))
    return " ".join(words)


def _write_image(image: Image, resources: Resources) -> str:
    a, b, c, d, e, f = image.matrix
    area = surround(_map(image.matrix, x, y) for x in (0, 1) for y in (0, 1))
    return element(
        "ImageObject",
        {
            "ID": resources.next_id(),
            "Boundary": _boundary(area),
            "CTM": numbers(value * MM for value in (a, b, c, d, e - area.left, f - area.top)),
            "Alpha": _alpha(image.alpha),
            "ResourceID": resources.picture(image.picture),
        },
        _write_clips(image.clip, area),
    )


def _write_clips(clip: Path, area: Box) -> str:
    """The part of an object that is seen; nothing where that is the whole (GB/T 42133-2022, 6.3.2)."""
    if not clip or is_rectangle(clip) and bound(clip).holds(area):
        return ""
    inside = bound(clip)
    box = _boundary(Box(inside.left - area.left, inside.top - area.top, inside.right - area.left,
                        inside.bottom - area.top))  # fmt: skip
    path = element(
        "Path",
        {"Boundary": box, "Stroke": False, "Fill": True},
        element("AbbreviatedData", None, write_path(clip, inside)),
    )
    return element("Clips", None, element("Clip", None, element("Area", None, path)))


def _write_colour(name: str, colour: Colour) -> str:
    return element(name, {"Value": " ".join(map(str, colour))})


def _alpha(alpha: float) -> int | None:
    return None if alpha == 1 else round(alpha * OPAQUE)


def _boundary(box: Box) -> str:
    width, height = max(THINNEST, box.right - box.left), max(THINNEST, box.bottom - box.top)
    return numbers(side * MM for side in (box.left, box.top, width, height))


def _map(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
