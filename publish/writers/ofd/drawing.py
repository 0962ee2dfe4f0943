"""What all page objects share (GB/T 33190-2016, clauses 8.3, 8.5, 9.1): Boundary, colours, paths, what is seen."""

from __future__ import annotations

from publish.writers.ofd.xml import MM, element, number, numbers
from publish.writers.shared.drawn import Box, Clips, Colour, Path, bound, list_rectangles

OPAQUE = 255
THINNEST = 0.01  # pt; a Boundary with no area may be left out by a viewer


def describe_boundary(box: Box) -> str:
    """A rectangle as an ST_Box: left, top, width, height."""
    width, height = max(THINNEST, box.right - box.left), max(THINNEST, box.bottom - box.top)
    return numbers(side * MM for side in (box.left, box.top, width, height))


def describe_alpha(alpha: float) -> int | None:
    """Opacity as OFD counts it; None for what is opaque."""
    return None if alpha == 1 else round(alpha * OPAQUE)


def write_colour(name: str, colour: Colour) -> str:
    """A colour, in the space RGB, which needs no resource."""
    return element(name, {"Value": " ".join(map(str, colour))})


def write_path(path: Path, area: Box) -> str:
    """A path as AbbreviatedData (9.1), from the upper left corner of an area."""
    words = []
    for kind, points in path:
        places = (place for x, y in points for place in ((x - area.left) * MM, (y - area.top) * MM))
        words.append(" ".join([kind, *map(number, places)]))
    return " ".join(words)


def write_clips(clips: Clips, area: Box) -> str:
    """The part of an object in `area` that is seen, what all clips share; nothing where that is the whole (GB/T
    42133-2022, 6.3.2)."""
    needed = [clip for clip in clips if not (list_rectangles(clip) and bound(clip).holds(area))]
    return element("Clips", None, *(_write_clip(clip, area) for clip in needed)) if needed else ""


def _write_clip(clip: Path, area: Box) -> str:
    seen = bound(clip)
    box = Box(seen.left - area.left, seen.top - area.top, seen.right - area.left, seen.bottom - area.top)
    about = {"Boundary": describe_boundary(box), "Stroke": False, "Fill": True}
    path = element("Path", about, element("AbbreviatedData", None, write_path(clip, seen)))
    return element("Clip", None, element("Area", None, path))
