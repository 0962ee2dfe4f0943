"""Automatic numbers of Word 97–2003 documents from bytes of our own: lists, levels, styles, restarts."""

from __future__ import annotations

import random
import struct
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from publish.readers.doc.numbering import BULLET, NOTHING, read_numbering
from publish.readers.doc.reader import Streams
from publish.readers.doc.text import DamagedError
from tests.readers.doc.doc_files import TEXT_AT, read_streams
from tests.readers.reader_display import show

CHINESE, DECIMAL, CIRCLED = 37, 0, 18  # MSONFC


@dataclass
class ListFile:
    """Streams of a document whose paragraphs stand in lists.

    `lists`: the levels of each, (format, text) with the numbers of levels as characters from \\0 on. `members`: of each
    paragraph the list from 1 (0: none) and the level. `starts`: first numbers by list, where an override says one.
    """

    paragraphs: list[str]
    members: list[tuple[int, int]]
    lists: list[list[tuple[int, str]]]
    starts: dict[int, int] = field(default_factory=dict)
    overrides: list[int] = field(default_factory=list)  # the list of each override; empty: one for each list
    styled: bool = False  # the first paragraphs' list is said by their style

    def make(self) -> tuple[bytes, bytes]:
        """The WordDocument stream and the table stream."""
        text = "".join(f"{paragraph}\r" for paragraph in self.paragraphs)
        data = text.encode("utf-16-le")
        page = -(-(TEXT_AT + len(data)) // 512)
        stream = bytearray(page * 512 + 512)
        stream[TEXT_AT : TEXT_AT + len(data)] = data
        struct.pack_into("<HH", stream, 0, 0xA5EC, 0)
        struct.pack_into("<H", stream, 0x0A, 0x0200)
        struct.pack_into("<8i", stream, 0x4C, len(text), 0, 0, 0, 0, 0, 0, 0)
        stream[page * 512 : page * 512 + 512] = self._page()
        table = bytearray()
        plc = struct.pack("<IIHIH", 0, len(text), 0, TEXT_AT, 0)
        parts = {
            0x1A2: b"\x02" + struct.pack("<I", len(plc)) + plc,
            0x102: struct.pack("<III", TEXT_AT, TEXT_AT + len(data), page),
            0x0A2: self._styles(),
            0x2E2: self._lists(),
            0x2EA: self._overrides(),
        }
        for at, part in parts.items():
            behind = self._levels() if at == 0x2E2 else b""
            struct.pack_into("<II", stream, at, len(table), len(part))
            table += part + behind
        return bytes(stream), bytes(table)

    def _page(self) -> bytes:
        page = bytearray(512)
        ends = [TEXT_AT]
        for paragraph in self.paragraphs:
            ends.append(ends[-1] + 2 * len(paragraph) + 2)
        struct.pack_into(f"<{len(ends)}I", page, 0, *ends)
        at = 510
        for index, (member, level) in enumerate(self.members):
            looks = struct.pack("<HHBHH", 0, 0x260A, level, 0x460B, member)
            looks = struct.pack("<H", 1) if self.styled and member else looks
            papx = bytes([0, (len(looks) + 1) // 2]) + looks
            at -= len(papx) + len(papx) % 2
            page[at : at + len(papx)] = papx
            page[4 * len(ends) + 13 * index] = at // 2
        page[511] = len(self.members)
        return bytes(page)

    def _styles(self) -> bytes:
        def style(kind: int, looks: bytes) -> bytes:
            head = struct.pack("<HHHHH", 0, kind | 0xFFF0, 1, 0, 0) + struct.pack("<H", 1) + "甲".encode("utf-16-le")
            made = head + b"\0\0" + struct.pack("<H", len(looks)) + looks
            return struct.pack("<H", len(made)) + made

        listed = struct.pack("<HHH", 1, 0x460B, 1)
        return struct.pack("<HHH", 4, 2, 10) + style(1, b"\0\0") + style(1, listed)

    def _lists(self) -> bytes:
        heads = (struct.pack("<iI18xBB", number, 0, 0, 0) for number in range(1, len(self.lists) + 1))
        return struct.pack("<H", len(self.lists)) + b"".join(heads)

    def _levels(self) -> bytes:
        made = b""
        for levels in self.lists:
            for form, text in (levels + [(DECIMAL, "")] * 9)[:9]:
                head = struct.pack("<iBB9xBii4B", 1, form, 0, NOTHING, 0, 0, 0, 0, 0, 0)
                made += head + struct.pack("<H", len(text)) + text.encode("utf-16-le")
        return made

    def _overrides(self) -> bytes:
        of = self.overrides or list(range(1, len(self.lists) + 1))
        said = [self.starts.get(number) for number in range(1, len(of) + 1)]
        heads = (
            struct.pack("<iIIBBBB", name, 0, 0, start is not None, 0, 0, 0)
            for name, start in zip(of, said, strict=True)
        )
        behind = (struct.pack("<i", -1) + (b"" if start is None else struct.pack("<iI", start, 0x10)) for start in said)
        return struct.pack("<I", len(of)) + b"".join(heads) + b"".join(behind)


OFFICIAL = [(CHINESE, "\0、"), (CHINESE, "（\1）"), (DECIMAL, "\2.")]


def lines(file: ListFile) -> list[str]:
    return [show(block) for block in read_streams(Streams(*file.make(), b"")).blocks]


def test_levels_count_apart_and_begin_anew_below_a_higher_one() -> None:
    members = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)]
    words = ["要求", "思想", "目标", "任务", "原则", "坚持", "措施", "落实"]
    assert lines(ListFile(words, members, [OFFICIAL])) == [
        "一、要求", "（一）思想", "1.目标", "2.任务", "（二）原则", "1.坚持", "二、措施", "（一）落实",
    ]  # fmt: skip


def test_a_paragraph_without_a_list_has_no_number_and_does_not_count() -> None:
    assert lines(ListFile(["甲", "正文", "乙"], [(1, 0), (0, 0), (1, 0)], [OFFICIAL])) == ["一、甲", "正文", "二、乙"]


def test_lists_count_apart() -> None:
    lists = [OFFICIAL, [(CIRCLED, "\0")], [(BULLET, "\uf0b7")]]
    members = [(1, 0), (2, 0), (3, 0), (2, 0), (1, 0)]
    assert lines(ListFile(list("甲乙丙丁戊"), members, lists)) == ["一、甲", "①乙", "• 丙", "②丁", "二、戊"]


def test_a_number_may_show_the_levels_above() -> None:
    lists = [[(DECIMAL, "\0"), (DECIMAL, "\0.\1")]]
    assert lines(ListFile(["甲", "乙", "丙"], [(1, 0), (1, 1), (1, 1)], lists)) == ["1甲", "1.1乙", "1.2丙"]


def test_an_override_begins_the_same_list_anew() -> None:
    file = ListFile(["甲", "乙", "丙"], [(1, 0), (1, 0), (2, 0)], [OFFICIAL], {2: 1}, overrides=[1, 1])
    assert lines(file) == ["一、甲", "二、乙", "一、丙"]


def test_a_style_may_say_the_list() -> None:
    file = ListFile(["甲", "正文", "乙"], [(1, 0), (0, 0), (1, 0)], [OFFICIAL], styled=True)
    assert lines(file) == ["一、甲", "正文", "二、乙"]


@pytest.mark.parametrize("seed", range(60))
def test_damaged_lists_cost_the_numbers_not_the_text(seed: int) -> None:
    random_ = random.Random(seed)
    stream, table = ListFile(["甲", "乙"], [(1, 0), (1, 1)], [OFFICIAL]).make()
    damaged = bytearray(table)
    for _ in range(12):
        damaged[random_.randrange(40, len(damaged))] = random_.randrange(256)
    with suppress(DamagedError):
        shown = "".join(show(block) for block in read_streams(Streams(stream, bytes(damaged), b"")).blocks)
        assert "甲" in shown
        assert "乙" in shown


def test_a_list_cut_short_is_told() -> None:
    stream, table = ListFile(["甲"], [(1, 0)], [OFFICIAL]).make()
    source = read_streams(Streams(stream, table[:-30], b""))
    assert [show(block) for block in source.blocks] == ["甲"]
    assert [finding.code for finding in source.findings] == ["doc-numbers"]


def test_no_lists_no_numbering() -> None:
    stream, table = ListFile(["甲"], [(0, 0)], []).make()
    assert read_numbering(stream, table).overrides == []
    assert [show(block) for block in read_streams(Streams(stream, table, b"")).blocks] == ["甲"]
