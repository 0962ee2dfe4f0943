"""Marks an output with the source it was made of and a checksum, so that a later run knows it again, and whether
somebody has changed it since: without any memory but the file itself.

The mark is where programs look for nothing: in a comment before the last `startxref` of a PDF, in the comment of a ZIP
archive (OPC, annex C). Word, WPS and PDF editors drop or break it when they save.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zlib
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

MARK = re.compile(rb"publish-made source=([0-9a-f]{8}) sha256=([0-9a-f]{64})")
BLANK = b"0" * 64
MARKED_WITHIN = 1 << 16  # bytes from the end: behind the mark are the last lines of a PDF, nothing in an archive
PIECE = 1 << 20  # bytes read at once
PDF_END = b"startxref\n"
ZIP_END = b"PK\x05\x06"
ZIP_END_BYTES = 22  # of the record that ends an archive without a comment, whose last two bytes count the comment's


def identify(source: Path) -> str:
    """What a mark says of a source: a checksum of its name, so that a project folder may be moved."""
    return f"{zlib.crc32(source.name.encode(errors='surrogateescape')):08x}"


def stamp(data: bytes, source: Path) -> bytes:
    """The PDF or ZIP archive with its mark; other data as they are."""
    text = f"publish-made source={identify(source)} sha256=".encode() + BLANK
    if data.startswith(b"%PDF-") and PDF_END in data:
        at = data.rindex(PDF_END)
        marked = data[:at] + b"%" + text + b"\n" + data[at:]
    elif data[-ZIP_END_BYTES:].startswith(ZIP_END):
        marked = data[:-2] + len(text).to_bytes(2, "little") + text
    else:
        return data
    at = marked.rindex(BLANK)
    return marked[:at] + hashlib.sha256(marked).hexdigest().encode() + marked[at + len(BLANK) :]


def read_stamp(path: Path) -> str:
    """Of which source (as `identify` tells it) this file is the output, unchanged since; empty for anything else."""
    with suppress(OSError), os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return ""
        start = max(0, size - MARKED_WITHIN)
        file.seek(start)
        found = list(MARK.finditer(file.read(MARKED_WITHIN)))
        if found and _digest_unmarked(file, start + found[-1].start(2)) == found[-1][2].decode():
            return found[-1][1].decode()
    return ""


def _digest_unmarked(file: BinaryIO, at: int) -> str:
    """The checksum of a file as it was before its own was put at `at`; read piece by piece, whatever its size."""
    file.seek(0)
    digest, behind = hashlib.sha256(), at + len(BLANK)
    while piece := file.read(PIECE if file.tell() >= behind else min(PIECE, at - file.tell())):
        digest.update(piece)
        if file.tell() == at:
            digest.update(BLANK)
            file.seek(behind)
    return digest.hexdigest()
