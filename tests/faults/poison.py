"""Twenty files nobody should be able to print, and the good ones around them."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import SPEECH

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
)


def make_package(document: str | bytes, **parts: bytes) -> bytes:
    """A Word file of three parts, and others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", document)
        for name, data in parts.items():
            package.writestr(f"word/{name}.xml", data)
    return out.getvalue()


GOOD = make_package(DOCUMENT.format(text="同志们："))


def unsorted_zip(entries: int) -> bytes:
    return make_package(DOCUMENT.format(text="同志们："), **{f"p{number}": b"" for number in range(entries)})


BYTES: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.txt": " \n\u3000\n\t\n".encode,
    "picture.txt": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "program.txt": lambda: b"\x7fELF" + os.urandom(4000),
    "noise.txt": lambda: os.urandom(5000),
    "zip.txt": lambda: GOOD,
    "empty.docx": lambda: b"",
    "text.docx": SPEECH.encode,
    "html.docx": lambda: b"<html><body>\xcd\xac\xd6\xbe\xc3\xc7</body></html>",
    "cut.docx": lambda: GOOD[: len(GOOD) // 2],
    "old.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "foreign.docx": lambda: make_zip({"mimetype": b"application/vnd.oasis.opendocument.text"}),
    "headless.docx": lambda: make_zip(
        {"[Content_Types].xml": CONTENT_TYPES.encode(), "_rels/.rels": RELATIONS.encode()}
    ),
    "broken.docx": lambda: make_package("<w:document><w:body>"),
    "entity.docx": lambda: make_package('<!DOCTYPE x [<!ENTITY a "b">]>' + DOCUMENT.format(text="&a;")),
    "bomb.docx": lambda: make_package(DOCUMENT.format(text="<!--" + " " * 300_000_000 + "-->")),
    "crowd.docx": lambda: unsorted_zip(12_000),
    "nothing.docx": lambda: make_package(DOCUMENT.format(text="")),
    "side.txt": SPEECH.encode,
    "locked.txt": lambda: b"",
}


def make_zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def write_poison(folder: Path) -> list[Path]:
    """Write the twenty; their paths."""
    folder.mkdir(parents=True)
    for name, make in BYTES.items():
        (folder / name).write_bytes(make())
    (folder / "side.toml").write_text("title = [unfinished")
    (folder / "locked.txt").unlink()
    (folder / "locked.txt").symlink_to("/proc/self/mem")  # a file even root cannot read
    return [folder / name for name in BYTES]


def write_archive(folder: Path, count: int) -> list[Path]:
    """Write `count` good speeches, every third a Word file, in folders of a hundred."""
    paths = []
    for number in range(count):
        path = folder / f"{number // 100:03}" / f"{number:05}.{'docx' if number % 3 == 2 else 'txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        title = f"在第{number}次会议上的讲话"
        if path.suffix == ".txt":
            path.write_text(f"{title}\n{SPEECH.partition(chr(10))[2]}", encoding="utf-8")
        else:
            lines = [title, *SPEECH.splitlines()[1:]]
            body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
            path.write_bytes(make_package(DOCUMENT.replace("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>", body)))
        paths.append(path)
    return paths
