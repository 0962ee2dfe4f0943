"""Files that are not what they claim, or would do harm: name -> bytes. Each is made when asked for."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping

from tests.readers.word.docx_files import docx_parts, paragraph, zipped

SOUND = docx_parts(paragraph("正文"))
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504


def changed(part: str, old: str, new: str) -> bytes:
    """A sound document with one string of one part replaced."""
    assert old.encode() in SOUND[part]
    return zipped({**SOUND, part: SOUND[part].replace(old.encode(), new.encode())})


def typed(kind: str) -> bytes:
    """A sound document whose main part claims another content type."""
    return changed(
        "[Content_Types].xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind
    )


def with_doctype(declaration: str, use: str) -> bytes:
    """A document that declares and uses an entity."""
    document = SOUND["word/document.xml"].decode()
    document = document.replace("<w:document ", f"<!DOCTYPE r [{declaration}]><w:document ", 1)
    return zipped({**SOUND, "word/document.xml": document.replace("正文", f"正文{use}尾").encode()})


def laughs() -> bytes:
    """Ten entities, each ten times the one before."""
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    return with_doctype(f'<!ENTITY a "lollollollol">{entities}', "&j;")


def utf_16_doctype() -> bytes:
    """A DOCTYPE that a search for ASCII bytes would miss."""
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r [<!ENTITY x "y">]><r/>'
    return zipped({**SOUND, "word/settings.xml": text.encode("utf-16")})


def swollen(part: str, piece: bytes, times: int) -> bytes:
    """A sound document with a part that repeats a piece: small packed, huge unpacked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in SOUND.items():
            if name != part:
                archive.writestr(name, data)
        start, end = (SOUND[part].split("正文".encode()) if part in SOUND else (b"", b""))[:2]
        with archive.open(part, "w") as target:
            target.write(start)
            for _ in range(times):
                target.write(piece)
            target.write(end)
    return stream.getvalue()


def many_tags() -> bytes:
    """A million empty paragraphs, with just enough noise between them not to look like a bomb."""
    chance = random.Random(0)
    pieces = (b"<w:p/>" * 1000 + b"<w:q>%x</w:q>" % chance.getrandbits(400) for _ in range(1010))
    return zipped(
        {**SOUND, "word/document.xml": SOUND["word/document.xml"].replace(b"<w:r>", b"".join(pieces) + b"<w:r>")}
    )


def crowded() -> bytes:
    """Ten thousand parts."""
    return zipped({**SOUND, **{f"word/media/{number}.png": b"" for number in range(10_000)}})


def doubled() -> bytes:
    """The document part twice."""
    stream = io.BytesIO(zipped({**SOUND, "word/documenT.xml": SOUND["word/document.xml"]}))
    return stream.getvalue()


def flagged(offset: int, value: int) -> bytes:
    """A sound document with a byte of each entry's header in the central directory changed."""
    data = bytearray(zipped(SOUND))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + offset] = value
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def damaged_part() -> bytes:
    """A byte of the packed document turned round."""
    data = bytearray(zipped(SOUND))
    at = data.find(b"word/document.xml") + 60
    data[at] ^= 0xFF
    return bytes(data)


def announced_small() -> bytes:
    """A bomb whose directory announces few bytes."""
    data = bytearray(swollen("word/webSettings.xml", b"\0" * (1 << 20), 200))
    at = data.find(b"word/webSettings.xml", data.find(b"PK\x01\x02")) - 46
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


OPEN_DOCUMENT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
OFFICE = "application/vnd.openxmlformats-officedocument."
HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "entity": lambda: with_doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
    "laughs": laughs,
    "utf-16-doctype": utf_16_doctype,
    "bomb": lambda: swollen("word/webSettings.xml", b"\0" * (1 << 20), 300),
    "paragraph-bomb": lambda: swollen("word/document.xml", b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1000, 2000),
    "packed-bomb": lambda: swollen("word/document.xml", b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1000, 800),
    "tags": many_tags,
    "announced-small": announced_small,
    "crowd": crowded,
    "legacy": lambda: COMPOUND + "WordDocument".encode("utf-16-le"),
    "encrypted": lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"),
    "locked-archive": lambda: flagged(8, 1),
    "other-compression": lambda: flagged(10, 14),
    "doubled": doubled,
    "damaged-part": damaged_part,
    "cut": lambda: zipped(SOUND)[:-30],
    "template": lambda: typed(OFFICE + "wordprocessingml.template.main+xml"),
    "macro-template": lambda: typed("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    "workbook": lambda: typed(OFFICE + "spreadsheetml.sheet.main+xml"),
    "slides": lambda: typed(OFFICE + "presentationml.presentation.main+xml"),
    "unknown-kind": lambda: typed("application/x-unknown"),
    "open-document": lambda: zipped(OPEN_DOCUMENT),
    "archive": lambda: zipped({"文稿.txt": "正文".encode()}),
    "no-main": lambda: zipped({key: data for key, data in SOUND.items() if key != "word/document.xml"}),
    "no-types": lambda: zipped({key: data for key, data in SOUND.items() if key != "[Content_Types].xml"}),
    "wrong-root": lambda: changed("word/document.xml", "w:document", "w:glossaryDocument"),
    "no-body": lambda: changed("word/document.xml", "w:body", "w:corpus"),
    "broken-xml": lambda: changed("word/document.xml", "</w:p>", ""),
    "deep": lambda: changed("word/document.xml", "<w:r>", "<w:ins>" * 300 + "<w:r>"),
    "no-text": lambda: changed("word/document.xml", "正文", "　"),
    "rich-text": lambda: b"{\\rtf1 x}",
    "pdf": lambda: b"%PDF-1.7",
    "web-page": lambda: b"\xef\xbb\xbf\n<HTML><body>",
    "web-archive": lambda: b"MIME-Version: 1.0\r\n",
    "text": lambda: b"plain text",
    "empty": lambda: b"",
}
