"""A Pango layout whose glyphs stand where the composition wants them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from weasyprint.css import ComputedStyle
from weasyprint.text.line_break import Layout

from publish.composition.justification import spread
from publish.writers.weasyprint.hook.shaping import find_unit, iter_glyphs


class Piece(NamedTuple):
    """What a text box has on one line.

    `clusters`, `visible`: its characters as they are set; `actual`: with the spaces that hang behind the line.
    `resume`: the byte where the next line goes on, None when this line goes on in the next box. `shift` and `width` in
    px. `advance` of all clusters and `spaces`, what is added behind each (empty: nothing), in 1/1000 em of the box.
    """

    clusters: Sequence[str]
    visible: str
    actual: str
    resume: int | None
    shift: float
    width: float
    advance: int
    spaces: Sequence[int]


class ComposedLayout(Layout):
    """A piece of a composed line in a CSS style, drawn as one line of Pango if need be."""

    def __init__(self, piece: Piece, style: ComputedStyle) -> None:
        # Pango is set up only for a line it has to draw (shape), never to lay out what is composed.
        self.text, self.actual = piece.visible, piece.actual
        self.justification_spacing, self.max_width = 0, None
        self.first_line_direction = 0
        self.clusters, self.spaces = piece.clusters, piece.spaces
        self._advance, self._unit = piece.advance, find_unit(style["font_size"])
        self._untouched = False
        if style["text_decoration_line"] != "none":
            self.setup(style)  # lines under, over and through the text have their place from the font's metrics
            self.deactivate()

    def deactivate(self) -> None:
        """Let go of Pango's objects, if there are any."""
        for name in ("layout", "language", "style"):
            self.__dict__.pop(name, None)

    def reactivate(self, style: ComputedStyle) -> None:
        """Be ready to be drawn: `shape` is, when it comes to that."""

    def shape(self, style: ComputedStyle) -> None:
        """Let Pango shape the text, which it is to draw."""
        if "layout" not in self.__dict__:
            super().reactivate(style)
            self._untouched = True

    def get_first_line(self) -> tuple[Any, Any]:
        """Pango's line with the composition's spaces in the advances of its glyphs."""
        line, index = super().get_first_line()
        if self._untouched and self.spaces:
            self._untouched = False
            self._space(line)
        return line, index

    def _space(self, line: Any) -> None:
        unit, spaces = self._unit, self._place_spaces()
        glyphs = [(end, glyph.geometry) for end, glyph, _ in iter_glyphs(line)]
        advances = [round(geometry.width / unit) + spaces.get(end, 0) for end, geometry in glyphs]
        self._settle(glyphs, advances, spaces)
        for (_, geometry), advance in zip(glyphs, advances, strict=True):
            wanted = advance * unit
            if abs(wanted - geometry.width) > unit / 2:
                # WeasyPrint truncates the difference to whole units: stay on the far side of the one wanted.
                geometry.width = int(wanted) + (wanted > geometry.width)

    def _place_spaces(self) -> dict[int, int]:
        """The spaces by the byte at which the cluster before them ends."""
        placed, byte = {}, 0
        for cluster, space in zip(self.clusters, self.spaces, strict=False):
            byte += len(cluster.encode())
            if space:
                placed[byte] = space
        return placed

    def _settle(self, glyphs: list[tuple[int, Any]], advances: list[int], spaces: dict[int, int]) -> None:
        """Words may be wider in a line than alone (kerning, ligatures): the spaces beside them make it good."""
        error = self._advance - sum(advances)
        weights = [int(end in spaces) for end, _ in glyphs] if error else []
        if any(weights):
            spread(advances, weights, error)
