"""No last page of a line or two, when the lines may stand a little closer (GB/T 9704 7.3.5.5)."""

from __future__ import annotations

import pytest

from publish.fonts.roles import find_faces
from publish.model import Block, Role
from publish.writers import Order
from publish.writers.pdf.writer import Pdf, write_pdf
from publish.writers.shared.tightening import Ending, find_tightening
from tests.writers.pdf.pdf_lines import read_rows
from tests.writers.word.word_files import document, paragraph, style, table

LINE = "一" * 20  # with its indent one line


def make_lines(count: int, *rest: Block, **tokens: str) -> Pdf:
    made = document(*(paragraph(LINE) for _ in range(count)), *rest)
    return write_pdf(made, Order(style(**tokens)), find_faces())


@pytest.mark.parametrize(
    ("lines", "pages", "tightened"),
    [
        *[(22, 1, 0), (23, 1, 1), (24, 1, 2), (25, 2, 0)],
        *[(44, 2, 0), (45, 2, 1), (46, 2, 1), (47, 3, 0)],
        *[(114, 5, 1), (115, 6, 0)],
    ],
)
def test_a_few_lines_come_back_to_the_pages_before(lines: int, pages: int, tightened: int) -> None:
    made = make_lines(lines)
    assert (made.pages, made.tightened) == (pages, tightened)
    assert [finding.code for finding in made.findings] == ["tightened"] * bool(tightened)


@pytest.mark.parametrize(("lines", "pages"), [(17, 1), (18, 1), (19, 1), (20, 2)])
def test_a_notice_whose_signature_has_no_room_stands_closer(lines: int, pages: int) -> None:
    """署名 and 成文日期 with the line of text they need would leave four or five lines empty at the foot of page 1."""
    long = paragraph("一" * (26 + 28 * 3))
    closing = [
        paragraph("附件：名单", Role.ATTACHMENT),
        paragraph("某某局", Role.SIGNATURE),
        paragraph("日", Role.DATE),
    ]
    made = make_lines(lines - 4, long, *closing)
    assert made.pages == pages
    assert ("tightened" in [finding.code for finding in made.findings]) == (lines in (18, 19))


def test_the_lines_stand_evenly_on_every_page() -> None:
    page = style().page
    rows = [row for row in read_rows(make_lines(46).data, page.cell) if row.text == LINE]
    first = [row.baseline for row in rows[:23]]
    assert first == pytest.approx([first[0] + number * page.text_height / 23 for number in range(23)], abs=0.01)


@pytest.mark.parametrize(("lines", "pages"), [(22, 2), (23, 2), (24, 3)])
def test_nor_before_an_attachment(lines: int, pages: int) -> None:
    attachment = (paragraph("附件", Role.PART_LABEL), paragraph("名单", Role.PART_TITLE), paragraph(LINE))
    assert make_lines(lines, *attachment).pages == pages


def test_a_style_may_keep_its_lines_apart() -> None:
    assert make_lines(23, tight_lines="0").pages == 2


def test_a_table_on_the_last_page_stays_there() -> None:
    assert make_lines(22, table([["甲", "乙"]])).pages == 2


def test_the_lines_of_tables_stand_closer_too() -> None:
    """A table that takes a page leaves no room for the line below it otherwise."""
    rows = table([["甲", "乙"] for _ in range(42)])
    made = write_pdf(document(rows, paragraph(LINE)), Order(style()), find_faces())
    apart = write_pdf(document(rows, paragraph(LINE)), Order(style(tight_lines="0")), find_faces())
    assert (made.pages, apart.pages, made.tightened) == (2, 3, 1)


@pytest.mark.parametrize("header_rows", [0, 1])
def test_the_last_rows_of_a_table_come_back_to_the_page_before(header_rows: int) -> None:
    rows = table([["甲", "乙"] for _ in range(22)], header_rows=header_rows)
    made = write_pdf(document(rows), Order(style()), find_faces())
    apart = write_pdf(document(rows), Order(style(tight_lines="0")), find_faces())
    assert (made.pages, apart.pages) == (1, 2)


@pytest.mark.parametrize(("pages", "tightened"), [(60, 1), (61, 0)])
def test_a_book_is_not_laid_out_again_for_the_sake_of_its_last_page(pages: int, tightened: int) -> None:
    assert find_tightening(style(), [Ending(pages, lines=1, over=1.0)], pages) == tightened
