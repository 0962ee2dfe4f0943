"""PDFs of other programs, from bytes of our own: paragraphs from lines, what is left out, tables, refusals."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from publish.errors import InputError
from publish.model import FindingKind, Source, Table
from publish.readers.pdf.reader import read
from tests.readers.pdf.pdf_files import (
    HEIGHT,
    LEFT,
    PITCH,
    RIGHT,
    SIZE,
    WIDTH,
    Sheet,
    Stroke,
    Words,
    make_pdf,
    save,
    set_lines,
)
from tests.readers.reader_cases import Case, load_cases
from tests.readers.reader_display import bag, characters, texts

BODY = [
    "　　全市上下要坚决落实党中央决策部署扎实推进防汛抗旱各",
    "项准备工作，确保安全度汛。",
    "　　各县区要把责任落实到岗到人。",
]
JOINED = [
    "全市上下要坚决落实党中央决策部署扎实推进防汛抗旱各项准备工作，确保安全度汛。",
    "各县区要把责任落实到岗到人。",
]


def read_bytes(data: bytes, folder: Path) -> Source:
    path = folder / "来文.pdf"
    path.write_bytes(data)
    return read(path)


def told(source: Source, code: str) -> list[str]:
    return [finding.text for finding in source.findings if finding.code == code]


@pytest.mark.parametrize("case", load_cases("pdf.txt"), ids=lambda case: case.title)
def test_lines_become_paragraphs(case: Case, tmp_path: Path) -> None:
    pages = [case.lines(""), *([case.lines("page")] if "page" in case.sections else [])]
    source = read_bytes(make_pdf([set_lines(lines) for lines in pages]), tmp_path)
    assert texts(source) == case.lines("blocks")


def test_a_space_stands_for_a_control_and_is_told(tmp_path: Path) -> None:
    source = read_bytes(make_pdf([set_lines(["　　全市上下\x1a坚决落实。"])]), tmp_path)
    assert texts(source) == ["全市上下 坚决落实。"]
    assert told(source, "unprintable") == ["\x1a"]


def test_what_pdfium_does_not_see_is_told(tmp_path: Path) -> None:
    """A mark alone on its line has no width in a font without outlines; pdfium passes over it."""
    source = read_bytes(make_pdf([set_lines([*BODY, "。"])]), tmp_path)
    assert texts(source) == JOINED
    assert told(source, "pdf-witness") == ["。"]


@pytest.mark.parametrize("folio", ["— {} —", "{}", "第 {} 页", "第{}页 共3页", "{} / 3", "-{}-"])
def test_page_numbers_are_left_out_and_told(folio: str, tmp_path: Path) -> None:
    pages = [[*set_lines(BODY), Words(folio.format(number), 290, 60, 10)] for number in (1, 2, 3)]
    source = read_bytes(make_pdf(pages), tmp_path)
    assert texts(source) == JOINED * 3
    assert told(source, "pdf-folio") == [folio.format(number) for number in (1, 2, 3)]


def test_running_heads_are_left_out_and_told(tmp_path: Path) -> None:
    pages = [[Words("海州市防汛抗旱应急预案", 85, 800, 10), *set_lines([*BODY, f"　　第{n}次。"])] for n in "一二三"]
    source = read_bytes(make_pdf(pages), tmp_path)
    assert "海州市防汛抗旱应急预案" not in "".join(texts(source))
    assert told(source, "pdf-running") == ["海州市防汛抗旱应急预案"] * 3


def test_a_number_in_the_text_is_no_page_number(tmp_path: Path) -> None:
    source = read_bytes(make_pdf([set_lines([*BODY, "2026"])]), tmp_path)
    assert texts(source) == [*JOINED, "2026"]


@pytest.mark.parametrize("numbers", [["2026"], ["2025", "1998"]])
def test_numbers_at_the_foot_that_count_no_pages_are_text(numbers: list[str], tmp_path: Path) -> None:
    source = read_bytes(make_pdf([[*set_lines(BODY), Words(number, 290, 60, 10)] for number in numbers]), tmp_path)
    assert told(source, "pdf-folio") == []
    assert all(any(number in line for line in texts(source)) for number in numbers)


def test_a_title_on_every_page_is_no_running_head(tmp_path: Path) -> None:
    pages = [[Words("聘　书", 250, 800, 26), *set_lines([*BODY, f"　　第{n}次。"])] for n in "一二三"]
    source = read_bytes(make_pdf(pages), tmp_path)
    assert told(source, "pdf-running") == []
    assert sum("聘" in line for line in texts(source)) == len(pages)


def test_a_place_is_a_page_and_a_line(tmp_path: Path) -> None:
    source = read_bytes(make_pdf([set_lines(BODY), set_lines(BODY)]), tmp_path)
    assert [block.place.line for block in source.blocks if block.place] == [1001, 1003, 2001, 2003]


def rule_table(columns: list[float], rows: list[float]) -> list[Stroke]:
    across = [Stroke(columns[0], y, columns[-1], y) for y in rows]
    return across + [Stroke(x, rows[0], x, rows[-1]) for x in columns]


def test_ruled_tables_are_tables(tmp_path: Path) -> None:
    words = [
        Words("单位", 90, 560), Words("人数", 310, 560), Words("水利局", 90, 530), Words("12", 310, 530),
    ]  # fmt: skip
    rules = rule_table([LEFT, 300.0, RIGHT], [580.0, 550.0, 520.0])
    behind = set_lines(["　　特此报告。"], top=480)
    source = read_bytes(make_pdf([[*set_lines(BODY), *words, *rules, *behind]]), tmp_path)
    assert texts(source) == [*JOINED, "[ 单位 | 人数 / 水利局 | 12 ]", "特此报告。"]


def test_a_cell_may_span_columns_and_its_lines_are_one_paragraph(tmp_path: Path) -> None:
    words = [Words("防汛人员", 90, 560), Words("水利局", 90, 530), Words("负责水库大坝的安全巡查和", 310, 535)]
    words += [Words("值守", 310, 515)]
    rules = [stroke for stroke in rule_table([LEFT, 300.0, RIGHT], [580.0, 550.0, 500.0]) if stroke.x != 300.0]
    source = read_bytes(make_pdf([[*words, *rules, Stroke(300, 550, 300, 500)]]), tmp_path)
    assert texts(source) == ["[ 防汛人员«2×1» / 水利局 | 负责水库大坝的安全巡查和值守 ]"]


def test_a_table_over_two_pages_is_one_and_its_head_stands_once(tmp_path: Path) -> None:
    def page(name: str, count: str) -> list[Words | Stroke]:
        words = [Words("单位", 90, 700), Words("人数", 310, 700), Words(name, 90, 670), Words(count, 310, 670)]
        return [*words, *rule_table([LEFT, 300.0, RIGHT], [720.0, 690.0, 660.0])]

    source = read_bytes(make_pdf([page("水利局", "12"), page("农业局", "9")]), tmp_path)
    assert texts(source) == ["[ 单位 | 人数 / 水利局 | 12 / 农业局 | 9 ]"]
    assert [table.header_rows for table in source.blocks if isinstance(table, Table)] == [1]


def test_words_side_by_side_are_doubtful_and_told(tmp_path: Path) -> None:
    line = [Words("海州市水利局", LEFT, 560), Words("海州市农业局", 350, 560)]
    source = read_bytes(make_pdf([[*set_lines(BODY), *line]]), tmp_path)
    assert texts(source) == [*JOINED, "海州市水利局\t海州市农业局"]
    assert told(source, "pdf-table") == [""]


def test_turned_words_and_annotations_are_told(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(make_pdf([set_lines(BODY)])))
    page = pdf.pages[0]
    page.contents_add(
        pikepdf.Stream(
            pdf, f"BT /Song 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <{'内部'.encode('utf-16-be').hex()}> Tj ET".encode()
        )
    )
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="此处改")
    page.Annots = pdf.make_indirect(pikepdf.Array([note]))
    source = read_bytes(save(pdf), tmp_path)
    assert texts(source) == JOINED
    assert [told(source, code) for code in ("pdf-turned", "pdf-annotation")] == [["内部"], ["此处改"]]


Box = tuple[float, float, float, float]


def with_pictures(sheets: Sequence[Sheet], *drawn: Box, times: int = 1) -> bytes:
    """Pages with a grey picture of 40 × 40 pixels in boxes (left, bottom, width, height), on the first ones."""
    pdf = pikepdf.open(io.BytesIO(make_pdf(sheets)))
    grey = pikepdf.Stream(pdf, bytes(range(40)) * 40)
    grey.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=40, BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray,
        )
    )  # fmt: skip
    grey = pdf.make_indirect(grey)
    for page in list(pdf.pages)[:times]:
        page.Resources.XObject = pikepdf.Dictionary(A=grey)
        for left, bottom, width, height in drawn:
            page.contents_add(pikepdf.Stream(pdf, f"q {width} 0 0 {height} {left} {bottom} cm /A Do Q".encode()))
    return save(pdf)


def test_pictures_stand_between_the_lines_where_they_are_drawn(tmp_path: Path) -> None:
    lines = [Words("会场情况如下。", LEFT, 700), Words("图1　会场", LEFT + 180, 480), Words("特此报告。", LEFT, 440)]
    source = read_bytes(with_pictures([lines], (LEFT, 500, 200, 180)), tmp_path)
    assert texts(source) == ["会场情况如下。", "〔图  200〕", "图1　会场", "特此报告。"]
    assert [(each.width, each.height) for each in source.pictures.values()] == [(40, 40)]


def test_a_picture_in_a_line_stands_behind_it(tmp_path: Path) -> None:
    lines = [Words("公章", LEFT, 700), Words("特此报告。", LEFT, 650)]
    assert texts(read_bytes(with_pictures([lines], (LEFT + 60, 699, 60, 60)), tmp_path)) == [
        "公章",
        "〔图  60〕",
        "特此报告。",
    ]


def test_a_picture_drawn_by_a_form_is_found(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(with_pictures([set_lines(BODY)], (0, 0, 1, 1), times=1)))
    page = pdf.pages[0]
    form = pdf.make_indirect(pikepdf.Stream(pdf, b"q 100 0 0 50 10 10 cm /A Do Q"))
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 200, 200]
    form.Matrix, form.Resources = [2, 0, 0, 2, 0, 0], pikepdf.Dictionary(XObject=page.Resources.XObject)
    page.Resources.XObject = pikepdf.Dictionary(F=form)
    page.contents_add(pikepdf.Stream(pdf, b"/F Do"))
    assert texts(read_bytes(save(pdf), tmp_path)) == [*JOINED, "〔图  200〕"]


@pytest.mark.parametrize(
    ("box", "pages", "why"),
    [
        ((0, 0, WIDTH, HEIGHT), 1, "铺满整页"),
        ((LEFT, 700, 8, 8), 1, "太小"),
        ((LEFT, 790, 60, 30), 3, "每页都有"),
    ],
)
def test_pictures_that_are_the_pages_own_are_named(box: Box, pages: int, why: str, tmp_path: Path) -> None:
    source = read_bytes(with_pictures([set_lines(BODY)] * pages, box, times=pages), tmp_path)
    assert [line for line in texts(source) if line.startswith("〔图")] == []
    assert [why in finding.message for finding in source.findings if finding.code == "picture"] == [True] * pages


def test_slanted_words_are_level(tmp_path: Path) -> None:
    """Italics of Chinese fonts are upright characters set askew."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([set_lines(BODY)])))
    slanted = f"BT /Song 16 Tf 1 0 0.27 1 {LEFT} 500 Tm <{'书名'.encode('utf-16-be').hex()}> Tj ET"
    pdf.pages[0].contents_add(pikepdf.Stream(pdf, slanted.encode()))
    assert texts(read_bytes(save(pdf), tmp_path)) == [*JOINED, "书名"]


def test_short_lines_alone_are_paragraphs(tmp_path: Path) -> None:
    """Where no line reaches the right edge, none is full."""
    lines = ["指导思想", "基本原则", "重点任务", "保障措施", "附则"]
    assert texts(read_bytes(make_pdf([set_lines(lines)]), tmp_path)) == lines


def test_a_raised_number_stands_in_its_line(tmp_path: Path) -> None:
    lines = [Words("依据规定", LEFT, 700, 16), Words("1", LEFT + 64, 705, 8)]
    lines += [Words("抓好H", LEFT + 68, 700, 16), Words("2", LEFT + 108, 697, 8)]
    assert texts(read_bytes(make_pdf([lines]), tmp_path)) == ["依据规定^(1)抓好H_(2)"]


def test_a_raised_number_need_not_be_smaller(tmp_path: Path) -> None:
    """Browsers give Han and Western faces sizes of their own: a raised 3 may be as large as the Han around it."""
    lines = [Words("浓度每立方米", LEFT, 700, 15), Words("3", LEFT + 90, 706.5, 15), Words("微克", LEFT + 98, 700, 15)]
    assert texts(read_bytes(make_pdf([lines]), tmp_path)) == ["浓度每立方米^(3)微克"]


def test_the_size_of_words_is_that_on_the_page(tmp_path: Path) -> None:
    """Chromium and LaTeX set a font at one size and scale what it draws."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([set_lines(BODY)])))
    text = pdf.pages[0].Contents.read_bytes()
    text = text.replace(f"{SIZE} Tf 1 0 0 1 ".encode(), f"1 Tf {SIZE} 0 0 {SIZE} ".encode())
    pdf.pages[0].Contents = pikepdf.Stream(pdf, text)
    assert texts(read_bytes(save(pdf), tmp_path)) == JOINED


def test_radicals_are_read_as_the_characters_they_stand_for(tmp_path: Path) -> None:
    assert texts(read_bytes(make_pdf([set_lines(["⼯作⼈⺠"])]), tmp_path)) == ["工作人民"]


def test_every_character_is_read_or_told(tmp_path: Path) -> None:
    sheets = [[*set_lines(BODY), Words("H2O, 5.6%  A-B", LEFT, 500), Words("— 7 —", 280, 60)]]
    source = read_bytes(make_pdf(sheets), tmp_path)
    drawn = "".join(item.text for item in sheets[0] if isinstance(item, Words))
    assert characters(source) == bag(drawn)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_lies_on_the_pages_is_read_or_told(seed: int, tmp_path: Path) -> None:
    random_ = random.Random(seed)
    letters = "全市防汛抗旱工作会议各县区要落实责任，。；：“”（）《》、ABC123.%-—…・㎡镕"
    sheets: list[list[Words | Stroke]] = []
    for _ in range(random_.randint(1, 3)):
        sheet: list[Words | Stroke] = []
        for row in range(random_.randint(1, 25)):
            words = "".join(random_.choices(letters, k=random_.randint(2, 26)))
            sheet.append(Words(words, LEFT + random_.choice((0, 0, 30, 90, 200)), 780 - 28 * row, 15))
        if random_.random() < 0.5:
            sheet += rule_table([LEFT, 300.0, RIGHT], [790.0, 600.0, 400.0])
        sheets.append(sheet)
    drawn = bag("".join(item.text for sheet in sheets for item in sheet if isinstance(item, Words)))
    found = characters(read_bytes(make_pdf(sheets), tmp_path))
    assert not drawn - found


def scan() -> bytes:
    made = io.BytesIO()
    Image.new("L", (100, 140), 255).save(made, "PDF")
    return made.getvalue()


def locked() -> bytes:
    pdf = pikepdf.open(io.BytesIO(make_pdf([set_lines(BODY)])))
    return save(pdf, encryption=pikepdf.Encryption(user="secret", owner="secret"))


def drawing_itself(again: int) -> bytes:
    """A form that draws itself, or one that unpacks to more than anybody has a use for."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    form = pdf.make_indirect(pikepdf.Stream(pdf, b"/A Do " * again))
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 9, 9]
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"/A Do")
    return save(pdf)


def too_long() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"q Q " * 6_000_000)
    return save(pdf, compress_streams=True)


def many_pages() -> bytes:
    pdf = pikepdf.new()
    for _ in range(501):
        pdf.add_blank_page()
    return save(pdf)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "这不是 PDF 文件"),
        ("同志们：".encode(), "这不是 PDF 文件"),
        (b"%PDF-1.7\n", "残缺"),
        (scan(), "扫描件"),
        (make_pdf([[]]), "没有文字"),
        (locked(), "密码"),
        (drawing_itself(2), "太复杂"),
        (too_long(), "太复杂"),
        (many_pages(), "501 页"),
        (make_pdf([set_lines(["\ue001\ue002\ue003乱码"])]), "乱码"),
    ],
    ids=["empty", "text", "head", "scan", "blank", "locked", "itself", "long", "pages", "garbled"],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(data: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=why) as refused:
        read_bytes(data, tmp_path)
    assert refused.value.hint
    assert refused.value.place


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused_or_read(cut: float, tmp_path: Path) -> None:
    data = make_pdf([set_lines(BODY)])
    try:
        source = read_bytes(data[: int(cut * len(data))], tmp_path)
    except InputError:
        return
    assert any(finding.kind is FindingKind.WARNING for finding in source.findings)


def test_pitch_is_that_of_the_lines() -> None:
    assert [item.y for item in set_lines(["甲", "乙"]) if isinstance(item, Words)] == [760.0, 760.0 - PITCH]
