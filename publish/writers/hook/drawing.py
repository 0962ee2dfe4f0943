"""Composed lines written into the page glyph by glyph, as they were measured, without shaping every line again.

Pango needs a third of a millisecond to set up and shape a line whose glyphs and places are already known. Where every
character of a line is one upright glyph of a plain font, the line is written from them; the rest Pango draws.
"""

from __future__ import annotations

from itertools import chain, repeat
from typing import Any, NamedTuple

from publish.writers.hook.layout import ComposedLayout
from publish.writers.hook.shaping import FontTables, PangoFont, Shaped
from publish.writers.subsetting import holds_pictures


class Code(NamedTuple):
    """A cluster in one font of a PDF: its glyphs as the operator TJ takes them, and by how much the last is wider than
    its advance (1/1000 em)."""

    glyphs: str
    excess: int


class GlyphWriter:
    """Writes composed lines; keeps the codes of every cluster it met."""

    def __init__(self, tables: FontTables) -> None:
        self._tables = tables
        self._codes: dict[tuple[Any, PangoFont], dict[str, Code]] = {}

    def write(self, stream: Any, textbox: Any, matrix: Any) -> bool:
        """Write a text box's composed line at `matrix` into the text object begun in `stream` (a WeasyPrint Stream);
        False: nothing was written, Pango has to draw it."""
        layout = textbox.pango_layout
        strings = self._encode(stream, layout, self._tables.find_font(textbox.style))
        if strings is None:
            return False
        stream.set_text_matrix(*matrix.values)
        for font, string in strings:
            stream.set_font_size(font.hash, textbox.style["font_size"])
            stream.show_text(string)
        return True

    def _encode(self, stream: Any, layout: ComposedLayout, shaper: PangoFont) -> list[tuple[Any, str]] | None:
        """The fonts of the PDF in which the line is set, each with its glyphs and the numbers between them."""
        runs: list[tuple[Any, list[str]]] = []
        font = None
        shaper.learn(layout.clusters)
        for text, space in zip(layout.clusters, chain(layout.spaces, repeat(0)), strict=False):
            shaped = shaper.shape(text)
            if shaped is None:
                return None
            if shaped.font != font:
                font, drawn = shaped.font, stream.add_font(shaped.font)[0]
                if holds_pictures(drawn):
                    return None
                codes = self._codes.setdefault((drawn, shaper), {})
                parts: list[str] = []
                runs.append((drawn, parts))
            code = codes.get(text) or codes.setdefault(text, _encode(shaped, drawn))
            excess = code.excess - space
            parts.append(f"{code.glyphs}>{excess}<" if excess else code.glyphs)
        return [(drawn, f"<{''.join(parts)}>".removesuffix("<>")) for drawn, parts in runs]


def _encode(shaped: Shaped, font: Any) -> Code:
    """The code of a cluster; tells the font (WeasyPrint's of a PDF) the widths and the characters of its glyphs."""
    glyphs, excess = "", 0
    for char, number, width, advance in shaped.glyphs:
        font.widths.setdefault(number, width)
        font.to_unicode.setdefault(number, char)
        glyphs += f">{excess}<" if excess else ""
        glyphs += f"{number:04x}"
        excess = font.widths[number] - advance
    return Code(glyphs, excess)
