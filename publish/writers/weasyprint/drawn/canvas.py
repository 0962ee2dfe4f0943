"""A page that WeasyPrint draws, kept as marks (`writers.shared.drawn`) instead of being written into a PDF.

It takes the place of WeasyPrint's `Stream`, whose methods are the operators of PDF (ISO 32000-1, table 51): what is
drawn, by whom and in which order is the same as in the PDF of the same pages, so that both show the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate
from struct import unpack
from typing import Any

from weasyprint.matrix import Matrix

from publish.writers.shared.drawn import BLACK, Image, Mark, Part, Shape, Text, join
from publish.writers.weasyprint.drawn.aligning import Run, align
from publish.writers.weasyprint.drawn.graphics import ShapeCanvas

PIECES = re.compile(r"<([0-9a-fA-F]*)>|(-?[0-9.]+(?:e-?\d+)?)")
CODE_DIGITS = 4  # of a glyph number in a text
PER_EM = 1000


class Canvas(ShapeCanvas):
    """Collects the marks of one page, or of a group drawn on it."""

    def __init__(self, fonts: dict[Any, Any], page_rectangle: Any, images: dict[str, Any], start: Any = None) -> None:
        super().__init__(fonts, page_rectangle, images, start)
        self.actual: str | None = None  # of the text being drawn: the characters it stands for
        self._groups: dict[str, Canvas] = {}
        self._runs: list[Run] = []
        self._text_matrix, self._pen, self._rise = Matrix().values, 0.0, 0.0
        self._font: tuple[str, float] = ("", 0.0)
        self._by_hash: dict[str, Any] = {}
        self.parts: Mapping[Any, Part] = {}  # of the document, by the text boxes in which they are drawn
        self._part: Part | None = None

    # Groups and pictures

    def add_group(self, x: float, y: float, width: float, height: float) -> Canvas:
        group = Canvas(self._fonts, (x, y, width, height), self._images, self.ctm)
        group.lost, group.parts, group._by_hash = self.lost, self.parts, self._by_hash
        group.id = f"x{len(self._groups)}"
        self._groups[group.id] = group
        return group

    def add_pattern(self, *area: Any) -> Canvas:
        return self.add_group(*area[:4])

    def set_alpha_state(self, *area: float, **_mode: str) -> Canvas:
        self.lost.add("混合或蒙版")
        return self.add_group(*area)

    def paint_shading(self, _name: str) -> None:
        self.lost.add("渐变")

    def draw_x_object(self, reference: str) -> None:
        state = self._state
        group = self._groups.get(reference)
        if group:
            self.marks += (_fade(mark, state.fill_alpha) for mark in group.marks)
            return
        a, b, c, d, e, f = self.ctm.values
        matrix = (a, b, -c, -d, e + c, f + d)  # a PDF's unit square has its origin at the lower left
        self.marks.append(Image(reference, matrix, state.fill_alpha, state.clips))

    # Texts

    def begin_text(self) -> None:
        self._runs, self.actual = [], None

    def begin_marked_content(self, tag: str, property_list: Any = None) -> None:
        pass

    def end_marked_content(self) -> None:
        pass

    def set_text_matrix(self, *numbers: float) -> None:
        self._text_matrix, self._pen = Matrix(*numbers).values, 0.0

    def set_text_rendering(self, mode: int) -> None:
        pass

    def set_text_rise(self, height: float) -> None:
        self._rise = height

    def set_font_size(self, font: str, size: float) -> None:
        self._font = (font, size)

    def show_text(self, text: str) -> None:
        key, size = self._font
        font = self._find_font(key)
        em = (size, 0.0, 0.0, size, 0.0, self._rise)
        run = Run(key, join(join(em, self._text_matrix), self.ctm.values))
        at = self._pen / size * PER_EM
        for codes, number in PIECES.findall(text):
            if number:
                at -= float(number)
            else:
                glyphs = unpack(f">{len(codes) // CODE_DIGITS}H", bytes.fromhex(codes))
                *places, at = accumulate(map(font.widths.__getitem__, glyphs), initial=at)
                run.glyphs += glyphs
                run.places += places
        run.readings += map(font.to_unicode.__getitem__, run.glyphs)
        run.places.append(at)
        self._pen = at / PER_EM * size
        if run.glyphs:
            self._runs.append(run)

    def end_text(self) -> None:
        state = self._state
        for part in align(self._runs, self.actual) if state.fill is not None else ():
            run, (*places, end) = part.run, part.places
            look = (state.fill or BLACK, state.fill_alpha, state.clips, self._part)
            self.marks.append(
                Text(run.font, run.matrix, part.text, part.glyphs, tuple(places), end, part.paired, *look)
            )
        self._runs = []

    def _find_font(self, hash_: str) -> Any:
        if hash_ not in self._by_hash:
            self._by_hash.update((font.hash, font) for font in self._fonts.values())
        return self._by_hash[hash_]

    # Structure

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:  # noqa: ARG002 WeasyPrint's signature
        self._part = self.parts.get(box)
        yield
        self._part = None

    @contextmanager
    def artifact(self) -> Iterator[None]:
        yield


def _fade(mark: Mark, alpha: float) -> Mark:
    if alpha == 1:
        return mark
    if isinstance(mark, Shape) and mark.pen:
        mark = replace(mark, pen=replace(mark.pen, alpha=mark.pen.alpha * alpha))
    return replace(mark, alpha=mark.alpha * alpha)
