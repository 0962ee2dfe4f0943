"""Opening a Word file without trusting it: what kind of file it is, how large it would become, then its parts.

Everything is judged by the archive's central directory before a byte is unpacked; what is no plain document is refused
with its own sentence (see `word_refusals`). Nothing outside the file is ever read.
"""

from __future__ import annotations

import mmap
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn
from urllib.parse import unquote

from lxml import etree

from publish.errors import InputError
from publish.model import Place
from publish.readers import word_refusals as refusals
from publish.readers.word_refusals import Refusal
from publish.readers.word_xml import Element

MAX_FILE = 256 << 20  # bytes of the file, and of all its parts unpacked
MAX_XML = 32 << 20  # bytes of all XML parts unpacked
MAX_ENTRIES = 4096
MAX_DIRECTORY = 4 << 20  # bytes of the archive's central directory
MAX_TAGS = 2_000_000  # of one part; 18,000 characters of a real report take 10,000
MAX_RATIO = 150  # unpacked to packed, for parts above RATIO_FROM; real documents stay below 50
RATIO_FROM = 4 << 20

STRICT = {  # ISO/IEC 29500 Strict differs from Transitional in little but its namespaces
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}  # fmt: skip
SIGNATURES = (
    (b"{\\rtf", refusals.RTF),
    (b"%PDF", refusals.PDF),
    (b"MIME-Version:", refusals.WEB_PAGE),
    (b"<html", refusals.WEB_PAGE),
    (b"<!DOCTYPE html", refusals.WEB_PAGE),
)
KINDS = (  # endings of the main part's content type
    ("wordprocessingml.document.main+xml", None),
    ("ms-word.document.macroenabled.main+xml", None),
    ("template.main+xml", refusals.TEMPLATE),
    ("macroenabledtemplate.main+xml", refusals.TEMPLATE),
    ("sheet.main+xml", refusals.WORKBOOK),
    ("presentation.main+xml", refusals.SLIDES),
    ("slideshow.main+xml", refusals.SLIDES),
)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Relation:
    """A relationship: `kind` is the last word of its type; `target` a part's name, or an address when external."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file that passed inspection; `main` names the document part, `macros` tells of a .docm."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.name = name
        self._archive = archive
        self._entries = {info.filename.lower(): info for info in archive.infolist()}
        self._types: Element | None = None
        self.main = ""
        self.macros = False

    def data(self, part: str) -> bytes | None:
        """The bytes of a part, None when the file has no such part. Raises InputError for a damaged one."""
        info = self._entries.get(part.lower())
        if info is None:
            return None
        try:
            with self._archive.open(info) as stream:
                # A bounded read inflates no more than the directory announced, whatever the part holds.
                return stream.read(info.file_size + 1)
        except BROKEN as error:
            raise self.refusal(refusals.DAMAGED_PART, part=part) from error

    def xml(self, part: str) -> Element | None:
        """The root of an XML part, None when the file has no such part. Raises InputError for a damaged one."""
        data = self.data(part)
        if data is None:
            return None
        if (tags := data.count(b"<")) > MAX_TAGS:
            raise self.refusal(refusals.TOO_COMPLEX, part=part, count=tags)
        if b"http://purl.oclc.org/ooxml/" in data:
            for strict, transitional in STRICT.items():
                data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise self.refusal(refusals.DAMAGED_PART, part=part) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.refusal(refusals.DOCTYPE, part=part)
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by their id; those without a target are left away."""
        folder, _, file = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", file + ".rels"))
        found: dict[str, Relation] = {}
        for element in () if root is None else root.iterchildren("{*}Relationship"):
            external = element.get("TargetMode") == "External"
            target = element.get("Target") or ""
            kind = (element.get("Type") or "").rpartition("/")[2]
            found[element.get("Id") or ""] = Relation(kind, target if external else _resolve(folder, target), external)
        return found

    def content_type(self, part: str) -> str:
        """A part's media type by [Content_Types].xml (ECMA-376 part 2, 7.2.3), lower case, empty when not told."""
        if self._types is None:
            self._types = self.xml("[Content_Types].xml")
        if self._types is None:
            raise self.refusal(refusals.NO_TYPES)
        by_extension = ""
        for element in self._types:
            kind = (element.get("ContentType") or "").lower()
            if (element.get("PartName") or "").lstrip("/").lower() == part.lower():
                return kind
            if (element.get("Extension") or "").lower() == part.rpartition(".")[2].lower():
                by_extension = kind
        return by_extension

    def refusal(self, reason: Refusal, **facts: object) -> InputError:
        """The error to raise for a reason."""
        return _error(self.name, reason, **facts)


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """A Word file's package, inspected; closed afterwards.

    Raises InputError for anything that is not a sound, plain document of bearable size: one sentence each.
    """
    try:
        with path.open("rb") as stream:
            _inspect_signature(path, stream)
            _inspect_directory(path, stream)
            with _archive(path.name, stream) as archive:
                package = Package(path.name, archive)
                _inspect_entries(package, archive)
                _inspect_kind(package)
                yield package
    except IsADirectoryError as error:
        raise _error(path.name, refusals.FOLDER) from error
    except OSError as error:
        raise _error(path.name, refusals.UNREADABLE) from error


def _error(name: str, reason: Refusal, **facts: object) -> InputError:
    return InputError(reason.message.format(**facts), reason.hint, Place(name, 1))


def _resolve(folder: str, target: str) -> str:
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def _inspect_signature(path: Path, stream: IO[bytes]) -> None:
    """Refuse by the first bytes what is no archive, and by its size what is too large."""
    head = stream.read(512)
    if not head:
        raise _error(path.name, refusals.EMPTY)
    if head.startswith(bytes.fromhex("D0CF11E0A1B11AE1")):  # OLE compound file: .doc, .wps, or an encrypted .docx
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
            locked = content.find("EncryptedPackage".encode("utf-16-le")) >= 0
        raise _error(path.name, refusals.ENCRYPTED if locked else refusals.LEGACY)
    if not head.startswith(b"PK"):
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        named = (reason for signature, reason in SIGNATURES if start.startswith(signature.lower()))
        raise _error(path.name, next(named, refusals.NOT_WORD))
    if path.stat().st_size > MAX_FILE:
        raise _error(path.name, refusals.TOO_LARGE)


def _inspect_directory(path: Path, stream: IO[bytes]) -> None:
    """Refuse a central directory of monstrous size before `zipfile` turns it into objects (APPNOTE 4.3.16)."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise _error(path.name, refusals.DAMAGED)
    count, length = struct.unpack_from("<HI", tail, at + 10)
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if wide >= 0 and len(tail) >= wide + 56:
        count, length = struct.unpack_from("<QQ", tail, wide + 32)
    if count > MAX_ENTRIES or length > MAX_DIRECTORY:
        raise _error(path.name, refusals.TOO_MANY, count=max(count, length // 64))


def _archive(name: str, stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except BROKEN as error:
        raise _error(name, refusals.DAMAGED) from error


def _inspect_entries(package: Package, archive: zipfile.ZipFile) -> None:
    """Refuse by count, names, encryption, compression and announced sizes, then by a DOCTYPE in any XML part."""
    entries = [info for info in archive.infolist() if not info.is_dir()]
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
    if _is_xml(info) and info.file_size > RATIO_FROM:
        ratio = info.file_size // max(1, info.compress_size)
        if ratio > MAX_RATIO and info.file_size <= MAX_XML:
            raise package.refusal(refusals.PACKED, part=info.filename, ratio=ratio)


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
    for ending, reason in KINDS:
        if kind.endswith(ending):
            package.macros = "macroenabled" in kind
            if reason is not None:
                raise package.refusal(reason)
            return
    _refuse_unknown(package)


def _refuse_unknown(package: Package) -> NoReturn:
    known: Any = package.data(package.main)
    raise package.refusal(refusals.NO_MAIN if known is None else refusals.WRONG_MAIN)
