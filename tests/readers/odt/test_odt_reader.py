"""OpenDocument texts: paragraphs, headings, lists with Han numbers, tables, notes; hostile files are refused."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.readers.odt.reader import NS, read
from tests.readers.reader_display import left_out, texts
from tests.readers.word.docx_files import png

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


def test_what_stands_beside_or_above_the_text_is_named(tmp_path: Path) -> None:
    ruby = "<text:ruby><text:ruby-base>亳</text:ruby-base><text:ruby-text>bó</text:ruby-text></text:ruby>"
    margins = (
        "<style:header><text:p>内部资料</text:p></style:header>"
        "<style:footer><text:p>— <text:page-number>2</text:page-number> —</text:p></style:footer>"
    )
    styles = f"<office:document-styles {NAMES}>{margins}</office:document-styles>"
    source = read(write_odt(tmp_path, f"<text:p>{ruby}州市</text:p>", styles_xml=styles.encode()))
    assert texts(source) == ["亳州市"]
    assert left_out(source) == ["bó", "内部资料"]


FRAME = '<draw:frame svg:width="2cm"><draw:image xlink:href="{}"/><svg:desc>会场</svg:desc></draw:frame>'
SOUND = png(20, 10)


def test_pictures_hang_behind_their_paragraph(tmp_path: Path) -> None:
    body = f"<text:p>公章{FRAME.format('Pictures/a.png')}在此</text:p><text:p>完</text:p>"
    source = read(write_odt(tmp_path, body, **{"Pictures/a.png": SOUND}))
    assert texts(source) == ["公章在此", "〔图 会场 56.6929〕", "完"]
    assert [(each.width, each.height) for each in source.pictures.values()] == [(20, 10)]


@pytest.mark.parametrize(
    ("href", "why"),
    [
        ("Pictures/b.png", "找不到"),
        ("https://example.cn/a.png", "链接"),
        ("../../etc/passwd", "链接"),
        ("content.xml", "不是 PNG"),
        ("Pictures/cut.png", "损坏"),
    ],
)
def test_pictures_that_cannot_be_shown_are_named(tmp_path: Path, href: str, why: str) -> None:
    path = write_odt(tmp_path, f"<text:p>甲{FRAME.format(href)}</text:p>", **{"Pictures/cut.png": SOUND[:40]})
    source = read(path)
    assert texts(source) == ["甲"]
    assert [(f.code, f.text) for f in source.findings] == [("odt-picture", "会场")]
    assert why in source.findings[0].message


def test_the_text_of_a_box_or_shape_stands_behind_its_paragraph(tmp_path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>框里</text:p></draw:text-box></draw:frame>"
    shape = "<draw:custom-shape><text:p>形里</text:p></draw:custom-shape>"
    source = read(write_odt(tmp_path, f"<text:p>前{box}{shape}后</text:p><text:p>完</text:p>"))
    assert texts(source) == ["前后", "框里", "形里", "完"]
    assert [finding.code for finding in source.findings] == ["odt-text-box", "odt-text-box"]


def test_deleted_words_are_named(tmp_path: Path) -> None:
    gone = "<text:deletion><office:change-info/><text:p>旧的</text:p></text:deletion>"
    body = f"<text:tracked-changes><text:changed-region>{gone}</text:changed-region></text:tracked-changes>"
    source = read(write_odt(tmp_path, f"{body}<text:p>新的</text:p>"))
    assert texts(source) == ["新的"]
    assert left_out(source) == ["旧的"]


def test_an_item_that_only_holds_a_list_has_no_number(tmp_path: Path) -> None:
    """As LibreOffice parts the list of headings wherever text stands between them."""
    style = "text:style-name='L' text:continue-numbering='true'"
    first = "<text:list text:style-name='L'><text:list-item><text:p>要求</text:p></text:list-item></text:list>"
    inner = "<text:list {}><text:list-item><text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>"
    inner += "</text:list-item></text:list><text:p>正文</text:p>"
    last = f"<text:list {style}><text:list-item><text:p>任务</text:p></text:list-item></text:list>"
    body = first + inner.format(style, "思想") + inner.format(style, "目标") + last
    assert texts(read(write_odt(tmp_path, body))) == ["一、要求", "1. 思想", "正文", "2. 目标", "正文", "二、任务"]


def test_a_whole_paragraph_in_a_heading_style_is_none(tmp_path: Path) -> None:
    text = "全市上下要统一思想。要抓好落实。"
    assert texts(read(write_odt(tmp_path, f'<text:h text:outline-level="1">{text}</text:h>'))) == [text]


def test_what_a_note_begins_with_is_no_text(tmp_path: Path) -> None:
    note = "<text:note text:note-class='endnote'><text:note-citation>i</text:note-citation><text:note-body>"
    note += "<text:p>\u2002见第三条</text:p><text:p>又见</text:p></text:note-body></text:note>"
    source = read(write_odt(tmp_path, f"<text:p>依据{note}。</text:p>"))
    assert texts(source) == ["依据〔注：见第三条⏎又见〕。"]
    assert [finding.code for finding in source.findings] == ["odt-endnote"]


def test_xml_with_a_wrong_end_tag_is_read_and_told(tmp_path: Path) -> None:
    """AbiWord ends text:p with </text:h>."""
    path = write_odt(tmp_path, "")
    content = zipfile.ZipFile(path).read("content.xml").decode()
    wrong = content.replace("<office:text>", "<office:text><text:p>甲段</text:h><text:p>乙段</text:p>")
    source = read(write_odt(tmp_path, "", content_xml=wrong.encode()))
    assert texts(source) == ["甲段", "乙段"]
    assert [finding.code for finding in source.findings] == ["odt-damaged"]


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


@pytest.mark.parametrize("bad", [b"\xed\xa0\x80", b"\xff"])
def test_bytes_that_are_no_characters_in_xml_that_is_not_well_formed(tmp_path: Path, bad: bytes) -> None:
    path = write_odt(tmp_path, "<text:p>甲</text:p>")
    for before, after in ((b"</text:p>", bad + b"</text:h>"), (b"<text:p>", b'<text:p a="' + bad + b'"><b>')):
        with zipfile.ZipFile(path) as archive:
            content = archive.read("content.xml").replace(before, after)
        odd = tmp_path / "b.odt"
        with zipfile.ZipFile(odd, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", content)
        with suppress(InputError):  # read whole, or refused
            assert texts(read(odd))[0].startswith("甲")
