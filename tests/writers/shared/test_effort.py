"""A document of too many parts is refused before it is begun, by counting: the same on a slow and a busy machine."""

from __future__ import annotations

import pytest

from publish.errors import LimitError
from publish.model import Block, Cell, Footnote, Inline, LineBreak, Paragraph, Role, Span, Table
from publish.model.weight import Weight, weigh
from publish.writers.shared.effort import bear, estimate_seconds
from tests.writers.word.word_files import document, paragraph

ROSTER = Table((tuple(Cell((paragraph(name),)) for name in ("张三", "市政协", "委员")),) * 2500)


def repeated(times: int, *content: Inline) -> list[Block]:
    """One paragraph of the same again and again."""
    return [Paragraph(content * times)]


def test_every_part_is_counted_in_cells_and_footnotes_too() -> None:
    content = (Span("注意"), LineBreak(), Footnote((Span("见附件"), LineBreak(), Span("二"))))
    verse = paragraph("春眠不觉晓")
    table = Table(((Cell((verse,)), Cell((Table(((Cell((verse, verse)),),)),))),))
    counted = weigh((verse, table, Paragraph(content)))
    assert counted == Weight(paragraphs=5, cells=3, breaks=2, footnotes=1, runs=7, characters=26)
    mixed = weigh((Paragraph((Span("共 12 项 a"),), Role.LIST_ITEM),))
    assert mixed == Weight(paragraphs=1, runs=1, characters=8, meetings=4, items=1)


def test_pieces_of_one_appearance_are_one_run() -> None:
    content = (Span("抓好"), Span("落实"), Span("重", strong=True), Span("点", strong=True), Span("。"))
    assert weigh((Paragraph(content),)).runs == 3


def test_a_speech_may_be_laid_out_again_and_a_roster_of_thousands_of_cells_once() -> None:
    assert bear(document(*[paragraph("一" * 500)] * 200), "pdf")
    assert not bear(document(ROSTER), "pdf")


@pytest.mark.parametrize(
    ("blocks", "named", "parts"),
    [
        ([paragraph("甲")] * 60_000, "60000 段", 3),
        ([ROSTER] * 3, "表格 22500 格", 2),
        (repeated(40_000, Span("甲"), LineBreak()), "段内换行 40000 处", 2),
        (repeated(9_000, Span("甲"), Footnote((Span("乙"),))), "脚注 9000 条", 2),
        ([Paragraph((Span("附件"),), Role.PART_TITLE)] * 5_000, "附件 5000 个", 2),
        (repeated(21_000, Span("重", strong=True), Span("点")), "字体变化 41998 处", 2),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_too_much_is_named_with_what_to_do(blocks: list[Block], named: str, parts: int) -> None:
    with pytest.raises(LimitError) as refused:
        bear(document(*blocks), "pdf")
    assert named in str(refused.value)
    assert f"拆成 {parts} 个以上" in refused.value.hint


def test_a_long_text_may_take_longer_in_proportion() -> None:
    book = document(*[paragraph("一" * 100)] * 30_000)  # three million characters
    assert estimate_seconds(weigh(book.blocks), "pdf") > 11
    bear(book, "pdf")


def test_two_outputs_of_one_text_weigh_as_much_as_both() -> None:
    roster = document(ROSTER, *[paragraph("甲")] * 6_000)
    bear(roster, "pdf")
    bear(roster, "docx")
    with pytest.raises(LimitError, match="一次排不完"):
        bear(roster, "pdf", "docx")


def test_what_is_too_much_as_word_too_is_not_told_to_be_made_as_word() -> None:
    patchwork = document(*repeated(100_000, Span("重", strong=True), Span("点")))
    for format_ in ("pdf", "docx"):
        with pytest.raises(LimitError, match="字体变化 199998 处") as refused:
            bear(patchwork, format_)
        assert "publish docx" not in refused.value.hint
