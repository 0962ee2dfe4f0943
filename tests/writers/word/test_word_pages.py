"""Lines closer in the Word file, where that spares a page of a few lines, as in the PDF (GB/T 9704 7.3.5.5)."""

from __future__ import annotations

import pytest

from publish.fonts.roles import find_faces
from publish.model import Block, Footnote, Heading, Paragraph, Role, Span, Table
from publish.writers import Order, make_output
from publish.writers.pdf.writer import write_pdf
from publish.writers.word.breaks.pages import choose_tightening
from tests.writers.word.word_files import document, paragraph, part, style, table, text_of, value

LINE = "一" * 20  # with its indent one line
LONG = "改革发展稳定，" * 23  # with its indent six lines
TITLE = (paragraph("标题", Role.TITLE),)
CLOSING = (paragraph("某某局", Role.SIGNATURE), paragraph("2026年4月30日", Role.DATE))
LABEL, NAME = paragraph("附件", Role.PART_LABEL), paragraph("名单", Role.PART_TITLE)
NOTED = Paragraph((Span(LINE), Footnote((Span("注"),))))


def lines(count: int) -> list[Block]:
    return [paragraph(LINE) for _ in range(count)]


def rows(count: int, header_rows: int = 0) -> Table:
    return table([["甲", "乙"] for _ in range(count)], header_rows=header_rows)


CASES = [
    *[(f"{count} lines", lines(count)) for count in (22, 23, 24, 25, 44, 45, 46, 47, 113, 114, 115)],
    *[(f"a title and {count}", [*TITLE, *lines(count)]) for count in (18, 19, 20, 21, 22)],
    *[(f"long paragraphs and {count}", [*lines(count), *[paragraph(LONG)] * 5]) for count in (11, 12, 14, 16, 18)],
    *[(f"a signature below {count}", [*lines(count), paragraph(LONG), *CLOSING]) for count in range(10, 16)],
    *[(f"before an attachment {count}", [*lines(count), LABEL, NAME, *lines(9)]) for count in (22, 23, 24)],
    *[(f"an attachment of {count}", [*lines(9), LABEL, NAME, *lines(count)]) for count in (17, 18, 19, 20, 21)],
    *[(f"a table of {count}", [*lines(5), rows(count), *lines(2)]) for count in (33, 34, 35, 36, 37, 38)],
    *[(f"a table with a head of {count}", [rows(count, header_rows=1), *lines(1)]) for count in (40, 41, 42, 43)],
    ("a table on the last page", [*lines(22), rows(2)]),
    ("headings at the foot", [*lines(21), Heading(1, (Span("一、标题"),)), *lines(24)]),
]


@pytest.mark.parametrize(("case", "blocks"), CASES)
def test_the_word_file_is_tightened_as_the_pdf_is(case: str, blocks: list[Block]) -> None:
    look = style()
    made = write_pdf(document(*blocks), Order(look), find_faces())
    assert choose_tightening(document(*blocks), look) == made.tightened, case


@pytest.mark.parametrize(
    ("case", "blocks", "tokens"),
    [
        ("a note takes an unknown height", [*lines(22), NOTED], {}),
        ("the style wants none", lines(23), {"tight_lines": "0"}),
    ],
)
def test_other_files_keep_their_lines(case: str, blocks: list[Block], tokens: dict[str, str]) -> None:
    assert choose_tightening(document(*blocks), style(**tokens)) == 0, case


def test_the_file_says_its_pitch_and_the_report_why() -> None:
    made = make_output("docx", document(*lines(23)), Order(style()))
    assert value(part(made.data), "body/sectPr/docGrid", "linePitch") == "554"  # 225 mm by 23, whole twips
    assert [finding.code for finding in made.findings] == ["tightened"]


def test_room_above_is_whole_lines_of_the_grid() -> None:
    """A twip more would cost a line at the foot of the page in LibreOffice."""
    blocks = [*lines(3), *CLOSING]
    made = part(make_output("docx", document(*blocks), Order(style(signoff="seal"))).data)
    befores = [int(each.get(each.nsmap["w"].join(("{", "}before")), 0)) for each in made.iter("{*}spacing")]
    assert [before % 579 for before in befores] == [0] * len(befores)
    assert max(befores) > 579


@pytest.mark.parametrize(
    ("count", "kept"),
    [(11, True), (14, True), (17, False), (18, False), (20, False), (21, True), (22, True)],
)
def test_what_a_page_surely_parts_is_not_kept_with_the_signature(count: int, kept: bool) -> None:
    """LibreOffice would move all six lines of the paragraph to the signature's page."""
    made = part(make_output("docx", document(*lines(count), paragraph(LONG), *CLOSING), Order(style())).data)
    (above,) = (each for each in made.iter("{*}p") if text_of(each) == LONG)
    assert (above.find("{*}pPr/{*}keepNext") is not None) == kept


def test_what_is_parted_only_for_the_signature_is_kept_with_it() -> None:
    """The text alone would fit on page 1; two of its lines go over with what has no room there."""
    attached = [paragraph(f"附件：{LINE}" if not at else LINE, Role.ATTACHMENT) for at in range(6)]
    blocks = [*lines(12), paragraph(LONG), *attached, *CLOSING]
    made = part(make_output("docx", document(*blocks), Order(style())).data)
    (above,) = (each for each in made.iter("{*}p") if text_of(each) == LONG)
    assert above.find("{*}pPr/{*}keepNext") is not None
