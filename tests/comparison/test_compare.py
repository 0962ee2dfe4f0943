"""Comparison: what is marked, told and kept, on drafts an editor could check by eye."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from publish.comparison import compare
from publish.model import Document, Footnote, Heading, Metadata, Paragraph, Role, Span, Table, plain_text
from publish.readers import read_source
from publish.structure.recognise import recognise
from tests import SEED
from tests.comparison.drafts import edit_randomly, make_document, make_table, resolve, show


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        (["要认真抓好落实。"], ["要切实抓好落实。"], "要-认真-+切实+抓好落实。¶"),
        (["投资增长3.5%。"], ["投资增长3.6%。"], "投资增长-3.5%-+3.6%+。¶"),
        (["一段。", "二段。"], ["一段。"], "一段。¶\n-二段。--¶-"),
        (["一段。"], ["一段。", "二段。"], "一段。¶\n+二段。++¶+"),
        (
            ["各级各部门要提高政治站位。", "要压实工作责任，抓好落实。"],
            ["各级各部门要提高政治站位。要压实工作责任，抓好落实。"],
            "各级各部门要提高政治站位。-¶-\n要压实工作责任，抓好落实。¶",
        ),
        (
            ["各级各部门要提高政治站位。要压实工作责任，抓好落实。"],
            ["各级各部门要提高政治站位。", "要压实工作责任，抓好落实。"],
            "各级各部门要提高政治站位。+¶+\n要压实工作责任，抓好落实。¶",
        ),
        (
            ["要加强组织领导，成立专班。", "要加大宣传力度。", "要严格督查考核。"],
            ["要加大宣传力度。", "要严格督查考核。", "要加强组织领导，成立专班。"],
            "<要加强组织领导，成立专班。<<¶<\n要加大宣传力度。¶\n要严格督查考核。¶\n>要加强组织领导，成立专班。>>¶>",
        ),
        (["#一、总体要求", "略。"], ["#一、目标任务", "略。"], "一、-总体--要求-+目标++任务+¶\n略。¶"),
    ],
)
def test_marks_cover_words(old: list[str], new: list[str], marked: str) -> None:
    found = show(compare(make_document(*old), [("乙", make_document(*new))]).document)
    assert found.replace("--", "").replace("++", "").replace("<<", "").replace(">>", "") == marked.replace(
        "--", ""
    ).replace("++", "").replace("<<", "").replace(">>", "")


def test_equal_drafts_have_no_difference() -> None:
    document = make_document("#一、总体要求", "要抓好落实。")
    found = compare(document, [("乙", document)])
    assert found.document.blocks == document.blocks
    assert found.changes == ()


def test_changes_are_told_with_their_places() -> None:
    old = make_document("要认真抓好落实。", "要加强组织领导，成立专班。", "要严格督查。", "要加大投入。")
    new = make_document("要切实抓好落实。", "要严格督查。", "要加大投入。", "要加强组织领导，成立专班。", "散会。")
    found = compare(old, [("乙", new)])
    told = [(change.kind, change.old, change.new, change.place.line if change.place else 0) for change in found.changes]
    assert told == [
        ("replaced", "认真", "切实", 1),
        ("moved", "要加强组织领导，成立专班。¶", "", 2),
        ("inserted", "", "散会。¶", 5),
    ]


def test_another_role_or_emphasis_is_told_apart_from_the_text() -> None:
    old = make_document("要认真抓好落实。", "一、总体要求")
    strong = Paragraph((Span("要"), Span("认真", strong=True), Span("抓好落实。")))
    new = Document((strong, replace(old.blocks[1], role=Role.LIST_ITEM)))  # type: ignore[arg-type]
    found = compare(old, [("乙", new)])
    assert sorted(change.kind for change in found.changes) == ["format", "role"]
    assert found.places == 0


def test_two_colleagues_are_told_apart_and_their_conflict_is_named() -> None:
    base = make_document("要认真抓好落实。", "要严格督查。", "要加强领导。")
    first = make_document("要切实抓好落实。", "要严格督查考核。", "要加强领导。")
    second = make_document("要扎实抓好落实。", "要严格督查。", "要切实加强领导。")
    found = compare(base, [("甲", first), ("乙", second)])
    told = [(change.author, change.old, change.new, change.conflict) for change in found.changes]
    assert told == [
        ("甲", "认真", "切实", ("乙",)),
        ("乙", "认真", "扎实", ("甲",)),
        ("甲", "", "考核", ()),
        ("乙", "", "切实", ()),
    ]


def test_what_two_colleagues_change_alike_is_marked_once() -> None:
    base, draft = make_document("要认真抓好落实。"), make_document("要切实抓好落实。")
    found = compare(base, [("甲", draft), ("乙", draft)])
    (paragraph,) = found.document.blocks
    assert isinstance(paragraph, Paragraph)
    marks = {(span.text, span.revision.kind, span.revision.author) for span in paragraph.content if span.revision}  # type: ignore[union-attr]
    assert marks == {("认真", "deleted", "甲、乙"), ("切实", "inserted", "甲、乙")}


def test_the_same_paragraph_inserted_twice_stands_twice() -> None:
    old = make_document("一、元旦放假三天。", "二、春节放假七天。")
    new = make_document("一、元旦放假三天。", "请互相转告。", "请互相转告。", "二、春节放假七天。")
    found = compare(old, [("乙", new)]).document
    assert resolve(found, accept=True) == resolve(new, accept=True)


def test_rows_come_and_go_and_words_change_inside_cells() -> None:
    old = Document((make_table("项目|金额", "道路改造|100万元", "绿化|20万元"),))
    new = Document((make_table("项目|金额", "道路改造|120万元", "照明|35万元", "绿化|20万元"),))
    found = compare(old, [("乙", new)]).document
    assert resolve(found, accept=True) == resolve(new, accept=True)
    assert resolve(found, accept=False) == resolve(old, accept=True)


def test_a_word_changed_in_a_cell_leaves_its_row_and_table_where_they_are() -> None:
    old = Document((make_table("项目|金额", "道路改造|100万元"),))
    new = Document((make_table("项目|金额", "道路改造|120万元"),))
    (table,) = compare(old, [("乙", new)]).document.blocks
    assert isinstance(table, Table)
    assert not any(table.revisions)
    assert [kind for _, kind in marked_spans(table)] == ["deleted", "inserted"]


def test_a_table_with_another_column_comes_and_goes_whole() -> None:
    old = Document((make_table("项目|金额", "道路改造|100万元"),))
    new = Document((make_table("项目|金额|责任单位", "道路改造|100万元|住建局"),))
    found = compare(old, [("乙", new)]).document
    assert resolve(found, accept=True) == resolve(new, accept=True)
    assert resolve(found, accept=False) == resolve(old, accept=True)
    tables = [block for block in found.blocks if isinstance(block, Table)]
    assert len(tables) == 2, "the old one and the new one"


def test_changes_side_by_side_are_no_conflict_and_overlapping_ones_are() -> None:
    base = make_document("要认真抓好工作落实。")
    beside = compare(
        base, [("甲", make_document("要切实抓好工作落实。")), ("乙", make_document("要认真抓好任务落实。"))]
    )
    assert [change.conflict for change in beside.changes] == [(), ()]
    touching = compare(
        base, [("甲", make_document("要切实抓好工作落实。")), ("乙", make_document("要认真部署工作落实。"))]
    )
    assert [change.conflict for change in touching.changes] == [(), ()]
    over = compare(base, [("甲", make_document("要切实落实。")), ("乙", make_document("要认真抓好任务落实。"))])
    assert {change.conflict for change in over.changes if change.author == "乙"} == {("甲",)}


def test_two_insertions_at_one_place_are_a_conflict_unless_they_are_alike() -> None:
    base = make_document("要抓好落实。")
    drafts = [("甲", make_document("要认真抓好落实。")), ("乙", make_document("要切实抓好落实。"))]
    assert [change.conflict for change in compare(base, drafts).changes] == [("乙",), ("甲",)]
    assert {change.conflict for change in compare(base, [drafts[0], ("丙", drafts[0][1])]).changes} == {()}


def test_differences_are_told_in_the_order_of_the_base_and_of_moves_where_they_left() -> None:
    first, second = "要加强组织领导，成立专班。", "要严格督查考核，通报结果。"
    old = make_document(first, "要加大投入。", second, "要认真落实。")
    new = make_document("要加大投入。", second, "要切实落实。", first)
    told = [(change.kind, change.old, change.new) for change in compare(old, [("乙", new)]).changes]
    assert told == [("moved", first + "¶", ""), ("replaced", "认真", "切实")]


def test_a_move_is_marked_at_both_ends_by_its_number() -> None:
    moved, stays = "要加强组织领导，成立专班。", ["要加大投入。", "要严格督查。"]
    found = compare(make_document(moved, *stays), [("乙", make_document(*stays, moved))]).document
    fates = [(block.revision.kind, block.revision.move) for block in found.blocks if block.revision]  # type: ignore[union-attr]
    assert fates == [("moved-from", 1), ("moved-to", 1)]


def test_a_heading_run_into_its_paragraph_stays_so() -> None:
    def make(words: str) -> Document:
        return Document((Paragraph((Span("各地要落实。"),), run_in=Heading(2, (Span(words),))),))

    (block,) = compare(make("加强领导。"), [("乙", make("加强组织领导。"))]).document.blocks
    assert isinstance(block, Paragraph)
    assert block.run_in
    assert plain_text(block.run_in.content) == "加强组织领导。"
    assert plain_text(block.content) == "各地要落实。"


def test_the_metadata_are_the_drafts_when_there_is_one() -> None:
    base = replace(make_document("略。"), metadata=Metadata(title="旧题"))
    draft = replace(make_document("略。"), metadata=Metadata(title="新题"))
    assert compare(base, [("乙", draft)]).document.metadata.title == "新题"
    assert compare(base, [("甲", draft), ("乙", base)]).document.metadata.title == "旧题"


def marked_spans(table: Table) -> list[tuple[str, str]]:
    blocks = [block for row in table.rows for cell in row for block in cell.blocks]
    return [
        (span.text, span.revision.kind)
        for block in blocks
        if isinstance(block, Paragraph)
        for span in block.content
        if isinstance(span, Span) and span.revision
    ]


def test_another_footnote_is_another_call() -> None:
    def make(note: str) -> Document:
        return Document((Paragraph((Span("见规定"), Footnote((Span(note),)), Span("。"))),))

    old, new = make("第三条"), make("第四条")
    found = compare(old, [("乙", new)]).document
    assert resolve(found, accept=True) == ["见规定［第四条］。"]
    assert resolve(found, accept=False) == ["见规定［第三条］。"]


@pytest.mark.parametrize("seed", range(12))
def test_all_taken_is_the_new_draft_and_all_refused_the_old(seed: int) -> None:
    old = recognise(read_source(SEED), Metadata())
    new, _ = edit_randomly(old, random.Random(seed), 1 + seed)
    found = compare(old, [("乙", new)]).document
    assert resolve(found, accept=True) == resolve(new, accept=True)
    assert resolve(found, accept=False) == resolve(old, accept=True)
