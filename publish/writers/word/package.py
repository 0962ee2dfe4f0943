"""The OPC package: opened from the template folder, closed with the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import docx
from docx.document import Document as Package
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.opc.pkgwriter import PackageWriter

from publish.model import Document
from publish.style import Style
from publish.writers.word.inlines import Footnotes
from publish.writers.word.ooxml import W, strip_forbidden, w

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

TEMPLATE = Path(__file__).with_name("template")
LONGEST_PROPERTY = 255  # characters python-docx allows
EPOCH = datetime(1980, 1, 1)  # the first date a zip file can hold


def open_template() -> Package:
    """A fresh package of the parts in word_template/; python-docx opens a folder as it is."""
    return docx.Document(str(TEMPLATE))


def set_properties(package: Package, document: Document, style: Style, created: datetime) -> None:
    """Title, author, kind, language and dates of docProps/core.xml."""
    properties = package.core_properties
    metadata = document.metadata
    properties.title = strip_forbidden(document.title or metadata.title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = strip_forbidden(document.speaker)[:LONGEST_PROPERTY]
    properties.category = strip_forbidden(style.label)[:LONGEST_PROPERTY]
    properties.language = metadata.language
    properties.created = properties.modified = created
    properties.revision = 1


def add_footnotes(package: Package, footnotes: Footnotes) -> None:
    """Add word/footnotes.xml and tell the settings which notes are its separators."""
    root = cast("BaseOxmlElement", footnotes.part())
    part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, package.part.package)
    package.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    compatibility = package.settings.element.find(f"{W}compat")
    assert compatibility is not None
    compatibility.addprevious(w("footnotePr", w("footnote", id=-1), w("footnote", id=0)))


def save(package: Package) -> bytes:
    """The package as a file whose members all carry one date, so that equal input gives equal bytes.

    python-docx would write the time of day, and from Python 3.14 on fail at a SOURCE_DATE_EPOCH that no ZIP can hold.
    """
    opc, members = package.part.package, _Members()
    parts, writer = list(opc.parts), cast("Any", PackageWriter)
    for part in parts:
        part.before_marshal()
    writer._write_content_types_stream(members, parts)
    writer._write_pkg_rels(members, opc.rels)
    writer._write_parts(members, parts)
    return members.close()


class _Members:
    """Stands for python-docx's writer of ZIP files."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)

    def write(self, place: PackURI, blob: bytes | str) -> None:
        """Add a member."""
        member = zipfile.ZipInfo(place.membername, EPOCH.timetuple()[:6])
        member.create_system = 0  # not the system it was made on
        self._zip.writestr(member, blob, zipfile.ZIP_DEFLATED)

    def close(self) -> bytes:
        """The file, now whole."""
        self._zip.close()
        return self._file.getvalue()
