"""The frame of a table on the page: merged cells that a page parts, rows without text, room below a title."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest

from publish.model import Cell, Paragraph, Role, Span, Table
from tests.writers.pdf.pdf_files import make
from tests.writers.pdf.pdf_lines import read_pieces
from tests.writers.word.word_files import paragraph, style, table

LOOK = style()
PAGE = LOOK.page
SCALE = 2  # pixels a point
DARK = 160


def read_rules(data: bytes, number: int) -> list[tuple[float, float]]:
    """The horizontal rules of a page's text area from the top: how far down, pt, and what share of the measure."""
    image = pypdfium2.PdfDocument(data)[number].render(scale=SCALE).to_pil().convert("L")
    left, right = round(PAGE.left * SCALE), round((PAGE.width - PAGE.right) * SCALE)
    rules = []
    for y in range(round(PAGE.top * SCALE) - SCALE, round((PAGE.height - PAGE.bottom) * SCALE) + SCALE):
        row = image.crop((left, y, right, y + 1)).tobytes()
        share = sum(value < DARK for value in row) / len(row)
        if share > 0.6:
            rules.append((y / SCALE, share))
    return rules


def cell(text: str, rows: int = 1) -> Cell:
    return Cell((Paragraph((Span(text),)),), rows=rows)


def merged(rows: int) -> Table:
    """A table whose first cell reaches down beside all the rows."""
    first = (cell("队员", rows), cell("张三"), cell("学院"))
    return Table((first, *((cell(f"队员{row}"), cell("学院")) for row in range(1, rows))))


def test_a_merged_cell_parted_by_a_page_is_closed_on_both() -> None:
    made = make(merged(60))
    for number in range(made.pages):
        rules = read_rules(made.data, number)
        assert rules[0][1] > 0.98, f"above, page {number + 1}"
        assert rules[-1][1] > 0.98, f"below, page {number + 1}"


def test_rows_that_a_merged_cell_joins_stand_on_one_page() -> None:
    made = make(*[paragraph("字")] * 18, Table((*merged(7).rows, *merged(3).rows)))
    pages = {piece.text: piece.page for piece in read_pieces(made.data) if piece.text.startswith(("队员", "张三"))}
    assert set(pages.values()) == {1}  # counted from 0; three rows would fit below the text of the first


@pytest.mark.parametrize("above", [15, 16, 17, 18])
def test_no_head_stands_at_the_foot_of_a_page(above: int) -> None:
    """A form's first row stands with the second, a line across it (二、学历) with the row it heads."""
    across: list[str | Cell] = [Cell((paragraph("二、学历"),), columns=2)]
    rows: list[list[str | Cell]] = [["姓名", "张三"], ["性别", "男"], across]
    rows += [["年", "校"]] * 9
    pages = [piece.page for piece in read_pieces(make(*[paragraph("字")] * above, table(rows)).data) if piece.size < 13]
    names, rest = [pages[at] for at in (0, 2)], [pages[at] for at in (4, 5)]
    assert names[0] == names[1]
    assert rest[0] == rest[1]


def test_a_row_without_text_is_as_high_as_a_line() -> None:
    made = make(table([["姓名", "学院"], ["", ""], ["", ""], ["张三", "文学院"]]))
    lines = [y for y, _share in read_rules(made.data, 0)]
    tops = [y for k, y in enumerate(lines) if not k or y - lines[k - 1] > 2]
    heights = [below - above for above, below in pairwise(tops)]
    assert len(heights) == 4
    assert max(heights) - min(heights) < 1.5


def test_below_a_title_a_table_has_the_room_of_text() -> None:
    title, text = paragraph("登记表", Role.TITLE), paragraph("张三")
    below = next(piece for piece in read_pieces(make(title, text).data) if "张三" in piece.text).baseline
    (rule, _), *_ = read_rules(make(title, table([["张三", "文学院"]])).data, 0)
    assert abs(below - PAGE.pitch / 2 - rule) < PAGE.pitch / 2


def test_a_table_too_long_for_the_rest_of_its_page_begins_on_it() -> None:
    made = make(*[paragraph("字")] * 10, table([[f"张{row}", "文学院"] for row in range(20)]))
    assert {piece.page for piece in read_pieces(made.data) if piece.text == "张0"} == {0}
    assert made.pages == 2
