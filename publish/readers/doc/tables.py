"""How the cells of a row of a Word 97–2003 document lie ([MS-DOC] 2.4.3)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import replace

from publish.readers.doc import sprms
from publish.readers.doc.sprms import integer
from publish.readers.edged_tables import Row

CELL_SIZE = 20  # bytes that describe a cell (TC80)
JOINED, BELOW, FIRST_BELOW = 0x0002, 0x0020, 0x0040  # fMerged, fVertMerge, fVertRestart


def read_row(said: Sequence[tuple[int, bytes]]) -> Row:
    """What the mark at the end of a row says of its cells."""
    row = Row([])
    for code, operand in said:
        if code == sprms.TABLE_DEFINITION:
            row = _define(row, operand)
        elif code == sprms.VERTICAL_MERGE and len(operand) >= 3:
            goes_on = operand[2] & 3 == 1
            row.below = row.below | {operand[1]} if goes_on else row.below - {operand[1]}
        elif code == sprms.HEAD_ROW:
            row.head = bool(integer(operand))
    return row


def _define(row: Row, operand: bytes) -> Row:
    """The edges of a row and which cells go on (sprmTDefTable)."""
    count = operand[2] if len(operand) > 2 else 0
    if len(operand) < 3 + 2 * (count + 1):
        return row
    edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    flags = [
        struct.unpack_from("<H", operand, at)[0] for at in range(5 + 2 * count, len(operand) - CELL_SIZE + 1, CELL_SIZE)
    ]
    below = frozenset(at for at, flag in enumerate(flags) if flag & BELOW and not flag & FIRST_BELOW)
    joined = frozenset(at for at, flag in enumerate(flags) if flag & JOINED)
    return replace(row, edges=edges, below=below, joined=joined - {0})
