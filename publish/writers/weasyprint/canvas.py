"""A page that WeasyPrint draws, kept as marks (`writers.shared.drawn`) instead of being written into a PDF.

It takes the place of WeasyPrint's `Stream`, whose methods are the operators of PDF (ISO 32000-1, table 51): what is
drawn, by whom and in which order is the same as in the PDF of the same pages, so that both show the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from operator import matmul
from typing import Any

from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream

from publish.writers.shared.drawn import BLACK, Colour, Image, Mark, Path, Pen, Shape, Step, Text, bound, is_rectangle
from publish.writers.weasyprint.aligning import Run, align

PIECES = re.compile(r"<([0-9a-fA-F]*)>|(-?[0-9.]+(?:e-?\d+)?)")
CODE_DIGITS = 4  # of a glyph number in a text


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
    clip: Path = ()


class Canvas(Stream):  # type: ignore[misc]
    """Collects the marks of one page, or of a group drawn on it; `lost`: what has no place among marks."""

    def __init__(self, fonts: dict[Any, Any], page_rectangle: Any, images: dict[str, Any], start: Any = None) -> None:
        resources: dict[str, Any] = {"XObject": {}, "ExtGState": {}, "ColorSpace": {}}
        super().__init__(fonts, page_rectangle, resources, images, None, {}, None)
        self.marks: list[Mark] = []
        self.lost: set[str] = set()
        self.actual: str | None = None  # of the text being drawn: the characters it stands for
        self._ctm_stack = [start or Matrix()]
        self._states = [_State()]
        self._path: list[Step] = []
        self._clipping = False
        self._groups: dict[str, Canvas] = {}
        self._runs: list[Run] = []
        self._text_matrix, self._pen, self._rise = Matrix(), 0.0, 0.0
        self._font: tuple[str, float] = ("", 0.0)
        self._by_hash: dict[str, Any] = {}
        self._tags: list[str] = []  # type: ignore[assignment]  # elements around what is drawn

    # State

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

    def transform(self, a: float = 1, b: float = 0, c: float = 0, d: float = 1, e: float = 0, f: float = 0) -> None:
        self._ctm_stack[-1] = Matrix(a, b, c, d, e, f) @ self.ctm

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

    def set_state(self, state: Any) -> None:
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

    # Shapes

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

    def clip(self, even_odd: bool = False) -> None:
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
        if path and (colour is not None or pen):
            self.marks.append(Shape(path, colour, state.fill_alpha, pen, even_odd, state.clip))
        if self._clipping:
            self._clipping = False
            self._set(clip=_narrow(state.clip, path))

    def _make_pen(self) -> Pen:
        state, scale = self._state, abs(self.ctm.determinant) ** 0.5
        dashes = tuple(dash * scale for dash in state.dashes)
        return Pen(
            state.line or BLACK, state.line_alpha, state.width * scale, state.cap, state.join, dashes,
            state.phase * scale,
        )  # fmt: skip

    # Groups and pictures

    def add_group(self, x: float, y: float, width: float, height: float) -> Canvas:
        group = Canvas(self._fonts, (x, y, width, height), self._images, self.ctm)
        group.lost, group._tags, group._by_hash = self.lost, self._tags, self._by_hash
        group.id = f"x{len(self._groups)}"
        self._groups[group.id] = group
        return group

    def add_pattern(self, x: float, y: float, width: float, height: float, *_rest: Any) -> Canvas:
        return self.add_group(x, y, width, height)

    def set_alpha_state(self, x: float, y: float, width: float, height: float, mode: str = "luminosity") -> Canvas:
        self.lost.add("混合或蒙版")
        return self.add_group(x, y, width, height)

    def paint_shading(self, name: str) -> None:
        self.lost.add("渐变")

    def draw_x_object(self, reference: str) -> None:
        state = self._state
        group = self._groups.get(reference)
        if group:
            self.marks += (_fade(mark, state.fill_alpha) for mark in group.marks)
            return
        a, b, c, d, e, f = self.ctm.values
        matrix = (a, b, -c, -d, e + c, f + d)  # a PDF's unit square has its origin at the lower left
        self.marks.append(Image(reference, matrix, state.fill_alpha, state.clip))

    # Texts

    def begin_text(self) -> None:
        self._runs, self.actual = [], None

    def begin_marked_content(self, tag: str, property_list: Any = None) -> None:
        pass

    def end_marked_content(self) -> None:
        pass

    def set_text_matrix(self, *numbers: float) -> None:
        self._text_matrix, self._pen = Matrix(*numbers), 0.0

    def set_text_rendering(self, mode: int) -> None:
        pass

    def set_text_rise(self, height: float) -> None:
        self._rise = height

    def set_font_size(self, font: str, size: float) -> None:
        self._font = (font, size)

    def show_text(self, text: str) -> None:
        hash_, size = self._font
        font = self._find_font(hash_)
        run = Run(hash_, self._pen / size)
        at, rise = self._pen / size, self._rise / size
        for glyphs, number in PIECES.findall(text):
            if number:
                at -= float(number) / 1000
                continue
            for start in range(0, len(glyphs), CODE_DIGITS):
                glyph = int(glyphs[start : start + CODE_DIGITS], 16)
                run.add(glyph, font.to_unicode.get(glyph, ""), at, rise)
                at += font.widths.get(glyph, 0) / 1000
        run.end = at
        self._pen = at * size
        a, b, c, d, e, f = reduce(matmul, (Matrix(a=size, d=size), self._text_matrix, self.ctm)).values
        run.matrix = (a, b, c, d, e, f)
        self._runs.append(run)

    def end_text(self) -> None:
        state = self._state
        for run, clusters in zip(self._runs, align(self._runs, self.actual), strict=True):
            if clusters and state.fill is not None:
                tag = self._tags[-1] if self._tags else ""
                made = Text(run.font, run.matrix, clusters, run.end, state.fill, state.fill_alpha, state.clip, tag)
                self.marks.append(made)
        self._runs = []

    def _find_font(self, hash_: str) -> Any:
        if hash_ not in self._by_hash:
            self._by_hash.update((font.hash, font) for font in self._fonts.values())
        return self._by_hash[hash_]

    # Structure

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:  # noqa: ARG002 WeasyPrint's signature
        self._tags.append(box.element_tag or "")
        try:
            yield
        finally:
            self._tags.pop()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        self._tags.append("")
        try:
            yield
        finally:
            self._tags.pop()


def _fade(mark: Mark, alpha: float) -> Mark:
    if alpha == 1:
        return mark
    if isinstance(mark, Shape) and mark.pen:
        mark = replace(mark, pen=replace(mark.pen, alpha=mark.pen.alpha * alpha))
    return replace(mark, alpha=mark.alpha * alpha)


def _narrow(clip: Path, path: Path) -> Path:
    """What lies within both: the rectangle both share where both are rectangles, else the newer, which WeasyPrint draws
    within the older."""
    if not clip or not is_rectangle(clip) or not is_rectangle(path):
        return path
    left, top, right, bottom = bound(clip).cut(bound(path))
    return (
        Step("M", ((left, top),)), Step("L", ((right, top),)), Step("L", ((right, bottom),)),
        Step("L", ((left, bottom),)), Step("C"),
    )  # fmt: skip
