"""Composed lines written into the page glyph by glyph, as they were measured, without shaping every line again.

Pango needs a third of a millisecond to set up and shape a line whose glyphs and places are already known. Where every
character of a line is one upright glyph of a plain font, the line is written from them; the rest Pango draws.
"""

from __future__ import annotations

from codecs import BOM_UTF16_BE
from collections.abc import Sequence
from itertools import chain, groupby
from operator import itemgetter, sub
from typing import Any, NamedTuple

import pydyf
from weasyprint.formatting_structure import boxes

from publish.writers.weasyprint.drawn.canvas import Canvas
from publish.writers.weasyprint.glyph_codes import Shown, show_glyph, write_codes
from publish.writers.weasyprint.hook.layout import ComposedLayout
from publish.writers.weasyprint.hook.shaping import FontTables, PangoFont, Shaped
from publish.writers.weasyprint.subsetting import holds_pictures


class Code(NamedTuple):
    """A cluster in a font of the PDF (WeasyPrint's): its glyphs as the operator TJ takes them, and by how much the last
    is wider than its advance (1/1000 em)."""

    font: Any
    glyphs: str
    excess: int


FONT, GLYPHS, EXCESS = map(itemgetter, range(len(Code._fields)))


class GlyphWriter:
    """Writes composed lines; keeps the codes of every cluster it met in a PDF."""

    def __init__(self, tables: FontTables) -> None:
        self._tables = tables
        self._fonts: Any = None
        self._codes: dict[PangoFont, _Codes] = {}
        self._gaps = _Gaps()
        self._numbers = _Numbers()

    def write(self, stream: Any, textbox: boxes.TextBox, matrix: Any) -> bool:
        """Write a text box's composed line at `matrix` into the text object begun in `stream` (a WeasyPrint Stream);
        False: nothing was written, Pango has to draw it."""
        layout = textbox.pango_layout
        assert isinstance(layout, ComposedLayout)
        strings = self._encode(stream, layout, self._tables.find_font(textbox.style))
        if strings is None:
            return False
        stream.set_text_matrix(*matrix.values)
        for font, string in strings:
            stream.set_font_size(font.hash, textbox.style["font_size"])
            if isinstance(stream, Canvas):
                stream.show_text(write_codes(string))
            else:
                stream.stream.append(Shown(font, string))
        return True

    def encode(self, stream: Any, textbox: boxes.TextBox) -> list[bytes | Shown] | None:
        """The operators that `write` would write for a text box where it stands."""
        layout = textbox.pango_layout
        assert isinstance(layout, ComposedLayout)
        strings = self._encode(stream, layout, self._tables.find_font(textbox.style))
        if strings is None:
            return None
        numbers, size = self._numbers, textbox.style["font_size"]
        left, baseline = textbox.position_x, textbox.position_y + textbox.baseline
        operators: list[bytes | Shown] = []
        before = b"1 0 0 -1 %b %b Tm\n" % (numbers[left], numbers[baseline])
        for font, string in strings:
            operators += (b"%b/%b %b Tf" % (before, font.hash.encode(), numbers[size]), Shown(font, string))
            before = b""
        return operators

    def _encode(self, stream: Any, layout: ComposedLayout, shaper: PangoFont) -> list[tuple[Any, str]] | None:
        """The fonts of the PDF in which the line is set, each with its glyphs and the numbers between them."""
        fonts = getattr(stream, "_fonts", stream)
        if fonts is not self._fonts:  # another PDF, which has fonts of its own
            self._fonts, self._codes = fonts, {}
        codes = self._codes.get(shaper) or self._codes.setdefault(shaper, _Codes(shaper))
        if not any(layout.spaces) and (string := codes.find_plain(layout.clusters)):
            return [(codes.font, string)]
        found = codes.find(stream, layout.clusters)
        if found is None:
            return None
        strings, start = [], 0
        for font, group in groupby(found, FONT):
            run = list(group)
            strings.append((font, self._join(run, layout.spaces[start : start + len(run)])))
            start += len(run)
        return strings

    def _join(self, codes: Sequence[Code], spaces: Sequence[int]) -> str:
        """The operand of TJ for clusters of one font; `spaces`: what is added behind each (empty: nothing)."""
        excesses = map(EXCESS, codes)
        gaps = map(self._gaps.__getitem__, map(sub, excesses, spaces) if spaces else excesses)
        parts = chain.from_iterable(zip(map(GLYPHS, codes), gaps, strict=True))
        return f"<{''.join(parts)}>".removesuffix("<>")


class _Codes:
    """The codes of every cluster met in one font of Pango and one PDF."""

    def __init__(self, shaper: PangoFont) -> None:
        self._shaper = shaper
        self._known: dict[str, Code] = {}
        self._plain: dict[str, str] = {}  # glyphs of those in the first font that have no excess: nearly all
        self._fonts: dict[Any, Any] = {}  # font of Pango -> font of the PDF, None if its glyphs are pictures
        self.font: Any = None

    def find_plain(self, clusters: Sequence[str]) -> str | None:
        """The operand of TJ for clusters of the first font met, without numbers between them; None: look closer."""
        try:
            return f"<{''.join(map(self._plain.__getitem__, clusters))}>"
        except KeyError:
            return None

    def find(self, stream: Any, clusters: Sequence[str]) -> list[Code] | None:
        """The codes of a line's clusters, the fonts of new ones added to the PDF; None: Pango has to draw it."""
        for text in clusters:
            if text not in self._known and not self._learn(stream, text):
                return None
        return list(map(self._known.__getitem__, clusters))

    def _learn(self, stream: Any, text: str) -> bool:
        """Whether a cluster has a code, now known."""
        shaped = self._shaper.shape(text)
        font = None if shaped is None else self._find_font(stream, shaped.font)
        if shaped is None or font is None:
            return False
        code = self._known[text] = _encode(shaped, font)
        self.font = self.font or font
        if font is self.font and not code.excess:
            self._plain[text] = code.glyphs
        return True

    def _find_font(self, stream: Any, font: Any) -> Any:
        if font not in self._fonts:
            added = stream.add_font(font)[0]
            self._fonts[font] = None if holds_pictures(added) else added
        return self._fonts[font]


class _Gaps(dict[int, str]):
    """What stands between two glyphs for every number of TJ (1/1000 em)."""

    def __missing__(self, number: int) -> str:
        gap = self[number] = f">{number}<" if number else ""
        return gap


class _Numbers(dict[float, bytes]):
    """Numbers as pydyf writes them."""

    def __missing__(self, number: float) -> bytes:
        written: bytes = pydyf._to_bytes(number)
        self[number] = written
        return written


def describe_text(text: str) -> bytes:
    """The property list that says what a marked content reads, as pydyf writes it, in a fifth of the time."""
    if text.isascii():
        listed: bytes = pydyf.Dictionary({"ActualText": pydyf.String(text)}).data
        return listed
    return b"<</ActualText <%b>>>" % (BOM_UTF16_BE + text.encode("utf-16-be")).hex().encode()


def survives(text: str) -> bool:
    """Whether every viewer reads a text from ActualText: PDFium leaves out what is beyond U+FFFC there."""
    return max(text, default="") < "\ufffd"


def _encode(shaped: Shaped, font: Any) -> Code:
    """The code of a cluster; tells the font (WeasyPrint's of a PDF) the widths and the characters of its glyphs."""
    glyphs, excess = "", 0
    for char, number, width, advance in shaped.glyphs:
        font.widths.setdefault(number, width)
        font.to_unicode.setdefault(number, char)
        glyphs += f">{excess}<" if excess else ""
        glyphs += show_glyph(number)
        excess = font.widths[number] - advance
    return Code(font, glyphs, excess)
