"""Pictures of a Word 97–2003 document: in the text ([MS-DOC] 2.9.190, PICF) and as shapes beside it ([MS-ODRAW])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from publish.model import Figure, FindingKind, Picture
from publish.readers.account import Account
from publish.readers.pictures import PictureError, inspect_picture

DRAWINGS_AT = 0x22A  # fcDggInfo in the FIB
CONTAINER = 0xF  # the version of records that hold others
ENTRY, SHAPE, SHAPE_ID, OPTIONS = 0xF007, 0xF004, 0xF00A, 0xF00B
ENTRY_HEAD, DELAYED_AT = 36, 28  # OfficeArtFBSE: its length, and where it says where its picture lies
RASTERS = {0xF01D: 0x46A, 0xF02A: 0x46A, 0xF01E: 0x6E0}  # JPEG, JPEG (CMYK), PNG: the instance with one identity
VECTORS = (0xF01A, 0xF01B, 0xF01C, 0xF01F, 0xF029)  # EMF, WMF, PICT, DIB, TIFF
IDENTITY = 16
WHICH = 0x0104  # property pib: the picture of a shape, from 1
WITH_NAME = 0x66  # PICF of a picture that has the name of a file
TWIPS = 20
MOST_RECORDS = 20_000
DEEPEST = 8


class Record(NamedTuple):
    """A record of a drawing: its kind, its instance, its content."""

    kind: int
    instance: int
    data: bytes
    holds: bool


class Pictures:
    """Takes pictures out of the streams; `found` holds them by key."""

    def __init__(self, stream: bytes, table: bytes, data: bytes, account: Account) -> None:
        self._stream, self._table, self._data = stream, table, data
        self._account = account
        self._shapes: dict[int, int] | None = None
        self._entries: list[bytes] = []
        self.found: dict[str, Picture] = {}

    def read_inline(self, where: int | None) -> Iterator[Figure]:
        """The picture whose description lies at an offset of the Data stream."""
        if where is None or where + 68 > len(self._data):
            self._tell("这里的图片没有排出：在文件里找不到")
            return
        size, head, kind = struct.unpack_from("<IHH", self._data, where)
        width, _, scale = struct.unpack_from("<HHH", self._data, where + 28)
        block = self._data[where + head : where + min(size, len(self._data))]
        if kind == WITH_NAME and block:
            block = block[1 + block[0] :]
        yield from self._figure(block, width / TWIPS * scale / 1000)

    def read_shape(self, shape: int | None) -> Iterator[Figure]:
        """The picture that a shape shows."""
        if self._shapes is None:
            self._shapes = self._read_shapes()
        which = self._shapes.get(shape or 0, 0)
        if not 0 < which <= len(self._entries):
            self._tell("图形（线条、形状等）没有排出")
            return
        entry = self._entries[which - 1]
        block = entry[ENTRY_HEAD + entry[33] :] if len(entry) > ENTRY_HEAD else b""
        if not block and len(entry) == ENTRY_HEAD:
            block = self._stream[struct.unpack_from("<I", entry, DELAYED_AT)[0] :]
        yield from self._figure(block, 0.0)

    def _tell(self, message: str) -> None:
        self._account.tell(FindingKind.LEFT_OUT, "picture", message)

    def _figure(self, block: bytes, width: float) -> Iterator[Figure]:
        try:
            key, picture = _take_out(block)
        except PictureError as error:
            self._tell(f"这里的图片没有排出：{error}")
            return
        self.found[key] = picture
        yield Figure(key, "", width, place=self._account.place)

    def _read_shapes(self) -> dict[int, int]:
        """The number of its picture by the number of a shape; the pictures' entries are kept."""
        if len(self._stream) < DRAWINGS_AT + 8:
            return {}
        start, length = struct.unpack_from("<II", self._stream, DRAWINGS_AT)
        drawings, shapes = self._table[start : start + length], {}
        for record in _walk(drawings, 0):
            if record.kind == ENTRY:
                self._entries.append(record.data)
            elif record.kind == SHAPE:
                said = {each.kind: each for each in _list_records(record.data)}
                if SHAPE_ID in said and OPTIONS in said and len(said[SHAPE_ID].data) >= 4:
                    number = struct.unpack_from("<I", said[SHAPE_ID].data)[0]
                    shapes[number] = dict(_options(said[OPTIONS])).get(WHICH, 0)
        return shapes


def _options(record: Record) -> Iterator[tuple[int, int]]:
    for at in range(0, min(len(record.data) - 5, 6 * record.instance), 6):
        code, value = struct.unpack_from("<HI", record.data, at)
        yield code & 0x3FFF, value


def _take_out(block: bytes) -> tuple[str, Picture]:
    """The picture in records. Raises PictureError."""
    vector = False
    for record in _walk(block, 0):
        if record.kind in RASTERS:
            identities = 2 if record.instance & 1 else 1
            return inspect_picture(record.data[IDENTITY * identities + 1 :])
        vector |= record.kind in VECTORS
    raise PictureError("是 WMF、EMF 等格式，只能排 PNG 和 JPEG" if vector else "取不出来")


def _walk(data: bytes, depth: int) -> Iterator[Record]:
    """The records of a drawing, those that others hold too; drawings of a document part by one byte."""
    for record in _list_records(data):
        yield record
        if depth < DEEPEST and record.holds:
            yield from _walk(record.data, depth + 1)
        elif record.kind == ENTRY and len(record.data) > ENTRY_HEAD:
            yield from _walk(record.data[ENTRY_HEAD + record.data[33] :], DEEPEST)


def _list_records(data: bytes) -> Iterator[Record]:
    at = 0
    for _ in range(MOST_RECORDS):
        if at + 8 > len(data):
            return
        version, kind, size = struct.unpack_from("<HHI", data, at)
        if not 0xF000 <= kind <= 0xF200:
            at += 1  # the byte that says which part of the document a drawing belongs to
            continue
        yield Record(kind, version >> 4, data[at + 8 : at + 8 + size], version & 0xF == CONTAINER)
        at += 8 + size
