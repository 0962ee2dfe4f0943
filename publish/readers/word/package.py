"""The parts of a Word file: bytes, XML, relationships, content types (ECMA-376 part 2). Read only, bounded."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from publish.errors import InputError
from publish.model import Place
from publish.readers.word import refusals
from publish.readers.word.refusals import Refusal
from publish.readers.word.xml import Element

MAX_RATIO = 150  # unpacked to packed, for parts above RATIO_FROM; real documents stay below 50
RATIO_FROM = 4 << 20
MAX_XML = 32 << 20  # bytes of an XML part, and of all of them
MAX_TAGS = 1_000_000  # of one part; 18,000 characters of a real report take 10,000
STRICT = {  # ISO/IEC 29500 Strict differs from Transitional in little but its namespaces
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}  # fmt: skip
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

    def holds(self, part: str) -> bool:
        """Whether the file has such a part."""
        return part.lower() in self._entries

    def refuse_packed(self, info: zipfile.ZipInfo) -> None:
        """Raise InputError for a large part of XML that is packed as no text is."""
        ratio = info.file_size // max(1, info.compress_size)
        if info.file_size > RATIO_FROM and ratio > MAX_RATIO:
            raise self.refusal(refusals.PACKED, part=info.filename, ratio=ratio)

    def xml(self, part: str) -> Element | None:
        """The root of an XML part, None when the file has no such part. Raises InputError for a damaged one."""
        info = self._entries.get(part.lower())
        if info and info.file_size > MAX_XML:  # whatever its name ends with
            raise self.refusal(refusals.BOMB, size=info.file_size >> 20)
        if info:
            self.refuse_packed(info)
        data = self.data(part)
        if data is None:
            return None
        if len(data) > MAX_XML:
            raise self.refusal(refusals.BOMB, size=len(data) >> 20)
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
            found[element.get("Id") or ""] = Relation(kind, target if external else resolve(folder, target), external)
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
        return refuse(self.name, reason, **facts)


def refuse(name: str, reason: Refusal, **facts: object) -> InputError:
    """The error for a file and a reason."""
    return InputError(reason.message.format(**facts), reason.hint, Place(name, 1))


def resolve(folder: str, target: str) -> str:
    """The part a relationship of a part in that folder points to; never outside the package."""
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
