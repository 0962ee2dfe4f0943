"""Word, OpenDocument, mail and web files damaged by chance: read, or refused with one sentence; never anything else."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from publish.errors import PublishError
from publish.model import Metadata
from publish.readers import read_source
from publish.structure.account import verify_account
from publish.structure.recognise import recognise
from publish.style import load_style
from publish.writers import EPOCH, Order, make_output

LINES = "在全市会议上的讲话", "同志们：", "今天召开全市会议，部署全年工作。", "一、抓落实", "要建立台账。"
MAIL = """From: =?utf-8?B?5byg5LiJ?= <a@example.cn>
To: b@example.cn
Subject: =?utf-8?B?6K6y6K+d56i/?=
Content-Type: multipart/alternative; boundary="xx"

--xx
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{}

--xx
Content-Type: text/html; charset=utf-8; name*0*=utf-8''%E7%A8%BF
Content-Transfer-Encoding: quoted-printable

<p>=E5=90=8C=E5=BF=97=E4=BB=AC=EF=BC=9A</p>

--xx--
"""
ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}</office:text></office:body>
</office:document-content>"""
PIECES = [
    *(b"<", b">", b"&", b'"', b"\0", b"\xff", b"=", b";", b"--xx", b"&#0;", b"&#xD800;", b"999999999", b"-1", b"NaN"),
    *(b"</w:p>", b"<w:p>", b"<w:tbl>", b"<text:p>", b"<table><tr><td colspan=99999>", b"=?utf-8?B?DQo=?="),
    *(b"charset=utf-7", b"charset=none", b"<text:note>", b"\r\n", b"\n\n"),
]
KINDS = ("docx", "odt", "eml", "html")


def sound(kind: str) -> bytes:
    """A sound file of a kind."""
    if kind == "eml":
        return MAIL.format("\n\n".join(LINES)).encode()
    if kind == "html":
        return f"<meta charset=utf-8><body><div>{''.join(f'<p>{line}</p>' for line in LINES)}</div></body>".encode()
    data = io.BytesIO()
    if kind == "odt":
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", ODT.format("".join(f"<text:p>{line}</text:p>" for line in LINES)))
        return data.getvalue()
    from publish.readers.text.reader import parse

    document = recognise(parse("\n".join(LINES), "a.txt"), Metadata())
    return make_output("docx", document, Order(load_style("speech"), EPOCH, None)).data


def damage(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, dropped, repeated, added, or the end cut off."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(found) + 1)
        end = at + chance.randint(1, 60)
        match chance.randrange(5):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at:end]
            case 2:
                found[at:at] = found[at:end] * chance.randint(1, 5)
            case 3 | _:
                found[at:at] = chance.choice(PIECES)
    return bytes(found if chance.random() < 0.8 else found[: chance.randrange(len(found) + 1)])


def damage_part(data: bytes, chance: random.Random) -> bytes:
    """An archive one of whose parts is damaged, or gone."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as copy:
        hit = chance.choice(archive.namelist())
        for name in archive.namelist():
            part = archive.read(name)
            if name != hit or chance.random() < 0.9:
                copy.writestr(name, damage(part, chance) if name == hit else part)
    return made.getvalue()


def try_mutants(kind: str, numbers: range, folder: Path) -> set[str]:
    """What became of the mutants: "read", "refused"; whatever else a reader raises goes through."""
    data, became = sound(kind), set()
    for number in numbers:
        chance = random.Random(f"{kind}{number}")
        inside = kind in ("docx", "odt") and chance.random() < 0.8
        path = folder / f"{number}.{kind}"
        path.write_bytes(damage_part(data, chance) if inside else damage(data, chance))
        try:
            source = read_source(path)
            verify_account(source, recognise(source, Metadata()))
            became.add("read")
        except PublishError:
            became.add("refused")
        path.unlink()
    return became


@pytest.mark.parametrize("kind", KINDS)
def test_mutants_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    assert try_mutants(kind, range(60), tmp_path) == {"read", "refused"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_mutants_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    assert try_mutants(kind, range(60, 1060), tmp_path) == {"read", "refused"}
