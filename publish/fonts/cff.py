"""The glyphs of a CFF font in a font file named by their places (Adobe Technical Note 5176; OpenType 1.9, "CFF ").

A font keyed by CIDs names its glyphs by numbers of a collection of characters. PDF programs differ in whether a code
is such a number or the place of a glyph (ISO 32000-1 9.7.4.2 says the former; FreeType, and PDFium by it, takes the
latter): in a font whose CIDs are the places, both are the same.
"""

from __future__ import annotations

import struct
from array import array
from sys import byteorder

CHARSET, ROS = 15, (12, 30)  # operators of the Top DICT
TWO_BYTES, FOUR_BYTES, REAL = 28, 29, 30  # first bytes of operands
MASK = 0xFFFFFFFF
HEAD_ADJUSTMENT = 8  # byte of checkSumAdjustment in `head`


def name_by_places(data: bytes, glyphs: int) -> bytes:
    """The font file (OTTO) of so many glyphs, its CIDs those from 0; a font not keyed by CIDs, or none, as it is.

    Raises struct.error or IndexError for what is no font file.
    """
    tables = _find_tables(data)
    if b"CFF " not in tables or glyphs < 2:
        return data
    record, offset, length = tables[b"CFF "]
    charset = _find_charset(data[offset : offset + length])
    if charset is None:
        return data
    made = bytearray(data)
    start = offset + charset
    # Format 2: one range from CID 1. Never longer than what was there for as many glyphs, but for two of format 0.
    named = struct.pack(">BHH", 2, 1, glyphs - 2) if glyphs > 2 else struct.pack(">BH", 0, 1)
    made[start : start + len(named)] = named
    first, end = offset, offset + (length + 3 & ~3)
    change = _sum(made[first:end]) - _sum(data[first:end])
    _add(made, record + 4, change)
    if b"head" in tables:  # the sum of the whole file has changed in the table and in its record
        _add(made, tables[b"head"][1] + HEAD_ADJUSTMENT, -2 * change)
    return bytes(made)


def _find_tables(data: bytes) -> dict[bytes, tuple[int, int, int]]:
    """Of each table the place of its record, its offset and its length."""
    (count,) = struct.unpack_from(">H", data, 4)
    places = (12 + 16 * number for number in range(count))
    return {data[place : place + 4]: (place, *struct.unpack_from(">II", data, place + 8)) for place in places}


def _find_charset(table: bytes) -> int | None:
    """Where the charset of a font keyed by CIDs stands in its table."""
    names = table[2]
    dictionaries = _skip_index(table, names)
    start, end = _first_of_index(table, dictionaries)
    operators = _read_dictionary(table[start:end])
    charset = operators.get((CHARSET,))
    return charset if ROS in operators and charset else None


def _skip_index(table: bytes, start: int) -> int:
    """The byte behind an INDEX."""
    count = int.from_bytes(table[start : start + 2], "big")
    if not count:
        return start + 2
    size = table[start + 2]
    last = start + 3 + size * count
    return last + size - 1 + int.from_bytes(table[last : last + size], "big")


def _first_of_index(table: bytes, start: int) -> tuple[int, int]:
    """The first and the end byte of the first object of an INDEX."""
    count = int.from_bytes(table[start : start + 2], "big")
    size = table[start + 2]
    data = start + 3 + size * (count + 1) - 1
    first, end = (int.from_bytes(table[start + 3 + size * k : start + 3 + size * (k + 1)], "big") for k in (0, 1))
    return data + first, data + end


def _read_dictionary(data: bytes) -> dict[tuple[int, ...], int]:
    """The last operand of every operator of a DICT (0: none, or no whole number)."""
    found: dict[tuple[int, ...], int] = {}
    place, operand = 0, 0
    while place < len(data):
        byte = data[place]
        if byte <= 21:
            operator = (byte, data[place + 1]) if byte == ROS[0] else (byte,)
            found[operator], operand = operand, 0
            place += len(operator)
            continue
        operand, place = _read_operand(data, place)
    return found


def _read_operand(data: bytes, place: int) -> tuple[int, int]:
    """A whole number (0 for a real one) and the place behind it."""
    byte = data[place]
    if byte == TWO_BYTES:
        return int.from_bytes(data[place + 1 : place + 3], "big", signed=True), place + 3
    if byte == FOUR_BYTES:
        return int.from_bytes(data[place + 1 : place + 5], "big", signed=True), place + 5
    if byte == REAL:
        place += 1
        while data[place] & 0xF != 0xF:
            place += 1
        return 0, place + 1
    if byte <= 246:
        return byte - 139, place + 1
    second = data[place + 1]
    return ((byte - 247) * 256 + second + 108 if byte <= 250 else -(byte - 251) * 256 - second - 108), place + 2


def _sum(table: bytes | bytearray) -> int:
    words = array("I", bytes(table) + bytes(-len(table) % 4))
    if byteorder == "little":
        words.byteswap()
    return sum(words)


def _add(data: bytearray, place: int, change: int) -> None:
    (word,) = struct.unpack_from(">I", data, place)
    struct.pack_into(">I", data, place, word + change & MASK)
