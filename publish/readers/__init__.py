"""Readers: bytes of a file -> Source (blocks with their places). READERS is the table of formats."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from publish.errors import InputError
from publish.model import Source

# Suffix -> module with read(path) -> Source; imported when needed, since each brings its own library.
READERS = {
    ".txt": "publish.readers.text",
    ".text": "publish.readers.text",
    ".md": "publish.readers.markdown",
    ".markdown": "publish.readers.markdown",
    ".docx": "publish.readers.word",
    ".docm": "publish.readers.word",
    ".dotx": "publish.readers.word",
    ".doc": "publish.readers.word",
    ".wps": "publish.readers.word",
}
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".docx", ".docm")


def read_source(path: Path) -> Source:
    """Read a file by its suffix; one without a known suffix is taken for text.

    Raises InputError when it does not exist, is no file, cannot be read or is not what it claims to be.
    """
    if not path.exists():
        raise InputError(f"找不到文件：{path}", "请检查文件名和所在文件夹")
    if not path.is_file():
        raise InputError(f"不是文件：{path}", "请给出文件；要处理整个文件夹，请直接写文件夹名")
    module = import_module(READERS.get(path.suffix.lower(), "publish.readers.text"))
    try:
        source = module.read(path)
    except OSError as error:
        raise InputError(f"文件读不出来：{path}（{error.strerror}）", "请检查权限，或重新复制一份") from error
    assert isinstance(source, Source)
    return source
