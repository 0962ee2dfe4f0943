"""Word 97–2003 documents as bytes of our own: stories, runs and paragraphs with properties, styles, notes, pictures."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publish.model import Finding, FindingKind, Source
from publish.readers.doc.reader import Streams, read_blocks
from publish.readers.doc.text import read_text
from tests.readers.word.docx_files import png

TEXT_AT = 0x800
PAGE = 512
HIDDEN, DELETED, INSERTED, BOLD, ITALIC, RAISED = 0x083C, 0x0800, 0x0801, 0x0835, 0x0836, 0x2A48
IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
ALIGN, OUTLINE, SPECIAL, PICTURE, SIZE = 0x2461, 0x2640, 0x0855, 0x6A03, 0x4A43
BELOW, FIRST_BELOW = 0x0020, 0x0020 | 0x0040


def sprm(code: int, value: int) -> bytes:
    """A property with a number."""
    size = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}[code >> 13]
    return struct.pack("<H", code) + value.to_bytes(size, "little")


def row_of(edges: Sequence[int], flags: Sequence[int] = (), head: bool = False) -> bytes:
    """What the mark at the end of a row says: its edges in twips, what is said of its cells."""
    cells = b"".join(struct.pack("<H18x", flag) for flag in flags)
    body = bytes([len(edges) - 1]) + struct.pack(f"<{len(edges)}h", *edges) + cells
    definition = struct.pack("<HH", 0xD608, len(body) + 1) + body
    return sprm(IN_TABLE, 1) + sprm(ROW_END, 1) + (sprm(0x3404, 1) if head else b"") + definition


@dataclass
class Paragraph:
    """Runs (text, properties) with the mark that ends them, its style and properties; `looks` of the mark itself."""

    runs: Sequence[tuple[str, bytes]]
    said: bytes = b""
    style: int = 0
    mark: str = "\r"
    looks: bytes = b""


def words(text: str, said: bytes = b"", style: int = 0, mark: str = "\r") -> Paragraph:
    """A paragraph of one run."""
    return Paragraph([(text, b"")], said, style, mark)


def row(*texts: str, said: bytes = b"") -> list[Paragraph]:
    """A row of cells with one paragraph each."""
    cells = [words(text, sprm(IN_TABLE, 1), mark="\x07") for text in texts]
    return [*cells, words("", said or sprm(IN_TABLE, 1) + sprm(ROW_END, 1), mark="\x07")]


@dataclass
class DocFile:
    """A document: its main text; notes, remarks, endnotes and boxes by where they hang (footnotes: the position of
    their call); `styles`: (sort, paragraph properties, character properties) by number; `parts` of the table stream by
    their place in the FIB."""

    main: Sequence[Paragraph]
    footnotes: Sequence[str] = ()
    endnotes: Sequence[str] = ()
    remarks: Sequence[str] = ()
    heads: str = ""
    boxes: Mapping[int, str] = field(default_factory=dict)
    styles: Sequence[tuple[int, bytes, bytes]] = ((0, b"", b""),)
    data: bytes = b""
    parts: Mapping[int, bytes] = field(default_factory=dict)

    def streams(self) -> Streams:
        """The streams of the file."""
        notes = [[words(note) for note in story] for story in (self.footnotes, self.remarks, self.endnotes)]
        heads = [words(self.heads)] if self.heads else []
        boxes = [words(text) for text in self.boxes.values()]
        stories = [list(self.main), notes[0], heads, [], notes[1], notes[2], boxes, []]
        paragraphs = [paragraph for story in stories for paragraph in story]
        units = "".join(map(_text, paragraphs)).encode("utf-16-le")
        pages = -(-(TEXT_AT + len(units)) // PAGE)
        stream = bytearray(pages * PAGE)
        stream[TEXT_AT : TEXT_AT + len(units)] = units
        struct.pack_into("<H", stream, 0, 0xA5EC)
        struct.pack_into("<H", stream, 0x0A, 0x0200)
        struct.pack_into("<8i", stream, 0x4C, *(sum(map(_length, story)) for story in stories))
        plc = struct.pack("<IIHIH", 0, len(units) // 2, 0, TEXT_AT, 0)
        table, parts = bytearray(), {0x1A2: b"\x02" + struct.pack("<I", len(plc)) + plc, 0xA2: self._sheet()}
        parts[0xFA] = _write_pages(stream, _runs(paragraphs), 1)
        parts[0x102] = _write_pages(stream, _marks(paragraphs), 13)
        parts |= self._calls("\x02", (0xAA, 0xB2, 2), self.footnotes, 0)
        parts |= self._calls("\x02", (0x20A, 0x212, 2), self.endnotes, len(self.footnotes))
        parts |= self._calls("\x05", (0xBA, 0xC2, 30), self.remarks, 0)
        if self.boxes:
            parts |= self._shapes()
        for at, part in {**parts, **self.parts}.items():
            struct.pack_into("<II", stream, at, len(table), len(part))
            table += part
        return Streams(bytes(stream), bytes(table), self.data)

    def _calls(self, sign: str, at: tuple[int, int, int], texts: Sequence[str], passed: int) -> dict[int, bytes]:
        if not texts:
            return {}
        main = "".join(map(_text, self.main))
        places = [index for index, char in enumerate(main) if char == sign][passed : passed + len(texts)]
        ends = [0]
        for text in texts:
            ends.append(ends[-1] + len(text) + 1)
        calls = struct.pack(f"<{len(places) + 1}I", *places, len(main)) + bytes(at[2] * len(places))
        return {at[0]: calls, at[1]: struct.pack(f"<{len(ends) + 1}I", *ends, ends[-1] + 1)}

    def _shapes(self) -> dict[int, bytes]:
        main = "".join(map(_text, self.main))
        places = [index for index, char in enumerate(main) if char == "\x08"]
        numbers = list(self.boxes)
        shapes = struct.pack(f"<{len(places) + 1}I", *places, len(main))
        shapes += b"".join(struct.pack("<I22x", number) for number in numbers)
        ends = [0]
        for text in self.boxes.values():
            ends.append(ends[-1] + len(text) + 1)
        boxes = struct.pack(f"<{len(ends)}I", *ends) + b"".join(struct.pack("<14xI4x", number) for number in numbers)
        return {0x1DA: shapes, 0x25A: boxes}

    def _sheet(self) -> bytes:
        made = struct.pack("<HHH", 4, len(self.styles), 10)
        for sort, paragraph, character in self.styles:
            head = struct.pack("<HHHHH", sort, 1 | 0xFFF0, 2, 0, 0) + struct.pack("<H", 1) + "甲".encode("utf-16-le")
            papx = b"\0\0" + paragraph
            style = head + b"\0\0" + struct.pack("<H", len(papx)) + papx + bytes(len(papx) & 1)
            style += struct.pack("<H", len(character)) + character + bytes(len(character) & 1)
            made += struct.pack("<H", len(style)) + style
        return made


def _text(paragraph: Paragraph) -> str:
    return "".join(text for text, _ in paragraph.runs) + paragraph.mark


def _length(paragraph: Paragraph) -> int:
    return len(_text(paragraph).encode("utf-16-le")) // 2


def _runs(paragraphs: Sequence[Paragraph]) -> list[tuple[int, bytes]]:
    """The bytes of each run and the properties it has."""
    return [
        (len(text.encode("utf-16-le")), bytes([len(said)]) + said if said else b"")
        for paragraph in paragraphs
        for text, said in [*paragraph.runs, (paragraph.mark, paragraph.looks)]
        if text
    ]


def _marks(paragraphs: Sequence[Paragraph]) -> list[tuple[int, bytes]]:
    made = []
    for paragraph in paragraphs:
        said = struct.pack("<H", paragraph.style) + paragraph.said
        made.append((2 * _length(paragraph), bytes([0, (len(said) + 1) // 2]) + said + bytes(len(said) & 1)))
    return made


def _write_pages(stream: bytearray, runs: Sequence[tuple[int, bytes]], step: int) -> bytes:
    """Append pages of properties to a stream; the table of which page holds which bytes."""
    starts, numbers, at = [TEXT_AT], list[int](), TEXT_AT
    waiting = list(runs)
    while waiting:
        taken, room = 0, PAGE - 1
        while taken < len(waiting) and room - (taken + 2) * 4 - (taken + 1) * step - len(waiting[taken][1]) - 1 > 0:
            room -= len(waiting[taken][1]) + 1
            taken += 1
        page, end = bytearray(PAGE), PAGE - 1
        ends = [at]
        for index, (size, said) in enumerate(waiting[:taken]):
            ends.append(ends[-1] + size)
            if said:
                end = (end - len(said)) & ~1
                page[end : end + len(said)] = said
                page[4 * (taken + 1) + step * index] = end // 2
        struct.pack_into(f"<{taken + 1}I", page, 0, *ends)
        page[PAGE - 1] = taken
        numbers.append(len(stream) // PAGE)
        stream += page
        at, waiting = ends[-1], waiting[taken:]
        starts.append(at)
    return struct.pack(f"<{len(starts)}I{len(numbers)}I", *starts, *numbers)


def picture_data(block: bytes) -> bytes:
    """A picture of 100 twips, 200 % wide, in the Data stream."""
    head = bytearray(68)
    struct.pack_into("<IHH", head, 0, 68 + len(block), 68, 0x64)
    struct.pack_into("<HHHH", head, 28, 1000, 500, 2000, 1000)
    return bytes(head) + block


def record(kind: int, instance: int, data: bytes, version: int = 0) -> bytes:
    """A record of a drawing."""
    return struct.pack("<HHI", version | instance << 4, kind, len(data)) + data


def make_rich() -> Streams:
    """A document with something of everything."""
    runs = [("乙段", sprm(BOLD, 1)), ("暗", sprm(HIDDEN, 1)), ("\x01", sprm(PICTURE, 0))]
    cells = row("丙", "丁", said=row_of([0, 100, 300], [FIRST_BELOW, 0]))
    main = [words("甲段\x02文", style=1), Paragraph(runs), *cells, words("戊\x08\x13 PAGE \x147\x15"), words("己\x05")]
    styles = [(0, b"", b""), (1, b"", b"")]
    data = picture_data(record(0xF01E, 0x6E0, bytes(17) + png()))
    footnotes, remarks = ["\x02注文"], ["\x05批语"]
    return DocFile(main, footnotes, (), remarks, boxes={1025: "框文"}, styles=styles, data=data).streams()


def read_streams(streams: Streams) -> Source:
    """The source that streams hold."""
    text = read_text(*streams[:2])
    blocks, pictures, account = read_blocks(streams, text, "稿.doc")
    return Source("稿.doc", blocks, findings=tuple(account.findings), pictures=pictures)


def read_doc(main: Sequence[Paragraph], **more: Any) -> Source:
    """The source of a document."""
    return read_streams(DocFile(main, **more).streams())


def told(findings: Sequence[Finding], kind: FindingKind = FindingKind.LEFT_OUT) -> list[tuple[str, str]]:
    """What was left out, by code."""
    return [(finding.code.removeprefix("doc-"), finding.text) for finding in findings if finding.kind is kind]
