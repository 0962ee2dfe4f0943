"""The Markdown reader: each construct, its places, its pictures' limits, front matter, and no character lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.errors import InputError
from publish.model import (
    ELEMENTS,
    Heading,
    Metadata,
    Paragraph,
    Place,
    Source,
    Span,
    Table,
    inlines,
    paragraphs,
    plain_text,
)
from publish.readers.markdown.reader import parse, read
from tests.readers.reader_cases import Case, load_cases
from tests.readers.reader_display import characters, show, show_finding
from tests.readers.word.docx_files import png


def parsed(text: str) -> Source:
    return parse(text, "a.md", Path("/nonexistent"))


def spans(source: Source) -> list[tuple[str, int, int]]:
    """Every span with the line and column of its first character."""
    found = [inline for block in paragraphs(source.blocks) for inline in inlines(block)]
    return [(each.text, each.place.line, each.place.column) for each in found if isinstance(each, Span) and each.place]


@pytest.mark.parametrize("case", load_cases("markdown.txt"), ids=lambda case: case.title)
def test_case(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "文稿"
    folder.mkdir()
    (tmp_path / "up.png").write_bytes(png())
    (folder / "good.png").write_bytes(png())
    (folder / "bad.png").write_bytes(b"GIF89a")
    (folder / "link.png").symlink_to(tmp_path / "up.png")
    path = folder / "a.md"
    path.write_text(case.sections[""], encoding="utf-8")
    source = read(path)
    assert [show(block) for block in source.blocks] == case.lines("文字")
    assert [show_finding(finding) for finding in source.findings] == case.lines("上报")


@pytest.mark.parametrize("case", load_cases("markdown.txt"), ids=lambda case: case.title)
def test_every_span_stands_where_it_says(case: Case) -> None:
    """Line and column lead to the span's first characters in the source."""
    lines = case.sections[""].split("\n")
    renumbered = {"2)"}
    for text, line, column in spans(parsed(case.sections[""])):
        there = lines[line - 1][column - 1 :]
        if text not in renumbered and text != "• " and there[:1] != "&":
            whole = not any(mark in there for mark in ("\\|", "&"))
            assert there.startswith(text.rstrip() if whole else text[0]), (text, line, column)


def test_places_inside_lists_quotations_and_tables() -> None:
    text = "# 标题\n\n- 甲**粗**\n\n> 引文\n> 二行\n\n| 是 | 是 |\n|--|--|\n| 是 | 否 |\n"
    assert spans(parsed(text)) == [
        ("标题", 1, 3),
        ("• ", 3, 1),
        ("甲", 3, 3),
        ("粗", 3, 6),
        ("引文", 5, 3),
        ("二行", 6, 3),
        ("是", 8, 3),
        ("是", 8, 7),
        ("是", 10, 3),
        ("否", 10, 7),
    ]


def test_hints() -> None:
    source = parsed("# 题\n正文\n\n> 引\n\n1. 甲\n   - 乙\n")
    hints = [block.hints for block in source.blocks if isinstance(block, Paragraph | Heading)]
    assert [(h.level, h.quotation, h.list_depth, h.marker) for h in hints] == [
        (1, False, 0, ""),
        (0, False, 0, ""),
        (0, True, 0, ""),
        (0, False, 1, "1."),
        (0, False, 2, "•"),
    ]
    assert [h.blank_before for h in hints] == [False, False, True, True, False]


def test_table_alignment_and_head() -> None:
    table = parsed("|甲|乙|丙|\n|:-|:-:|-:|\n|1|2|3|").blocks[0]
    assert isinstance(table, Table) and table.header_rows == 1
    assert [cell.align for cell in table.rows[0]] == ["left", "center", "right"]


FRONT = '---\ntitle: 讲话: 副题\nspeaker: "张 三" # 注\ndate: 2024年5月1日\nstyle: speech\nfill:\n  单位: 市政协\n---\n'


def test_front_matter() -> None:
    source = parsed(FRONT + "正文")
    assert source.metadata == Metadata("讲话: 副题", "张 三", "2024年5月1日", "speech", fill={"单位": "市政协"})
    assert spans(source) == [("正文", 9, 1)]


def test_front_matter_in_toml() -> None:
    source = parsed('+++\ntitle = "题"\ndate = 2024-05-01\n[fill]\n"单位" = "市政协"\n+++\n正文')
    assert source.metadata == Metadata("题", "", "2024-05-01", fill={"单位": "市政协"})


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\ntitel: x\n---\n", 2, "没有“titel”这一项"),
        ("---\ntitle: x\n标题: y\n---\n", 3, "没有“标题”这一项"),
        ("---\ntitle: x\ntitle: y\n---\n", 3, "“title”写了两次"),
        ("---\nfill: x\n---\n", 2, "fill 的内容要另起行"),
        ("+++\ntitle = [1]\n+++\n", 1, "“title”的值应当是文字"),
        ("+++\nfill = 1\n+++\n", 1, "fill 应当是一组项目"),
        ("+++\ntitle\n+++\n", 1, "读不懂"),
    ],
)
def test_wrong_front_matter(text: str, line: int, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parsed(text + "正文")
    assert message in caught.value.message and caught.value.hint
    assert caught.value.place == Place("a.md", line)


def test_unknown_keys_list_the_known() -> None:
    with pytest.raises(InputError) as caught:
        parsed("---\ntitel: x\n---\n正文")
    assert caught.value.hint == "是不是“title”？可用：title、speaker、date、style、" + "、".join((*ELEMENTS, "fill"))


@pytest.mark.parametrize("text", ["---\n第一段\n\n---\n第二段", "---\n正文没有收口", "---\n- 甲: 乙\n---\n丙"])
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    source = parsed(text)
    assert source.metadata == Metadata() and source.blocks


def test_encodings_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    for data in (
        "# 题\r\n\r\n正文\r".encode("gb18030"),
        "\ufeff# 题\r\r正文".encode(),
        "# 题\n\n正文".encode("utf-16"),
    ):
        path.write_bytes(data)
        assert [show(block) for block in read(path).blocks] == ["# 题", "正文"]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", ">", "* > "])
@pytest.mark.parametrize("depth", [200, 2000])
def test_deep_nesting_keeps_the_text(mark: str, depth: int) -> None:
    source = parsed("前\n\n" + mark * depth + "底\n\n后")
    texts = [plain_text(block.content) for block in source.blocks if isinstance(block, Paragraph)]
    assert texts[0] == "前" and texts[-1] == "后" and "底" in "".join(texts)
    assert {finding.code for finding in source.findings} == {"md-nesting"}


@pytest.mark.parametrize("text", ["![" * 3000, "[" * 20_000 + "字", "**字" * 20_000, "![[`*_" * 2000, "<!--" * 20_000])
def test_piled_marks_end_soon(text: str) -> None:
    """Read, or refused with a sentence; never a traceback. (The suite's time limit is the judge of 'soon'.)"""
    try:
        assert parsed(text).blocks
    except InputError as error:
        assert "嵌套" in error.message


HAN = st.text("的一是在不了有和人这中大为上个国我以要他", min_size=1, max_size=4)
TOKENS = (
    "* ** *** _ __ ` `` [ ] ( ) ]( [^1] ![ ~~ | |- # > - 1. 2) \\ <!-- --> <br> &lt; "
    "： 。 “ ” ``` --- === + ]: (乙) [甲] ![甲](丙)"
)
MARKS = st.sampled_from(TOKENS.split())
LINES = (
    "\n",
    "\n\n",
    " ",
    "\u3000",
    "\n    ",
    "\n  ",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n# ",
    "\n| ",
    "\n[^1]: ",
    "\n[甲]: 乙",
    "\t",
)
TEXTS = st.lists(HAN | MARKS | st.sampled_from(LINES), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_han_character_is_lost(text: str) -> None:
    assert_conserved(text)


@pytest.mark.slow
@settings(max_examples=5_000, deadline=None)
@given(TEXTS)
def test_no_han_character_is_lost_in_five_thousand_texts(text: str) -> None:
    assert_conserved(text)


def test_a_picture_behind_a_code_span_over_two_lines_is_reported_as_typed() -> None:
    assert_conserved("`\n`![甲](丙)\n[甲]: 乙")


def assert_conserved(text: str) -> None:
    """Characters in are characters out and reported, not one more nor less."""
    source = parsed(text)
    assert han("".join(characters(source).elements())) == han(text)


def han(text: str) -> Counter[str]:
    return Counter(char for char in text if "\u4e00" <= char <= "\u9fff")
