"""印发机关 at the left end of its line and 印发日期 at the right (GB/T 9704 7.4.3), what a typed contents lists and its
page, in both outputs."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.model import Paragraph, Role, Span, plain_text
from publish.style import load_style
from publish.writers.shared.ends import part_ends
from tests.writers.pdf.pdf_files import make_document
from tests.writers.pdf.pdf_lines import read_pieces
from tests.writers.word.word_files import SENTENCE, W, document, paragraph, part, style, value, write

ISSUER, PRINTED = "某某市人民政府办公室", "2024年3月21日印发"
LINE = paragraph(f"{ISSUER}　　　　{PRINTED}", Role.IMPRINT)


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        (f"{ISSUER}　　　　　{PRINTED}", (ISSUER, PRINTED)),
        (f"{ISSUER} {PRINTED}", (ISSUER, PRINTED)),
        (f"{ISSUER}\t{PRINTED}　", (ISSUER, f"{PRINTED}　")),
        ("某某 办公室  二○二四年三月二十一日印发", ("某某 办公室", "二○二四年三月二十一日印发")),
        ("某某办公室　××年×月×日印发", ("某某办公室", "××年×月×日印发")),
        ("某某办公室　2024 年 3 月 21 日印发", ("某某办公室", "2024 年 3 月 21 日印发")),
        (f"{ISSUER}{PRINTED}", (ISSUER, PRINTED)),  # the space got lost
        (PRINTED, None),
        ("主题词：防汛　通知", None),
    ],
)
def test_where_the_line_is_parted(line: str, ends: tuple[str, str] | None) -> None:
    parted = part_ends(paragraph(line, Role.IMPRINT))
    assert (parted and tuple(plain_text(end) for end in parted)) == ends


def test_only_the_imprint_is_parted_and_its_spans_keep_their_looks() -> None:
    assert part_ends(paragraph(f"{ISSUER}　{PRINTED}")) is None
    spans = (Span(ISSUER[:2]), Span(ISSUER[2:] + "　", strong=True), Span(" " + PRINTED[:4]), Span(PRINTED[4:]))
    parted = part_ends(Paragraph(spans, Role.IMPRINT))
    assert parted == ((spans[0], Span(ISSUER[2:], strong=True)), (Span(PRINTED[:4]), Span(PRINTED[4:])))


@pytest.mark.parametrize("name", ["speech", "large"])
def test_in_the_pdf_each_stands_one_character_from_its_edge(name: str) -> None:
    look = load_style(name)
    em = look.em(look.role("imprint").size)
    made = make_document(document(paragraph(SENTENCE), LINE), look)
    pieces = [piece for piece in read_pieces(made.data) if abs(piece.size - em) < 0.1]
    issuer, printed = (next(piece for piece in pieces if piece.text[:2] == text[:2]) for text in (ISSUER, PRINTED))
    assert issuer.left == pytest.approx(look.page.left + em, abs=0.1)
    assert pieces[-1].right == pytest.approx(look.page.width - look.page.right - em, abs=0.1)
    assert issuer.baseline == printed.baseline


def test_in_word_a_tab_sends_the_date_to_the_right() -> None:
    look = style()
    data = write(paragraph(SENTENCE), LINE)
    (last,) = [each for each in part(data).iter(f"{W}p") if value(each, "pPr/pStyle") == "Imprint"]
    assert [etree.QName(each).localname for each in last.iter(f"{W}t", f"{W}tab")] == ["t", "tab", "t"]
    (styled,) = [
        each for each in part(data, "word/styles.xml").iter(f"{W}style") if each.get(f"{W}styleId") == "Imprint"
    ]
    assert value(styled, "pPr/tabs/tab") == "right"
    position = float(value(styled, "pPr/tabs/tab", "pos")) / 20
    assert position == pytest.approx(look.page.measure - look.em(look.role("imprint").size), abs=0.1)


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("一、总则　1", ("一、总则", "1")),
        ("一、总则\t12", ("一、总则", "12")),
        ("第一章　总则　　３", ("第一章　总则", "３")),
        ("一、总则……1", ("一、总则……", "1")),
        ("一、总则", None),
        ("附件 1", None),
        ("1.1", None),
    ],
)
def test_where_a_line_of_a_contents_is_parted(line: str, ends: tuple[str, str] | None) -> None:
    parted = part_ends(paragraph(line, Role.CONTENTS_LINE))
    assert (parted and tuple(plain_text(end) for end in parted)) == ends


CONTENTS = [
    paragraph("目　录", Role.CONTENTS_HEADING),
    paragraph("第一章　总则　　1", Role.CONTENTS_LINE),
    paragraph("第一节　目的　　1", Role.CONTENTS_LINE),
    paragraph("第二章　附则　　12", Role.CONTENTS_LINE),
    paragraph("附录", Role.CONTENTS_LINE),
]


def test_in_the_pdf_a_contents_has_its_heading_in_the_middle_and_its_pages_at_the_right() -> None:
    look = load_style("speech")
    made = make_document(document(*CONTENTS), look)
    lines = {piece.text.strip(): piece for piece in read_pieces(made.data)}
    left, right, em = look.page.left, look.page.width - look.page.right, look.page.cell
    heading = lines["目　录"]
    assert (heading.left + heading.right) / 2 == pytest.approx((left + right) / 2, abs=0.1)
    assert lines["第一章　总则"].left == lines["附录"].left == pytest.approx(left, abs=0.1)
    assert lines["第一节　目的"].left == pytest.approx(left + em, abs=0.1)
    assert lines["12"].right == pytest.approx(right, abs=0.1)
    assert lines["12"].baseline == lines["第二章　附则"].baseline


def test_in_word_dots_and_a_tab_send_the_page_to_the_right() -> None:
    data = write(*CONTENTS)
    styled = {each.get(f"{W}styleId"): each for each in part(data, "word/styles.xml").iter(f"{W}style")}
    assert value(styled["ContentsHeading"], "pPr/jc") == "center"
    assert value(styled["ContentsLine"], "pPr/tabs/tab", "leader") == "dot"
    lines = [each for each in part(data).iter(f"{W}p") if value(each, "pPr/pStyle") == "ContentsLine"]
    assert [len(list(each.iter(f"{W}tab"))) for each in lines] == [1, 1, 1, 0]
    assert [value(each, "pPr/ind", "leftChars") for each in lines] == ["0", "100", "0", "200"]
    assert value(lines[-1], "pPr/ind", "hangingChars") == "200", "only a line without a page hangs"
