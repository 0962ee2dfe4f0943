"""Word 97–2003 documents and those of WPS (.doc, .wps, .dot): text, tables, notes, pictures; each loss is named.

Two witnesses read the text: our own reading of the piece table and the library legacy-doc; where they differ, it is
told. A .docx that only bears the name is read as what it is.
"""

from __future__ import annotations

import io
import re
import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from publish.errors import InputError
from publish.inputs import read_input
from publish.model import Block, Finding, FindingKind, Picture, Place, Source
from publish.readers.account import Account
from publish.readers.doc.body import Body
from publish.readers.doc.characters import CharacterReader
from publish.readers.doc.formatting import Formatting, read_formatting
from publish.readers.doc.marks import Range, find_uncalled, read_marks
from publish.readers.doc.numbering import Numbering, read_numbering
from publish.readers.doc.pictures import Pictures
from publish.readers.doc.styles import read_fonts, read_styles
from publish.readers.doc.text import DamagedError, Text, is_encrypted, read_text, table_name
from publish.readers.wrapped import join_wrapped

MOST_BYTES = 64 << 20
OLE, ZIP, RTF = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"{\\rtf"
UNSEEN = re.compile("[\x00-\x1f]+")
# Stories beside the main text: how it is told that something in them was left out.
OTHERS = {
    "footnotes": ("footnote", "正文里没有引用的注释没有排出"), "endnotes": ("footnote", "正文里没有引用的注释没有排出"),
    "remarks": ("comment", "批注里的文字没有排出"), "boxes": ("other", "文本框里的文字没有排出"),
    "heads": ("other", "页眉、页脚里的文字没有排出"), "head boxes": ("other", "页眉里的文本框里的文字没有排出"),
}  # fmt: skip
FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")  # innermost
DEEPEST_FIELD = 20


class Streams(NamedTuple):
    """The streams of a file."""

    document: bytes
    table: bytes
    data: bytes


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
    streams, text = _open(data, path.name)
    blocks, pictures, account = read_blocks(streams, text, path.name)
    if not blocks:
        raise _refuse(path.name, "文件里没有文字")
    findings = (*account.findings, *_witness(data, text, path.name))
    return Source(path.name, join_wrapped(blocks), findings=findings, pictures=pictures)


def read_blocks(streams: Streams, text: Text, name: str) -> tuple[tuple[Block, ...], dict[str, Picture], Account]:
    """The blocks of the main text, its pictures, and what is to be told."""
    account = Account(name, "doc")
    formatting, numbering = _read_looks(streams, account)
    marks = read_marks(streams.document, streams.table, text.stories)
    waiting = marks.waiting()
    uncalled = {story: list(find_uncalled(text.stories[story], waiting.get(story, []))) for story in OTHERS}
    pictures = Pictures(*streams, account)
    fonts = read_fonts(streams.document, streams.table)
    characters = CharacterReader(text, formatting, marks, pictures, account, fonts)
    blocks = tuple(Body(characters, formatting, numbering).read(*text.stories["main"]))
    _tell_rest(characters, uncalled)
    return blocks, pictures.found, account


def _read_looks(streams: Streams, account: Account) -> tuple[Formatting | None, Numbering | None]:
    """What is said of paragraphs, characters and lists; what cannot be read is told."""
    try:
        formatting = read_formatting(*streams, read_styles(*streams[:2]))
    except (struct.error, IndexError, ValueError):
        message = "段落和文字的格式读不出来：隐藏的、删去的字可能排了出来，表格可能不齐，请逐段核对"
        account.tell(FindingKind.WARNING, "formatting", message)
        return None, None
    try:
        return formatting, read_numbering(*streams[:2])
    except (struct.error, IndexError, ValueError):
        message = "自动编号读不出来，原稿若用了自动编号，请补上序号"
        account.tell(FindingKind.WARNING, "numbers", message)
        return formatting, None


def _refuse(name: str, why: str) -> InputError:
    return InputError(why, "请用 Word 或 WPS 打开，另存为 .docx 再试", Place(name, 1))


def _open(data: bytes, name: str) -> tuple[Streams, Text]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as archive:
            if not archive.exists("WordDocument"):
                raise _refuse(name, "这不是 Word 文件（没有正文）")
            stream = archive.openstream("WordDocument").read()
            if is_encrypted(stream):
                raise _refuse(name, "文件加了密码")
            table = archive.openstream(table_name(stream)).read()
            more = archive.openstream("Data").read() if archive.exists("Data") else b""
            return Streams(stream, table, more), read_text(stream, table)
    except (DamagedError, OSError, ValueError, IndexError, OverflowError, MemoryError) as error:
        raise _refuse(name, "文件残缺，或是很旧的格式，读不出来") from error


def _tell_rest(characters: CharacterReader, uncalled: dict[str, list[Range]]) -> None:
    """What no place in the text calls: notes, remarks, boxes, heads and feet."""
    text, account = characters.text, characters.account
    waiting = characters.marks.waiting()
    for story, (code, message) in OTHERS.items():
        for begin, end in (*waiting.get(story, ()), *uncalled[story]):
            if words := UNSEEN.sub(" ", _shown(text.join(begin, end))).strip():
                account.tell(FindingKind.LEFT_OUT, code, message, words)


def _witness(data: bytes, text: Text, name: str) -> Iterator[Finding]:
    """A warning when the second reader found other words than we did."""
    import legacy_doc

    try:
        found = legacy_doc.extract_text(data).text
    except (legacy_doc.LegacyDocError, ValueError, IndexError, KeyError, OverflowError):
        return  # it reads fewer files than we do
    ours, theirs = ("".join(filter(str.isalnum, each)) for each in (_shown(text.join(*text.stories["main"])), found))
    if ours and (Counter(ours) - Counter(theirs)):
        message = "两种读法读出的文字不完全一样，请对照原文件核对"
        yield Finding(FindingKind.WARNING, message, Place(name, 1), code="doc-witness")


def _shown(text: str) -> str:
    """A story with its fields as they are shown."""
    for _ in range(DEEPEST_FIELD):
        shorter = FIELD.sub(lambda match: match[1] or "", text)
        if shorter == text:
            break
        text = shorter
    return text
