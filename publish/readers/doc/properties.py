"""Which list each paragraph of a Word 97–2003 document stands in ([MS-DOC] 2.8.6, 2.9.179, 2.9.271)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

STYLES_AT, PARAGRAPHS_AT = 0xA2, 0x102  # fcStshf, fcPlcfBtePapx in the FIB
PAGE = 512
LEVEL, LIST = 0x260A, 0x460B  # sprmPIlvl, sprmPIlfo
SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes of an operand by the highest bits of its code
LONG_OPERANDS = (0xD608, 0xD606)  # sprmTDefTable: two bytes say how long they are
DEEPEST = 20
MOST_STYLES = 5_000


class Membership(NamedTuple):
    """The list a paragraph is in (1-based index of LFO, 0 none) and its level from 0; None: not said."""

    list: int | None = None
    level: int | None = None

    def over(self, below: Membership) -> Membership:
        """This, completed by what a style says."""
        return Membership(
            self.list if self.list is not None else below.list, self.level if self.level is not None else below.level
        )


@dataclass
class Paragraphs:
    """Looks up paragraphs by where their marks lie in the WordDocument stream."""

    stream: bytes
    starts: tuple[int, ...]
    pages: tuple[int, ...]
    styles: list[tuple[int, Membership]]  # the style each is based on, and what it says itself

    def find(self, where: int) -> Membership:
        """The list of the paragraph whose mark lies at this offset."""
        at = bisect_right(self.starts, where) - 1
        if not 0 <= at < len(self.pages):
            return Membership()
        page = self.stream[self.pages[at] * PAGE : (self.pages[at] + 1) * PAGE]
        if len(page) < PAGE:
            return Membership()
        count = page[PAGE - 1]
        starts = struct.unpack_from(f"<{count + 1}I", page) if 4 * (count + 1) <= PAGE else ()
        run = bisect_right(starts, where) - 1
        offset = 4 * (count + 1) + 13 * run
        if not 0 <= run < count or offset >= PAGE or not page[offset]:
            return self._style(0)
        begin = 2 * page[offset]
        size = 2 * page[begin] - 1 if page[begin] else 2 * page[begin + 1]
        begin += 1 if page[begin] else 2
        found = page[begin : begin + size]
        if len(found) < 2:
            return Membership()
        return _read(found[2:]).over(self._style(struct.unpack_from("<H", found)[0]))

    def _style(self, number: int) -> Membership:
        said = Membership()
        for _ in range(DEEPEST):
            if number >= len(self.styles):
                break
            number, own = self.styles[number]
            said = said.over(own)
        return said


def read_paragraphs(stream: bytes, table: bytes) -> Paragraphs:
    """The paragraphs' looks. Raises struct.error, IndexError for a damaged file."""
    start, length = struct.unpack_from("<II", stream, PARAGRAPHS_AT)
    plc = table[start : start + length]
    count = max(0, (len(plc) - 4) // 8)
    starts = struct.unpack_from(f"<{count + 1}I", plc) if count else ()
    pages = tuple(each & 0x3FFFFF for each in struct.unpack_from(f"<{count}I", plc, 4 * (count + 1))) if count else ()
    start, length = struct.unpack_from("<II", stream, STYLES_AT)
    return Paragraphs(stream, starts, pages, list(_read_styles(table[start : start + length])))


def _read_styles(sheet: bytes) -> Iterator[tuple[int, Membership]]:
    if len(sheet) < 6:
        return
    head = struct.unpack_from("<H", sheet)[0]
    count, base = struct.unpack_from("<HH", sheet, 2)
    at = 2 + head
    for _ in range(min(count, MOST_STYLES)):
        if at + 2 > len(sheet):
            return
        size = struct.unpack_from("<H", sheet, at)[0]
        style = sheet[at + 2 : at + 2 + size]
        yield _read_style(style, base) if len(style) > base + 2 else (0xFFF, Membership())
        at += 2 + size


def _read_style(style: bytes, base: int) -> tuple[int, Membership]:
    kind_and_base = struct.unpack_from("<H", style, 2)[0]
    kind, above = kind_and_base & 0xF, kind_and_base >> 4
    name = struct.unpack_from("<H", style, base)[0]
    at = base + 2 + 2 * name + 2
    if kind != 1 or at + 4 > len(style):  # paragraph styles only
        return above, Membership()
    size = struct.unpack_from("<H", style, at)[0]
    return above, _read(style[at + 4 : at + 2 + size])


def _read(properties: bytes) -> Membership:
    """What the properties of a paragraph say of its list."""
    level = member = None
    at = 0
    while at + 3 <= len(properties):
        code = struct.unpack_from("<H", properties, at)[0]
        at += 2
        if code == LEVEL:
            level = properties[at]
        elif code == LIST and at + 2 <= len(properties):
            member = struct.unpack_from("<H", properties, at)[0]
        at += _size(code, properties[at : at + 2])
    return Membership(member, level)


def _size(code: int, behind: bytes) -> int:
    kind = code >> 13
    if kind != 6:
        return SIZES[kind]
    if code in LONG_OPERANDS and len(behind) == 2:
        return 1 + int(struct.unpack("<H", behind)[0])
    return 1 + behind[0] if behind else 1
