"""Booklets, 2-up and 4-up, read back half by half as whoever folds the sheets would see them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import page as validation
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from publish.errors import InputError
from publish.fonts.roles import find_faces
from publish.model import Document, Paragraph, Role, Span
from publish.output.imposition import Edge, Imposition, Layout, Sheet, impose, instructions
from publish.style import POINTS_PER_MM, load_style
from publish.writers import Order
from publish.writers.pdf.writer import write_pdf

A4 = (210 * POINTS_PER_MM, 297 * POINTS_PER_MM)


def make_pdf(count: int, size: tuple[float, float] = A4, origin: float = 0.0, rotate: int = 0) -> bytes:
    """A PDF whose page n says "Page n" in its middle; bookmarks, a link and tags as a publisher would write them."""
    with pikepdf.new() as pdf:
        width, height = size
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number in range(1, count + 1):
            page = pdf.add_blank_page(page_size=size)
            page.obj.MediaBox = Array([origin, origin, origin + width, origin + height])
            page.obj.Resources = Dictionary(Font=Dictionary(F=font))
            page.obj.StructParents = number - 1
            if rotate:
                page.obj.Rotate = rotate
            x, y = origin + width / 2 - 40, origin + height / 2
            page.obj.Contents = pdf.make_stream(
                f"/P <</MCID 0>> BDC BT /F 24 Tf {x} {y} Td (Page {number}) Tj ET EMC".encode()
            )
        _describe(pdf)
        _tag(pdf)
        return _bytes(pdf)


def _describe(pdf: Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("zh-CN")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "在座谈会上的讲话"
        metadata["pdfaid:part"] = "2"
    last = pdf.pages[-1].obj
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("开头", 0))
        outline.root.append(pikepdf.OutlineItem("结尾", Array([last, Name.XYZ, 100, 500, 0])))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 200, 120], Dest=Array([last, Name.Fit]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def _tag(pdf: Pdf) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    elements = [
        pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=root, Pg=page.obj, K=0)) for page in pdf.pages
    ]
    root.K = Array(elements)
    parents = [item for number, element in enumerate(elements) for item in (number, Array([element]))]
    root.ParentTree = Dictionary(Nums=Array(parents))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _bytes(pdf: Pdf, **options: Any) -> bytes:
    output = io.BytesIO()
    pdf.save(output, **options)
    return output.getvalue()


def _encrypt(data: bytes, user: str) -> bytes:
    with Pdf.open(io.BytesIO(data)) as pdf:
        return _bytes(pdf, encryption=pikepdf.Encryption(owner="owner", user=user))


def _resize(data: bytes, box: list[Any]) -> bytes:
    with Pdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.obj.TrimBox = Array(box)
        return _bytes(pdf)


def read_cells(imposition: Imposition, columns: int, rows: int = 1) -> list[str]:
    """What stands in each cell of each side: page numbers left to right, top to bottom, "-" for a blank cell."""
    sides = []
    with pypdfium2.PdfDocument(imposition.data) as document:
        for side in document:
            width, height = side.get_size()
            text, w, h = side.get_textpage(), width / columns, height / rows
            boxes = [
                (c * w, height - (r + 1) * h, (c + 1) * w, height - r * h) for r in range(rows) for c in range(columns)
            ]
            cells = [text.get_text_bounded(*box).strip().removeprefix("Page ") or "-" for box in boxes]
            sides.append(" ".join(cells))
    return sides


@pytest.mark.parametrize(
    ("count", "sides"),
    [
        (1, ["- 1", "- -"]),
        (4, ["4 1", "2 3"]),
        (5, ["- 1", "2 -", "- 3", "4 5"]),
        (8, ["8 1", "2 7", "6 3", "4 5"]),
        (15, ["- 1", "2 15", "14 3", "4 13", "12 5", "6 11", "10 7", "8 9"]),
    ],
)
@pytest.mark.parametrize("sheet", Sheet)
def test_booklet_sides_hold_the_right_pages(count: int, sides: list[str], sheet: Sheet) -> None:
    booklet = impose(make_pdf(count), Layout.BOOKLET, sheet)
    assert read_cells(booklet, 2) == sides
    assert (booklet.sheets, booklet.blanks, booklet.edge) == (len(sides) // 2, 2 * len(sides) - count, Edge.SHORT)


@pytest.mark.parametrize("count", [1, 4, 5, 8, 15])
def test_folded_booklet_reads_in_order(count: int) -> None:
    """From the cover to the middle one reads the right halves and their backs, from there on the left halves."""
    sides = [side.split() for side in read_cells(impose(make_pdf(count), Layout.BOOKLET, Sheet.A4), 2)]
    going_in = [half for n in range(0, len(sides), 2) for half in (sides[n][1], sides[n + 1][0])]
    coming_out = [half for n in reversed(range(0, len(sides), 2)) for half in (sides[n + 1][1], sides[n][0])]
    numbers = [str(number) for number in range(1, count + 1)]
    assert going_in + coming_out == numbers + ["-"] * (-count % 4)


def test_two_up_and_four_up_in_reading_order() -> None:
    assert read_cells(impose(make_pdf(3), Layout.TWO_UP, Sheet.A4), 2) == ["1 2", "3 -"]
    assert read_cells(impose(make_pdf(5), Layout.FOUR_UP, Sheet.A3), 2, 2) == ["1 2 3 4", "5 - - -"]


@pytest.mark.parametrize(
    ("layout", "wide", "lying", "edge"),
    [
        (Layout.TWO_UP, False, True, Edge.SHORT),
        (Layout.TWO_UP, True, False, Edge.LONG),
        (Layout.FOUR_UP, False, False, Edge.LONG),
        (Layout.FOUR_UP, True, True, Edge.SHORT),
    ],
)
def test_sheet_turns_with_the_pages_shape(layout: Layout, wide: bool, lying: bool, edge: Edge) -> None:
    imposed = impose(make_pdf(4, size=(A4[1], A4[0]) if wide else A4), layout, Sheet.A4)
    with pypdfium2.PdfDocument(imposed.data) as document:
        width, height = document[0].get_size()
    assert (width > height, imposed.edge) == (lying, edge)


def test_wide_pages_stand_above_each_other() -> None:
    assert read_cells(impose(make_pdf(3, size=(A4[1], A4[0])), Layout.TWO_UP, Sheet.A4), 1, 2) == ["1 2", "3 -"]


def text_left(imposition: Imposition, side: int, column: int) -> float:
    """The left edge of the first glyph in a half of a side, pt from the half's left edge."""
    with pypdfium2.PdfDocument(imposition.data) as document:
        page = document[side]
        half = page.get_width() / 2
        text = page.get_textpage()
        lefts = [text.get_charbox(i)[0] for i in range(text.count_chars())]
    return float(min(x for x in lefts if column * half <= x < (column + 1) * half) - column * half)


def test_a4_pages_keep_their_size_on_a3_and_shrink_on_a4() -> None:
    with pypdfium2.PdfDocument(make_pdf(1)) as document:
        source = document[0].get_textpage().get_charbox(0)[0]
    assert text_left(impose(make_pdf(4), Layout.BOOKLET, Sheet.A3), 0, 1) == pytest.approx(source, abs=0.01)
    shrunk = text_left(impose(make_pdf(4), Layout.BOOKLET, Sheet.A4), 0, 1)
    assert shrunk == pytest.approx(source / 2**0.5, abs=0.4)  # ISO 216 rounds to whole millimetres


@pytest.mark.parametrize(("origin", "rotate"), [(-300.0, 0), (50.0, 90), (0.0, 180), (0.0, 270)])
def test_odd_origins_and_rotated_pages_stay_in_their_cells(origin: float, rotate: int) -> None:
    assert read_cells(impose(make_pdf(8, origin=origin, rotate=rotate), Layout.BOOKLET, Sheet.A4), 2)[:2] == [
        "8 1",
        "2 7",
    ]


def test_creep_moves_inner_sheets_towards_the_spine() -> None:
    plain, crept = (impose(make_pdf(12), Layout.BOOKLET, Sheet.A4, creep=creep) for creep in (0.0, 0.5))
    for side in range(6):
        moved = [text_left(crept, side, column) - text_left(plain, side, column) for column in (0, 1)]
        assert moved == pytest.approx([0.5 * (side // 2), -0.5 * (side // 2)], abs=0.01)


def dark_rows(imposition: Imposition, side: int, x: float) -> set[int]:
    """The millimetres from the top, whole ones, at which column `x` (share of the width) of a side has ink."""
    with pypdfium2.PdfDocument(imposition.data) as document:
        picture = document[side].render(scale=2 * 25.4 / 72).to_pil().convert("L")  # two pixels a millimetre
    column = round(x * picture.width)
    return {y // 2 for y in range(picture.height) for dx in (-1, 0) if picture.getpixel((column + dx, y)) < 250}


def test_fold_marks_stand_on_the_fold_at_both_ends() -> None:
    booklet = impose(make_pdf(8), Layout.BOOKLET, Sheet.A4, fold_marks=True)
    for side in range(booklet.sides):
        rows = dark_rows(booklet, side, 0.5)
        assert rows
        assert all(4 <= row <= 10 or 199 <= row <= 206 for row in rows)
        assert {row < 105 for row in rows} == {True, False}
    assert not dark_rows(impose(make_pdf(8), Layout.BOOKLET, Sheet.A4), 0, 0.5)


def test_bookmarks_links_language_title_follow_the_pages() -> None:
    booklet = impose(make_pdf(8), Layout.BOOKLET, Sheet.A3)
    with Pdf.open(io.BytesIO(booklet.data)) as pdf:
        sides = [page.obj.objgen for page in pdf.pages]
        first, last = pdf.open_outline().root
        assert first.title == "开头"
        page_one = [0, pytest.approx(420 / 2 * POINTS_PER_MM, abs=0.1), pytest.approx(A4[1], abs=0.1)]
        assert _target(first.destination, sides) == page_one
        assert _target(last.destination, sides) == [0, pytest.approx(100, abs=0.1), pytest.approx(500, abs=0.1)]
        (link,) = pdf.pages[0].obj.Annots
        assert float(link.Rect[0]) == pytest.approx(A4[0] + 100, abs=0.1)
        assert _target(link.Dest, sides)[0] == 0
        assert str(pdf.Root.Lang) == "zh-CN"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "在座谈会上的讲话"
            assert metadata["pdfaid:part"] == "2"
        assert pdf.docinfo.Title == "在座谈会上的讲话"
        assert pdf.Root.ViewerPreferences.Duplex == Name.DuplexFlipShortEdge
        assert _page_objects(pdf) == booklet.sides


def _target(destination: Any, sides: Sequence[tuple[int, int]]) -> list[float]:
    return [sides.index(destination[0].objgen), float(destination[2]), float(destination[3])]


def _page_objects(pdf: Pdf) -> int:
    """Page dictionaries left in the file: source pages still reached from somewhere would show."""
    return sum(isinstance(o, Dictionary) and o.get("/Type") == Name.Page for o in pdf.objects)


def test_named_destinations_follow() -> None:
    with Pdf.open(io.BytesIO(make_pdf(5))) as pdf:
        pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array([]))))
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        names["四"] = Array([pdf.pages[3].obj, Name.FitH, 700])
        source = _bytes(pdf)
    with Pdf.open(io.BytesIO(impose(source, Layout.TWO_UP, Sheet.A4).data)) as pdf:
        destination = pikepdf.NameTree(pdf.Root.Names.Dests)["四"]
        assert _target(destination, [page.obj.objgen for page in pdf.pages])[0] == 1
        assert _page_objects(pdf) == 3


def test_tags_name_the_forms_in_reading_order() -> None:
    with Pdf.open(io.BytesIO(impose(make_pdf(5), Layout.BOOKLET, Sheet.A4).data)) as pdf:
        forms = {
            form.objgen: name for page in pdf.pages for name, form in page.obj.Resources.get("/XObject", {}).items()
        }
        content = [element.K[0] for element in pdf.Root.StructTreeRoot.K]
        assert [forms[c.Stm.objgen] for c in content] == [f"/Page{number}" for number in range(1, 6)]
        assert [int(c.Stm.StructParents) for c in content] == list(range(5))
        assert all(c.Type == Name.MCR and c.MCID == 0 for c in content)
        sides = [page.obj.objgen for page in pdf.pages]
        assert [sides.index(c.Pg.objgen) for c in content] == [0, 1, 2, 3, 3]


def test_stamps_become_ink() -> None:
    with Pdf.open(io.BytesIO(make_pdf(1))) as pdf:
        look = pdf.make_stream(b"0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 50])
        stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[50, 50, 100, 100], F=4, AP=Dictionary(N=look))
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(stamp))
        imposed = impose(_bytes(pdf), Layout.BOOKLET, Sheet.A3)
    assert dark_rows(imposed, 0, 0.5 + 75 / (420 * POINTS_PER_MM))
    with Pdf.open(io.BytesIO(imposed.data)) as result:
        assert [a.Subtype for a in result.pages[0].obj.Annots] == [Name.Link]
        with result.open_metadata() as metadata:
            assert "pdfaid:part" not in metadata  # ink without a tag


@pytest.mark.parametrize("layout", Layout)
def test_same_input_gives_the_same_bytes(layout: Layout) -> None:
    source = make_pdf(7)
    first, second = (impose(source, layout, Sheet.A4, 0.3, True) for _ in range(2))
    assert first.data == second.data


@pytest.mark.parametrize(
    ("spoilt", "message"),
    [
        (b"", "这不是 PDF 文件"),
        ("各位代表".encode("gbk"), "这不是 PDF 文件"),
        (make_pdf(2)[:900], "PDF 已损坏，读不完整"),
        (b"%PDF-1.7\n" + bytes(range(256)), "PDF 已损坏，读不完整"),
        (_encrypt(make_pdf(2), "secret"), "PDF 有密码，不能拼版"),
        (_encrypt(make_pdf(2), ""), "PDF 设有权限保护，不能拼版"),
        (_resize(make_pdf(2), [0, 0, 0, 0]), "PDF 里没有可以拼版的页面"),
        (_resize(make_pdf(2), [0, 0, Name.A, 100]), "PDF 的页面已损坏"),
    ],
    ids=["empty", "text", "truncated", "binary", "password", "protected", "no-size", "no-box"],
)
def test_what_cannot_be_read_is_refused(spoilt: bytes, message: str) -> None:
    with pytest.raises(InputError) as failure:
        impose(spoilt, Layout.BOOKLET, Sheet.A4)
    assert failure.value.message == message
    assert failure.value.hint


@pytest.mark.parametrize(
    ("count", "layout", "expected"),
    [
        (15, Layout.BOOKLET, ["共 15 页（末尾补 1 页空白）", "4 张 A4 纸", "双面打印，选“短边翻转”", "整摞沿中线对折"]),
        (
            4,
            Layout.BOOKLET,
            ["共 4 页，", "1 张 A4 纸", "双面打印，选“短边翻转”", "面朝下，沿中线对折，第 1 页即为封面。"],
        ),
        (5, Layout.FOUR_UP, ["共 5 页，用 1 张 A4 纸；按“实际大小”双面打印，选“长边翻转”。"]),
        (2, Layout.TWO_UP, ["共 2 页，用 1 张 A4 纸；按“实际大小”单面打印。"]),
    ],
)
def test_instructions_say_paper_edge_and_fold(count: int, layout: Layout, expected: list[str]) -> None:
    line = instructions(impose(make_pdf(count), layout, Sheet.A4))
    assert [part for part in expected if part not in line] == []


def test_handouts_of_our_own_pdfs_stay_archival_and_accessible(tmp_path: Path) -> None:
    title, body = Paragraph((Span("在会议上的讲话"),), Role.TITLE), Paragraph((Span("同志们要抓好落实。" * 80),))
    pdf = write_pdf(Document((title, body)), Order(load_style("speech")), find_faces())
    assert pdf.pages > 1
    for layout in Layout:
        path = tmp_path / f"{layout}.pdf"
        path.write_bytes(impose(pdf.data, layout, Sheet.A4, 0.3, True).data)
        for profile in ("2a", "ua1"):
            report = validation.validate_pdf(path, profile=profile)
            assert report.is_compliant, (layout, profile, [str(failure) for failure in report.failures])
