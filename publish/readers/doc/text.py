"""The text of a Word 97–2003 document by its piece table ([MS-DOC] 2.4.1, 2.9.177): the stories one after another."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

MAGIC = 0xA5EC
ENCRYPTED, TABLE_STREAM = 0x0100, 0x0200  # bits of the flags at 0x0A
LENGTHS_AT = 0x4C  # ccpText, ccpFtn, ccpHdd, ccpMcr, ccpAtn, ccpEdn, ccpTxbx, ccpHdrTxbx
CLX_AT = 0x01A2  # fcClx, lcbClx
MARKER, MARKED = "\x1c", "\x1d"  # round an automatic number before its paragraph; no Word file has them
ENDS = "\r\x07\x0c"
COMPRESSED = 0x40000000
MOST_CHARACTERS = 20_000_000


class DamagedError(ValueError):
    """Bytes that are no whole Word document."""


class Stories(NamedTuple):
    """The main text, automatic numbers in it between MARKER and MARKED, the footnotes', the others' by their names;
    `unnumbered`: there are lists that could not be read."""

    main: str
    notes: str
    unnumbered: bool
    others: tuple[tuple[str, str], ...] = ()


OTHERS = (
    "页眉、页脚",
    "",
    "批注",
    "尾注",
    "文本框",
    "页眉里的文本框",
)  # ccpHdd, ccpMcr, ccpAtn, ccpEdn, ccpTxbx, ccpHdrTxbx


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
        pieces = list(_pieces(stream, table[start : start + length]))
        main, notes, *others = struct.unpack_from("<8i", stream, LENGTHS_AT)
    except struct.error as error:
        raise DamagedError(str(error)) from error
    text = "".join(piece.text for piece in pieces)
    if not 0 < main <= len(text):
        raise DamagedError("text shorter than it says")
    at = main + max(0, notes)
    named = []
    for name, size in zip(OTHERS, others, strict=True):
        words = text[at : at + max(0, size)]
        if name and words.strip():
            named.append((name, _join(words)))
        at += len(words)
    try:
        numbered, unnumbered = _number(text[:main], pieces, stream, table), False
    except (struct.error, IndexError, ValueError):
        numbered, unnumbered = text[:main], True
    return Stories(_join(numbered), _join(text[main : main + max(0, notes)]), unnumbered, tuple(named))


def _number(main: str, pieces: Sequence[Piece], stream: bytes, table: bytes) -> str:
    """The main text, the automatic number of each paragraph put before it."""
    from publish.readers.doc.numbering import read_numbering
    from publish.readers.doc.properties import read_paragraphs

    numbering = read_numbering(stream, table)
    if not numbering.overrides:
        return main
    paragraphs = read_paragraphs(stream, table)
    written, begin, piece, passed = [], 0, 0, 0  # `passed`: characters of the pieces before this one
    for end in (at for at, char in enumerate(main) if char in ENDS):
        while piece < len(pieces) - 1 and end >= passed + len(pieces[piece].text):
            passed += len(pieces[piece].text)
            piece += 1
        number = numbering.next(paragraphs.find(pieces[piece].where + (end - passed) * pieces[piece].width))
        written += [f"{MARKER}{number}{MARKED}" if number else "", main[begin : end + 1]]
        begin = end + 1
    return "".join([*written, main[begin:]])


def _join(units: str) -> str:
    """UTF-16 code units, in which lengths are told, as characters."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Piece(NamedTuple):
    """Characters of the text, where they lie in the stream, and how many bytes each has."""

    text: str
    where: int
    width: int


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
