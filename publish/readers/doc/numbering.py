"""The automatic numbers of a Word 97–2003 document: its lists, their levels, and where each counter stands.

[MS-DOC] 2.9.150 (LSTF), 2.9.152 (LVLF), 2.9.131 (LFO), 2.9.132 (LFOLVL).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import NamedTuple

from publish.readers.doc.formatting import Membership
from publish.readers.word.numerals import write_number

LISTS_AT, OVERRIDES_AT = 0x2E2, 0x2EA  # fcPlfLst, fcPlfLfo in the FIB
LEVELS = 9
MOST_LISTS = 4_000
BULLET = 23  # of the formats
STANDARD = "•"  # for what only a symbol font shows
BULLETS = {"o": STANDARD, "·": STANDARD}  # what Word writes in Courier New and in Symbol
TAB, NOTHING = 0, 2  # behind a number
# MSONFC: the order of ECMA-376's ST_NumberFormat.
FORMATS = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth",
    "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2",
    "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop",
    "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
    "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional",
    "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified",
    "chineseCountingThousand",
)  # fmt: skip


class Level(NamedTuple):
    """A level of a list: its first number, its format, its text, levels in it by their number, and what follows."""

    start: int
    form: int
    text: str
    follow: int = 0


@dataclass
class Numbering:
    """The lists by their identity, which list each override (LFO) is of, and the counters."""

    lists: dict[int, list[Level]] = field(default_factory=dict)
    overrides: list[tuple[int, dict[int, int]]] = field(default_factory=list)  # list, first number of levels
    _counts: dict[int, list[int]] = field(default_factory=dict)
    _begun: set[int] = field(default_factory=set)

    def next(self, member: Membership) -> str:
        """The number of the next paragraph of a list, as it stands before it; empty when it has none."""
        number, at = member.list or 0, member.level or 0
        if not 1 <= number <= len(self.overrides) or at >= LEVELS:
            return ""
        name, starts = self.overrides[number - 1]
        levels = self.lists.get(name, [])
        if at >= len(levels):
            return ""
        counts = self._counts.setdefault(name, [0] * LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for level, start in starts.items():
                if level < LEVELS:
                    counts[level:] = [start - 1 if index == 0 else 0 for index in range(LEVELS - level)]
        for level in range(at + 1):
            if not counts[level]:
                counts[level] = levels[level].start - (level == at)
        counts[at] += 1
        counts[at + 1 :] = [0] * (LEVELS - at - 1)
        return _write(levels, at, counts)


def _write(levels: list[Level], at: int, counts: list[int]) -> str:
    level = levels[at]
    if level.form == BULLET:
        sign = level.text.strip()
        return f"{BULLETS.get(sign, sign) if sign.isprintable() else STANDARD} " if sign else ""
    written = ""
    for char in level.text:
        shown = ord(char)
        if shown < LEVELS and shown < len(levels):
            form = levels[shown].form
            written += write_number(counts[shown], FORMATS[form] if form < len(FORMATS) else "none")
        else:
            written += char
    written = written.strip()
    if not written or level.follow == NOTHING or written[-1] in "、）)．.":
        return written
    return written + ("\u3000" if "\u4e00" <= written[-1] <= "\u9fff" and level.follow == TAB else " ")


def read_numbering(stream: bytes, table: bytes) -> Numbering:
    """The lists of a document. Raises struct.error, IndexError for a damaged file."""
    numbering = Numbering()
    start, length = struct.unpack_from("<II", stream, LISTS_AT)
    if length:
        _read_lists(table, start, length, numbering)
    start, length = struct.unpack_from("<II", stream, OVERRIDES_AT)
    if length:
        _read_overrides(table, start, numbering)
    return numbering


def _read_lists(table: bytes, start: int, length: int, numbering: Numbering) -> None:
    count = min(struct.unpack_from("<H", table, start)[0], MOST_LISTS)
    at = start + length  # the levels stand behind the lists
    for index in range(count):
        head = start + 2 + 28 * index
        name, flags = struct.unpack_from("<i", table, head)[0], table[head + 26]
        levels = []
        for _ in range(1 if flags & 1 else LEVELS):
            level, at = _read_level(table, at)
            levels.append(level)
        numbering.lists[name] = levels


def _read_level(table: bytes, at: int) -> tuple[Level, int]:
    start, form = struct.unpack_from("<iB", table, at)
    follow = table[at + 15]
    looks = table[at + 24] + table[at + 25]
    at += 28 + looks
    length = struct.unpack_from("<H", table, at)[0]
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    return Level(max(0, start), form, text, follow), at + 2 + 2 * length


def _read_overrides(table: bytes, start: int, numbering: Numbering) -> None:
    count = min(struct.unpack_from("<I", table, start)[0], MOST_LISTS)
    at = start + 4 + 16 * count
    for index in range(count):
        head = start + 4 + 16 * index
        name, changed = struct.unpack_from("<i", table, head)[0], table[head + 12]
        at += 4
        starts = {}
        for _ in range(changed):
            first, flags = struct.unpack_from("<iI", table, at)
            at += 8
            if flags & 0x10:
                starts[flags & 0xF] = first
            if flags & 0x20:
                level, at = _read_level(table, at)
                if (flags & 0xF) < len(numbering.lists.get(name, [])):
                    numbering.lists[name][flags & 0xF] = level
        numbering.overrides.append((name, starts))
