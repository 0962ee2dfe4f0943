"""A composed page as what is drawn on it, whatever file it goes into: texts glyph by glyph, shapes, pictures.

Lengths are pt, places count from the upper left corner of the page, y downwards. A matrix (a, b, c, d, e, f) maps a
point (x, y) to (ax + cy + e, bx + dy + f), as in PDF and CSS.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]  # red, green, blue, 0 to 255 each
BLACK: Colour = (0, 0, 0)


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, slack: float = 0.01) -> bool:
        """Whether another lies within it, `slack` pt aside."""
        return (
            self.left <= other.left + slack
            and self.top <= other.top + slack
            and self.right >= other.right - slack
            and self.bottom >= other.bottom - slack
        )

    @property
    def is_empty(self) -> bool:
        """Whether it has no area."""
        return self.left >= self.right or self.top >= self.bottom

    def cut(self, other: Box) -> Box:
        """What both cover; empty (left = right or top = bottom) where they do not meet."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Box(left, top, max(left, min(self.right, other.right)), max(top, min(self.bottom, other.bottom)))


def surround(points: Iterable[tuple[float, float]]) -> Box:
    """The least rectangle around points; at least one."""
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def map_point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix maps a point to."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def join(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that maps as one matrix and then another does."""
    a, b, c, d, e, f = first
    g, h, i, j, _, _ = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, *map_point(second, e, f)


def map_box(matrix: Matrix, box: Box) -> Box:
    """The least upright rectangle around what a matrix maps a rectangle to."""
    return surround(map_point(matrix, x, y) for x in (box.left, box.right) for y in (box.top, box.bottom))


class Step(NamedTuple):
    """A step of a path: M(ove), L(ine), B(ézier, three points), C(lose, no points)."""

    kind: str
    points: tuple[tuple[float, float], ...] = ()


Path = tuple[Step, ...]
Clips = tuple[Path, ...]  # what is seen lies within all of them; none: everything is seen


def bound(path: Path) -> Box:
    """The least rectangle around the points of a path, those that only steer its curves included."""
    return surround(point for step in path for point in step.points)


def draw_box(box: Box) -> Path:
    """The outline of a rectangle."""
    left, top, right, bottom = box
    corners = (right, top), (right, bottom), (left, bottom)
    return (Step("M", ((left, top),)), *(Step("L", (corner,)) for corner in corners), Step("C"))


def list_rectangles(path: Path) -> list[Box]:
    """The upright rectangles that a path consists of; none when there is anything else in it."""
    starts = [index for index, step in enumerate(path) if step.kind == "M"]
    parts = [path[start:end] for start, end in pairwise([*starts, len(path)])]
    return list(map(bound, parts)) if all(map(_is_rectangle, parts)) else []


def _is_rectangle(part: Path) -> bool:
    points = [point for step in part for point in step.points]
    kinds = "".join(step.kind for step in part)
    return kinds in ("MLLLC", "MLLL") and all(
        len({round(place, 4) for place in axis}) <= 2 for axis in zip(*points, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Pen:
    """How a shape is outlined: width in pt, PDF's line cap and join (0, 1, 2), dashes and where they begin."""

    colour: Colour
    alpha: float
    width: float
    cap: int = 0
    join: int = 0
    dashes: tuple[float, ...] = ()
    phase: float = 0.0


class Part(NamedTuple):
    """What a text is part of: a number that all its lines have in common, whatever page they are on; its role (title,
    body, footnote …) as the looks name it; the level of a heading, 0 for anything else."""

    number: int
    role: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """Glyphs of one font (its key) on one baseline, and the characters they stand for: one by one if they are `paired`,
    else all of them together.

    `matrix` maps em (upwards) to the page; `places` of the glyphs' origins and `end`, the place behind the last, are
    1/1000 em along the baseline; `part` is None in the margins and for what repeats.
    """

    font: str
    matrix: Matrix
    text: str
    glyphs: tuple[int, ...]
    places: tuple[float, ...]
    end: float
    paired: bool
    colour: Colour = BLACK
    alpha: float = 1.0
    clips: Clips = ()
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A path filled (`fill`) or outlined (`pen`) or both."""

    path: Path
    fill: Colour | None = None
    alpha: float = 1.0
    pen: Pen | None = None
    even_odd: bool = False
    clips: Clips = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture (its key), `matrix` mapping the unit square, whose upper left corner is (0, 0), to the page."""

    picture: str
    matrix: Matrix
    alpha: float = 1.0
    clips: Clips = ()


Mark = Text | Shape | Image


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page that leads to another: the number of its page (from 0), and where on it."""

    box: Box
    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its marks in the order they are drawn, which is the order of reading, and its links."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnFont:
    """A font of the marks: a complete font file (sfnt) of the glyphs in use, its `cmap` included."""

    family: str
    name: str
    data: bytes
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its page (from 0), the place on it, the entries below it."""

    title: str
    page: int
    left: float
    top: float
    below: tuple[Bookmark, ...] = ()
