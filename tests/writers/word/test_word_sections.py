"""Tables too wide for the measure lie on landscape pages of the Word file; their text is as large as in the PDF."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.model import Block, Role, Table
from publish.writers.shared.tables import lay_out_table
from publish.writers.word.writer import verify_word, write_word
from tests.writers.word.word_files import SENTENCE, W, document, paragraph, part, style, table, text_of, value

COLUMNS = 14
UPRIGHT, SIDEWAYS = (11906, 16838), (16838, 11906)
FIRST, TEXT, LAST = paragraph("通知", Role.TITLE), paragraph(SENTENCE), paragraph("请按时报送。")


def wide_table() -> Table:
    """A table whose columns find room on a landscape page only."""
    heads = [f"第{number}季度完成投资" for number in range(COLUMNS)]
    return table([heads, ["123456.78"] * COLUMNS], header_rows=1, caption="表1　进展")


def sections(blocks: list[Block], **tokens: str) -> list[tuple[tuple[int, int], str]]:
    """Each section's paper (twips) and text."""
    made, look = document(*blocks), style(**tokens)
    data = write_word(made, look)
    verify_word(data, made)
    body = part(data)[0]
    found: list[tuple[tuple[int, int], str]] = []
    texts: list[str] = []
    for child in body:
        section = child if child.tag == f"{W}sectPr" else child.find(f"{W}pPr/{W}sectPr")
        texts += [text_of(child)] if child.tag == f"{W}p" else ["表"] if child.tag == f"{W}tbl" else []
        if section is not None:
            size = section.find(f"{W}pgSz")
            assert size is not None
            found.append(((int(size.get(f"{W}w", "")), int(size.get(f"{W}h", ""))), "".join(texts)))
            texts = []
    return found


def test_a_wide_table_and_its_caption_lie_on_a_landscape_page() -> None:
    assert lay_out_table(wide_table(), style(), may_turn=True).wide
    before, turned, after = sections([FIRST, TEXT, wide_table(), LAST])
    assert before == (UPRIGHT, "通知" + SENTENCE)
    assert turned == (SIDEWAYS, "表1　进展表")
    assert after == (UPRIGHT, "请按时报送。")


def test_titles_that_lead_to_a_wide_table_lie_on_its_page() -> None:
    label, title = paragraph("附件", Role.PART_LABEL), paragraph("分解表", Role.PART_TITLE)
    assert sections([FIRST, TEXT, label, title, wide_table()])[1:] == [(SIDEWAYS, "附件分解表表1　进展表")]
    assert sections([FIRST, wide_table(), LAST])[0] == (SIDEWAYS, "通知表1　进展表")


def test_a_table_at_the_end_leaves_no_empty_page() -> None:
    assert [paper for paper, _ in sections([FIRST, TEXT, wide_table()])] == [UPRIGHT, SIDEWAYS]


def test_tables_one_after_the_other_share_their_section() -> None:
    papers = sections([FIRST, TEXT, wide_table(), wide_table(), LAST])
    assert [paper for paper, _ in papers] == [UPRIGHT, SIDEWAYS, UPRIGHT]
    assert papers[1][1] == "表1　进展表" * 2


def test_a_document_that_is_a_wide_table() -> None:
    assert [paper for paper, _ in sections([wide_table()])] == [SIDEWAYS]


@pytest.mark.parametrize(("wide", "papers"), [("never", [UPRIGHT]), ("always", [UPRIGHT, SIDEWAYS, UPRIGHT])])
def test_the_token_decides(wide: str, papers: list[tuple[int, int]]) -> None:
    small = table([["甲", "乙"], ["丙", "丁"]])
    assert [paper for paper, _ in sections([FIRST, TEXT, small, LAST], table__wide=wide)] == papers


def test_the_margins_turn_with_the_sheet() -> None:
    data = write_word(document(FIRST, TEXT, wide_table(), LAST), style())
    turned = list(part(data).iter(f"{W}sectPr"))[1]
    assert value(turned, "pgSz", "orient") == "landscape"
    margins = turned.find(f"{W}pgMar")
    assert margins is not None
    look = style().page
    for name, length in (("top", look.left), ("right", look.top), ("bottom", look.right), ("left", look.bottom)):
        assert int(margins.get(W + name, "")) == pytest.approx(length * 20, abs=1)


def test_only_the_first_section_has_a_first_page_of_its_own() -> None:
    data = write_word(document(FIRST, TEXT, wide_table(), LAST), style(folio__first="false"))
    marks = [section.find(f"{W}titlePg") is not None for section in part(data).iter(f"{W}sectPr")]
    assert marks == [True, False, False]


def styles_in(root: etree._Element) -> set[str]:
    return {value(each, "pPr/pStyle") for cell in root.iter(f"{W}tc") for each in cell.iter(f"{W}p")}


@pytest.mark.parametrize("columns", [3, 6, 9, 11, 14])
def test_text_is_as_many_steps_smaller_as_in_the_pdf(columns: int) -> None:
    made = table([[f"第{number}项" for number in range(columns)], ["123456.78"] * columns], header_rows=1)
    grid = lay_out_table(made, style(), may_turn=True)
    suffix = str(grid.step + 1) if grid.step else ""
    data = write_word(document(TEXT, made, LAST), style())
    assert styles_in(part(data)) == {f"TableText{suffix}", f"TableHead{suffix}"}
    sizes = (style().table.size, style().table.smaller, style().table.smallest)
    looks = {each.get(f"{W}styleId"): each for each in part(data, "word/styles.xml").iter(f"{W}style")}
    assert int(value(looks[f"TableText{suffix}"], "rPr/sz")) == sizes[grid.step] * 2
