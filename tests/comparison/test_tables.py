"""Two drafts of one table as one, and blocks that came or went as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.comparison import compare
from publish.comparison.tables import mark_block
from publish.model import Block, Cell, Document, Figure, Footnote, Heading, Paragraph, Revision, Span, Table, plain_text
from tests.comparison.drafts import make_table, resolve

GONE = Revision("deleted", "乙")


def merge(old: Table, new: Table) -> tuple[Block, ...]:
    return compare(Document((old,)), [("乙", Document((new,)))]).document.blocks


def show(table: Table) -> list[str]:
    """Each row: + came, - went, = stayed, and its words."""
    signs = {"inserted": "+", "deleted": "-", None: "="}
    fates = [revision.kind if revision else None for revision in table.revisions]
    texts = ["|".join("".join(map(_text, cell.blocks)) for cell in row) for row in table.rows]
    return [signs[fate] + text for fate, text in zip(fates, texts, strict=True)]


def _text(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return plain_text(block.content)


def test_rows_that_came_and_went_are_marked_and_the_others_stay() -> None:
    old = make_table("项目|金额", "道路改造|100万元", "绿化|20万元")
    new = make_table("项目|金额", "道路改造|100万元", "照明设施更新改造工程|待定")
    (table,) = merge(old, new)
    assert isinstance(table, Table)
    assert show(table) == ["=项目|金额", "=道路改造|100万元", "-绿化|20万元", "+照明设施更新改造工程|待定"]


def wide(table: Table, row: int, columns: int = 1, rows: int = 1) -> Table:
    """The table with the first cell of a row over so many columns or rows."""
    first, *others = table.rows[row]
    cells = (replace(first, columns=columns, rows=rows), *others)
    return replace(table, rows=(*table.rows[:row], cells, *table.rows[row + 1 :]))


@pytest.mark.parametrize(
    ("old", "new", "tables"),
    [
        (make_table("甲|乙", "丙|丁"), make_table("甲|乙", "丙|戊"), 1),
        (make_table("甲|乙", "丙|丁"), make_table("甲|乙|丙", "丁|戊|己"), 2),  # another column
        (wide(make_table("合计", "丙|丁"), 0, 2), wide(make_table("总计", "丙|丁"), 0, 2), 1),  # a cell over both
        (make_table("合计", "丙|丁"), make_table("总计", "丙|丁"), 2),  # rows of unequal length
        (wide(make_table("甲|乙", "丙|丁"), 0, 1, 2), wide(make_table("甲|乙", "丙|戊"), 0, 1, 2), 2),  # over two rows
    ],
)
def test_tables_of_one_shape_become_one(old: Table, new: Table, tables: int) -> None:
    assert len(merge(old, new)) == tables


def test_a_row_whose_cells_were_joined_comes_and_goes() -> None:
    old = make_table("项目|金额", "道路改造|一百万元整")
    new = wide(make_table("项目|金额", "道路改造一百万元整"), 1, 2)
    (table,) = merge(old, new)
    assert isinstance(table, Table)
    assert show(table) == ["=项目|金额", "-道路改造|一百万元整", "+道路改造一百万元整"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("表1 经费", "表1 预算", "表1 经费预算"), ("表1 经费", "表1 经费", "表1 经费"), (None, "表1 经费", "表1 经费")],
)
def test_captions_are_compared_too(old: str | None, new: str | None, words: str) -> None:
    def make(caption: str | None, cell: str) -> Table:
        return replace(make_table(f"甲|{cell}"), caption=Paragraph((Span(caption),)) if caption else None)

    (table,) = merge(make(old, "乙"), make(new, "丙"))
    assert isinstance(table, Table)
    assert table.caption
    assert plain_text(table.caption.content) == words


def test_everything_inside_a_block_that_went_is_marked() -> None:
    note = Footnote((Span("第三条"),))
    paragraph = Paragraph((Span("见规定"), note), run_in=Heading(2, (Span("依据。"),)))
    caption = Paragraph((Span("图1 全景"),))
    marked = mark_block(paragraph, GONE)
    assert isinstance(marked, Paragraph)
    assert marked.revision == GONE
    assert marked.run_in
    called = marked.content[1]
    assert isinstance(called, Footnote)
    spans = [*marked.content, *marked.run_in.content, *called.content]
    assert [inline.revision for inline in spans if isinstance(inline, Span | Footnote)] == [GONE] * 4
    figure = mark_block(Figure("a.png", caption=caption), GONE)
    assert isinstance(figure, Figure)
    assert figure.revision == GONE
    assert figure.caption
    assert figure.caption.revision == GONE
    assert mark_block(Heading(1, (Span("一、总则"),)), GONE).revision == GONE  # type: ignore[union-attr]
    table = mark_block(Table(((Cell((paragraph,)),),), caption=caption), GONE)
    assert isinstance(table, Table)
    assert table.revisions == (GONE,)
    assert table.caption
    assert table.caption.revision == GONE


def test_of_three_drafts_the_first_that_changed_a_table_is_shown() -> None:
    base, first, second = (Document((make_table(f"甲|{cell}"),)) for cell in "乙丙丁")
    found = compare(base, [("甲", first), ("乙", second)])
    assert resolve(found.document, accept=True) == ["甲|丙"]
    assert [(change.kind, change.author) for change in found.changes] == [("table", "甲"), ("table", "乙")]
