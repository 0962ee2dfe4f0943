"""The package of an OpenDocument text (ODF 1.3 part 2): its parts as XML and pictures, within bounds."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from typing import Any

from lxml import etree

from publish.errors import InputError
from publish.model import Picture, Place
from publish.readers.pictures import MAX_BYTES, PictureError, inspect_picture

MOST_XML = 32 << 20
MOST_TAGS = 1_000_000
NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
TEXT, TABLE, OFFICE, DRAW, SVG, XLINK = (
    f"{{{NS[name]}}}" for name in ("text", "table", "office", "draw", "svg", "xlink")
)
FO, STYLE = f"{{{NS['fo']}}}", f"{{{NS['style']}}}"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
TAG = re.compile(rb"<[^>]*>")
Node = Any


class Package:
    """An open package. `mended`: parts whose XML was not well-formed and could be read all the same."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self.mended: list[str] = []
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._names = set(self._archive.namelist())
        except BROKEN as error:
            raise refuse(name, "文件残缺，压缩包读不出来") from error

    def _read(self, part: str, most: int) -> bytes:
        """The bytes of a part. Raises InputError for more than `most`, or what is locked or damaged."""
        try:
            info = self._archive.getinfo(part)
            if info.file_size > most or info.flag_bits & 1:
                raise refuse(self._name, "文件太大，或者加了密码")
            with self._archive.open(info) as stream:
                data = stream.read(most + 1)
        except BROKEN as error:
            raise refuse(self._name, "文件残缺，压缩包读不出来") from error
        if len(data) > most:
            raise refuse(self._name, "文件太大，读不了")
        return data

    def xml(self, part: str) -> Node | None:
        """The root of a part, None when there is no such part. Raises InputError."""
        if part not in self._names:
            return None
        xml = self._read(part, MOST_XML)
        if xml.count(b"<") > MOST_TAGS:
            raise refuse(self._name, "文件太复杂，读不了")
        root = self._parse(xml, part)
        if root.getroottree().docinfo.internalDTD is not None:
            raise refuse(self._name, "文件里有不该有的内容（DOCTYPE）")
        return root

    def _parse(self, xml: bytes, part: str) -> Node:
        try:
            return etree.fromstring(xml, _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            root = _mend(xml)
            if root is None:
                raise refuse(self._name, f"文件残缺，{part} 读不出来（可能加了密码）") from error
            self.mended.append(part)
            return root

    def picture(self, part: str) -> tuple[str, Picture]:
        """A picture of the package with its key. Raises PictureError."""
        part = part.removeprefix("./")
        if part not in self._names:
            raise PictureError("只是一个指向别处的链接" if ":" in part or part.startswith("..") else "在文件里找不到")
        try:
            return inspect_picture(self._read(part, MAX_BYTES))
        except InputError as error:
            raise PictureError("已损坏，或者太大") from error


def _parser(recover: bool = False) -> Any:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, recover=recover
    )


def _mend(xml: bytes) -> Node | None:
    """A tree of XML that is not well-formed (AbiWord ends text:p with </text:h>), if all its characters are in it."""
    if b"<!DOCTYPE" in xml:
        return None
    try:
        root = etree.fromstring(xml, _parser(recover=True))
        plain = etree.fromstring(b"<x>" + TAG.sub(b"", xml) + b"</x>", _parser(recover=True))
        if root is None or plain is None:
            return None
        etree.tostring(root, encoding="unicode")  # no bytes that are no characters, in attributes either
        there, found = (Counter("".join("".join(each.itertext()).split())) for each in (plain, root))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if there.total() and there == found else None


def refuse(name: str, why: str) -> InputError:
    """Why a file is not read."""
    return InputError(f"{why}", "请用 LibreOffice 或 WPS 打开，另存为 .docx 再试", Place(name, 1))
