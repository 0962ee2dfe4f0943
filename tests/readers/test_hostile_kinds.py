"""Hostile files of each new kind: a sentence with a remedy or what can be read, in bounded time, never a traceback."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import Source
from publish.readers import read_source
from tests.faults.sound import compound
from tests.readers.doc.doc_files import DocFile, make_rich, row, row_of, words
from tests.readers.hostile_files import HOSTILE, flagged
from tests.readers.odt.test_odt_reader import NAMES, write_odt
from tests.readers.rtf.test_rtf_reader import rtf

KINDS = ("doc", "wps", "rtf", "odt", "html", "mht", "eml", "pdf")
DEEP, MANY = 5_000, 200_000


def read_or_refuse(kind: str, data: bytes, folder: Path) -> Source | None:
    """What is read; None for a refusal, which is one Chinese sentence with a remedy."""
    path = folder / f"稿.{kind}"
    path.write_bytes(data)
    try:
        return read_source(path)
    except InputError as error:
        assert any("\u4e00" <= char <= "\u9fff" for char in error.message)
        assert error.hint
        assert "\n" not in error.message
        return None


HEAVY = ("bomb", "paragraph-bomb", "packed-bomb", "announced-small", "tags", "crowd")  # archives: for who opens them


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind in KINDS for name in HOSTILE if name not in HEAVY or kind in ("doc", "odt")],
)
def test_what_is_hostile_to_word_is_so_under_every_name(kind: str, name: str, tmp_path: Path) -> None:
    """The 36 kinds of the Word reader with another ending: refused, or read as what they are (text in a page)."""
    read_or_refuse(kind, HOSTILE[name](), tmp_path)


# Word 97 ------------------------------------------------------------------------------------------------------------


def spoiled(at: int, value: int, size: str = "<I") -> bytes:
    """A rich document, one number of its FIB changed."""
    stream, table, data = make_rich()
    changed = bytearray(stream)
    struct.pack_into(size, changed, at, value)
    return compound(WordDocument=bytes(changed), **{"1Table": table}, Data=data)


def packed(file: DocFile) -> bytes:
    stream, table, data = file.streams()
    return compound(WordDocument=stream, **{"1Table": table}, **({"Data": data} if data else {}))


# Where parts of the table stream lie, and how long they are: styles, notes, formatting, fonts, text, shapes, lists.
PARTS = (0xA2, 0xA6, 0xAA, 0xB2, 0xFA, 0xFE, 0x102, 0x106, 0x112, 0x1A2, 0x1A6, 0x1DA, 0x22A, 0x25A, 0x2E2, 0x2EA)
ROWS = [each for _ in range(400) for each in row("甲", "乙", said=row_of([0, 100, 200]))]
DOCS: dict[str, Callable[[], bytes]] = {
    "huge-text": lambda: spoiled(0x4C, 0x7FFFFFFF),
    "negative-text": lambda: spoiled(0x4C, 0xFFFFFFFF),
    **{
        f"part-{at:x}": lambda at=at: spoiled(at, 0x7FFFFFF0)  # type: ignore[misc]
        for at in (
            0xA2,
            0xA6,
            0xAA,
            0xB2,
            0xFA,
            0xFE,
            0x102,
            0x106,
            0x112,
            0x1A2,
            0x1A6,
            0x1DA,
            0x22A,
            0x25A,
            0x2E2,
            0x2EA,
        )
    },
    "encrypted": lambda: spoiled(0x0A, 0x0300, "<H"),
    "deep-tables": lambda: packed(DocFile([words("甲", struct.pack("<HI", 0x6649, 60_000)), words("乙")])),
    "deep-fields": lambda: packed(DocFile([words("\x13" * 3_000 + "甲" + "\x15" * 3_000 + "乙")])),
    "many-rows": lambda: packed(DocFile(ROWS)),
    "wide-row": lambda: packed(DocFile(row(*"甲" * 60, said=row_of(list(range(0, 3050, 50)))))),
    "many-notes": lambda: packed(DocFile([words("甲\x02" * 500)], footnotes=["\x02 乙"] * 500)),
    "no-streams": lambda: compound(Other=b"x"),
    "table-missing": lambda: compound(WordDocument=make_rich()[0]),
}


@pytest.mark.parametrize("name", DOCS)
def test_hostile_word_97_files(name: str, tmp_path: Path) -> None:
    read_or_refuse("doc", DOCS[name](), tmp_path)


# RTF ----------------------------------------------------------------------------------------------------------------

RTFS: dict[str, Callable[[], bytes]] = {
    "deep": lambda: b"{\\rtf1 " + b"{" * DEEP + b"x",
    "deep-boxes": lambda: b"{\\rtf1 " + b"{\\shptxt " * 900 + b"x",
    "deep-notes": lambda: b"{\\rtf1 " + b"{\\footnote " * 900 + b"x",
    "never-closed": lambda: b"{\\rtf1 {\\stylesheet {\\s1 x",
    "closed-too-often": lambda: b"{\\rtf1 x}}}}}} y",
    "huge-number": lambda: b"{\\rtf1 \\u99999999999 ?\\cellx9999999999 x\\cell\\row\\par}",
    "huge-binary": lambda: b"{\\rtf1 {\\pict\\pngblip\\bin2000000000 x}y\\par}",
    "negative-binary": lambda: b"{\\rtf1 {\\pict\\bin-5 x}y\\par}",
    "deep-table": lambda: b"{\\rtf1 \\pard\\intbl\\itap99999 x\\nestcell y\\par}",
    "negative-table": lambda: b"{\\rtf1 \\pard\\intbl\\itap-3 x\\cell\\row y\\par}",
    "many-cells": lambda: b"{\\rtf1 \\trowd" + b"\\cellx9" * 50_000 + b"\\pard\\intbl x\\cell\\row\\pard y\\par}",
    "many-words": lambda: b"{\\rtf1 " + b"\\b " * MANY + b"x\\par}",
    "half-pairs": lambda: b"{\\rtf1 \\u-10240 ?\\u-10240 ?x\\u-9216 ?\\par}",
    "bad-page": lambda: b"{\\rtf1\\ansicpg99999 \\'ff\\'fe x\\par}",
    "no-such-page": lambda: b"{\\rtf1\\ansicpg1 \\'ff x\\par}",
    "odd-hex": lambda: b"{\\rtf1 {\\pict\\pngblip 0g123}x\\par}",
    "lists-in-a-ring": lambda: rtf("{\\*\\listoverridetable{\\listoverride\\listid5\\ls1}}\\pard\\ls1\\ilvl77 x\\par"),
    "outline": lambda: b"{\\rtf1 \\pard\\outlinelevel-5\\s-1\\ls-1 x\\par\\pard\\outlinelevel99 y\\par}",
    "zero": lambda: b"{\\rtf1 \0\0x\0\\par}",
}


@pytest.mark.parametrize("name", RTFS)
def test_hostile_rtf_files(name: str, tmp_path: Path) -> None:
    source = read_or_refuse("rtf", RTFS[name](), tmp_path)
    assert source is None or source.blocks


# OpenDocument -------------------------------------------------------------------------------------------------------


def odt(body: str, folder: Path, **parts: bytes) -> bytes:
    return write_odt(folder, body, **parts).read_bytes()


def as_odt(data: bytes) -> bytes:
    """A hostile Word package as one of OpenDocument."""
    return data.replace(b"word/document.xml", b"content.xml______").replace(b"word/documenT.xml", b"content.xml______")


def bomb(part: str, size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if part != "content.xml":
            archive.writestr("content.xml", "<x/>")
        archive.writestr(part, b"\0" * size)
    return made.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        "<text:p>" + "<text:span>" * DEEP + "字" + "</text:span>" * DEEP + "</text:p>",
        "<text:list><text:list-item>" * 1_000 + "<text:p>字</text:p>" + "</text:list-item></text:list>" * 1_000,
        "<table:table><table:table-row><table:table-cell>" * 500
        + "<text:p>字</text:p>"
        + "</table:table-cell></table:table-row></table:table>" * 500,
        '<text:p><text:s text:c="999999999"/>字</text:p>',
        '<text:h text:outline-level="-3">字</text:h><text:h text:outline-level="x">字</text:h>',
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="99999999"><text:p>字</text:p>'
        "</table:table-cell></table:table-row></table:table>",
        '<text:p text:style-name="ring">字</text:p>',
        "<draw:g>" * 1_000 + "<draw:frame/>" + "</draw:g>" * 1_000 + "<text:p>字</text:p>",
        '<text:p>字<draw:frame><draw:image xlink:href="file:///etc/passwd"/></draw:frame></text:p>',
    ],
    ids=["spans", "lists", "tables", "spaces", "levels", "wide", "ring", "groups", "elsewhere"],
)
def test_hostile_opendocument_bodies(body: str, tmp_path: Path) -> None:
    read_or_refuse("odt", odt(body, tmp_path), tmp_path)


@pytest.mark.parametrize(
    "make",
    [
        lambda: bomb("content.xml", 64 << 20),
        lambda: bomb("styles.xml", 64 << 20),
        lambda: as_odt(flagged(8, 1)),
        lambda: as_odt(flagged(10, 14)),
        lambda: as_odt(HOSTILE["damaged-part"]()),
        lambda: as_odt(HOSTILE["announced-small"]()),
        lambda: as_odt(HOSTILE["crowd"]()),
    ],
    ids=["bomb", "styles", "locked", "compression", "damaged", "small", "crowd"],
)
def test_hostile_opendocument_packages(make: Callable[[], bytes], tmp_path: Path) -> None:
    assert read_or_refuse("odt", make(), tmp_path) is None


@pytest.mark.parametrize("entity", ['SYSTEM "file:///etc/passwd"', "'" + "a" * 100 + "'"])
def test_entities_are_refused(entity: str, tmp_path: Path) -> None:
    text = f"<!DOCTYPE x [<!ENTITY e {entity}>]><office:document-content {NAMES}>&e;</office:document-content>"
    assert read_or_refuse("odt", odt("", tmp_path, content_xml=text.encode()), tmp_path) is None


# Web pages, archives, mails -----------------------------------------------------------------------------------------

PAGES = {
    "deep": "<div>" * DEEP + "字",
    "deep-mixed": "<p><b><table><tr><td>" * 2_000 + "字",
    "many": "<b>" * (MANY * 2),
    "many-links": "<a href='#x' id=y>1</a>" * 3_000 + "<p id=x>字<a href='#y'>返回</a></p>",
    "links-in-a-ring": "<p id=a>字<a href='#b' id=c>1</a></p><p id=b>注<a href='#a' id=d>2</a><a href='#c'>3</a></p>",
    "note-in-itself": "<div id=n><p>字<a id=c href='#n'>1</a><a href='#c'>2</a></p></div>",
    "huge-span": "<table><tr><td colspan=99999999999 rowspan=-3>字<td>字</table>",
    "huge-start": "<ol start=99999999999999999999><li value=-99999999999>字</ol>",
    "data": "<p>字<img src='data:image/png;base64," + "A" * MANY + "'></p>",
    "meta": "<meta charset='no-such'><p>字</p>",
    "file": "<p>字<img src='file:///etc/passwd'><img src='/etc/passwd'><img src='../../../etc/passwd'></p>",
    "frames": "<iframe src='http://example.cn'></iframe><object data='file:///x'></object><p>字</p>",
    "zero": "<p>\0字\0</p>",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("kind", ["html", "mht", "eml"])
def test_hostile_pages(kind: str, name: str, tmp_path: Path) -> None:
    page = PAGES[name].encode()
    if kind != "html":
        page = b"From: a@example.cn\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    source = read_or_refuse(kind, page, tmp_path)
    assert source is None or not source.pictures


@pytest.mark.parametrize("depth", [150, 2_000])
@pytest.mark.parametrize("kind", ["mht", "eml"])
def test_mails_in_mails_too_deep_are_refused(kind: str, depth: int, tmp_path: Path) -> None:
    path = tmp_path / f"稿.{kind}"
    path.write_bytes(b"Content-Type: message/rfc822\r\n\r\n" * depth + b"From: a@example.cn\r\n\r\nx\r\n")
    with pytest.raises(InputError, match="一层套一层"):
        read_source(path)


@pytest.mark.parametrize("kind", ["mht", "eml"])
@pytest.mark.parametrize(
    "make",
    [
        lambda: b"Content-Type: multipart/mixed; boundary=B\r\n\r\n" + b"--B\r\n\r\nx\r\n" * 5_000,
        lambda: b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n" * 300 + b"x",
        lambda: b"Content-Type: text/html; charset=\xff\xfe\r\n\r\n<p>x",
        lambda: b"Content-Type: message/rfc822\r\n\r\n" * 300 + b"x",
        lambda: b"Subject: =?utf-8?b?////?=\r\nFrom: =?x?q?=0A?= <a>\r\n\r\nx",
        lambda: b"Content-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\n%%%%",
    ],
    ids=["parts", "boundaries", "charset", "nested", "heads", "base64"],
)
def test_hostile_mails(kind: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    read_or_refuse(kind, make(), tmp_path)


def test_the_name_of_an_attachment_leads_nowhere(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "a@example.cn"
    mail.set_content("正文")
    mail.add_attachment("同志们：".encode(), maintype="text", subtype="plain", filename="../../../../tmp/x.txt")
    source = read_or_refuse("eml", bytes(mail), tmp_path)
    assert source is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["稿.eml"]
