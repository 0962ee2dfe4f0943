"""What a Word 97–2003 document says of its paragraphs and characters: pages of properties (FKP) by offset.

[MS-DOC] 2.8.5, 2.8.6 (which page), 2.9.33 (ChpxFkp), 2.9.179 (PapxFkp).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from publish.readers.doc.sprms import ELSEWHERE, LEVEL, LIST, integer, list_sprms
from publish.readers.doc.styles import Said, Styles

CHARACTERS_AT, PARAGRAPHS_AT = 0xFA, 0x102  # fcPlcfBteChpx, fcPlcfBtePapx in the FIB
PAGE = 512
STEP = {CHARACTERS_AT: 1, PARAGRAPHS_AT: 13}  # bytes for each run behind the offsets
MOST_ELSEWHERE = 1 << 16


class Membership(NamedTuple):
    """The list a paragraph is in (1-based index of LFO, 0 none) and its level from 0; None: not said."""

    list: int | None = None
    level: int | None = None


class Run(NamedTuple):
    """Bytes of the stream with the same properties."""

    begin: int
    end: int
    said: bytes


@dataclass
class Pages:
    """The pages of properties of one kind; each is taken apart once."""

    stream: bytes
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    step: int
    _runs: dict[int, tuple[list[int], list[Run]]] = field(default_factory=dict)

    def find(self, offset: int) -> Run | None:
        """The run that holds an offset."""
        at = bisect_right(self.starts, offset) - 1
        if not 0 <= at < len(self.numbers):
            return None
        number = self.numbers[at]
        if number not in self._runs:
            runs = list(self._read(self.stream[number * PAGE : (number + 1) * PAGE]))
            self._runs[number] = [run.begin for run in runs], runs
        begins, runs = self._runs[number]
        index = bisect_right(begins, offset) - 1
        return runs[index] if index >= 0 and offset < runs[index].end else None

    def _read(self, page: bytes) -> Iterator[Run]:
        count = page[PAGE - 1] if len(page) == PAGE else 0
        if not count or 4 * (count + 1) + self.step * count >= PAGE:
            return
        starts = struct.unpack_from(f"<{count + 1}I", page)
        for index in range(count):
            at = 2 * page[4 * (count + 1) + self.step * index]
            yield Run(starts[index], starts[index + 1], self._said(page, at) if at else b"")

    def _said(self, page: bytes, at: int) -> bytes:
        if self.step == 1:
            return page[at + 1 : at + 1 + page[at]]
        if page[at]:
            return page[at + 1 : at + 2 * page[at]]
        return page[at + 2 : at + 2 + 2 * page[at + 1]]


@dataclass(frozen=True)
class Formatting:
    """The properties of paragraphs and characters by offset, and the styles they stand on."""

    styles: Styles
    characters: Pages
    paragraphs: Pages
    data: bytes = b""  # the Data stream

    def paragraph(self, offset: int) -> tuple[int, Said, list[tuple[int, bytes]]]:
        """The style of the paragraph whose mark lies there, all that is said of it, and what is said in itself."""
        run = self.paragraphs.find(offset)
        said = run.said if run else b""
        number = struct.unpack_from("<H", said)[0] if len(said) >= 2 else 0
        own = list(self._follow(said[2:]))
        return number, self.styles.paragraph(number) | dict(own), own

    def _follow(self, properties: bytes) -> Iterator[tuple[int, bytes]]:
        for code, operand in list_sprms(properties):
            yield code, operand
            if code in ELSEWHERE and (at := integer(operand)) + 2 <= len(self.data):
                size = min(struct.unpack_from("<H", self.data, at)[0], MOST_ELSEWHERE)
                yield from list_sprms(self.data[at + 2 : at + 2 + size])

    def membership(self, offset: int) -> Membership:
        """The list of the paragraph whose mark lies at this offset."""
        said = self.paragraph(offset)[1]
        number, level = said.get(LIST), said.get(LEVEL)
        return Membership(None if number is None else integer(number), None if level is None else integer(level))


def read_formatting(stream: bytes, table: bytes, data: bytes, styles: Styles) -> Formatting:
    """The properties. Raises struct.error, IndexError for a damaged file."""
    characters, paragraphs = (_read_pages(stream, table, at) for at in (CHARACTERS_AT, PARAGRAPHS_AT))
    return Formatting(styles, characters, paragraphs, data)


def _read_pages(stream: bytes, table: bytes, at: int) -> Pages:
    start, length = struct.unpack_from("<II", stream, at)
    plc = table[start : start + length]
    count = max(0, (len(plc) - 4) // 8)
    starts = struct.unpack_from(f"<{count + 1}I", plc) if count else ()
    numbers = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()
    return Pages(stream, starts, tuple(number & 0x3FFFFF for number in numbers), STEP[at])
