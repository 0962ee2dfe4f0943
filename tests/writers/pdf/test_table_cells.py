"""The ruler laid on tables: right edges of justified cells, kinsoku in cells of any width."""

from __future__ import annotations

from itertools import pairwise

import pytest

from publish.composition.classes import NO_LINE_END, NO_LINE_START, classify, split_clusters
from publish.fonts.roles import find_faces
from publish.model import Cell, Footnote, Paragraph, Span, Table
from publish.writers import Order, make_output
from publish.writers.pdf.writer import write_pdf
from tests.writers.pdf.pdf_lines import Piece, read_pieces
from tests.writers.word.word_files import document, style, table

TEXT = (
    "收费依据已调整，线上页面仍显示原收费标准（20元/件）；按现行政策更新收费依据、标准，"
    "对“历史页面”同步清理：2026年8月14日前完成87.5%以上。"
)
LOOK = style()


def read_cells(columns: int) -> list[Piece]:
    """The pieces of text in a table of one row that has the text in every column."""
    made = document(table([["头"] * columns, [TEXT] * columns], header_rows=1))
    pieces = read_pieces(write_pdf(made, Order(LOOK), find_faces()).data)
    return [piece for piece in pieces if piece.text.strip() and piece.text not in ("头", "— 1 —")]


def columns_of(pieces: list[Piece]) -> list[list[Piece]]:
    """The lines of each column from top to bottom."""
    lefts = sorted({round(piece.left) for piece in pieces})
    starts = [left for before, left in zip([-100, *lefts], lefts, strict=False) if left - before > 15]
    columns: list[list[Piece]] = [[] for _ in starts]
    for piece in sorted(pieces, key=lambda piece: piece.baseline):
        columns[max(number for number, start in enumerate(starts) if piece.left > start - 5)].append(piece)
    return columns


@pytest.mark.parametrize("columns", [1, 2])
def test_the_lines_of_wide_cells_end_at_one_edge(columns: int) -> None:
    for lines in columns_of(read_cells(columns)):
        edge = max(line.right for line in lines)
        assert [line.right for line in lines[:-1]] == [pytest.approx(edge, abs=0.1)] * (len(lines) - 1)


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5, 6, 7])
def test_no_line_of_a_cell_starts_or_ends_against_kinsoku(columns: int) -> None:
    for lines in columns_of(read_cells(columns)):
        assert "".join(line.text for line in lines) == TEXT
        for above, below in pairwise(lines):
            assert classify(split_clusters(below.text)[0]) not in NO_LINE_START, (above.text, below.text)
            assert classify(split_clusters(above.text)[-1]) not in NO_LINE_END, (above.text, below.text)


@pytest.mark.parametrize("notes", [("注一", ""), ("", "注二"), ("注一", "注二")])
@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_a_head_cell_that_reaches_into_the_body_may_have_a_note(format_: str, notes: tuple[str, str]) -> None:
    """Once the text was lost, or the build died of it."""

    def cell(text: str, note: str = "", rows: int = 1) -> Cell:
        called = (Footnote((Span(note),)),) if note else ()
        return Cell((Paragraph((Span(text), *called)),), rows=rows)

    head = (cell("项目", notes[0], rows=2), cell("金额", notes[1]))
    made = document(Table((head, (cell("一百"),), (cell("道路"), cell("二百"))), header_rows=1))
    assert make_output(format_, made, Order(LOOK)).findings == ()
