"""Marks an output with the source it was made of and a checksum, so that a later run knows it again, and whether
somebody has changed it since: without any memory but the file itself.

The mark is where programs look for nothing: in a comment before the last `startxref` of a PDF, in the comment of a ZIP
archive (OPC, annex C). Word, WPS and PDF editors drop or break it when they save.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from pathlib import Path

MARK = re.compile(rb"publish-made source=([0-9a-f]{8}) sha256=([0-9a-f]{64})")
BLANK = b"0" * 64
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
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    found = list(MARK.finditer(data))
    if not found:
        return ""
    begin, end = found[-1].span(2)
    unmarked = data[:begin] + BLANK + data[end:]
    return found[-1][1].decode() if hashlib.sha256(unmarked).hexdigest().encode() == found[-1][2] else ""
