"""The package (GB/T 33190-2016, clauses 7 and 8): a ZIP archive of OFD.xml, one document, its resources and pages.

What OFD-A asks for (GB/T 42133-2022) is kept as far as programs that know only OFD read the file: fonts in PublicRes,
pictures in DocumentRes (6.2.6), all inside the package (6.1); no permissions, preferences, extensions, nor actions but
those that go to a page of the document (6.2.2, 6.2.5).
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from publish import __version__
from publish.writers.ofd.annotations import go_to, list_annotated, write_links
from publish.writers.ofd.objects import Resources, write_mark
from publish.writers.ofd.tags import Tags, list_tags
from publish.writers.ofd.texts import Face
from publish.writers.ofd.xml import MM, element, numbers, root, text
from publish.writers.order import EPOCH, Attached
from publish.writers.shared.drawn import Bookmark, DrawnFont, Mark, Page, Text

FOLDER = "Doc_0"
FILES = "Res"  # the folder of fonts and pictures, which both lists of resources are based on
VERSION = "1.0"  # of the standard
ID_DIGITS = 32


@dataclass(frozen=True)
class About:
    """What the document says of itself: title, author, date (as 2026-11-27), a file it carries."""

    title: str = ""
    author: str = ""
    created: str = ""
    attached: Attached | None = None


class Package:
    """An OFD being written: every page as it comes, then its resources, then the rest."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)
        self._digest = hashlib.sha256()
        self._last_id = 0
        self._pages: list[tuple[int, Page]] = []
        self._tags = Tags()
        self.fonts: dict[str, Face] = {}
        self.pictures: dict[str, int] = {}

    def next_id(self) -> int:
        """A number that no other part of the document has (7.3)."""
        self._last_id += 1
        return self._last_id

    def _write(self, name: str, data: bytes) -> None:
        member = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
        member.create_system = 0  # not the system it was made on
        self._digest.update(name.encode() + data)
        self._zip.writestr(member, data, zipfile.ZIP_DEFLATED)

    def add_page(self, page: Page, resources: Resources) -> None:
        """Write a page; its size only where it is not the first page's (GB/T 42133-2022, 6.2.3)."""
        number, layer = self.next_id(), self.next_id()
        first = self._pages[0][1] if self._pages else page
        area = "" if _size(page) == _size(first) else element("Area", None, element("PhysicalBox", None, _size(page)))
        objects = [written for mark in page.marks for written in self._write_objects(mark, number, resources)]
        content = element("Content", None, element("Layer", {"ID": layer, "Type": "Body"}, *objects))
        self._write(f"{FOLDER}/{_locate(len(self._pages))}", root("Page", None, area, content))
        self._pages.append((number, replace(page, marks=())))

    def _write_objects(self, mark: Mark, page: int, resources: Resources) -> list[str]:
        if not isinstance(mark, Text):
            return list(write_mark(mark, resources))
        resources.face(mark.font)  # may take an ID, which would else be taken for an object's
        first = self._last_id + 1
        written = list(write_mark(mark, resources))
        if mark.part:
            for number in range(first, self._last_id + 1):
                self._tags.add(mark.part, page, number)
        return written

    def add_fonts(self, fonts: Iterable[tuple[str, DrawnFont]], names: Mapping[tuple[str, bool], str]) -> None:
        """Write the fonts that pages were drawn with, by key; `names`: for programs that do not use them, the family
        that stands in for each of ours, regular or bold."""
        listed = []
        for key, font in fonts:
            number = self.fonts[key].id
            name = f"font_{number}.{'otf' if font.data[:4] == b'OTTO' else 'ttf'}"
            about = {
                "ID": number,
                "FontName": font.name,
                "FamilyName": names.get((font.family, font.bold), font.family),
                "Charset": "unicode",
            }
            about |= {"Italic": font.italic or None, "Bold": font.bold or None}
            listed.append(element("Font", about, element("FontFile", None, name)))
            self._write(f"{FOLDER}/{FILES}/{name}", font.data)
        content = element("Fonts", None, *listed) if listed else ""
        self._write(f"{FOLDER}/PublicRes.xml", root("Res", {"BaseLoc": FILES}, content))

    def add_pictures(self, pictures: Mapping[str, tuple[bytes, str]]) -> None:
        """Write the pictures that were drawn, by key, each with its kind (PNG, JPEG)."""
        listed = []
        for key, (data, kind) in pictures.items():
            number = self.pictures[key]
            name = f"image_{number}.{kind.lower()}"
            about = {"ID": number, "Type": "Image", "Format": kind}
            listed.append(element("MultiMedia", about, element("MediaFile", None, name)))
            self._write(f"{FOLDER}/{FILES}/{name}", data)
        content = element("MultiMedias", None, *listed) if listed else ""
        self._write(f"{FOLDER}/DocumentRes.xml", root("Res", {"BaseLoc": FILES}, content))

    def finish(self, about: About, outline: Sequence[Bookmark]) -> bytes:
        """Write what names everything else; the whole file."""
        annotations = self._annotate(about.created)
        attachments = self._attach(about.attached, about.created) if about.attached else ""
        self._write(f"{FOLDER}/Tags/Structure.xml", self._tags.write())
        self._write(f"{FOLDER}/Tags/CustomTags.xml", list_tags("Structure.xml"))
        tags = element("CustomTags", None, "Tags/CustomTags.xml")
        pages = [
            element("Page", {"ID": number, "BaseLoc": _locate(index)}) for index, (number, _) in enumerate(self._pages)
        ]
        common = element(
            "CommonData",
            None,
            element("MaxUnitID", None, str(self._last_id)),
            element("PageArea", None, element("PhysicalBox", None, _size(self._pages[0][1]))),
            element("PublicRes", None, "PublicRes.xml"),
            element("DocumentRes", None, "DocumentRes.xml"),
        )
        marks = element("Outlines", None, *map(self._write_bookmark, outline)) if outline else ""
        document = root("Document", None, common, element("Pages", None, *pages), marks, annotations, tags, attachments)
        self._write(f"{FOLDER}/Document.xml", document)
        self._write("OFD.xml", _write_entrance(about, self._digest.hexdigest()[:ID_DIGITS]))
        self._zip.close()
        return self._file.getvalue()

    def _write_bookmark(self, bookmark: Bookmark) -> str:
        action = go_to(self._pages[bookmark.page][0], bookmark.left, bookmark.top)
        about = {"Title": bookmark.title, "Count": len(bookmark.below) or None}
        return element(
            "OutlineElem", about, element("Actions", None, action), *map(self._write_bookmark, bookmark.below)
        )

    def _annotate(self, date: str) -> str:
        """Write the links of every page; where the list of their files is."""
        numbers, files = [number for number, _ in self._pages], []
        for index, (number, page) in enumerate(self._pages):
            if page.links:
                place = f"Page_{index}/Annotation.xml"
                self._write(f"{FOLDER}/Annots/{place}", write_links(page.links, numbers, date, self.next_id))
                files.append((number, place))
        if not files:
            return ""
        self._write(f"{FOLDER}/Annots/Annotations.xml", list_annotated(files))
        return element("Annotations", None, "Annots/Annotations.xml")

    def _attach(self, attached: Attached, created: str) -> str:
        """Write a file that the document carries (clause 20), under a plain name; where the list of such files is."""
        suffix = attached.name.rpartition(".")[2] if "." in attached.name else "bin"
        place = f"source.{suffix}" if suffix.isascii() and suffix.isalnum() else "source.bin"
        about = {"ID": "source", "Name": attached.name, "Format": suffix, "CreationDate": f"{created}T00:00:00"}
        about |= {"Size": str(len(attached.data) / 1024), "Usage": "Source"}
        self._write(f"{FOLDER}/Attachs/{place}", attached.data)
        listed = element("Attachment", about, element("FileLoc", None, place))
        self._write(f"{FOLDER}/Attachs/Attachments.xml", root("Attachments", None, listed))
        return element("Attachments", None, "Attachs/Attachments.xml")


def _locate(page: int) -> str:
    return f"Pages/Page_{page}/Content.xml"


def _size(page: Page) -> str:
    return numbers((0, 0, page.width * MM, page.height * MM))


def _write_entrance(about: About, number: str) -> bytes:
    """OFD.xml (7.4), the number of the document made of its content."""
    told = {
        "DocID": number, "Title": about.title, "Author": about.author, "CreationDate": about.created,
        "ModDate": about.created, "Creator": "publish", "CreatorVersion": __version__,
    }  # fmt: skip
    info = [element(name, None, text(value)) for name, value in told.items() if value]
    body = element("DocBody", None, element("DocInfo", None, *info), element("DocRoot", None, f"{FOLDER}/Document.xml"))
    return root("OFD", {"Version": VERSION, "DocType": "OFD"}, body)
