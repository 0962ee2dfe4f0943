"""What hangs on places of a Word 97–2003 text: notes, remarks, text boxes, shapes ([MS-DOC] 2.8, PLCs)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

# In the FIB: where notes are called and where they end; remarks; shapes in the text, and the boxes' texts.
FOOTNOTES_AT, ENDNOTES_AT, REMARKS_AT = (0xAA, 0xB2), (0x20A, 0x212), (0xBA, 0xC2)
CALL_SIZES = {FOOTNOTES_AT: 2, ENDNOTES_AT: 2, REMARKS_AT: 30}
SHAPES_AT, BOXES_AT = 0x1DA, 0x25A  # fcPlcSpaMom, fcPlcftxbxTxt
SHAPE_SIZE, BOX_SIZE, BOX_SHAPE = 26, 22, 14
MOST = 50_000
Range = tuple[int, int]


@dataclass
class Marks:
    """By the position they hang on: the ranges of notes and remarks, the numbers of shapes; by the number of its shape
    the range of a text box."""

    footnotes: dict[int, Range] = field(default_factory=dict)
    endnotes: dict[int, Range] = field(default_factory=dict)
    remarks: dict[int, Range] = field(default_factory=dict)
    shapes: dict[int, int] = field(default_factory=dict)
    boxes: dict[int, Range] = field(default_factory=dict)

    def waiting(self) -> dict[str, list[Range]]:
        """The ranges that have not been taken out, by their stories."""
        return {
            "footnotes": list(self.footnotes.values()), "endnotes": list(self.endnotes.values()),
            "remarks": list(self.remarks.values()), "boxes": list(self.boxes.values()),
        }  # fmt: skip


def read_marks(stream: bytes, table: bytes, stories: dict[str, Range]) -> Marks:
    """All marks; of those that are damaged, as many as can be read."""

    def notes(places: tuple[int, int], story: str) -> dict[int, Range]:
        calls, texts = (_part(stream, table, at) for at in places)
        ranges = list(_ranges(_positions(texts, 0), stories[story]))
        return dict(zip(_positions(calls, CALL_SIZES[places])[: len(ranges)], ranges, strict=False))

    shapes = _part(stream, table, SHAPES_AT)
    found = zip(_positions(shapes, SHAPE_SIZE), _numbers(shapes, SHAPE_SIZE, 0), strict=False)
    boxes = _part(stream, table, BOXES_AT)
    ranges = _ranges(_positions(boxes, BOX_SIZE), stories["boxes"])
    return Marks(
        notes(FOOTNOTES_AT, "footnotes"), notes(ENDNOTES_AT, "endnotes"), notes(REMARKS_AT, "remarks"),
        dict(found), dict(zip(_numbers(boxes, BOX_SIZE, BOX_SHAPE), ranges, strict=False)),
    )  # fmt: skip


def find_uncalled(story: Range, called: list[Range]) -> Iterator[Range]:
    """The parts of a story that no mark calls."""
    at, last = story
    for begin, end in sorted(called):
        if begin > at:
            yield at, begin
        at = max(at, end)
    if at < last:
        yield at, last


def _part(stream: bytes, table: bytes, at: int) -> bytes:
    if at + 8 > len(stream):
        return b""
    start, length = struct.unpack_from("<II", stream, at)
    return table[start : start + length]


def _count(plc: bytes, size: int) -> int:
    return min(MOST, max(0, (len(plc) - 4) // (4 + size)))


def _positions(plc: bytes, size: int) -> list[int]:
    """The positions of a PLC whose data have a size."""
    count = _count(plc, size)
    return list(struct.unpack_from(f"<{count + 1}I", plc)) if count else []


def _numbers(plc: bytes, size: int, at: int) -> Iterator[int]:
    """A number of four bytes from each of a PLC's data."""
    count = _count(plc, size)
    for index in range(count):
        yield struct.unpack_from("<I", plc, 4 * (count + 1) + size * index + at)[0]


def _ranges(positions: list[int], story: Range) -> Iterator[Range]:
    """The ranges between positions that count from the beginning of a story."""
    first, last = story
    for begin, end in pairwise(positions):
        if begin <= end and first + begin < last:
            yield first + begin, min(first + end, last)
