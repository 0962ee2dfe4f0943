"""PDFs whose structure tree another program wrote: it says what belongs together, the pages say what the words are."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from publish.model import Table
from publish.readers.pdf.characters import hide_actual_text
from tests.readers.pdf.pdf_files import LEFT, Sheet, Words, make_pdf, save, set_lines
from tests.readers.pdf.tagged_files import Tree, make_tagged
from tests.readers.pdf.test_plain_pdf import read_bytes, told
from tests.readers.reader_display import bag, characters, texts

# Two paragraphs that no indent and no short line part, as a web page is printed.
PROSE = set_lines(
    [
        "今年以来，全市上下坚决落实党中央决策部署，扎实推进防汛抗",
        "旱各项准备工作，取得了阶段性成效，确保了安全度汛，请审阅。",
        "下一步，各县区要把责任落实到每一座水库、每一段堤防、每一",
        "个岗位。",
    ]
)
JOINED = [
    "今年以来，全市上下坚决落实党中央决策部署，扎实推进防汛抗旱各项准备工作，取得了阶段性成效，确保了安全度汛，请审阅。",
    "下一步，各县区要把责任落实到每一座水库、每一段堤防、每一个岗位。",
]
PARTED = ("Document", ("P", (0, 0), (0, 1)), ("P", (0, 2), (0, 3)))


def test_paragraphs_are_those_of_the_tree(tmp_path: Path) -> None:
    source = read_bytes(make_tagged([PROSE], PARTED), tmp_path)
    assert texts(source) == JOINED
    assert told(source, "pdf-plain") == []


@pytest.mark.parametrize(
    ("tree", "roles"),
    [
        (("Document", ("正文", (0, 0), (0, 1)), ("正文", (0, 2), (0, 3))), {"正文": "P"}),
        (("Document", ("NonStruct", ("Span", (0, 0)), (0, 1)), ("NonStruct", (0, 2), (0, 3))), {}),
        (("Document", ("Sect", ("Div", PARTED[1], PARTED[2]))), {}),
    ],
    ids=["own names", "without names", "deeper"],
)
def test_blocks_go_by_many_names(tree: Tree, roles: dict[str, str], tmp_path: Path) -> None:
    assert texts(read_bytes(make_tagged([PROSE], tree, roles), tmp_path)) == JOINED


def test_headings_have_the_level_of_the_tree(tmp_path: Path) -> None:
    page = set_lines(["防汛工作报告", "一、基本情况", "雨情总体平稳。"])
    tree = ("Document", ("H1", (0, 0)), ("H2", (0, 1)), ("P", (0, 2)))
    assert texts(read_bytes(make_tagged([page], tree), tmp_path)) == [
        "# 防汛工作报告",
        "## 一、基本情况",
        "雨情总体平稳。",
    ]


def test_a_label_stands_before_its_item(tmp_path: Path) -> None:
    page = [
        Words("1.", LEFT, 760),
        Words("加强值守。", LEFT + 20, 760),
        Words("2.", LEFT, 732),
        Words("备足物资。", LEFT + 20, 732),
    ]
    items = [("LI", ("Lbl", (0, at)), ("LBody", ("P", (0, at + 1)))) for at in (0, 2)]
    assert texts(read_bytes(make_tagged([page], ("Document", ("L", *items))), tmp_path)) == [
        "1.加强值守。",
        "2.备足物资。",
    ]


def test_lines_that_end_early_inside_a_paragraph_stay_lines(tmp_path: Path) -> None:
    page = set_lines(["联系人：张三", "电话：0551—62600000，工作日上午八时至下午五时"])
    source = read_bytes(make_tagged([page], ("Document", ("P", (0, 0), (0, 1)))), tmp_path)
    assert texts(source) == ["联系人：张三⏎电话：0551—62600000，工作日上午八时至下午五时"]


TABLE = (
    "Table",
    ("TR", ("TH", ("P", (0, 0))), ("TH", ("P", (0, 1)))),
    ("TR", ("TD", ("P", (0, 2), (0, 3))), ("TD", (0, 4))),
)
CELLS: Sheet = [
    Words("单位", 90, 700), Words("情况", 200, 700),
    Words("海州市水", 90, 670), Words("利局", 90, 652), Words("已完成全部任务", 200, 661),
]  # fmt: skip


def test_tables_are_those_of_the_tree(tmp_path: Path) -> None:
    source = read_bytes(make_tagged([CELLS], ("Document", TABLE)), tmp_path)
    assert texts(source) == ["[ 单位 | 情况 / 海州市水利局 | 已完成全部任务 ]"]
    assert [table.header_rows for table in source.blocks if isinstance(table, Table)] == [1]


def test_a_cell_spans_what_the_tree_says(tmp_path: Path) -> None:
    tree = ("Table", ("TR", ("TH", {"ColSpan": 2}, ("P", (0, 0), (0, 1)))), ("TR", ("TD", (0, 2)), ("TD", (0, 4))))
    assert "«2×1»" in texts(read_bytes(make_tagged([CELLS], ("Document", tree)), tmp_path))[0]


def test_a_head_that_the_next_page_repeats_stands_once(tmp_path: Path) -> None:
    """Browsers and LibreOffice draw it again as an artifact."""
    second = [Words("单位", 90, 760), Words("情况", 200, 760), Words("农业局", 90, 730), Words("已完成", 200, 730)]
    tree = (*TABLE, ("TR", ("TD", (1, 2)), ("TD", (1, 3))))
    source = read_bytes(make_tagged([CELLS, second], ("Document", tree)), tmp_path)
    assert texts(source) == ["[ 单位 | 情况 / 海州市水利局 | 已完成全部任务 / 农业局 | 已完成 ]"]


def test_tables_that_arrange_a_page_are_none(tmp_path: Path) -> None:
    tree = ("Document", ("Table", ("TR", ("TD", TABLE), ("TD", ("P", (0, 5))))))
    page = [*CELLS, Words("版权所有", 90, 500)]
    assert (
        texts(read_bytes(make_tagged([page], tree), tmp_path))[0] == "[ 单位 | 情况 / 海州市水利局 | 已完成全部任务 ]"
    )


def test_what_stands_outside_the_tree_at_the_edge_is_told(tmp_path: Path) -> None:
    page = [Words("海州市水利局文件", LEFT, 800), *PROSE, Words("第 1 页", 280, 60)]
    tree = ("Document", ("P", (0, 1), (0, 2)), ("P", (0, 3), (0, 4)))
    source = read_bytes(make_tagged([page], tree), tmp_path)
    assert texts(source) == JOINED
    assert told(source, "pdf-running") + told(source, "pdf-folio") == ["海州市水利局文件", "第 1 页"]


@pytest.mark.parametrize(
    "tree",
    [
        ("Document", ("P", (0, 0))),  # most of the page is not in it
        ("Document", ("P", (0, 0), (0, 1), (0, 0)), ("P", (0, 9)), ("Table", ("TR",)), ("P", (0, 2), (0, 3))),
        ("Document", ("Table", ("TR", ("TD", (0, 0)), ("TD",)), ("Caption", (0, 1))), ("P", (0, 2)), ("P", (0, 3))),
    ],
    ids=["little", "odd", "caption"],
)
def test_every_character_is_read_or_told_whatever_the_tree_says(tree: Tree, tmp_path: Path) -> None:
    source = read_bytes(make_tagged([PROSE], tree), tmp_path)
    assert characters(source) == bag("".join(item.text for item in PROSE if isinstance(item, Words)))


def test_actual_text_moves_no_character(tmp_path: Path) -> None:
    """pdfium squeezes the characters of an ActualText into the box of one glyph, and every second 0 seemed doubled."""
    plain = pikepdf.open(io.BytesIO(make_pdf([set_lines(["2003年防汛工作报告，2006年4月10日"])])))
    drawn = plain.pages[0].Contents.read_bytes()
    actual = "2003年防汛工作报告，2006年4月10日".encode("utf-16-be").hex()
    mark = f"/Span <</ActualText <feff{actual}>>> BDC ".encode()
    plain.pages[0].Contents = pikepdf.Stream(plain, mark + drawn + b" EMC")
    assert texts(read_bytes(save(plain), tmp_path)) == ["2003年防汛工作报告，2006年4月10日"]


@pytest.mark.parametrize(("glyph", "actual"), [("〜", "～"), ("⸺", "——")])
def test_the_actual_text_of_one_glyph_stays(glyph: str, actual: str) -> None:
    """A browser writes it for a glyph that several characters have in common, and for a ligature."""
    plain = pikepdf.open(io.BytesIO(make_pdf([set_lines(["上午九时", glyph])])))
    drawn = plain.pages[0].Contents.read_bytes().split(b"\n")
    drawn[1] = f"/Span <</ActualText <feff{actual.encode('utf-16-be').hex()}>>> BDC ".encode() + drawn[1] + b" EMC"
    plain.pages[0].Contents = pikepdf.Stream(plain, b"\n".join(drawn))
    data = save(plain)
    assert hide_actual_text(pikepdf.open(io.BytesIO(data)), data) is data
