"""The characters of a Word 97–2003 document by its piece table ([MS-DOC] 2.4.1, 2.9.177), and its stories.

A position (CP) counts UTF-16 code units over all stories; an offset (FC) counts bytes of the WordDocument stream.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

MAGIC = 0xA5EC
ENCRYPTED, TABLE_STREAM = 0x0100, 0x0200  # bits of the flags at 0x0A
LENGTHS_AT = 0x4C  # ccpText, ccpFtn, ccpHdd, ccpMcr, ccpAtn, ccpEdn, ccpTxbx, ccpHdrTxbx
NAMES = ("main", "footnotes", "heads", "macros", "remarks", "endnotes", "boxes", "head boxes")
CLX_AT = 0x01A2  # fcClx, lcbClx
COMPRESSED = 0x40000000
MOST_CHARACTERS = 20_000_000


class DamagedError(ValueError):
    """Bytes that are no whole Word document."""


class Piece(NamedTuple):
    """Characters of the text, where they lie in the stream, and how many bytes each has."""

    text: str
    where: int
    width: int


@dataclass(frozen=True)
class Text:
    """All characters as UTF-16 code units; `stories`: first and last position of each by its name in NAMES."""

    units: str
    pieces: tuple[Piece, ...]
    stories: dict[str, tuple[int, int]]
    _starts: list[int] = field(default_factory=list)

    def offset(self, position: int) -> int:
        """Where a character lies in the stream."""
        at = max(0, bisect_right(self._starts, position) - 1)
        piece = self.pieces[at]
        return piece.where + (position - self._starts[at]) * piece.width

    def stretches(self, begin: int, end: int) -> Iterator[tuple[int, int, Piece, int]]:
        """The parts of a range that lie in one piece: first and last position, the piece, its first position."""
        at = max(0, bisect_right(self._starts, begin) - 1)
        while begin < end and at < len(self.pieces):
            start, piece = self._starts[at], self.pieces[at]
            last = min(end, start + len(piece.text))
            if last > begin:
                yield begin, last, piece, start
            begin, at = max(begin, last), at + 1

    def join(self, begin: int, end: int) -> str:
        """The characters of a range."""
        return join_units(self.units[begin:end])


def join_units(units: str) -> str:
    """UTF-16 code units as characters."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


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


def read_text(stream: bytes, table: bytes) -> Text:
    """The text of the stream by the pieces its table lists. Raises DamagedError."""
    try:
        start, length = struct.unpack_from("<II", stream, CLX_AT)
        pieces = tuple(_pieces(stream, table[start : start + length]))
        lengths = struct.unpack_from("<8i", stream, LENGTHS_AT)
    except struct.error as error:
        raise DamagedError(str(error)) from error
    units = "".join(piece.text for piece in pieces)
    if not 0 < lengths[0] <= len(units):
        raise DamagedError("text shorter than it says")
    stories, at = {}, 0
    for name, size in zip(NAMES, lengths, strict=True):
        stories[name] = at, min(len(units), at + max(0, size))
        at = stories[name][1]
    starts = [0]
    for piece in pieces[:-1]:
        starts.append(starts[-1] + len(piece.text))
    return Text(units, pieces, stories, starts)


def _pieces(stream: bytes, clx: bytes) -> Iterator[Piece]:
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
    for index, (begin, end) in enumerate(pairwise(positions)):
        yield _piece(stream, struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0], end - begin)


def _piece(stream: bytes, where: int, length: int) -> Piece:
    if length < 0:
        raise DamagedError("pieces out of order")
    if where & COMPRESSED:
        where, width = (where & ~COMPRESSED) // 2, 1
        data = stream[where : where + length]
        text = data.decode("cp1252", "replace")
    else:
        width = 2
        data = stream[where : where + 2 * length]
        text = "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])))
    if len(text) < length:
        raise DamagedError("a piece ends early")
    return Piece(text, where, width)
