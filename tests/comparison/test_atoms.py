"""The words a difference covers, and pieces of text put together again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.comparison.atoms import (
    BREAK,
    END,
    NOTE,
    describe_block,
    join_spans,
    split_block,
    split_blocks,
    split_words,
)
from publish.comparison.edits import SHORTEST_MOVE, find_edits, list_looks
from publish.model import Document, Figure, Footnote, Heading, LineBreak, Paragraph, Place, Role, Span
from tests.comparison.drafts import make_document, make_table


@pytest.mark.parametrize(
    "words",
    [
        "投资 增长 3.5%",
        "达到 1,234.5 亿元",
        "用 APP 办事",
        "第 5 条",
        "切实 加强 领导",  # four characters of the dictionary that are two words
        "２０２４ 年",
        "5 G",
    ],
)
def test_numbers_and_western_words_are_whole(words: str) -> None:
    assert list(split_words(words.replace(" ", ""))) == words.split()


def test_a_paragraph_is_its_words_breaks_notes_and_end() -> None:
    paragraph = Paragraph((Span("抓落实"), LineBreak(), Span("见"), Footnote((Span("第三条"),))))
    keys = [atom.key for atom in split_block(paragraph)]
    assert "".join(keys[: keys.index(BREAK)]) == "抓落实"
    assert keys[keys.index(BREAK) :] == [BREAK, "见", NOTE + "第三条", END]


def test_a_word_over_two_spans_keeps_both_with_their_places() -> None:
    place = Place("稿.txt", 3, 5)
    first, second = Span("要落", place), Span("实好", Place("稿.txt", 3, 7), strong=True)
    atoms = list(split_block(Paragraph((first, second))))
    pieces = [(span.text, span.strong, span.place.column) for atom in atoms[:-1] for span in atom.content]  # type: ignore[union-attr]
    assert pieces == [("要", False, 5), ("落", False, 6), ("实", True, 7), ("好", True, 8)]
    assert [atom.place.column for atom in atoms if atom.content and atom.place] == [5, 6, 8]


def test_words_of_a_run_in_heading_know_it() -> None:
    paragraph = Paragraph((Span("各地要落实。"),), run_in=Heading(2, (Span("加强领导。"),)))
    atoms = list(split_block(paragraph))
    assert "".join(atom.key for atom in atoms if atom.in_heading) == "加强领导。"
    assert "".join(atom.key for atom in atoms if not atom.in_heading) == "各地要落实。" + END


def test_pieces_are_joined_where_they_follow_each_other_alike() -> None:
    def at(text: str, column: int, strong: bool = False) -> Span:
        return Span(text, Place("稿.txt", 1, column), strong=strong)

    assert join_spans([at("抓", 1), at("好", 2)]) == (at("抓好", 1),)
    assert len(join_spans([at("抓", 1), at("好", 3)])) == 2, "something stood between them"
    assert len(join_spans([at("抓", 1), at("好", 2, strong=True)])) == 2
    assert join_spans([Span("抓"), Span("好")]) == (Span("抓好"),)
    assert len(join_spans([Span("抓"), at("好", 2)])) == 2
    assert len(join_spans([Span("抓"), LineBreak(), Span("好")])) == 3


def edits_of(old: Document, new: Document) -> list[tuple[int, int, str, int]]:
    draft = find_edits(split_blocks(old), split_blocks(new), "乙")
    return [(edit.start, edit.end, "".join(atom.key for atom in edit.inserted), edit.move) for edit in draft.edits]


def test_edits_count_from_the_first_word_of_the_base() -> None:
    old, new = make_document("要认真抓好落实。", "散会。"), make_document("要切实抓好落实。", "休会。")
    first, second = edits_of(old, new)
    assert first == (1, 2, "切实", 0)
    assert second[2:] == ("休会", 0)
    assert second[0] == len(split_blocks(old)[0])


@pytest.mark.parametrize(("length", "move"), [(SHORTEST_MOVE, 1), (SHORTEST_MOVE - 1, 0)])
def test_a_paragraph_of_eight_characters_may_be_known_again(length: int, move: int) -> None:
    moved = "天地玄黄宇宙洪荒"[:8][:length]
    old = make_document(moved, "要加大宣传力度。", "要严格督查考核。")
    new = make_document("要加大宣传力度。", "要严格督查考核。", moved)
    assert len(moved) in (7, 8)
    assert [number for *_, number in edits_of(old, new)] == [move, move]


def test_two_moves_have_two_numbers_in_the_order_they_come_in() -> None:
    one, two = "天地玄黄宇宙洪荒。", "日月盈昃辰宿列张。"
    stays = ["要加大宣传力度。", "要严格督查考核。", "要压实工作责任。"]
    swapped = edits_of(make_document(one, two, *stays), make_document(*stays, two, one))
    assert [number for *_, number in swapped] == [2, 1, 1, 2]
    parted = edits_of(make_document(one, two, *stays), make_document(*stays, one, "散会。", two))
    assert [number for *_, number in parted] == [1, 2, 1, 0, 2]


def test_the_same_paragraph_taken_out_once_and_put_in_twice_moved_once() -> None:
    one, stays = "天地玄黄宇宙洪荒。", ["要加大宣传力度。", "要严格督查考核。"]
    found = edits_of(make_document(one, *stays), make_document(*stays, one, "散会。", one))
    assert sum(1 for *_, number in found if number) == 2


def test_what_changed_of_kept_text_but_its_words() -> None:
    old = make_document("要认真抓好落实。", "#一、要求")
    new = Document(
        (Paragraph((Span("要认真抓好落实。", emphasis=True),), Role.LIST_ITEM), Heading(2, (Span("一、要求"),)))
    )
    blocks = split_blocks(old)
    draft = find_edits(blocks, split_blocks(new), "乙")
    told = [(change.kind, change.old, change.new) for change in list_looks([a for b in blocks for a in b], draft)]
    roles = [each for each in told if each[0] == "role"]
    assert roles == [("role", "body", "list-item"), ("role", "heading-1", "heading-2")]
    assert {each[0] for each in told} == {"role", "format"}


def test_another_role_is_told_with_the_first_sixteen_characters() -> None:
    text = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"
    old, new = make_document(text), Document((Paragraph((Span(text),), Role.LIST_ITEM),))
    blocks = split_blocks(old)
    draft = find_edits(blocks, split_blocks(new), "乙")
    (change,) = list_looks([atom for block in blocks for atom in block], draft)
    assert change.context == text[:16]


def test_a_block_is_known_again_by_all_it_says() -> None:
    paragraph = Paragraph((Span("见规定"), Footnote((Span("第三条"),)), Span("。")))
    assert describe_block(paragraph) == "见规定第三条。"
    caption = Paragraph((Span("表1 经费"),))
    assert describe_block(replace(make_table("甲|乙", "丙|丁"), caption=caption)) == "表1 经费\r甲\t乙\r丙\t丁"
    assert describe_block(Figure("a.png", caption=caption)) == "a.png\r表1 经费"
    assert describe_block(Figure("a.png")) == "a.png\r"
