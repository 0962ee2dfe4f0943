"""Word 97–2003 documents and those of WPS (.doc, .wps, .dot): text, tables, footnotes; each loss is named.

Two witnesses read the text: our own reading of the piece table and the library legacy-doc; where they differ, it is
told. A .docx that only bears the name is read as what it is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publish.errors import InputError
from publish.inputs import read_input
from publish.model import (
    Block,
    Cell,
    Finding,
    FindingKind,
    Footnote,
    Hints,
    Inline,
    LineBreak,
    Paragraph,
    Place,
    Source,
    Span,
    Table,
)
from publish.readers.doc.text import MARKED, MARKER, DamagedError, Stories, is_encrypted, read_stories, table_name

MOST_BYTES = 64 << 20
OLE, ZIP, RTF = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"{\\rtf"
PARAGRAPH, PAGE, CELL = "\r", "\x0c", "\x07"
NOTE, PICTURES = "\x02", "\x01\x08"
FIELD = re.compile("\x13([^\x13\x14\x15]*)(?:\x14([^\x13\x14\x15]*))?\x15")  # innermost: instruction, shown result
DEEPEST_FIELD = 20
TO_PLAIN = str.maketrans({"\x1e": "-", "\x1f": "", "\xa0": " ", "\x0b": "\n"})
NUMBER = re.compile(f"{MARKER}[^{MARKED}]*{MARKED}")
UNSEEN = re.compile("[\x00-\x1f]+")
LIST_FIELD = re.compile(r"\A\s*(?:TOC|INDEX)\b")


def read(path: Path) -> Source:
    """The text of the file; places are paragraphs from 1.

    Raises InputError for what is no Word document, is encrypted or damaged.
    """
    data = read_input(path, MOST_BYTES)
    if data.startswith(ZIP):
        from publish.readers.word.reader import read as read_docx

        return read_docx(path)
    if data.startswith(RTF):
        from publish.readers.rtf.reader import parse as parse_rtf

        return parse_rtf(data, path.name)
    if not data.startswith(OLE):
        raise _refuse(path.name, "这不是 Word 文件")
    stories = _open(data, path.name)
    reader = Reader(path.name, stories)
    blocks = tuple(reader.read())
    if not blocks:
        raise _refuse(path.name, "文件里没有文字")
    return Source(path.name, blocks, findings=(*reader.findings, *_witness(data, stories, path.name)))


def _refuse(name: str, why: str) -> InputError:
    return InputError(why, "请用 Word 或 WPS 打开，另存为 .docx 再试", Place(name, 1))


def _open(data: bytes, name: str) -> Stories:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as archive:
            if not archive.exists("WordDocument"):
                raise _refuse(name, "这不是 Word 文件（没有正文）")
            stream = archive.openstream("WordDocument").read()
            if is_encrypted(stream):
                raise _refuse(name, "文件加了密码")
            return read_stories(stream, archive.openstream(table_name(stream)).read())
    except (DamagedError, OSError, ValueError, IndexError, OverflowError, MemoryError) as error:
        raise _refuse(name, "文件残缺，或是很旧的格式，读不出来") from error


def _witness(data: bytes, stories: Stories, name: str) -> Iterator[Finding]:
    """A warning when the second reader found other words than we did."""
    import legacy_doc

    try:
        found = legacy_doc.extract_text(data).text
    except (legacy_doc.LegacyDocError, ValueError, IndexError, KeyError, OverflowError):
        return  # it reads fewer files than we do
    ours, theirs = (_letters(text) for text in (NUMBER.sub("", _shown(stories.main)), found))
    if ours and not (theirs.startswith(ours) or ours in theirs or ours == theirs):
        message = "两种读法读出的文字不完全一样，请对照原文件核对"
        yield Finding(FindingKind.WARNING, message, Place(name, 1), code="doc-witness")


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _shown(text: str) -> str:
    """A story with its fields as they are shown."""
    for _ in range(DEEPEST_FIELD):
        shorter = FIELD.sub(lambda match: "" if LIST_FIELD.match(match[1]) else match[2] or "", text)
        if shorter == text:
            break
        text = shorter
    return text.replace("\x13", "").replace("\x14", "").replace("\x15", "")


def _part_marker(text: str) -> tuple[str, str]:
    """The automatic number before a paragraph, and the paragraph."""
    if not text.startswith(MARKER):
        return "", text
    marker, _, rest = text.removeprefix(MARKER).partition(MARKED)
    return marker, rest


class Reader:
    """Turns the stories into blocks; `number` counts paragraphs."""

    def __init__(self, name: str, stories: Stories) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self._stories = stories
        self._notes = [note for note in re.split("[\r]", _shown(stories.notes)) if note.strip(NOTE + " ")]
        self._number = 0

    def _tell(self, kind: FindingKind, code: str, message: str, text: str = "") -> None:
        place = Place(self.name, max(1, self._number))
        self.findings.append(Finding(kind, message, place, text, code=f"doc-{code}"))

    def read(self) -> Iterator[Block]:
        """The blocks of the main text."""
        shown = _shown(self._stories.main)
        contents = [match for match in FIELD.finditer(self._stories.main) if LIST_FIELD.match(match[1])]
        if contents:
            text = "".join(match[2] or "" for match in contents)
            self._tell(
                FindingKind.LEFT_OUT, "contents", "原稿的目录没有排出，目录由版式重新生成", text.replace("\r", " ")
            )
        cells: list[str] = []
        rows: list[list[str]] = []
        for piece in re.findall("[^\r\x07\x0c]*[\r\x07\x0c]|[^\r\x07\x0c]+", shown):
            text, end = (piece[:-1], piece[-1]) if piece[-1] in "\r\x07\x0c" else (piece, PARAGRAPH)
            if end == CELL:
                if not text and cells:  # the mark that ends a row
                    rows.append(cells)
                    cells = []
                else:
                    cells.append(text)
                continue
            if cells:
                cells.append(text + "\n")  # a paragraph inside a cell
                continue
            if rows:
                yield self._table(rows)
                rows = []
            yield from self._paragraph(text)
        if cells:
            rows.append(cells)
        if rows:
            yield self._table(rows)
        self._tell_losses()

    def _tell_losses(self) -> None:
        if self._stories.unnumbered:
            self._tell(FindingKind.WARNING, "numbers", "自动编号读不出来，原稿若用了自动编号，请补上序号")
        for note in self._notes:
            self._tell(FindingKind.LEFT_OUT, "footnote", "这条脚注正文里没有引用，没有排出", note.strip(NOTE + " "))
        for name, text in self._stories.others:
            if words := UNSEEN.sub(" ", _shown(text)).strip():
                self._tell(FindingKind.LEFT_OUT, "other", f"{name}里的文字没有排出", words)

    def _paragraph(self, text: str) -> Iterator[Paragraph]:
        self._number += 1
        marker, text = _part_marker(text)
        indent = text[: len(text) - len(text.lstrip(" \u3000\t\xa0"))]
        content = tuple(self._inlines(text[len(indent) :].rstrip(), len(indent) + 1))
        if content:
            place = Place(self.name, self._number)
            numbered = (Span(marker), *content) if marker else content
            yield Paragraph(numbered, place=place, hints=Hints(marker=marker, raw_indent=indent.replace("\xa0", " ")))

    def _inlines(self, text: str, column: int) -> Iterator[Inline]:
        """Words, breaks and footnote calls; pictures are told."""
        start = 0
        for index, char in enumerate([*text, ""]):
            if char and char not in f"\x0b{NOTE}{PICTURES}" and (char >= " " or char in "\t\x1e\x1f"):
                continue
            if piece := text[start:index].translate(TO_PLAIN):
                yield Span(piece, Place(self.name, max(1, self._number), column + start))
            start = index + 1
            if char == "\x0b":
                yield LineBreak()
            elif char == NOTE and self._notes:
                note = self._notes.pop(0).strip(NOTE + " ").translate(TO_PLAIN)
                here = Place(self.name, max(1, self._number))
                yield Footnote((Span(note, here),), here)
            elif char and char in PICTURES:
                self._tell(FindingKind.LEFT_OUT, "picture", "这里的图片没有排出")

    def _table(self, rows: list[list[str]]) -> Table:
        """Rows by their marks; the looks of a table's lines are not read."""
        self._number += 1
        made = tuple(tuple(self._cell(text) for text in row) for row in rows)
        return Table(made, place=Place(self.name, self._number))

    def _cell(self, text: str) -> Cell:
        paragraphs: list[Any] = []
        for line in text.split("\n"):
            marker, words = _part_marker(line)
            content = tuple(self._inlines(words.strip(" \u3000\t"), 1))
            if content:
                content = (Span(marker), *content) if marker else content
                paragraphs.append(Paragraph(content, place=Place(self.name, max(1, self._number))))
        return Cell(tuple(paragraphs) or (Paragraph(()),))
