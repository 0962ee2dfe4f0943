"""Codes of glyphs in the text of a PDF, settled when it is written: a font holds only the glyphs that were drawn, and
they are numbered anew, from 0.

A glyph keeping its number of the whole font leaves a place for each of those before it: 270 kB, 8 ms to make and 6 to
compress, for the nine characters of a title. The new numbers are known only when everything is drawn. Until then a
text holds its glyphs as characters of Unicode's last two planes, which are private.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

PRIVATE = 0xF0000  # the character that stands for glyph 0
KEPT = {code: code for code in b"<>-.0123456789"}  # the rest of what TJ shows
WRITTEN = re.compile(r"<([0-9a-f]+)>")
CODE_DIGITS = 4
SELECTED = re.compile(rb"/(\S+) \S+ Tf")

_pdfs: list[Mapping[Any, Any]] = []  # the fonts of the file whose glyphs are numbered anew, if there is one
_hiding: list[bool] = []  # while texts are drawn by our functions


class _Spelling(dict[int, Any]):
    """How the characters of a text are written: glyphs as hexadecimal numbers, their own if no new ones are given."""

    def __init__(self, numbers: Mapping[int, int] | None = None) -> None:
        super().__init__(KEPT)
        self.numbers = numbers

    def __missing__(self, code: int) -> str:
        glyph = code - PRIVATE
        written = self[code] = f"{glyph if self.numbers is None else self.numbers[glyph]:04x}"
        return written


OWN = _Spelling()


def show_glyph(number: int) -> str:
    """The character that stands for a glyph until the PDF is written."""
    return chr(PRIVATE + number)


def write_codes(text: str) -> str:
    """The operand of TJ with every glyph under its own number."""
    return text.translate(OWN)


class Shown:
    """The operator TJ in a font of the PDF (WeasyPrint's), the glyphs of its operand as `show_glyph` gives them; pydyf
    writes what `str` says of it."""

    __slots__ = ("_font", "_text")

    def __init__(self, font: Any, text: str) -> None:
        self._font, self._text = font, text

    def __str__(self) -> str:
        return f"[{self._text.translate(getattr(self._font, 'spelling', OWN))}] TJ"


def take_codes(stream: Any, start: int, selected: str | None) -> None:
    """Let what WeasyPrint wrote into a stream from item `start` on get its codes later, too; `selected`: the hash of
    the font selected before."""
    items = stream.stream
    fonts = {font.hash: font for font in stream._fonts.values()}
    for place in range(start, len(items)):
        item = items[place]
        if not isinstance(item, bytes):
            continue
        if found := SELECTED.fullmatch(item):
            selected = found[1].decode()
        elif item.endswith(b"] TJ") and selected is not None and not fonts[selected].bitmap:
            text = item.removeprefix(b"[").removesuffix(b"] TJ").decode()
            items[place] = Shown(fonts[selected], WRITTEN.sub(_hide, text))


def _hide(codes: re.Match[str]) -> str:
    places = range(0, len(codes[1]), CODE_DIGITS)
    return f"<{''.join(show_glyph(int(codes[1][place : place + CODE_DIGITS], 16)) for place in places)}>"


@contextmanager
def hiding_codes() -> Iterator[None]:
    """Within it every text that is drawn goes through `Shown`."""
    _hiding.append(True)
    try:
        yield
    finally:
        _hiding.pop()


@contextmanager
def renumbering(fonts: Mapping[Any, Any]) -> Iterator[None]:
    """Within it the fonts of a file (WeasyPrint's Document.fonts) may have their glyphs numbered anew, if all its texts
    are drawn by our functions."""
    _pdfs.append(fonts if _hiding else {})
    try:
        yield
    finally:
        _pdfs.pop()


def may_renumber(font: Any, glyphs: list[int]) -> bool:
    """Whether the glyphs of a font that is about to be written may get other numbers: `glyphs` are all that were drawn
    of its file."""
    drawn = {0, *glyphs}
    alike = _list_alike(font) if _pdfs else []
    return bool(alike) and all(not each.missing and drawn.issuperset(each.widths) for each in alike)


def renumber(font: Any, numbers: Mapping[int, int]) -> None:
    """Give the glyphs of a font, and of those that share its file, the numbers they have in the file."""
    spelling = _Spelling(numbers)
    for each in _list_alike(font):
        each.spelling = spelling
        each.widths = {numbers[glyph]: width for glyph, width in each.widths.items()}
        each.to_unicode = {numbers[glyph]: text for glyph, text in each.to_unicode.items()}


def _list_alike(font: Any) -> list[Any]:
    return [each for each in _pdfs[-1].values() if each.hash == font.hash]


def find_numbers(font: Any) -> Mapping[int, int] | None:
    """The new numbers of a font's glyphs; None: they have their own."""
    spelling: _Spelling | None = getattr(font, "spelling", None)
    return spelling.numbers if spelling else None
