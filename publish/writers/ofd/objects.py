"""Marks as page objects (GB/T 33190-2016, clauses 8.5, 9 to 11): TextObject, PathObject, ImageObject.

Every object stands in its Boundary, the rectangle on the page from whose upper left corner its own places count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from publish.writers.ofd.drawing import describe_alpha, describe_boundary, write_clips, write_colour, write_path
from publish.writers.ofd.texts import Face, write_texts
from publish.writers.ofd.xml import MM, element, numbers
from publish.writers.shared.drawn import Box, Image, Mark, Pen, Shape, Text, bound, map_box

SQUARE = Box(0, 0, 1, 1)
CAPS, JOINS = ("Butt", "Round", "Square"), ("Miter", "Round", "Bevel")


class Resources(NamedTuple):
    """Where objects take their IDs and those of what they refer to."""

    next_id: Callable[[], int]
    face: Callable[[str], Face]
    picture: Callable[[str], int]


def write_mark(mark: Mark, resources: Resources) -> Iterator[str]:
    """The objects of a mark."""
    match mark:
        case Text():
            yield from write_texts(mark, resources.face(mark.font), resources.next_id)
        case Shape():
            yield _write_shape(mark, resources.next_id())
        case Image():
            yield _write_image(mark, resources)


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
            "Boundary": describe_boundary(area),
            **(_describe_pen(pen) if pen else {}),
            "Alpha": describe_alpha(shape.alpha if shape.fill is not None or not pen else pen.alpha),
            "Stroke": None if pen else False,
            "Fill": None if shape.fill is None else True,
            "Rule": "Even-Odd" if shape.even_odd else None,
        },
        write_clips(shape.clips, area),
        write_colour("StrokeColor", pen.colour) if pen else "",
        write_colour("FillColor", shape.fill) if shape.fill is not None else "",
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


def _write_image(image: Image, resources: Resources) -> str:
    a, b, c, d, e, f = image.matrix
    area = map_box(image.matrix, SQUARE)
    return element(
        "ImageObject",
        {
            "ID": resources.next_id(),
            "Boundary": describe_boundary(area),
            "CTM": numbers(value * MM for value in (a, b, c, d, e - area.left, f - area.top)),
            "Alpha": describe_alpha(image.alpha),
            "ResourceID": resources.picture(image.picture),
        },
        write_clips(image.clips, area),
    )
