"""印发机关 at the left end of its line and 印发日期 at the right (GB/T 9704 7.4.3), in both outputs."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.model import Paragraph, Role, Span, plain_text
from publish.style import load_style
from publish.writers.shared.imprint import part_imprint
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
    parted = part_imprint(paragraph(line, Role.IMPRINT))
    assert (parted and tuple(plain_text(end) for end in parted)) == ends


def test_only_the_imprint_is_parted_and_its_spans_keep_their_looks() -> None:
    assert part_imprint(paragraph(f"{ISSUER}　{PRINTED}")) is None
    spans = (Span(ISSUER[:2]), Span(ISSUER[2:] + "　", strong=True), Span(" " + PRINTED[:4]), Span(PRINTED[4:]))
    parted = part_imprint(Paragraph(spans, Role.IMPRINT))
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
