"""Word 97–2003 documents from bytes of our own: the piece table, cells, notes, fields; damage is told in a sentence."""

from __future__ import annotations

import random
import struct
from contextlib import suppress
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import FindingKind
from publish.readers.doc import reader as doc
from publish.readers.doc.text import DamagedError, Stories, read_stories
from tests.readers.reader_display import show

TEXT_AT = 0x800
OLE = b"\xd0\xcf\x11\xe0"


def make_streams(text: str, notes: str = "", compressed: bool = False) -> tuple[bytes, bytes]:
    """A WordDocument stream and its table stream that hold a text in one piece."""
    whole = text + notes
    data = whole.encode("cp1252" if compressed else "utf-16-le")
    count = len(data) if compressed else len(data) // 2
    stream = bytearray(TEXT_AT) + data
    struct.pack_into("<H", stream, 0, 0xA5EC)
    struct.pack_into("<H", stream, 0x0A, 0x0200)
    units = [len(part.encode("utf-16-le")) // 2 for part in (text, notes)]
    struct.pack_into("<7i", stream, 0x4C, *units, 0, 0, 0, 0, 0)
    where = TEXT_AT * 2 | 0x40000000 if compressed else TEXT_AT
    plc = struct.pack("<II", 0, count) + struct.pack("<HIH", 0, where, 0)
    table = b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<II", stream, 0x1A2, 0, len(table))
    return bytes(stream), table


def read_text(text: str, notes: str = "") -> tuple[list[str], list[str]]:
    reader = doc.Reader("稿.doc", read_stories(*make_streams(text, notes)))
    lines = [show(block) for block in reader.read()]
    return lines, [f.text for f in reader.findings if f.kind is FindingKind.LEFT_OUT]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("同志们：\r　　要抓好落实。\r", ["同志们：", "要抓好落实。"]),
        ("陈𬱖之同志\r", ["陈𬱖之同志"]),
        ("甲\x0b乙\r", ["甲⏎乙"]),
        ("单位\x07人数\x07\x07水利局\x0712\x07\x07\r完\r", ["[ 单位 | 人数 / 水利局 | 12 ]", "完"]),
        ("第\x13 PAGE \x147\x15页\r", ["第7页"]),
        ('见\x13 HYPERLINK "x" \x14办法\x15。\r', ["见办法。"]),
        ("一\x1e二\x1f三\xa0四\r", ["一-二三 四"]),
    ],
)
def test_marks_become_blocks(text: str, lines: list[str]) -> None:
    assert read_text(text)[0] == lines


def test_notes_stand_where_they_are_called() -> None:
    lines, left = read_text("依据规定\x02，抓好\x02。\r", "\x02 见第三条\r\x02 见第四条\r")
    assert lines == ["依据规定〔注：见第三条〕，抓好〔注：见第四条〕。"]
    assert left == []


def test_contents_pictures_and_unused_notes_are_named() -> None:
    lines, left = read_text("\x13 TOC \\o \x14一、总体要求 1\x15正文\x01\r", "\x02 无人引用\r")
    assert lines == ["正文"]
    assert left == ["一、总体要求 1", "", "无人引用"]


def test_compressed_pieces_are_western() -> None:
    stories = read_stories(*make_streams("GDP 5.0%\r", compressed=True))
    assert stories.main == "GDP 5.0%\r"


@pytest.mark.parametrize("seed", range(60))
def test_damaged_streams_end_in_one_kind_of_error(seed: int) -> None:
    random_ = random.Random(seed)
    stream, table = make_streams("同志们：\r要抓好落实。\r")
    damaged = bytearray(stream[: random_.randrange(1, len(stream))] if seed % 2 else stream)
    for _ in range(20):
        damaged[random_.randrange(min(len(damaged), 0x400))] = random_.randrange(256)
    with suppress(DamagedError):
        assert isinstance(read_stories(bytes(damaged), table[: random_.randrange(len(table) + 1)]), Stories)


@pytest.mark.parametrize(
    "data", [b"", "只是文字".encode(), b"\xd0\xcf\x11\xe0 broken", b"\xd0\xcf\x11\xe0" + bytes(4096)]
)
@pytest.mark.parametrize("name", ["稿.doc", "稿.wps"])
def test_what_is_no_word_file_is_told_in_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"[\u4e00-\u9fff]"):
        doc.read(path)
