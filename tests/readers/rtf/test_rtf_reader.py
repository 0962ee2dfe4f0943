"""RTF: code pages, \\u with its fallback, lists, tables, footnotes; what is left out is named."""

from __future__ import annotations

import random

import pytest

from publish.errors import InputError
from publish.readers.rtf.reader import parse
from tests.readers.reader_display import left_out, texts


def rtf(body: str) -> bytes:
    return ("{\\rtf1\\ansi\\ansicpg936\\uc1 " + body + "}").encode("gb18030")


def escape(text: str) -> str:
    """Characters as \\u with a question mark for older readers, signed, surrogate pairs in two."""
    data = text.encode("utf-16-le")
    units = [int.from_bytes(data[i : i + 2], "little", signed=True) for i in range(0, len(data), 2)]
    return "".join(f"\\u{unit}?" for unit in units)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("\\'b8\\'f7\\'ce\\'bb\\'b4\\'fa\\'b1\\'ed\\par", ["各位代表"]),
        (escape("政发〔") + "2024" + escape("〕") + "3" + escape("号") + "\\par", ["政发〔2024〕3号"]),
        (escape("陈𬱖之") + "\\par", ["陈𬱖之"]),
        ("{\\b " + escape("要") + "}" + escape("抓好") + "\\par", ["*要*抓好"]),
        (escape("甲") + "\\line " + escape("乙") + "\\par", ["甲⏎乙"]),
        ("{\\listtext " + escape("一、") + "\\tab}" + escape("总体要求") + "\\par", ["一、总体要求"]),
        ("{\\listtext " + escape("\uf0d8") + "\\tab}" + escape("重视") + "\\par", ["• 重视"]),  # a sign of Wingdings
        (
            "\\trowd\\intbl "
            + escape("单位")
            + "\\cell "
            + escape("人数")
            + "\\cell\\row\\intbl 1\\cell 2\\cell\\row\\pard\\par",
            ["[ 单位 | 人数 / 1 | 2 ]"],
        ),
        (
            escape("依据规定")
            + "{\\super 1}{\\footnote\\pard {\\super 1}"
            + escape("见第三条")
            + "}"
            + escape("。")
            + "\\par",
            ["依据规定^(1)〔注：^(1)见第三条〕。"],
        ),
        ("m{\\super 3}\\par", ["m^(3)"]),
        ("{\\fonttbl{\\f0\\fcharset134 \\'cb\\'ce;}}\\f0 \\'b8\\'f7\\par", ["各"]),
    ],
)
def test_words_become_blocks(body: str, lines: list[str]) -> None:
    assert texts(parse(rtf(body), "稿.rtf")) == lines


def test_hidden_and_deleted_text_pictures_and_remarks_are_named() -> None:
    body = (
        escape("甲") + "{\\v " + escape("暗") + "}{\\deleted " + escape("删") + "}{\\pict 00}{\\*\\annotation x}\\par"
    )
    source = parse(rtf(body), "稿.rtf")
    assert texts(source) == ["甲"]
    assert left_out(source) == ["暗", "删", "", "x"]
    codes = {"rtf-hidden", "rtf-deleted", "rtf-picture", "rtf-comment", "rtf-revisions"}
    assert {f.code for f in source.findings} == codes


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("{\\header\\pard %s\\par}", "页眉"),
        ("{\\footerr\\pard %s\\par}", "页脚"),
        ("{\\*\\annotation\\pard %s\\par}", "批注"),
    ],
)
def test_words_beside_the_text_are_named_and_end_no_paragraph(group: str, name: str) -> None:
    source = parse(rtf(escape("前") + group % escape("旁边的字") + escape("后") + "\\par"), "稿.rtf")
    assert texts(source) == ["前后"]
    assert [(f.message, f.text) for f in source.findings] == [(f"{name}里的文字没有排出", "旁边的字")]


def test_a_number_that_the_file_lost_is_told() -> None:
    source = parse(rtf("{\\listtext ?\\tab}" + escape("总体要求") + "\\par"), "稿.rtf")
    assert [f.code for f in source.findings] == ["rtf-number"]


@pytest.mark.parametrize("data", [b"", b"text", b"{\\rtf1}", b"{\\rtf1 " + b"{" * 5_000])
def test_what_cannot_be_read_is_told_in_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match=r"[\u4e00-\u9fff]"):
        parse(data, "稿.rtf")


@pytest.mark.parametrize("seed", range(60))
def test_every_character_is_kept_or_named(seed: int) -> None:
    random_ = random.Random(seed)
    pieces = (
        "{\\b 字}",
        "字\\par ",
        "{\\v 字}",
        "{\\*\\unknown 码}",
        "\\pard 字",
        "字\\line ",
        "字\\cell\\row ",
        "}",
        "{字",
    )
    body = "".join(random_.choice(pieces) for _ in range(random_.randrange(3, 40))) + "字\\par"
    data = rtf(body)
    seen = data.decode("gb18030")
    end = seen.find("}" + "}")  # characters behind the file's last brace are outside of it
    source = parse(data, "稿.rtf")
    kept = "".join(texts(source)).count("字") + "".join(left_out(source)).count("字")
    assert kept == seen.count("字"), (body, end)


@pytest.mark.parametrize("page", ["9", "0", "99999", "-1", "1200"])
def test_code_pages_that_are_none_are_western(page: str) -> None:
    data = b"{\\rtf1\\ansi\\ansicpg" + page.encode() + b" abc\\par}"
    assert texts(parse(data, "a.rtf")) == ["abc"]
    boxed = data.replace(
        b" abc", b" abc{\\shp{\\*\\shpinst{\\shptxt \\pard \\'e4\\par}}}{\\field{\\*\\fldinst \\'e4}{\\fldrslt d}}"
    )
    assert texts(parse(boxed, "a.rtf"))
