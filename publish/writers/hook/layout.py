"""A Pango layout whose glyphs stand where the composition wants them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.text.line_break import Layout

from publish.writers.hook.shaping import UNITS, iter_glyphs


class ComposedLayout(Layout):  # type: ignore[misc]
    """A piece of a composed line, drawn as one line of Pango.

    `spaces`: what is added behind the cluster that ends at a byte, 1/1000 em of `size` px. `actual`: the characters
    it stands for, a space at the line's end among them.
    """

    def __init__(self, text: str, actual: str, spaces: Mapping[int, int], size: float) -> None:
        # WeasyPrint sets up Pango only to draw (reactivate), never to lay out what is composed.
        self.text, self.actual = text, actual
        self.justification_spacing, self.max_width = 0, None
        self.first_line_direction = 0
        self._spaces, self._unit = spaces, size * UNITS
        self._untouched = False

    def deactivate(self) -> None:
        """Let go of Pango's objects, if there are any."""
        for name in ("layout", "language", "style"):
            self.__dict__.pop(name, None)

    def reactivate(self, style: Any) -> None:
        """Shape the text again, to be drawn."""
        super().reactivate(style)
        self._untouched = True

    def get_first_line(self) -> tuple[Any, Any]:
        """Pango's line with the composition's spaces in the advances of its glyphs."""
        line, index = super().get_first_line()
        if self._untouched and self._spaces:
            self._untouched = False
            self._space(line)
        return line, index

    def _space(self, line: Any) -> None:
        unit, spaces = self._unit, self._spaces
        for end, glyph in iter_glyphs(line):
            space = spaces.get(end)
            if space:
                geometry = glyph.geometry
                advance = (round(geometry.width / unit) + space) * unit
                # WeasyPrint truncates the difference to whole units: stay on the far side of the one wanted.
                geometry.width = int(advance) + (space > 0)
