"""Single properties (sprm) of a Word 97–2003 document: a code of two bytes and what it says ([MS-DOC] 2.2.5, 2.6)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes of an operand by the highest bits of its code
TABLE_DEFINITION, TABLE_DEFINITION_10 = 0xD608, 0xD606  # sprmTDefTable: two bytes say how long they are
# Paragraphs.
LEVEL, LIST, OUTLINE = 0x260A, 0x460B, 0x2640  # sprmPIlvl, sprmPIlfo, sprmPOutLvl
ALIGN, ALIGN_80 = 0x2461, 0x2403  # sprmPJc, sprmPJc80
IN_TABLE, ROW_END, DEPTH = 0x2416, 0x2417, 0x6649  # sprmPFInTable, sprmPFTtp, sprmPItap
INNER_CELL, INNER_ROW_END = 0x244B, 0x244C
ELSEWHERE = (0x6646, 0x646B)  # sprmPHugePapx, sprmPTableProps: more properties, in the Data stream
# Rows.
VERTICAL_MERGE, HEAD_ROW = 0xD62B, 0x3404
# Characters.
DELETED, INSERTED, HIDDEN, OBJECT = 0x0800, 0x0801, 0x083C, 0x080A
BOLD, ITALIC, RAISED, SIZE, STYLE = 0x0835, 0x0836, 0x2A48, 0x4A43, 0x4A30
SYMBOL, PICTURE, FONT = 0x6A09, 0x6A03, 0x4A4F


def list_sprms(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """The properties of a list (grpprl), code and operand; an operand with its length has that before it."""
    at = 0
    while at + 3 <= len(properties):
        code = struct.unpack_from("<H", properties, at)[0]
        at += 2
        size = _size(code, properties[at : at + 2])
        yield code, properties[at : at + size]
        at += size


def _size(code: int, behind: bytes) -> int:
    kind = code >> 13
    if kind != 6:
        return SIZES[kind]
    if code in (TABLE_DEFINITION, TABLE_DEFINITION_10) and len(behind) == 2:
        return 1 + int(struct.unpack("<H", behind)[0])
    return 1 + behind[0] if behind else 1


def integer(operand: bytes | None) -> int:
    """An operand as a number, 0 for none."""
    return int.from_bytes(operand or b"", "little")
