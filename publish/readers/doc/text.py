"""The text of a Word 97–2003 document by its piece table ([MS-DOC] 2.4.1, 2.9.177): the stories one after another."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import NamedTuple

MAGIC = 0xA5EC
ENCRYPTED, TABLE_STREAM = 0x0100, 0x0200  # bits of the flags at 0x0A
LENGTHS_AT = 0x4C  # ccpText, ccpFtn, ccpHdd, ccpMcr, ccpAtn, ccpEdn, ccpTxbx
CLX_AT = 0x01A2  # fcClx, lcbClx
LISTS_AT = 0x02EA  # lcbPlfLst: bytes of list definitions, 0 without automatic numbers
COMPRESSED = 0x40000000
MOST_CHARACTERS = 20_000_000


class DamagedError(ValueError):
    """Bytes that are no whole Word document."""


class Stories(NamedTuple):
    """The main text, the footnotes', and whether the file has automatic numbers and annotations."""

    main: str
    notes: str
    numbered: bool
    other: int  # characters of heads, feet, annotations, endnotes and text boxes


def is_encrypted(stream: bytes) -> bool:
    """Whether a WordDocument stream is encrypted. Raises DamagedError."""
    return bool(_flags(stream) & ENCRYPTED)


def table_name(stream: bytes) -> str:
    """The name of the stream that holds the tables. Raises DamagedError."""
    return "1Table" if _flags(stream) & TABLE_STREAM else "0Table"


def _flags(stream: bytes) -> int:
    if len(stream) < CLX_AT + 8 or struct.unpack_from("<H", stream)[0] != MAGIC:
        raise DamagedError("no Word 97 document")
    flags: int = struct.unpack_from("<H", stream, 0x0A)[0]
    return flags


def read_stories(stream: bytes, table: bytes) -> Stories:
    """The text of the stream by the pieces its table lists. Raises DamagedError."""
    try:
        start, length = struct.unpack_from("<II", stream, CLX_AT)
        text = "".join(_pieces(stream, table[start : start + length]))
        main, notes, *others = struct.unpack_from("<7i", stream, LENGTHS_AT)
        numbered = len(stream) >= LISTS_AT + 4 and struct.unpack_from("<I", stream, LISTS_AT)[0] > 2
    except struct.error as error:
        raise DamagedError(str(error)) from error
    if not 0 < main <= len(text):
        raise DamagedError("text shorter than it says")
    other = sum(max(0, each) for each in others)
    return Stories(_join(text[:main]), _join(text[main : main + max(0, notes)]), bool(numbered), other)


def _join(units: str) -> str:
    """UTF-16 code units, in which lengths are told, as characters."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _pieces(stream: bytes, clx: bytes) -> list[str]:
    at = 0
    while at < len(clx) and clx[at] == 1:  # Prc: properties, passed over
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise DamagedError("no piece table")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    if count < 1:
        raise DamagedError("no pieces")
    positions = struct.unpack_from(f"<{count + 1}I", plc)
    if positions[-1] > MOST_CHARACTERS:
        raise DamagedError("too long")
    return [
        _piece(stream, struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0], end - begin)
        for index, (begin, end) in enumerate(pairwise(positions))
    ]


def _piece(stream: bytes, where: int, length: int) -> str:
    if length < 0:
        raise DamagedError("pieces out of order")
    if where & COMPRESSED:
        start = (where & ~COMPRESSED) // 2
        data = stream[start : start + length]
        text = data.decode("cp1252", "replace")
    else:
        data = stream[where : where + 2 * length]
        text = "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])))
    if len(text) < length:
        raise DamagedError("a piece ends early")
    return text
