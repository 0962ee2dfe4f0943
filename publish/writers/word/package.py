"""The OPC package (ECMA-376 Part 2): opened from the template folder, closed with the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from lxml import etree

from publish.model import Document, Picture
from publish.style import Style
from publish.writers.word.inlines import Footnotes
from publish.writers.word.ooxml import RELATIONSHIPS, Element, W, strip_forbidden, w

TEMPLATE = Path(__file__).with_name("template")
TYPES, DOCUMENT, RELATIONS = "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"
STYLES, SETTINGS, PROPERTIES = "word/styles.xml", "word/settings.xml", "docProps/core.xml"
# The members of the template in the order of the file, and those of them that are taken as they are.
MEMBERS = (
    *(TYPES, "_rels/.rels", DOCUMENT, RELATIONS, STYLES, SETTINGS, "word/fontTable.xml", "word/theme/theme1.xml"),
    *("word/footer1.xml", "word/footer2.xml", PROPERTIES, "docProps/app.xml"),
)
VERBATIM = {"word/fontTable.xml", "word/theme/theme1.xml", "docProps/app.xml"}
WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml."
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg"}
LONGEST_PROPERTY = 255  # characters
DCTERMS = "{http://purl.org/dc/terms/}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
DC = "{http://purl.org/dc/elements/1.1/}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
EPOCH = datetime(1980, 1, 1)  # the first date a zip file can hold


class Package:
    """The members of a Word file by name: the root of what we write ourselves, the bytes of the rest."""

    def __init__(self) -> None:
        parser = etree.XMLParser(remove_blank_text=True)
        data = {name: (TEMPLATE / name).read_bytes() for name in MEMBERS}
        self.parts: dict[str, Element | bytes] = {
            name: each if name in VERBATIM else etree.fromstring(each, parser) for name, each in data.items()
        }
        self.pictures: dict[bytes, str] = {}

    def root(self, name: str) -> Element:
        """The root of a part of ours."""
        part = self.parts[name]
        assert not isinstance(part, bytes), name
        return part

    @property
    def section(self) -> Element:
        """The section of the body, its last element."""
        return self.root(DOCUMENT)[0][-1]

    def add(self, name: str, root: Element, kind: str) -> str:
        """Add a part of WordprocessingML; the id of the document's relation to it."""
        self._declare("Override", "PartName", f"/{name}", f"{WORDPROCESSING}{kind}+xml")
        return self._relate(name, root, kind)

    def add_picture(self, picture: Picture) -> str:
        """Add a picture, unless it is there already; the id of the document's relation to it."""
        if picture.data not in self.pictures:
            extension = EXTENSIONS[picture.media_type]
            name = f"word/media/image{len(self.pictures) + 1}.{extension}"
            self._declare("Default", "Extension", extension, picture.media_type)
            self.pictures[picture.data] = self._relate(name, picture.data, "image")
        return self.pictures[picture.data]

    def _declare(self, tag: str, key: str, value: str, media_type: str) -> None:
        types = self.root(TYPES)
        if all(each.get(key) != value for each in types):
            etree.SubElement(types, f"{{{types.nsmap[None]}}}{tag}", {key: value, "ContentType": media_type})

    def _relate(self, name: str, content: Element | bytes, kind: str) -> str:
        self.parts[name] = content
        relations = self.root(RELATIONS)
        taken = {each.get("Id") for each in relations}
        new = next(id_ for number in range(1, len(taken) + 2) if (id_ := f"rId{number}") not in taken)
        attributes = {"Id": new, "Type": f"{RELATIONSHIPS}/{kind}", "Target": name.removeprefix("word/")}
        etree.SubElement(relations, f"{{{relations.nsmap[None]}}}Relationship", attributes)
        return new

    def remove(self, name: str) -> None:
        """Take a part of the template away, with the document's relation to it."""
        del self.parts[name]
        for place, key, value in (TYPES, "PartName", f"/{name}"), (RELATIONS, "Target", name.removeprefix("word/")):
            root = self.root(place)
            root.remove(next(each for each in root if each.get(key) == value))

    def save(self) -> bytes:
        """The file: the types sorted, the parts of the document first."""
        types = self.root(TYPES)
        types[:] = sorted(types, key=lambda each: (each.get("PartName", ""), each.get("Extension", "")))
        names = sorted(self.parts, key=lambda name: name.startswith("docProps/"))
        return zip_members({name: _serialise(self.parts[name]) for name in names})


def _serialise(part: Element | bytes) -> bytes:
    return part if isinstance(part, bytes) else etree.tostring(part, encoding="UTF-8", standalone=True)


def set_properties(package: Package, document: Document, style: Style, created: datetime) -> None:
    """Title, author, kind, language and dates of docProps/core.xml."""
    metadata, author, date = document.metadata, document.speaker, f"{created:%Y-%m-%dT%H:%M:%SZ}"
    properties = {
        f"{DC}title": document.title or metadata.title,
        f"{DC}creator": author,
        f"{CP}lastModifiedBy": author,
        f"{CP}category": style.label,
        f"{DC}language": metadata.language,
        f"{DCTERMS}created": date,
        f"{DCTERMS}modified": date,
        f"{CP}revision": "1",
    }
    for tag, value in properties.items():
        element = etree.SubElement(package.root(PROPERTIES), tag)
        element.text = strip_forbidden(value)[:LONGEST_PROPERTY]
        if tag.startswith(DCTERMS):
            element.set(f"{XSI}type", "dcterms:W3CDTF")


def add_footnotes(package: Package, footnotes: Footnotes) -> None:
    """Add word/footnotes.xml and tell the settings which notes are its separators."""
    package.add("word/footnotes.xml", footnotes.part(), "footnotes")
    compatibility = package.root(SETTINGS).find(f"{W}compat")
    assert compatibility is not None
    compatibility.addprevious(w("footnotePr", w("footnote", id=-1), w("footnote", id=0)))


def zip_members(members: Mapping[str, bytes]) -> bytes:
    """A ZIP file whose members all carry one date, so that equal input gives equal bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            member.create_system = 0  # not the system it was made on
            file.writestr(member, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
