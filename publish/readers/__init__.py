"""Readers: bytes of a file -> Source (blocks with their places). READERS is the table of formats."""

from __future__ import annotations

import os
import stat
from importlib import import_module
from pathlib import Path

from publish.errors import InputError, reason_of
from publish.inputs import note_input
from publish.model import Source

# Suffix -> module with read(path) -> Source; imported when needed, since each brings its own library.
READERS = {
    ".txt": "publish.readers.text.reader",
    ".text": "publish.readers.text.reader",
    ".md": "publish.readers.markdown.reader",
    ".markdown": "publish.readers.markdown.reader",
    ".docx": "publish.readers.word.reader",
    ".docm": "publish.readers.word.reader",
    ".dotx": "publish.readers.word.reader",
    ".doc": "publish.readers.doc.reader",
    ".dot": "publish.readers.doc.reader",
    ".wps": "publish.readers.doc.reader",
    ".rtf": "publish.readers.rtf.reader",
    ".odt": "publish.readers.odt.reader",
    ".html": "publish.readers.html.reader",
    ".htm": "publish.readers.html.reader",
    ".mht": "publish.readers.html.reader",
    ".mhtml": "publish.readers.html.reader",
    ".eml": "publish.readers.mail.reader",
    ".pdf": "publish.readers.pdf.reader",
}
OWN_PDF = b"CreatorTool>publish<"  # in the XMP metadata of every PDF of ours, which PDF/A keeps uncompressed
NAMED_ONLY = (".pdf",)  # in a folder they are most likely outputs
SUFFIXES = tuple(suffix for suffix in READERS if suffix not in (".dotx", ".dot", *NAMED_ONLY))


def read_source(path: Path) -> Source:
    """Read a file by its suffix; one without a known suffix is taken for text.

    Raises InputError when it does not exist, is no file, cannot be read or is not what it claims to be.
    """
    require_file(path)
    module = import_module(READERS.get(path.suffix.lower(), "publish.readers.text.reader"))
    note_input(path)
    try:
        source = module.read(path)
    except OSError as error:
        raise explain_unreadable(path, error) from error
    assert isinstance(source, Source)
    return source


def explain_unreadable(path: Path, error: OSError) -> InputError:
    """Why the bytes of a source cannot be had."""
    return InputError(f"文件读不出来：{path}（{reason_of(error)}）", "请检查权限，或重新复制一份")


def require_file(path: Path) -> None:
    """Raise InputError when there is nothing of that name, or something that is no file."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(f"找不到文件：{path}", "请检查文件名和所在文件夹") from None
    except OSError as error:  # a name too long, a folder that may not be entered
        raise InputError(f"文件读不出来：{path}（{reason_of(error)}）", "请检查文件名和所在文件夹的权限") from error
    if stat.S_ISDIR(mode) and not os.access(path, os.R_OK | os.X_OK):
        raise InputError(f"文件夹打不开：{path}（没有读的权限）", "请检查文件夹的权限")
    if stat.S_ISDIR(mode):
        raise InputError(f"这是文件夹，不是文件：{path}", "这个命令一次处理一个文件，请写出文件夹里那个文件的名字")
    if not stat.S_ISREG(mode):
        raise InputError(f"这不是普通文件：{path}", "请给出 .txt、.md 或 .docx 文件")
