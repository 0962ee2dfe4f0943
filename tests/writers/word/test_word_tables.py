"""Tables and pictures in the Word file: merged cells, repeated heads, sizes, words for those who cannot see."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from publish.errors import InputError
from publish.model import Cell, Document, Figure, Heading, Metadata, Picture, Role
from publish.writers.shared.tables import share_widths
from publish.writers.word.writer import verify_word, write_word
from tests.writers.word.word_files import (
    PICTURES,
    SENTENCE,
    W,
    document,
    paragraph,
    part,
    say,
    style,
    table,
    text_of,
    value,
    write,
)

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU_PER_POINT = 12700


def cells(row: etree._Element) -> list[tuple[str, str, str]]:
    """Text, columns spanned and vertical merge of each cell of a row."""
    return [
        (
            text_of(cell),
            value(cell, "tcPr/gridSpan"),
            "" if cell.find(f"{W}tcPr/{W}vMerge") is None else value(cell, "tcPr/vMerge") or "continue",
        )
        for cell in row.findall(f"{W}tc")
    ]


def rows(data: bytes) -> list[etree._Element]:
    return list(part(data).iter(f"{W}tr"))


def test_merged_cells_fill_the_grid() -> None:
    made = table(
        [
            [Cell((paragraph("甲"),), rows=2), Cell((paragraph("乙"),), columns=2)],
            ["丙", "丁"],
            ["戊"],
        ]
    )
    assert [cells(row) for row in rows(write(made))] == [
        [("甲", "", "restart"), ("乙", "2", "")],
        [("", "", "continue"), ("丙", "", ""), ("丁", "", "")],
        [("戊", "", ""), ("", "", ""), ("", "", "")],
    ]


def test_a_cell_that_reaches_below_the_table_ends_with_it() -> None:
    made = table([[Cell((paragraph("甲"),), rows=9), "乙"], ["丙"]])
    assert [len(cells(row)) for row in rows(write(made))] == [2, 2]


def test_cells_that_overlap_lose_no_text() -> None:
    made = document(
        table(
            [
                ["甲", Cell((paragraph("乙"),), rows=2), "丙"],
                [Cell((paragraph("丁"),), columns=3), "戊"],
            ]
        )
    )
    data = write_word(made, style())
    verify_word(data, made)
    spans = [sum(int(columns or 1) for _text, columns, _merge in cells(row)) for row in rows(data)]
    assert spans == [len(list(part(data).iter(f"{W}gridCol")))] * 2


def test_head_rows_repeat_and_no_row_is_parted() -> None:
    made = table([["序号", "事项"], ["", "内容"], *[[str(number), SENTENCE] for number in range(9)]], header_rows=2)
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows(write(made))]
    assert heads == [True, True] + [False] * 9
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows(write(made)))
    styles = [value(each, "pPr/pStyle") for each in rows(write(made))[0].iter(f"{W}p")]
    assert styles == ["TableHead", "TableHead"]


def kept_rows(data: bytes) -> list[bool]:
    """For each row whether all its paragraphs are kept with the next row."""
    return [all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")) for row in rows(data)]


def test_small_tables_stay_on_one_page() -> None:
    small = table([["甲", "乙"], ["丙", "丁"], ["戊", "己"]])
    assert kept_rows(write(small)) == [True, True, False]
    assert kept_rows(write(small, table__keep="1")) == [True, False, False], "only the first row is kept with the next"


def test_columns_share_the_measure_as_in_the_pdf() -> None:
    made = table([["序号", "事项"], ["1", SENTENCE]])
    looks = style()
    widths = [int(column.get(f"{W}w", "")) for column in part(write(made)).iter(f"{W}gridCol")]
    assert sum(widths) == pytest.approx(looks.page.measure * 20, abs=len(widths))
    shares = share_widths(made, looks.page.measure / looks.table.size, 2 * looks.table.padding / looks.table.size)
    assert [width / sum(widths) for width in widths] == pytest.approx(shares, abs=0.05)
    wide = replace(table([["甲", "乙", "丙"]]), widths=(1, 2, 1))
    columns = [int(column.get(f"{W}w", "")) for column in part(write(wide)).iter(f"{W}gridCol")]
    assert columns[1] == pytest.approx(2 * columns[0], abs=1)


def test_borders_and_padding_follow_the_tokens() -> None:
    data = write(table([["甲"]]), table__rule="1pt", table__frame="1.5pt", table__padding="3pt")
    styles = {each.get(f"{W}styleId"): each for each in part(data, "word/styles.xml").iter(f"{W}style")}
    found = styles["TableGrid"].find(f"{W}tblPr/{W}tblBorders")
    assert found is not None
    borders = {each.tag.removeprefix(W): each.get(f"{W}sz") for each in found}
    assert borders == {"top": "12", "left": "12", "bottom": "12", "right": "12", "insideH": "8", "insideV": "8"}
    assert value(styles["TableGrid"], "tblPr/tblCellMar/left", "w") == "60"
    assert value(styles["TableText"], "pPr/spacing", "line") == "400"


def test_cells_are_aligned_as_in_the_pdf() -> None:
    long = Cell((paragraph(SENTENCE),))
    made = table([["头", "头", "头"], ["短", long, Cell((paragraph("右"),), align="right")]], header_rows=1)
    alignments = [value(each, "pPr/jc") for each in part(write(made)).iter(f"{W}p")]
    assert alignments == ["center", "center", "center", "center", "both", "right", ""]


def test_a_heading_in_a_cell_keeps_its_level() -> None:
    made = table([[Cell((Heading(2, say("（一）目标")),))]])
    first = next(part(write(made)).iter(f"{W}p"))
    assert (value(first, "pPr/pStyle"), value(first, "pPr/outlineLvl")) == ("TableText", "1")


def test_tables_stand_apart_and_end_with_a_paragraph() -> None:
    inner = Cell((table([["内"]]),))
    body = part(write(table([["甲"]]), table([[inner]])))[0]
    assert [child.tag.removeprefix(W) for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]
    cell = body[2].find(f".//{W}tc")
    assert cell is not None
    assert [child.tag.removeprefix(W) for child in cell] == ["tcPr", "tbl", "p"]


def test_text_keeps_its_distance_from_tables() -> None:
    data = write(paragraph("上"), table([["甲"]]), paragraph("下"), table__space="1")
    above, below = (each for each in part(data)[0] if each.tag == f"{W}p")
    assert value(above, "pPr/spacing", "afterLines") == "100"
    assert value(below, "pPr/spacing", "beforeLines") == "100"


def test_a_caption_stands_above_its_table_and_describes_it() -> None:
    data = write(table([["甲"]], caption="表1　分工"))
    body = part(data)[0]
    assert value(body[0], "pPr/pStyle") == "Caption"
    assert value(body[1], "tblPr/tblCaption") == "表1　分工"


def test_a_table_wider_than_word_allows_is_named() -> None:
    with pytest.raises(InputError, match="64 列"):
        write(table([[str(number) for number in range(64)]]))


def test_an_empty_table_is_left_out() -> None:
    assert [child.tag.removeprefix(W) for child in part(write(table([]), paragraph("甲")))[0]] == ["p", "sectPr"]


def extents(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each picture, pt."""
    return [
        (int(each.get("cx", "")) / EMU_PER_POINT, int(each.get("cy", "")) / EMU_PER_POINT)
        for each in part(data).iter(f"{DRAWING}extent")
    ]


def test_pictures_have_their_natural_size_or_that_of_the_source() -> None:
    sizes = extents(write(Figure("小"), Figure("小", width=50.0), figure__resolution="90"))
    assert sizes == [pytest.approx((24, 24), abs=0.01), pytest.approx((50, 50), abs=0.01)]


def test_large_pictures_are_scaled_to_the_text_area() -> None:
    page = style().page
    wide, high = extents(write(Figure("宽"), Figure("高", width=400.0)))
    assert wide == pytest.approx((page.measure, page.measure / 4), abs=0.01)
    assert high == pytest.approx(((page.text_height - 2 * page.pitch) / 9, page.text_height - 2 * page.pitch), abs=0.01)


def test_a_picture_in_a_cell_fits_the_cell() -> None:
    data = write(table([[Cell((Figure("宽"),)), SENTENCE]]))
    column = int(value(part(data), "body/tbl/tblGrid/gridCol", "w")) / 20
    ((width, _height),) = extents(data)
    assert width == pytest.approx(column - 2 * style().table.padding, abs=0.1)


def test_pictures_are_described() -> None:
    caption = paragraph("图1　会场", Role.CAPTION)
    data = write(Figure("小", "印章"), Figure("小", caption=caption), Figure("小"))
    described = [(each.get("id"), each.get("descr")) for each in part(data).iter(f"{DRAWING}docPr")]
    assert described == [("1", "印章"), ("2", "图1　会场"), ("3", "图片")]


def test_a_caption_stays_with_its_picture_not_with_what_follows() -> None:
    data = write(Figure("小", caption=paragraph("图1", Role.CAPTION)), Figure("小"))
    kept = [value(each, "pPr/keepNext") for each in part(data).iter(f"{W}p")]
    assert kept == ["", "0", "0"]


def test_one_picture_used_twice_is_stored_once() -> None:
    with zipfile.ZipFile(io.BytesIO(write(Figure("小"), Figure("小"), Figure("宽")))) as package:
        assert len([name for name in package.namelist() if name.startswith("word/media/")]) == 2


def test_a_broken_picture_is_named() -> None:
    broken = Document((Figure("坏"),), Metadata(), (), {"坏": Picture(b"GIF?", "image/png", 10, 10)})
    with pytest.raises(InputError, match="图片"):
        write_word(broken, style())
    cut = Document((Figure("坏"),), Metadata(), (), {"坏": Picture(PICTURES["宽"].data[:20], "image/png", 10, 10)})
    with pytest.raises(InputError, match="图片"):
        write_word(cut, style())


def test_rows_that_a_merged_cell_joins_are_kept_together() -> None:
    first = (Cell((paragraph("并"),), rows=3), Cell((paragraph("一"),)))
    made = write(table([first, ["二"], ["三"], *([f"行{number}", "四"] for number in range(9))]))
    assert kept_rows(made) == [True, True, *[False] * 10]


def test_no_head_stands_at_the_foot_of_a_page() -> None:
    """Heads are kept with the first row below them, lines across the table (一、基本情况) with the row they head."""
    across = [Cell((paragraph("一、基本情况"),), columns=2)]
    many = [[f"行{number}", "四"] for number in range(9)]
    assert kept_rows(write(table([["项目", "数量"], ["", "元"], *many], header_rows=2)))[:3] == [True, True, False]
    assert kept_rows(write(table([["姓名", "张三"], ["性别", "男"], across, *many])))[:4] == [True, False, True, False]


def test_a_line_of_a_cell_above_an_address_is_not_stretched() -> None:
    address = "公开网址：http://www.mouxian.gov.cn/zwgk/zqyj/202407/t20240715_123456.html"
    made = write(table([["事项", "说明"], ["一", "提出意见" * 20], ["二", address], ["三", "提出意见" * 20]]))
    assert [value(row.findall(f".//{W}p")[-1], "pPr/jc") for row in rows(made)][1:] == ["both", "left", "both"]
