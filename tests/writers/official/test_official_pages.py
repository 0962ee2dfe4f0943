"""Pages of official documents: 版记 on an even page, paper with a printed head, what is said of a crowded page."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from publish.fonts.roles import find_faces
from publish.model import Document, Metadata
from publish.readers import read_source
from publish.structure.recognise import recognise
from publish.style import load_style
from publish.writers import Order, make_output
from publish.writers.official.remarks import list_remarks
from publish.writers.pdf.writer import Pdf, verify_pdf, write_pdf
from tests.writers.official.documents import CASES, make, read
from tests.writers.official.ruler import Sheet, text_rows

SENTENCE = "各单位要高度重视，落实责任，细化措施，认真组织开展自查自纠。"
HEAD = "海州市教育局文件\n海教发〔2026〕1号\n关于开展校园安全检查的通知\n各县区教育局：\n"
TAIL = "海州市教育局\n2026年3月20日\n抄送：市委办公室。\n海州市教育局办公室　　2026年3月21日印发"


def build(source: str, **tokens: str) -> tuple[Document, Pdf]:
    """The document of a text and its PDF in the look `gongwen` with tokens changed (`imprint__even`)."""
    document = read(CASES[0].__class__("", source, []))
    style = load_style("gongwen", {name.replace("__", "."): value for name, value in tokens.items()})
    pdf = write_pdf(document, Order(style), find_faces())
    verify_pdf(pdf, document, style)
    return document, pdf


def numbers(pdf: Pdf) -> list[bool]:
    """Whether each page has a page number."""
    return [bool(Sheet(pdf.data, page).find("black", (20, 264, 190, 280))) for page in range(pdf.pages)]


@pytest.mark.parametrize(
    ("paragraphs", "pages", "numbered"),
    [
        pytest.param(1, 2, [True, True], id="text on page 1: its back"),
        pytest.param(10, 2, [True, True], id="text ends on page 2 with room: there"),
        pytest.param(12, 4, [True, True, False, False], id="text fills page 2: a blank page, both without numbers"),
    ],
)
def test_the_imprint_stands_on_an_even_page(paragraphs: int, pages: int, numbered: list[bool]) -> None:
    """7.5: neither a blank page before the 版记 nor its own is numbered."""
    _, pdf = build(f"{HEAD}[{paragraphs}]{SENTENCE}\n{TAIL}", imprint__even="true")
    assert (pdf.pages, numbers(pdf)) == (pages, numbered)
    assert len(Sheet(pdf.data, pages - 1).list_rules("black")) == 3


def test_a_printed_head_leaves_its_place() -> None:
    """套打: nothing red, everything else where it would be."""
    source = next(case for case in CASES if case.name == "通知：份号、密级、紧急程度齐全").source
    plain, printed = make("通知：份号、密级、紧急程度齐全"), build(source, head__printed="true")[1]
    with_head, without = Sheet(plain.data, 0), Sheet(printed.data, 0)
    assert without.find("red") is None
    assert without.list_rows("black") == with_head.list_rows("black")
    text = pypdfium2.PdfDocument(printed.data)[0].get_textpage().get_text_range()
    assert "海州市教育局文件" not in text


def test_a_head_may_be_black() -> None:
    _, pdf = build(HEAD + SENTENCE, head__color="黑")
    sheet = Sheet(pdf.data, 0)
    assert sheet.find("red") is None and text_rows(sheet.list_rows("black"), 10)


@pytest.mark.parametrize("signoff", ["none", "seal", "stamp"])
def test_the_text_is_closed_in_three_ways(signoff: str) -> None:
    """7.3.5.1 to 7.3.5.3: lines free above 署名 and above the date, characters right of the date."""
    _, pdf = build(HEAD + SENTENCE + "\n海州市教育局\n2026年3月20日", signoff=signoff)
    rows = text_rows(Sheet(pdf.data, 0).list_rows("black", (0, 130, 210, 262)))
    text, signature, date = rows[-3:]
    pitch, em = 225 / 22, 156 / 28
    above, between, right = {"none": (1, 0, None), "seal": (2, 0, 4), "stamp": (2, 1, 4)}[signoff]
    assert abs(signature.middle - text.middle - (above + 1) * pitch) < 0.5
    assert abs(date.middle - signature.middle - (between + 1) * pitch) < 0.5
    if right:
        assert abs(184 - date.right - right * em) < 1.6  # 日 is narrower than its square
    if signoff == "seal":
        assert abs((date.left + date.right) - (signature.left + signature.right)) < 1.5
    if signoff == "none":
        assert abs(date.left - signature.left - 2 * em) < 0.8


@pytest.mark.parametrize("name", ["请示：三位签发人", "函：份号、密级、紧急程度在左", "令"])
def test_a_printed_head_leaves_the_place_of_its_own_names(name: str) -> None:
    made = make(name)
    style = load_style(made.style.name, {"head.printed": "true"})
    pdf = write_pdf(made.document, Order(style), find_faces())
    verify_pdf(pdf, made.document, style)
    plain, printed = Sheet(made.data, 0), Sheet(pdf.data, 0)
    assert printed.find("red") is None
    assert printed.list_rows("black") == plain.list_rows("black")


def test_what_does_not_fit_is_said() -> None:
    long = "某某县卫生健康委员会爱国卫生运动委员会防治艾滋病工作委员会联合办公室"
    source = f"{HEAD}{SENTENCE}\n海州市教育局\n2026年3月20日\n{long}　　2026年3月21日印发"
    document = read(CASES[0].__class__("", source, []))
    printed = load_style("gongwen", {"head.printed": "true"})
    assert [each.code for each in list_remarks(document, printed)] == ["printed-head", "imprint-folds"]
    names = "海州市发展和改革委员会\n海州市市场监督管理局\n海州市人力资源和社会保障局\n"
    crowded = read(CASES[0].__class__("", f"{HEAD}请认真贯彻执行。\n{names}2026年3月20日", []))
    assert [each.code for each in list_remarks(crowded, load_style("gongwen"))] == ["crowded-page"]
    assert list_remarks(document, load_style("speech")) == ()


def test_a_note_comes_back_to_page_one_and_nothing_is_said_of_it() -> None:
    """The lines stand a little closer (7.3.5.5), rather than the note alone on a page before the attachment."""
    text = "海州市教育局关于印发海州市中小学幼儿园校园安全隐患大排查大整治专项行动实施方案的通知"
    head = f"海州市教育局文件\n海教发〔2026〕15号\n{text}\n各县教育局：\n{'请认真组织实施。' * 8}"
    source = f"{head}\n海州市教育局\n2026年5月6日\n（此件公开发布）\n附件\n检查表\n逐项检查。"
    document, pdf = build(source)
    assert pdf.pages == 2
    assert "此件公开发布" in pypdfium2.PdfDocument(pdf.data)[0].get_textpage().get_text_range()
    style = load_style("gongwen")
    assert [each.code for each in list_remarks(document, style)] == ["crowded-page"]
    assert list_remarks(document, style.tighten(1)) == ()
    word = make_output("docx", document, Order(style))
    assert [each.code for each in word.findings] == ["tightened"]
    assert pitches(word.data) == {int(style.tighten(1).page.pitch * 20)}  # whole twips, rounded down
    assert [
        each.code for each in make_output("docx", document, Order(load_style("gongwen", {"tight_lines": "0"}))).findings
    ] == ["crowded-page"]


def pitches(docx: bytes) -> set[int]:
    """The distances of lines in the sections of a Word file, twips."""
    xml = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    return set(map(int, re.findall(r'w:linePitch="(\d+)"', xml)))


COLUMNS = 11
WIDE = "\n".join(
    [
        f"| 序号 {' '.join(f'| 第{number}项检查情况说明' for number in range(COLUMNS))} |",
        f"|---{'|---' * COLUMNS}|",
        f"| 1 {'| 教学楼墙面有裂缝，已经封闭 ' * COLUMNS}|",
    ]
)


@pytest.mark.parametrize("page", [2, 3])
def test_a_wide_table_keeps_the_page_number_at_the_foot_of_the_sheet(page: int, tmp_path: Path) -> None:
    """8: the number of a page turned sideways stands where the sheet has it, at its left: below on a right-hand page,
    above on a left-hand one; 附件 and the title lie sideways with the table, 版记 stands upright."""
    path = tmp_path / "通知.md"
    body = [SENTENCE] * (1 if page == 2 else 10)
    lines = [*HEAD.splitlines(), *body, "附件：检查情况汇总表", *TAIL.splitlines(), "附件", "检查情况汇总表", WIDE]
    path.write_text("\n\n".join(lines), encoding="utf-8")
    document, style = recognise(read_source(path), Metadata()), load_style("gongwen")
    pdf = write_pdf(document, Order(style), find_faces())
    verify_pdf(pdf, document, style)
    pages = pypdfium2.PdfDocument(pdf.data)
    turned = [pages[number].get_width() > pages[number].get_height() for number in range(pdf.pages)]
    assert turned == [False] * (page - 1) + [True, False]
    text = pages[page - 1].get_textpage()
    number = text.search(f"— {page} —").get_next()
    assert number
    _, bottom, right, top = (edge * 25.4 / 72 for edge in text.get_charbox(number[0]))
    assert right < 35 and (top < 105 if page % 2 else bottom > 105)
    assert len(Sheet(pdf.data, page).list_rules("black")) == 3
