"""OpenDocument texts: paragraphs, headings, lists with Han numbers, tables, notes; hostile files are refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import FindingKind, Source
from publish.readers.odt.reader import NS, read
from tests.readers.reader_display import show

NAMES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NS.items())
STYLES = """<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/></text:list-style>"""


def write_odt(folder: Path, body: str, **parts: bytes) -> Path:
    content = (
        f"<?xml version='1.0'?><office:document-content {NAMES}>"
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, data in (
            {"content.xml": content.encode()} | {k.replace("_", "."): v for k, v in parts.items()}
        ).items():
            archive.writestr(name, data)
    path = folder / "稿.odt"
    path.write_bytes(made.getvalue())
    return path


def item(text: str, inner: str = "") -> str:
    """A list of one item, with another list inside it."""
    return f"<text:list><text:list-item><text:p>{text}</text:p>{inner}</text:list-item></text:list>"


def row(*cells: str) -> str:
    inner = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row>{inner}</table:table-row>"


def texts(source: Source) -> list[str]:
    return [show(block) for block in source.blocks]


def left_out(source: Source) -> list[str]:
    return [finding.text for finding in source.findings if finding.kind is FindingKind.LEFT_OUT]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ('<text:p>要<text:span text:style-name="B">认真</text:span>抓好</text:p>', ["要*认真*抓好"]),
        ('<text:h text:outline-level="2">总体要求</text:h>', ["## 总体要求"]),
        ("<text:p>甲<text:line-break/>乙<text:s text:c='3'/>丙</text:p>", ["甲⏎乙   丙"]),
        (
            item("提高认识", item("学习")).replace("<text:list>", '<text:list text:style-name="L">', 1)
            + '<text:list text:style-name="L" text:continue-numbering="true">'
            + item("抓好落实").removeprefix("<text:list>"),
            ["一、提高认识", "1. 学习", "二、抓好落实"],
        ),
        (
            f"<table:table><table:table-header-rows>{row('单位', '人数')}</table:table-header-rows>"
            f"{row('水利局', '12')}</table:table>",
            ["[ 单位 | 人数 / 水利局 | 12 ]"],
        ),
        (
            "<text:p>依据规定<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>见第三条</text:p>"
            "</text:note-body></text:note>。</text:p>",
            ["依据规定〔注：见第三条〕。"],
        ),
    ],
)
def test_elements_become_blocks(tmp_path: Path, body: str, lines: list[str]) -> None:
    assert texts(read(write_odt(tmp_path, body))) == lines


def test_places_are_paragraphs(tmp_path: Path) -> None:
    source = read(write_odt(tmp_path, "<text:p>一</text:p><text:p/><text:p>三</text:p>"))
    assert [block.place.line for block in source.blocks if block.place] == [1, 3]


def test_what_is_hidden_or_a_remark_is_named(tmp_path: Path) -> None:
    remark = "<office:annotation><text:p>批注</text:p></office:annotation>"
    body = f'<text:p>甲<text:span text:style-name="V">暗</text:span>{remark}</text:p>'
    source = read(write_odt(tmp_path, body))
    assert texts(source) == ["甲"]
    assert left_out(source) == ["暗", "批注"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 broken",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        b"<x",
        b"<x>" * 1_100_000,
    ],
    ids=["empty", "broken", "doctype", "xml", "tags"],
)
def test_hostile_files_are_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "稿.odt"
    if data.startswith(b"<"):
        write_odt(tmp_path, "", content_xml=data)
    else:
        path.write_bytes(data)
    with pytest.raises(InputError, match=r"[\u4e00-\u9fff]"):
        read(path)
