"""Builders for the tests of the Word reader: the smallest package Word would open, and ways to spoil it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from tests.readers.reader_display import bag

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

# kind of part -> its file and root element
PARTS = {
    "styles": ("styles.xml", "w:styles"),
    "numbering": ("numbering.xml", "w:numbering"),
    "footnotes": ("footnotes.xml", "w:footnotes"),
    "endnotes": ("endnotes.xml", "w:endnotes"),
    "comments": ("comments.xml", "w:comments"),
    "header": ("header1.xml", "w:hdr"),
    "footer": ("footer1.xml", "w:ftr"),
    "chart": ("charts/chart1.xml", "c:chartSpace"),
}


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx_parts(
    body: str,
    parts: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """The parts of a document: `parts` by kind (inner XML), other `files` of word/ (related as f1, f2 … by their
    order, as images), and external `links` by relationship id."""
    related = [
        f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{PARTS[kind][0]}"/>' for kind in parts or {}
    ]
    for index, name in enumerate(files or {}, 1):
        related.append(f'<Relationship Id="f{index}" Type="{RELATIONS}/image" Target="{name}"/>')
    for key, address in (links or {}).items():
        related.append(f'<Relationship Id="{key}" Type="{RELATIONS}/image" Target="{address}" TargetMode="External"/>')
    package = "http://schemas.openxmlformats.org/package/2006"
    texts = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{DECLARATION}<Relationships xmlns="{package}/relationships">'
        f"{''.join(related)}</Relationships>",
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for kind, inner in (parts or {}).items():
        name, root = PARTS[kind]
        texts[f"word/{name}"] = f"{DECLARATION}<{root} {NAMESPACES}>{inner}</{root}>"
    made = {name: text.encode() for name, text in texts.items()}
    return made | {f"word/{name}": data for name, data in (files or {}).items()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as the bytes of a package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def docx(body: str, **more: Mapping[str, str]) -> bytes:
    """The bytes of a document with that body; `parts` and `links` as in `docx_parts`."""
    return zipped(docx_parts(body, **more))  # type: ignore[arg-type]


def png(width: int = 2, height: int = 1) -> bytes:
    """A white picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


TEXT = {"{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name for name in ("t", "delText")} | {
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def characters_in(path: Path) -> Counter[str]:
    """All text characters of all parts, alternates' fallbacks left aside: found without our reader."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(archive.read(name))
                found += text_characters(root)
    return found


def text_characters(root: etree._Element) -> Counter[str]:
    """The characters of all text elements of one part."""
    elements = (each for each in root.iter(*TEXT) if next(each.iterancestors(FALLBACK), None) is None)
    return bag("".join(each.text or "" for each in elements))
