"""Word 97–2003 documents from bytes of our own: characters, looks, cells, notes, fields; each loss is named."""

from __future__ import annotations

import random
import struct
from contextlib import suppress
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import FindingKind, Heading, Table
from publish.model import Paragraph as Block
from publish.readers.doc import reader as doc
from publish.readers.doc.reader import Streams
from publish.readers.doc.text import DamagedError, read_text
from tests.readers.doc.doc_files import (
    ALIGN,
    BELOW,
    BOLD,
    DELETED,
    DEPTH,
    FIRST_BELOW,
    HIDDEN,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW_END,
    INSERTED,
    ITALIC,
    OUTLINE,
    PICTURE,
    RAISED,
    SIZE,
    TEXT_AT,
    Paragraph,
    make_rich,
    picture_data,
    read_doc,
    read_streams,
    record,
    row,
    row_of,
    sprm,
    told,
    words,
)
from tests.readers.reader_display import texts
from tests.readers.word.docx_files import png

OLE = b"\xd0\xcf\x11\xe0"


def bare(text: str, compressed: bool = False) -> Streams:
    """Streams that hold a text in one piece, and say nothing else."""
    data = text.encode("cp1252" if compressed else "utf-16-le")
    count = len(data) if compressed else len(data) // 2
    stream = bytearray(TEXT_AT) + data
    struct.pack_into("<H", stream, 0, 0xA5EC)
    struct.pack_into("<H", stream, 0x0A, 0x0200)
    struct.pack_into("<8i", stream, 0x4C, count, *[0] * 7)
    where = TEXT_AT * 2 | 0x40000000 if compressed else TEXT_AT
    plc = struct.pack("<II", 0, count) + struct.pack("<HIH", 0, where, 0)
    table = b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<II", stream, 0x1A2, 0, len(table))
    return Streams(bytes(stream), table, b"")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("同志们：\r　　要抓好落实。\r", ["同志们：", "要抓好落实。"]),
        ("陈𬱖之同志\r", ["陈𬱖之同志"]),
        ("甲\x0b乙\r", ["甲⏎乙"]),
        ("单位\x07人数\x07\x07水利局\x0712\x07\x07\r完\r", ["[ 单位 | 人数 / 水利局 | 12 ]", "完"]),
        ("第\x13 PAGE \x147\x15页\r", ["第7页"]),
        ('见\x13 HYPERLINK "x" \x14办法\x15。\r', ["见办法。"]),
        ('见\x13 HYPERLINK "\x13 REF a \x14b\x15" \x14办法\x15。\r', ["见办法。"]),
        ("一\x1e二\x1f三\xa0四\r", ["一-二三 四"]),
    ],
)
def test_marks_become_blocks(text: str, expected: list[str]) -> None:
    assert texts(read_streams(bare(text))) == expected


def test_compressed_pieces_are_western() -> None:
    assert texts(read_streams(bare("GDP 5.0%\r", compressed=True))) == ["GDP 5.0%"]


def test_what_is_hidden_or_deleted_is_named_and_not_printed() -> None:
    runs = [
        ("公开的", b""), ("暗藏的", sprm(HIDDEN, 1)), ("新的", sprm(INSERTED, 1)), ("旧的", sprm(DELETED, 1)),
        ("。", b""),
    ]  # fmt: skip
    source = read_doc([Paragraph(runs)])
    assert texts(source) == ["公开的新的。"]
    assert told(source.findings) == [("hidden", "暗藏的"), ("deleted", "旧的")]
    assert told(source.findings, FindingKind.WARNING) == [("revisions", "")]


def test_looks_of_words() -> None:
    looks = (
        ("重点", sprm(BOLD, 1)),
        ("书名", sprm(ITALIC, 1)),
        ("38μg/m", b""),
        ("3", sprm(RAISED, 1)),
        ("2", sprm(RAISED, 2)),
    )
    assert texts(read_doc([Paragraph(looks)])) == ["*重点*/书名/38μg/m^(3)_(2)"]


def test_bold_is_what_stands_out_from_the_style() -> None:
    """A heading style may be bold itself; a run may say: otherwise than the style (129)."""
    styles = [(0, b"", b""), (1, b"", sprm(BOLD, 1))]
    heading = Paragraph([("一、要求", b""), ("（试行）", sprm(BOLD, 129))], style=1)
    source = read_doc([heading, Paragraph([("正文", sprm(BOLD, 129))])], styles=styles)
    assert texts(source) == ["# 一、要求（试行）", "*正文*"]


def test_headings_by_style_and_by_outline() -> None:
    styles = [(0, b"", b""), (1, b"", b""), (2, b"", b""), (74, b"", b"")]
    long = "全市上下要统一思想，提高认识。" * 8
    paragraphs = [words("一、总体要求", style=1), words("（一）思想", style=2), words("二、任务", sprm(OUTLINE, 0))]
    source = read_doc([*paragraphs, words(long, style=1), words("——副题", style=3)], styles=styles)
    assert texts(source) == ["# 一、总体要求", "## （一）思想", "# 二、任务", long, "——副题"]
    heads = [block for block in source.blocks if isinstance(block, Heading | Block)]
    assert [block.hints.style for block in heads] == ["heading 1", "heading 2", "", "heading 1", "subtitle"]


def test_a_heading_with_a_hidden_mark_runs_in() -> None:
    styles = [(0, b"", b""), (2, b"", b"")]
    heading = Paragraph([("（一）抓责任。", b"")], style=1, looks=sprm(HIDDEN, 1))
    assert texts(read_doc([heading, words("各单位要抓好落实。")], styles=styles)) == [
        "【（一）抓责任。】各单位要抓好落实。"
    ]


def test_a_deleted_mark_joins_paragraphs() -> None:
    source = read_doc([Paragraph([("前半句", b"")], looks=sprm(DELETED, 1)), words("后半句。")])
    assert texts(source) == ["前半句后半句。"]


def test_where_a_paragraph_stands_and_how_large_it_is() -> None:
    title = Paragraph([("讲话", sprm(SIZE, 44))], sprm(ALIGN, 1))
    (block,) = read_doc([title]).blocks
    assert isinstance(block, Block)
    assert (block.hints.align, block.hints.size) == ("center", 22)


# Tables -------------------------------------------------------------------------------------------------------------


def test_cells_over_columns_and_rows() -> None:
    """Columns are the edges of all rows; a cell may go on in the row below."""
    table = [
        *row("安排", said=row_of([0, 300], head=True)),
        *row("单位", "人数", said=row_of([0, 100, 300], [FIRST_BELOW, 0])),
        *row("", "干部", "职工", said=row_of([0, 100, 200, 300], [BELOW, 0, 0])),
    ]
    source = read_doc([*table, words("完")])
    assert texts(source) == ["[ 安排«3×1» / 单位«1×2» | 人数«2×1» / 干部 | 职工 ]", "完"]
    assert [block.header_rows for block in source.blocks if isinstance(block, Table)] == [1]


def test_empty_cells_and_paragraphs_in_a_cell() -> None:
    first = [words("水利局", sprm(IN_TABLE, 1)), words("（牵头）", sprm(IN_TABLE, 1), mark="\x07")]
    rest = row("", "12", "", said=row_of([0, 100, 200, 300, 400]))
    assert texts(read_doc([*first, *rest, words("完")])) == ["[ 水利局⏎（牵头） |  | 12 |  ]", "完"]


def test_what_stands_in_a_cell_that_goes_on_is_kept() -> None:
    edges = [0, 100, 300]
    table = [*row("甲", "乙", said=row_of(edges, [FIRST_BELOW, 0])), *row("丙", "丁", said=row_of(edges, [BELOW, 0]))]
    assert texts(read_doc(table)) == ["[ 甲⏎丙«1×2» | 乙 / 丁 ]"]


def test_a_table_in_a_cell() -> None:
    deep = sprm(IN_TABLE, 1) + sprm(DEPTH, 2)
    inner = [words(text, deep + sprm(INNER_CELL, 1)) for text in ("内一", "内二")]
    end = words("", deep + sprm(INNER_CELL, 1) + sprm(INNER_ROW_END, 1))
    outer = [words("外一", sprm(IN_TABLE, 1)), *inner, end]
    assert texts(read_doc([*outer, *row("外二", "旁"), words("完")])) == ["[ 外一⏎[ 内一 | 内二 ]⏎外二 | 旁 ]", "完"]


# Notes, remarks, boxes, pictures --------------------------------------------------------------------------------------


def test_notes_stand_where_they_are_called() -> None:
    source = read_doc(
        [words("依据规定\x02，抓好\x02。\x02")], footnotes=["\x02 见第三条", "\x02 见第四条"], endnotes=["\x02 见年鉴"]
    )
    assert texts(source) == ["依据规定〔注：见第三条〕，抓好〔注：见第四条〕。〔注：见年鉴〕"]
    assert told(source.findings) == []
    assert told(source.findings, FindingKind.WARNING) == [("endnote", "")]


def test_a_note_that_nothing_calls_and_heads_are_named() -> None:
    source = read_doc([words("正文")], footnotes=["\x02 无人引用"], heads="内部文件")
    assert texts(source) == ["正文"]
    assert told(source.findings) == [("footnote", "无人引用"), ("other", "内部文件")]


def test_remarks_are_named_where_they_stand() -> None:
    source = read_doc([words("甲"), words("全市三十座\x05水库。")], remarks=["\x05请核实"])
    assert texts(source) == ["甲", "全市三十座水库。"]
    assert [(f.text, f.place and f.place.line) for f in source.findings] == [("请核实", 2)]


def test_the_text_of_a_box_stands_behind_its_paragraph() -> None:
    source = read_doc([words("框前\x08框后"), words("完")], boxes={1025: "框里的字"})
    assert texts(source) == ["框前框后", "框里的字", "完"]
    assert told(source.findings, FindingKind.WARNING) == [("text-box", "")]


def test_a_picture_in_the_text_is_shown() -> None:
    blip = record(0xF01E, 0x6E0, bytes(17) + png(20, 10))
    block = record(0xF004, 0, record(0xF00A, 0, bytes(8)), 0xF) + record(0xF007, 0, bytes(36) + blip, 2)
    source = read_doc([Paragraph([("会场", b""), ("\x01", sprm(PICTURE, 0))])], data=picture_data(block))
    assert texts(source) == ["会场", "〔图  100〕"]
    assert [(each.width, each.height) for each in source.pictures.values()] == [(20, 10)]


@pytest.mark.parametrize(
    ("block", "why"),
    [(record(0xF01A, 0x3D4, bytes(60)), "WMF"), (b"", "取不出来"), (record(0xF01E, 0x6E0, bytes(40)), "损坏")],
)
def test_a_picture_that_cannot_be_shown_is_named(block: bytes, why: str) -> None:
    source = read_doc([Paragraph([("会场", b""), ("\x01", sprm(PICTURE, 0))])], data=picture_data(block))
    assert texts(source) == ["会场"]
    assert [finding.code for finding in source.findings] == ["doc-picture"]
    assert why in source.findings[0].message


def test_contents_are_named() -> None:
    text = "\x13 TOC \\o \x14一、总体要求 1\r二、任务 2\x15\r"
    source = read_streams(bare(f"{text}正文\r"))
    assert texts(source) == ["正文"]
    assert told(source.findings) == [("contents", "一、总体要求 1二、任务 2")]


def test_a_field_without_an_end_is_named() -> None:
    source = read_streams(bare("正文\x13 落在域里的字\r"))
    assert texts(source) == ["正文"]
    assert told(source.findings) == [("field", " 落在域里的字")]


# Damage -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(60))
def test_damaged_streams_end_in_one_kind_of_error(seed: int) -> None:
    random_ = random.Random(seed)
    stream, table, _ = bare("同志们：\r要抓好落实。\r")
    damaged = bytearray(stream[: random_.randrange(1, len(stream))] if seed % 2 else stream)
    for _ in range(20):
        damaged[random_.randrange(min(len(damaged), 0x400))] = random_.randrange(256)
    with suppress(DamagedError):
        assert read_text(bytes(damaged), table[: random_.randrange(len(table) + 1)]).units


@pytest.mark.parametrize("seed", range(150))
def test_damage_anywhere_costs_looks_not_words(seed: int) -> None:
    """Bytes changed in the tables and pages of properties: no error but ours, and no word is silently gone."""
    random_ = random.Random(seed)
    stream, table, data = make_rich()
    spoiled = bytearray(table) if seed % 2 else bytearray(stream)
    for _ in range(random_.randrange(1, 12)):
        at = random_.randrange(26, len(spoiled)) if seed % 2 else random_.randrange(0xC00, len(spoiled))
        spoiled[at] = random_.randrange(256)
    streams = Streams(stream, bytes(spoiled), data) if seed % 2 else Streams(bytes(spoiled), table, data)
    with suppress(DamagedError):
        source = read_streams(streams)
        found = "".join(texts(source)) + "".join(finding.text for finding in source.findings)
        assert not set("甲段文乙丙丁戊己") - set(found)


@pytest.mark.parametrize("data", [b"", "只是文字".encode(), OLE + b" broken", OLE + bytes(4096)])
@pytest.mark.parametrize("name", ["稿.doc", "稿.wps"])
def test_what_is_no_word_file_is_told_in_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"[\u4e00-\u9fff]"):
        doc.read(path)
