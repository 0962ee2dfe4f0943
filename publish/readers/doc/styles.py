"""The style sheet of a Word 97–2003 document (STSH, [MS-DOC] 2.9.271): what each says, those below it included; and
the names of its fonts (SttbfFfn, 2.9.286)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from publish.readers.doc.sprms import OUTLINE, list_sprms

STYLES_AT = 0xA2  # fcStshf in the FIB
PARAGRAPH, CHARACTER = 1, 2  # kinds of styles
HEADINGS, TITLE, SUBTITLE, CAPTION = range(1, 10), 62, 74, 34  # sti: what built-in styles are, however they are named
NAMES = {TITLE: "title", SUBTITLE: "subtitle", CAPTION: "caption", **{n: f"heading {n}" for n in HEADINGS}}
DEEPEST = 20
MOST_STYLES = 5_000
Said = dict[int, bytes]
FONTS_AT = 0x112  # fcSttbfFfn in the FIB
NAME_AT = 40  # bytes of a font's description before its name
MOST_FONTS = 2_000


class Style(NamedTuple):
    """A style: its kind, that below it, its name, what it says of paragraphs and of characters."""

    kind: int
    below: int
    name: str
    sort: int
    paragraph: Said
    character: Said


@dataclass(frozen=True)
class Styles:
    """The styles by their numbers."""

    styles: tuple[Style, ...]

    def chain(self, number: int) -> list[Style]:
        """A style and those it stands on, the lowest first."""
        found: list[Style] = []
        while number < len(self.styles) and len(found) < DEEPEST:
            found.insert(0, self.styles[number])
            number = self.styles[number].below
        return found

    def paragraph(self, number: int) -> Said:
        """What a style says of paragraphs."""
        said: Said = {}
        for style in self.chain(number):
            said |= style.paragraph
            if style.sort in HEADINGS:
                said.setdefault(OUTLINE, bytes([style.sort - 1]))
        return said

    def character(self, number: int) -> Said:
        """What a style says of characters."""
        said: Said = {}
        for style in self.chain(number):
            said |= style.character
        return said

    def name(self, number: int) -> str:
        """The name of a style, a built-in one's in English; empty for the default style."""
        if not 0 < number < len(self.styles):
            return ""
        style = self.styles[number]
        return NAMES.get(style.sort, style.name)

    def level(self, number: int) -> int:
        """The level of a heading style, 0 for others."""
        return next((style.sort for style in reversed(self.chain(number)) if style.sort in HEADINGS), 0)


def read_styles(stream: bytes, table: bytes) -> Styles:
    """The styles. Raises struct.error, IndexError for a damaged file."""
    start, length = struct.unpack_from("<II", stream, STYLES_AT)
    return Styles(tuple(_read_sheet(table[start : start + length])))


def _read_sheet(sheet: bytes) -> Iterator[Style]:
    if len(sheet) < 6:
        return
    head, count, base = struct.unpack_from("<HHH", sheet)
    at = 2 + head
    for _ in range(min(count, MOST_STYLES)):
        if at + 2 > len(sheet):
            return
        size = struct.unpack_from("<H", sheet, at)[0]
        style = sheet[at + 2 : at + 2 + size]
        yield _read_style(style, base) if len(style) > base + 2 else Style(0, 0xFFF, "", 0xFFF, {}, {})
        at += 2 + size


def _read_style(style: bytes, base: int) -> Style:
    sort, kind = struct.unpack_from("<HH", style)
    length = struct.unpack_from("<H", style, base)[0]
    at = base + 2 + 2 * length + 2
    name = style[base + 2 : base + 2 + 2 * length].decode("utf-16-le", "replace")
    parts = list(_read_parts(style, at))
    paragraph: Said = {}
    character: Said = {}
    if kind & 0xF == PARAGRAPH:
        paragraph = dict(list_sprms(parts[0][2:])) if parts else {}
        character = dict(list_sprms(parts[1])) if len(parts) > 1 else {}
    elif kind & 0xF == CHARACTER and parts:
        character = dict(list_sprms(parts[0]))
    return Style(kind & 0xF, kind >> 4, name.split(",")[0], sort & 0xFFF, paragraph, character)


def _read_parts(style: bytes, at: int) -> Iterator[bytes]:
    """The parts of a style (LPUpx), each at an even offset."""
    while at + 2 <= len(style):
        size = struct.unpack_from("<H", style, at)[0]
        yield style[at + 2 : at + 2 + size]
        at += 2 + size + (size & 1)


def read_fonts(stream: bytes, table: bytes) -> tuple[str, ...]:
    """The names of the fonts by number; as many as can be read."""
    if len(stream) < FONTS_AT + 8:
        return ()
    start, length = struct.unpack_from("<II", stream, FONTS_AT)
    part = table[start : start + length]
    count = min(struct.unpack_from("<H", part)[0] if len(part) >= 4 else 0, MOST_FONTS)
    names, at = list[str](), 4
    for _ in range(count):
        if at >= len(part):
            break
        font = part[at : at + 1 + part[at]]
        names.append(font[NAME_AT:].decode("utf-16-le", "replace").split("\0")[0])
        at += len(font)
    return tuple(names)
