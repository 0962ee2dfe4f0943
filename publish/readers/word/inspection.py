"""Opening a Word file without trusting it: what kind of file it is, and how large it would become.

Everything is judged by the archive's central directory before a byte is unpacked; what is no plain document is refused
with its own sentence (see `word_refusals`). Nothing outside the file is ever read.
"""

from __future__ import annotations

import errno
import io
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from publish.inputs import read_input
from publish.readers.word import refusals
from publish.readers.word.package import BROKEN, MAX_XML, Package, refuse

MAX_FILE = 256 << 20  # bytes of the file, and of all its parts unpacked
MAX_ENTRIES = 4096
MAX_DIRECTORY = 4 << 20  # bytes of the archive's central directory
CHUNK = 1 << 20

COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")  # OLE file: .doc, .wps, or an encrypted .docx
SIGNATURES = (
    (b"{\\rtf", refusals.RTF),
    (b"%pdf", refusals.PDF),
    (b"mime-version:", refusals.WEB_PAGE),
    (b"<html", refusals.WEB_PAGE),
    (b"<!doctype html", refusals.WEB_PAGE),
)
KINDS = (  # a word of the main part's content type, the first that fits; None: welcome
    ("spreadsheet", refusals.WORKBOOK),
    ("ms-excel", refusals.WORKBOOK),
    ("presentation", refusals.SLIDES),
    ("ms-powerpoint", refusals.SLIDES),
    ("template", refusals.TEMPLATE),
    ("wordprocessingml.document.main+xml", None),
    ("ms-word.document.macroenabled.main+xml", None),
)


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """A Word file's package, inspected; closed afterwards.

    Raises InputError for anything that is not a sound, plain document of bearable size: one sentence each.
    """
    try:
        with io.BytesIO(read_input(path, MAX_FILE)) as stream:
            _inspect_signature(path, stream)
            _inspect_directory(path, stream)
            with _archive(path.name, stream) as archive:
                package = Package(path.name, archive)
                _inspect_entries(package, archive)
                _inspect_kind(package)
                yield package
    except IsADirectoryError as error:
        raise refuse(path.name, refusals.FOLDER) from error
    except OSError as error:
        reason = refusals.TOO_LARGE if error.errno == errno.EFBIG else refusals.UNREADABLE
        raise refuse(path.name, reason) from error


def _inspect_signature(path: Path, stream: IO[bytes]) -> None:
    """Refuse by the first bytes what is no archive, and by its size what is too large."""
    head = stream.read(512)
    if not head:
        raise refuse(path.name, refusals.EMPTY)
    if head.startswith(COMPOUND):
        raise refuse(path.name, refusals.ENCRYPTED if _is_encrypted(stream) else refusals.LEGACY)
    if not head.startswith(b"PK"):
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        named = (reason for signature, reason in SIGNATURES if start.startswith(signature))
        raise refuse(path.name, next(named, refusals.NOT_WORD))


def _is_encrypted(stream: IO[bytes]) -> bool:
    """Whether an OLE file's directory names the stream of an encrypted package ([MS-OFFCRYPTO] 2.3.4)."""
    name = "EncryptedPackage".encode("utf-16-le")
    tail = b""
    while chunk := stream.read(CHUNK):
        if name in tail + chunk:
            return True
        tail = chunk[-len(name) :]
    return False


def _inspect_directory(path: Path, stream: IO[bytes]) -> None:
    """Refuse a central directory of monstrous size before `zipfile` turns it into objects (APPNOTE 4.3.16)."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise refuse(path.name, refusals.DAMAGED)
    count, length = struct.unpack_from("<HI", tail, at + 10)
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if wide >= 0 and len(tail) >= wide + 56:
        count, length = struct.unpack_from("<QQ", tail, wide + 32)
    if count > MAX_ENTRIES or length > MAX_DIRECTORY:
        raise refuse(path.name, refusals.TOO_MANY, count=count if count > MAX_ENTRIES else length // 64)


def _archive(name: str, stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except BROKEN as error:
        raise refuse(name, refusals.DAMAGED) from error


def _inspect_entries(package: Package, archive: zipfile.ZipFile) -> None:
    """Refuse by count, names, encryption, compression and announced sizes, then by a DOCTYPE in any XML part."""
    entries = [info for info in archive.infolist() if not info.filename.endswith("/")]
    if len(entries) > MAX_ENTRIES:
        raise package.refusal(refusals.TOO_MANY, count=len(entries))
    seen: set[str] = set()
    for info in entries:
        if info.filename.lower() in seen:
            raise package.refusal(refusals.TWICE, part=info.filename)
        seen.add(info.filename.lower())
        _inspect_entry(package, info)
    parts = [info for info in entries if _is_xml(info)]
    for group, limit in ((entries, MAX_FILE), (parts, MAX_XML)):
        if (size := sum(info.file_size for info in group)) > limit:
            raise package.refusal(refusals.BOMB, size=size >> 20)
    for info in parts:
        _inspect_prolog(package, info.filename)


def _is_xml(info: zipfile.ZipInfo) -> bool:
    return info.filename.lower().endswith((".xml", ".rels", ".vml"))


def _inspect_entry(package: Package, info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 1:
        raise package.refusal(refusals.LOCKED_ARCHIVE)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise package.refusal(refusals.COMPRESSION, part=info.filename)
    if _is_xml(info) and info.file_size <= MAX_XML:
        package.refuse_packed(info)


def _inspect_prolog(package: Package, part: str) -> None:
    data = package.data(part) or b""
    if any("<!DOCTYPE".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
        raise package.refusal(refusals.DOCTYPE, part=part)


def _inspect_kind(package: Package) -> None:
    """Find the document part and refuse every kind of package but a Word document."""
    if package.data("mimetype") is not None and package.data("[Content_Types].xml") is None:
        raise package.refusal(refusals.OPEN_DOCUMENT)
    if package.data("_rels/.rels") is None and package.data("[Content_Types].xml") is None:
        raise package.refusal(refusals.OTHER_PACKAGE)
    roots = package.relations("").values()
    package.main = next((r.target for r in roots if r.kind == "officeDocument" and not r.external), "word/document.xml")
    kind = package.content_type(package.main)
    reason = next((reason for word, reason in KINDS if word in kind), refusals.WRONG_MAIN)
    if not package.holds(package.main):
        raise package.refusal(refusals.NO_MAIN)
    if reason is not None:
        raise package.refusal(reason)
    package.macros = "macroenabled" in kind
