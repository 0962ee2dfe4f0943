"""What compressed lines take from their marks and give to their joints, in 1/1000 em of the ideal font."""

from __future__ import annotations

from publish.composition.compression import Blanks
from publish.composition.justification import Line
from publish.composition.paragraph import Run
from tests.composition.ideal import Clusters, Setting, compose_ideal, ideal_table, read_lines

HALF = 499  # what a mark gives up


def fill(text: str, room: int, *, last: bool = False, start: int = 0) -> Line:
    """The line that the whole text makes on a measure of `room`."""
    blanks = Blanks(Clusters([Run(text, ideal_table())], 100_000, 125))
    return blanks.fill(start, len(blanks.clusters), room, last)


def test_a_line_that_is_exactly_full_is_left_alone() -> None:
    assert fill("抓工作，要实干。", 8000) == Line(0, 8, [0] * 8)


def test_a_mark_at_the_end_hangs_only_where_the_line_is_too_long() -> None:
    assert fill("抓工作，要实干。", 7999) == Line(0, 8, [71, 71, 71, 71, 71, 71, 72, 0], 0, HALF)


def test_the_last_line_only_gives_what_it_must() -> None:
    assert fill("抓工作，要实干。", 7800, last=True) == Line(0, 8, [0] * 8, 0, 200)
    assert fill("抓工作，要实干。", 7400, last=True) == Line(0, 8, [0, 0, 0, -101, 0, 0, 0, 0], 0, HALF)
    assert fill("抓工作，要实干。", 9000, last=True) == Line(0, 8, [0] * 8), "and is never stretched"


def test_a_space_between_words_keeps_a_quarter() -> None:
    text = "欢迎 约翰，请坐吧"
    assert fill(text, 8500 - 250).spaces == [0, 0, -250, 0, 0, 0, 0, 0, 0]
    assert fill(text, 8500 - 251).spaces == [0, 0, -250, 0, 0, -1, 0, 0, 0]


def test_a_space_beside_a_western_word_is_narrow_already() -> None:
    assert fill("GDP growth，请坐吧", 8750 - 10).spaces == [0, -250, 0, -10, 0, 0, 0]


def test_a_line_without_marks_gives_a_trifle_at_every_joint() -> None:
    assert fill("全面建成小康社会", 8_000 - 7).spaces == [-1, -1, -1, -1, -1, -1, -1, 0]


def test_eight_thousandths_of_an_em_are_all_it_gives() -> None:
    text = "全面建成小康社会是我们的目标要求"
    assert read_lines(compose_ideal(text, Setting(9_992, 0, "compressed")))[0] == text[:10]
    assert read_lines(compose_ideal(text, Setting(9_991, 0, "compressed")))[0] == text[:9]


def test_marks_that_meet_give_up_their_halves_at_once() -> None:
    assert fill("说：“好”。", 20_000, last=True).spaces == [0, -HALF, 0, 0, -HALF, 0]
    assert fill("《甲》（乙）", 20_000, last=True).spaces == [0, 0, -HALF, 0, 0, 0]
    assert fill("真的！）是", 20_000, last=True).spaces == [0, 0, -HALF, 0, 0]
    assert fill("真的？！是", 20_000, last=True).spaces == [0, 0, 0, 0, 0], "？！ stay side by side"


def test_a_mark_that_gave_up_its_half_has_no_more_to_give() -> None:
    """Of ）， only the pause has a half left, of ：“ neither: the bracket in front gives first, then the pause."""
    shared = 10_000 - 2 * HALF
    assert fill("甲（乙），他说：“好", shared - HALF).spaces == [-HALF, 0, 0, -HALF, 0, 0, 0, -HALF, 0, 0]
    assert fill("甲（乙），他说：“好", shared - 2 * HALF).spaces == [-HALF, 0, 0, -HALF, -HALF, 0, 0, -HALF, 0, 0]


def test_a_line_is_stretched_by_half_an_em_at_each_joint_or_not_at_all() -> None:
    assert fill("抓好工作", 4000 + 3 * 500).spaces == [500, 500, 500, 0]
    assert fill("抓好工作", 4000 + 3 * 500 + 1).spaces == [0, 0, 0, 0]


def test_an_opening_mark_at_the_head_of_a_line_stands_at_the_edge_but_not_that_of_a_paragraph() -> None:
    blanks = Blanks(Clusters([Run("（一）（二）好", ideal_table())], 100_000))
    assert blanks.fill(0, 3, 3000, True).shift == 0
    assert blanks.fill(3, 7, 4000, True).shift == HALF
    assert blanks.fill(6, 7, 4000, True).shift == 0
