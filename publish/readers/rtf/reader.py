"""Rich Text (.rtf, version 1.9.1): paragraphs, tables, footnotes, the numbers that stand in the file.

What a program wrote as the number of a list stands in \\listtext (\\pntext) and is kept; where only “?” is left of 一、
(LibreOffice writes it so) the number is counted from its siblings, and told.
"""

from __future__ import annotations

from pathlib import Path

from publish.errors import InputError
from publish.inputs import read_input
from publish.model import Place, Source
from publish.readers.rtf.gathering import Reader
from publish.readers.rtf.tokens import read_tokens
from publish.readers.wrapped import join_wrapped

MOST_BYTES = 64 << 20


def read(path: Path) -> Source:
    """The text of the file; places are paragraphs from 1. Raises InputError for what is no RTF or holds no text."""
    return parse(read_input(path, MOST_BYTES), path.name)


def parse(data: bytes, name: str) -> Source:
    """The same for bytes already in memory."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError("这不是 RTF 文件", "请用 Word 或 WPS 打开，另存为 .docx 再试", Place(name, 1))
    reader = Reader(name)
    for token in read_tokens(data):
        reader.take(token)
    reader.finish()
    blocks = join_wrapped(reader.composer.here.tables.blocks)
    if not blocks:
        raise InputError("文件里没有文字", "请检查是否给错了文件", Place(name, 1))
    return Source(name, blocks, findings=tuple(reader.account.findings), pictures=reader.composer.pictures)
