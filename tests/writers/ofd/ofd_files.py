"""Ways to make an OFD in a test and to read it, by rules of GB/T 33190-2016 only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from fontTools.ttLib import TTFont
from lxml import etree

from publish.model import Block, Document
from publish.style import Style
from publish.writers import Order, make_output
from tests.writers.word.word_files import document, style

OFD = "{http://www.ofdspec.org/2016}"


def make(*blocks: Block, **tokens: str) -> bytes:
    """The verified OFD of some blocks in the look "speech" with tokens changed."""
    return make_document(document(*blocks), style(**tokens))


def make_document(made: Document, look: Style) -> bytes:
    """The verified OFD of a document."""
    return make_output("ofd", made, Order(look)).data


class Package(NamedTuple):
    """The files of an OFD and the XML of those that are XML, by their paths in it."""

    files: dict[str, bytes]
    xml: dict[str, etree._Element]

    @property
    def pages(self) -> list[etree._Element]:
        """The pages in their order."""
        listed = self.xml["Doc_0/Document.xml"].iterfind(f"{OFD}Pages/{OFD}Page")
        return [self.xml[f"Doc_0/{page.get('BaseLoc')}"] for page in listed]

    def fonts(self) -> dict[str, TTFont]:
        """The fonts by ID."""
        resources = self.xml["Doc_0/PublicRes.xml"]
        listed = {font.get("ID", ""): font.findtext(f"{OFD}FontFile") for font in resources.iter(f"{OFD}Font")}
        return {
            key: TTFont(io.BytesIO(self.files[f"Doc_0/Res/{name}"]), checkChecksums=2) for key, name in listed.items()
        }


def read(data: bytes) -> Package:
    """An OFD, opened."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    return Package(files, {name: etree.fromstring(data) for name, data in files.items() if name.endswith(".xml")})


def list_numbers(text: str | None) -> list[float]:
    """The numbers of an ST_Array, "g count number" spelt out (11.3)."""
    words, found = iter((text or "").split()), []
    for word in words:
        count = int(next(words)) if word == "g" else 1
        found += [float(next(words) if word == "g" else word)] * count
    return found


class Character(NamedTuple):
    """A character on a page: its origin in mm from the upper left corner, the ID of its font."""

    char: str
    x: float
    y: float
    font: str


def list_characters(page: etree._Element) -> Iterator[Character]:
    """The characters of upright texts in their order."""
    for text in page.iter(f"{OFD}TextObject"):
        left, top, *_ = list_numbers(text.get("Boundary"))
        (code,) = text.iterfind(f"{OFD}TextCode")
        x, y = left + float(code.get("X", "")), top + float(code.get("Y", ""))
        assert text.get("CTM") is None
        steps = [0.0, *list_numbers(code.get("DeltaX"))]
        for char, step in zip(code.text or "", steps, strict=True):
            x += step
            yield Character(char, x, y, text.get("Font", ""))
