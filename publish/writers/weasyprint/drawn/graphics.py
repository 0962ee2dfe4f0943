"""The state of what is drawn (ISO 32000-1, 8.4) and the shapes drawn in it, as WeasyPrint's `Stream` is told them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream

from publish.writers.shared.drawn import (
    BLACK,
    Box,
    Clips,
    Colour,
    Mark,
    Path,
    Pen,
    Shape,
    Step,
    draw_box,
    list_rectangles,
)


@dataclass(frozen=True)
class _State:
    """What q saves and Q brings back, the matrix aside."""

    fill: Colour | None = BLACK
    line: Colour | None = BLACK
    fill_alpha: float = 1.0
    line_alpha: float = 1.0
    width: float = 1.0
    cap: int = 0
    join: int = 0
    dashes: tuple[float, ...] = ()
    phase: float = 0.0
    clips: Clips = ()


class ShapeCanvas(Stream):  # type: ignore[misc]
    """Collects shapes as marks; `lost`: what has no place among marks."""

    def __init__(self, fonts: dict[Any, Any], page_rectangle: Any, images: dict[str, Any], start: Any = None) -> None:
        resources: dict[str, Any] = {name: {} for name in ("XObject", "ExtGState", "ColorSpace", "Pattern", "Shading")}
        super().__init__(fonts, page_rectangle, resources, images, None, {}, None)
        self.marks: list[Mark] = []
        self.lost: set[str] = set()
        self._ctm_stack = [start or Matrix()]
        self._states = [_State()]
        self._path: list[Step] = []
        self._clipping = False

    @property
    def _state(self) -> _State:
        return self._states[-1]

    def _set(self, **values: Any) -> None:
        self._states[-1] = replace(self._state, **values)

    def push_state(self) -> None:
        self._ctm_stack.append(self.ctm)
        self._states.append(self._state)

    def pop_state(self) -> None:
        self._ctm_stack.pop()
        self._states.pop()

    def transform(self, *numbers: float, **named: float) -> None:
        self._ctm_stack[-1] = Matrix(*numbers, **named) @ self.ctm

    def set_color(self, color: Any, stroke: bool = False) -> None:
        *_, alpha = color
        self.set_alpha(alpha, stroke)
        red, green, blue = (max(0, min(255, round(part * 255))) for part in color.to("srgb").coordinates)
        self._set(**{"line" if stroke else "fill": (red, green, blue)})

    def set_color_special(self, name: Any, stroke: bool = False, *_operands: Any) -> None:
        if name is not None:
            self.lost.add("底纹")
            self._set(**{"line" if stroke else "fill": None})

    def set_color_space(self, space: Any, stroke: bool = False) -> None:
        pass

    def set_alpha(self, alpha: float, stroke: bool = False, fill: bool | None = None) -> None:
        if stroke:
            self._set(line_alpha=alpha)
        if fill or (fill is None and not stroke):
            self._set(fill_alpha=alpha)

    def set_state(self, _state: Any) -> None:
        self.lost.add("混合或蒙版")

    def set_line_width(self, width: float) -> None:
        self._set(width=width)

    def set_line_cap(self, line_cap: int) -> None:
        self._set(cap=line_cap)

    def set_line_join(self, line_join: int) -> None:
        self._set(join=line_join)

    def set_miter_limit(self, miter_limit: float) -> None:
        pass

    def set_dash(self, dash_array: Any, dash_phase: float) -> None:
        self._set(dashes=tuple(dash_array), phase=dash_phase)

    def _add(self, kind: str, *numbers: float) -> None:
        pairs = zip(numbers[0::2], numbers[1::2], strict=True)
        self._path.append(Step(kind, tuple(tuple(self.ctm.transform_point(*pair)) for pair in pairs)))

    def move_to(self, x: float, y: float) -> None:
        self._add("M", x, y)

    def line_to(self, x: float, y: float) -> None:
        self._add("L", x, y)

    def curve_to(self, *numbers: float) -> None:
        self._add("B", *numbers)

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        self._add("M", x, y)
        self._add("L", x + width, y)
        self._add("L", x + width, y + height)
        self._add("L", x, y + height)
        self._add("C")

    def close(self) -> None:
        self._add("C")

    def clip(self, even_odd: bool = False) -> None:  # noqa: ARG002 WeasyPrint's signature
        self._clipping = True

    def end(self) -> None:
        self._paint()

    def fill(self, even_odd: bool = False) -> None:
        self._paint(fill=True, even_odd=even_odd)

    def stroke(self) -> None:
        self._paint(stroke=True)

    def fill_and_stroke(self, even_odd: bool = False) -> None:
        self._paint(fill=True, stroke=True, even_odd=even_odd)

    def _paint(self, fill: bool = False, stroke: bool = False, even_odd: bool = False) -> None:
        path, self._path = tuple(self._path), []
        state = self._state
        colour = state.fill if fill else None
        pen = self._make_pen() if stroke and state.line is not None else None
        shown, clips = (path, state.clips) if pen else _cut(path, state.clips)
        if shown and (colour is not None or pen):
            self.marks.append(Shape(shown, colour, state.fill_alpha, pen, even_odd, clips))
        if self._clipping:
            self._clipping = False
            self._set(clips=_narrow(state.clips, path))

    def _make_pen(self) -> Pen:
        state, scale = self._state, abs(self.ctm.determinant) ** 0.5
        dashes = tuple(dash * scale for dash in state.dashes)
        return Pen(
            state.line or BLACK, state.line_alpha, state.width * scale, state.cap, state.join, dashes,
            state.phase * scale,
        )  # fmt: skip


def _narrow(clips: Clips, path: Path) -> Clips:
    """What lies within clips and a path; upright rectangles among them become the one they share, the first of all."""
    rectangles = [boxes[0] for boxes in map(list_rectangles, (*clips, path)) if len(boxes) == 1]
    others = tuple(clip for clip in (*clips, path) if len(list_rectangles(clip)) != 1)
    return (draw_box(reduce(Box.cut, rectangles)), *others) if rectangles else others


def _cut(path: Path, clips: Clips) -> tuple[Path, Clips]:
    """A path to be filled and its clips: rectangles (the borders of boxes) are cut to that which is a rectangle, so
    that they need it no longer; not every program obeys clips."""
    boxes, limits = list_rectangles(path), list_rectangles(clips[0]) if clips else []
    if not boxes or len(limits) != 1:
        return path, clips
    seen = [box.cut(limits[0]) for box in boxes]
    return tuple(step for box in seen if not box.is_empty for step in draw_box(box)), clips[1:]
