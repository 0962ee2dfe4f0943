"""RTF as Word, WPS and LibreOffice write it: styles, lists, cells, notes, boxes, pictures, fields."""

from __future__ import annotations

import pytest

from publish.model import FindingKind, Source, Table
from publish.readers.rtf.reader import parse
from tests.readers.reader_display import texts
from tests.readers.rtf.test_rtf_reader import escape, rtf
from tests.readers.word.docx_files import png


def read(body: str) -> Source:
    return parse(rtf(body), "稿.rtf")


def codes(source: Source, kind: FindingKind) -> list[tuple[str, str]]:
    return [(f.code.removeprefix("rtf-"), f.text) for f in source.findings if f.kind is kind]


STYLES = (
    "{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}{\\s2\\outlinelevel1 "
    + escape("标题")
    + " 2;}{\\s3 toc 1;}{\\*\\cs10 x;}}"
)


def test_headings_by_style_and_by_outline() -> None:
    body = f"\\pard\\s1 {{\\b {escape('一、要求')}}}\\par\\pard\\s2 {escape('（一）思想')}\\par"
    body += f"\\pard\\outlinelevel2 {escape('1.目标')}\\par\\pard {escape('正文')}\\par"
    assert texts(read(STYLES + body)) == ["# 一、要求", "## （一）思想", "### 1.目标", "正文"]


def test_what_is_said_of_a_paragraph_holds_until_its_group_ends() -> None:
    """A number's \\pard stands in a group of its own, AbiWord repeats \\s with every run."""
    body = f"\\pard\\s1{{\\listtext\\pard {escape('一、')}}}{escape('要求')}\\par"
    body += f"\\pard{{\\s2 {escape('正')}}}{escape('文')}\\par"
    assert texts(read(STYLES + body)) == ["# 一、要求", "正文"]


def test_a_table_of_contents_is_named() -> None:
    field = (
        f"{{\\field{{\\*\\fldinst TOC \\\\o}}{{\\fldrslt {escape('一、要求')} 1\\par {escape('二、任务')} 2}}}}\\par"
    )
    styled = f"\\pard\\s3 {escape('三、')}\\par\\pard {escape('正文')}\\par"
    source = read(STYLES + field + styled)
    assert texts(source) == ["正文"]
    assert codes(source, FindingKind.LEFT_OUT) == [("contents", "一、要求 1 二、任务 2"), ("contents", "三、")]


# Numbers ------------------------------------------------------------------------------------------------------------

LEVELS = "".join(
    f"{{\\listlevel\\levelnfc{form}\\levelstartat1\\levelfollow2{{\\leveltext{text};}}{{\\levelnumbers;}}}}"
    for form, text in ((37, f"\\'02\\'00{escape('、')}"), (37, f"\\'03{escape('（')}\\'01{escape('）')}"))
)
LISTS = f"{{\\*\\listtable{{\\list{LEVELS}\\listid7}}}}{{\\*\\listoverridetable{{\\listoverride\\listid7\\ls1}}}}"


def listed(text: str, level: int, number: str = "") -> str:
    written = f"{{\\listtext\\pard {number}\\tab}}" if number else ""
    return f"\\pard\\ls1\\ilvl{level}{written} {escape(text)}\\par"


def test_numbers_are_counted_by_the_files_lists_where_they_are_not_written() -> None:
    source = read(LISTS + listed("要求", 0) + listed("思想", 1) + listed("原则", 1) + listed("任务", 0))
    assert texts(source) == ["一、要求", "（一）思想", "（二）原则", "二、任务"]


def test_numbers_that_a_program_lost_are_counted() -> None:
    """LibreOffice writes ? for 一 in \\listtext."""
    source = read(LISTS + listed("要求", 0, "??") + listed("任务", 0, "?" + escape("、")))
    assert texts(source) == ["一、要求", "二、任务"]
    assert source.findings == ()


def test_the_number_that_is_written_counts() -> None:
    assert texts(read(LISTS + listed("要求", 0, escape("三、")))) == ["三、要求"]


def test_a_list_that_lost_its_signs_cannot_count() -> None:
    lists = LISTS.replace(escape("、"), "?")
    assert codes(read(lists + listed("要求", 0, "??")), FindingKind.WARNING) == [("number", "??")]


# Tables -------------------------------------------------------------------------------------------------------------


def row(cells: list[str], edges: list[str], more: str = "") -> str:
    made = "".join(f"\\pard\\intbl {escape(text)}\\cell " for text in cells)
    return f"\\trowd\\trleft0{more}{''.join(edges)}{made}\\row "


def test_cells_over_columns_and_rows() -> None:
    body = row(["安排"], ["\\cellx300"], "\\trhdr") + row(["单位", "人数"], ["\\clvmgf\\cellx100", "\\cellx300"])
    body += row(["", "干部", "职工"], ["\\clvmrg\\cellx100", "\\cellx200", "\\cellx300"]) + "\\pard " + escape("完")
    source = read(body + "\\par")
    assert texts(source) == ["[ 安排«3×1» / 单位«1×2» | 人数«2×1» / 干部 | 职工 ]", "完"]
    assert [block.header_rows for block in source.blocks if isinstance(block, Table)] == [1]


def test_cells_that_go_on_from_the_left() -> None:
    body = row(["甲", "", "乙"], ["\\clmgf\\cellx100", "\\clmrg\\cellx200", "\\cellx300"])
    assert texts(read(body + row(["一", "二", "三"], ["\\cellx100", "\\cellx200", "\\cellx300"]))) == [
        "[ 甲«2×1» | 乙 / 一 | 二 | 三 ]"
    ]


def test_a_table_in_a_cell() -> None:
    inner = "".join(
        f"\\pard\\intbl\\itap2 {escape(text)}\\nestcell{{\\nonesttables\\par}}" for text in ("内一", "内二")
    )
    inner += "{\\*\\nesttableprops\\trowd\\cellx50\\cellx90\\nestrow}"
    outer = (
        f"\\trowd\\cellx100\\cellx200\\pard\\intbl {escape('外一')}\\par{inner}\\pard\\intbl {escape('外二')}\\cell "
    )
    source = read(f"{outer}\\pard\\intbl {escape('旁')}\\cell\\row\\pard {escape('完')}\\par")
    assert texts(source) == ["[ 外一⏎[ 内一 | 内二 ]⏎外二 | 旁 ]", "完"]


# Notes, boxes, pictures ---------------------------------------------------------------------------------------------


def test_notes_of_several_paragraphs_and_endnotes() -> None:
    note = f"{{\\super\\chftn}}{{\\footnote\\pard {{\\super\\chftn}} {escape('见第三条')}\\par {escape('又见')}}}"
    end = f"{{\\*\\footnote\\ftnalt {escape('见年鉴')}}}"
    source = read(f"{escape('依据')}{note}{escape('。')}{end}\\par")
    assert texts(source) == ["依据〔注：见第三条⏎又见〕。〔注：见年鉴〕"]
    assert codes(source, FindingKind.WARNING) == [("endnote", "")]


def test_the_text_of_a_box_stands_behind_its_paragraph() -> None:
    """The fallback for older programs says the same again and is passed over."""
    box = f"{{\\shp{{\\*\\shpinst{{\\sp{{\\sn a}}{{\\sv 1}}}}{{\\shptxt\\pard {escape('框里的字')}\\par}}}}"
    box += f"{{\\shprslt\\par {escape('框里的字')}\\par}}}}"
    source = read(f"{escape('框前')}{box}{escape('框后')}\\par{escape('完')}\\par")
    assert texts(source) == ["框前框后", "框里的字", "完"]
    assert codes(source, FindingKind.WARNING) == [("text-box", "")]


@pytest.mark.parametrize("binary", [False, True])
def test_a_picture_is_shown_once(binary: bool) -> None:
    """Word writes it twice: as it is, and as WMF for older programs."""
    data = png(20, 10)
    held = b"\\bin%d " % len(data) + data if binary else data.hex().encode()
    scale = b"\\picwgoal2000\\picscalex50\\pngblip{\\*\\blipuid 00ff} "
    shown = b"{\\*\\shppict{\\pict" + scale + held + b"}}{\\nonshppict{\\pict\\wmetafile8 0123}}"
    source = parse(b"{\\rtf1\\ansi " + escape("会场").encode() + shown + b"\\par}", "稿.rtf")
    assert texts(source) == ["会场", "〔图  50〕"]
    assert [(each.width, each.height) for each in source.pictures.values()] == [(20, 10)]
    assert source.findings == ()


def test_a_picture_that_cannot_be_shown_is_named() -> None:
    source = read("\\pard A{\\pict\\wmetafile8 0123}\\par")
    assert texts(source) == ["A"]
    assert "WMF" in source.findings[0].message


def test_revisions_are_said_to_be_accepted() -> None:
    source = read(f"{{\\revised {escape('新的')}}}{{\\deleted {escape('旧的')}}}\\par")
    assert texts(source) == ["新的"]
    assert codes(source, FindingKind.WARNING) == [("revisions", "")]
    assert codes(source, FindingKind.LEFT_OUT) == [("deleted", "旧的")]
