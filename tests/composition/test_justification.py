"""How lines fill the measure: spaces behind clusters, in 1/1000 em of the ideal font."""

from __future__ import annotations

import pytest

from publish.composition.composer import compose
from publish.composition.compression import Blanks
from publish.composition.justification import Line, level, spread
from publish.composition.paragraph import Run
from tests.composition.ideal import LOOSENESS, Clusters, Setting, compose_ideal, ideal_table, read_lines

HALF = 499  # what a mark gives up


def first_line(text: str, characters: int, composition: str = "grid") -> tuple[str, Line]:
    setting = Setting(characters * 1000, 0, composition)  # type: ignore[arg-type]
    composed = compose_ideal(text, setting)
    return read_lines(composed)[0], composed.lines[0]


def test_a_full_line_of_the_grid_is_left_alone() -> None:
    text, line = first_line("全面建成小康社会是我们的目标", 8)
    assert text == "全面建成小康社会"
    assert not any(line.spaces or ())


def test_a_line_shortened_by_kinsoku_is_stretched_everywhere_alike() -> None:
    text, line = first_line("全面建成小康社。会是我们的目标", 7)
    assert text == "全面建成小康"
    assert line.spaces == [200, 200, 200, 200, 200, 0]


GAP = 125  # between Han and Western


@pytest.mark.parametrize("composition", ["grid", "compressed"])
def test_a_loose_line_leaves_the_gap_between_han_and_western_as_it_is(composition: str) -> None:
    text, line = first_line("人人都会用了APP的方法", 9, composition)
    assert text == "人人都会用了APP的"
    assert line.spaces == [50, 50, 50, 50, 50, GAP, GAP, 0], "the slack between Han"


@pytest.mark.parametrize("composition", ["grid", "compressed"])
def test_a_line_looser_than_the_gap_is_so_everywhere_alike(composition: str) -> None:
    text, line = first_line("用了APP的方法", 5, composition)
    assert text == "用了APP的"
    assert line.spaces == [GAP + 41, GAP + 42, GAP + 42, 0]
    text, line = first_line("人人用了APP的。方法", 7, composition)
    assert text == "人人用了APP"
    assert line.spaces == [375, 375, 375, 375, 0]


def test_marks_are_not_parted_from_their_word_more_than_others() -> None:
    text, line = first_line("到2024年，我市计划改造老旧小区", 8)
    assert text == "到2024年，我市"
    assert line.spaces == [200, 200, 200, 200, 200, 0]


@pytest.mark.parametrize("gap", [0, 125, 250])
def test_the_last_line_has_the_gaps_and_nothing_else(gap: int) -> None:
    composed = compose_ideal("用了APP的。", Setting(10_000, gap=gap))
    assert composed.lines[-1].spaces == ([0, gap, gap, 0, 0] if gap else None)


def test_no_gap_before_a_raised_sign() -> None:
    composed = compose([Run("论断", ideal_table()), Run("[1]", ideal_table(), 0.6)], Setting(10_000))
    assert composed.lines[0].spaces is None


def test_a_line_that_would_fall_apart_stays_short() -> None:
    text, line = first_line("我们用Pneumonoultramicroscopic一词", 14)
    assert text == "我们用"
    assert not line.spaces
    assert not any(first_line("我们用Pneumonoultramicroscopic一词", 14, "compressed")[1].spaces or ())


def test_a_line_inside_an_address_is_not_torn_open() -> None:
    address = "http://jyj.example.gov.cn/content/programmes-of-inspection.html"
    for composition in ("grid", "compressed"):
        text, line = first_line(address, 20, composition)
        assert text == "http://jyj.example.gov.cn/content/"
        assert not any(line.spaces or ())


def test_a_line_that_ends_inside_an_address_rather_stays_short() -> None:
    text, line = first_line("网址是https://www.example.gov.cn/zwgk/xxgkml/202405/t20240520.html。", 28)
    assert text == "网址是https://www.example.gov.cn/zwgk/xxgkml/202405/"
    assert line.spaces is not None
    assert max(line.spaces) <= 125 + GAP, "an eighth em and the gap, no more"


def test_nothing_is_put_beside_a_connector() -> None:
    text, line = first_line("北京—上海线。通车", 6)
    assert text == "北京—上海"
    assert line.spaces == [500, 0, 0, 500, 0]


def test_the_last_line_is_not_stretched() -> None:
    composed = compose_ideal("全面建成小康社会", Setting(5000))
    assert composed.lines[-1].spaces is None


def test_adjacent_marks_share_one_half() -> None:
    _, line = first_line("他讲：“好。”", 10, "compressed")
    assert line.spaces == [0, 0, -HALF, 0, 0, -HALF, 0]


def test_a_mark_at_the_end_gives_up_its_half_at_once() -> None:
    text, line = first_line("要抓好农业、抓好工业，不可松懈。", 10, "compressed")
    assert text == "要抓好农业、抓好工业，"
    assert line.hang == HALF
    assert line.spaces is not None
    assert line.spaces[5] < -490, "the pause inside gives the rest"


def test_an_opening_mark_at_line_start_stands_at_the_edge() -> None:
    composed = compose_ideal("会议一致审议并且通过《政府工作报告》的决议草案。", Setting(10_000, 0, "compressed"))
    assert [line.shift for line in composed.lines] == [0, HALF, 0]


def test_brackets_give_before_pauses_and_those_before_full_stops() -> None:
    text, line = first_line("甲（乙）丙，丁。戊己庚辛壬癸子丑寅卯", 13, "compressed")
    assert line.spaces is not None
    taken = dict(zip(text, line.spaces, strict=True))
    assert taken["。"] == 0


def test_spread_loses_nothing() -> None:
    spaces = [0, 0, 0]
    spread(spaces, [1, 1, 1], 100)
    assert spaces == [33, 33, 34]
    spread(spaces, [0, 1, 0], -7)
    assert spaces == [33, 26, 34]


@pytest.mark.parametrize(
    ("text", "giving"),
    [
        ("欢迎 约翰·史密斯来访", {" "}),
        ("约翰·史密斯（英）说", {"翰", "·"}),
        ("（英）史密斯说，他来", {"）"}),
        ("好，他说。再来", {"，"}),
        ("好！他说，再来", {"，"}),
    ],
)
def test_marks_give_in_their_order(text: str, giving: set[str]) -> None:
    """Spaces between words first, then ·, brackets, pauses, and 。？！ last (clreq, line adjustment)."""
    blanks = Blanks(Clusters([Run(text, ideal_table())], 100_000, GAP))
    natural, count = blanks.sums[-1], len(blanks.clusters)
    before, after = (blanks.fill(0, count, natural - taken, False).spaces for taken in (0, 200))
    assert before and after
    taken = [index for index in range(count) if after[index] < before[index]]
    assert {blanks.clusters.texts[index] for index in taken} == giving


@pytest.mark.parametrize(
    ("before", "sign", "after", "gaps"),
    [
        ("论断", "1", "以上", [0, 0]),
        ("面积", "2", "km", [0, 0]),
        ("论断", "[1]", "GDP", [0, 0]),  # the sign belongs to 论断, and nothing stands between it and what follows
        ("面积km", "2", "以上", [0, GAP]),  # a Western word with its sign stands off from Han like any other
        ("论断", "[1]", "以上", [0, 0]),
    ],
)
def test_a_raised_sign_stands_close_to_what_it_belongs_to(before: str, sign: str, after: str, gaps: list[int]) -> None:
    clusters = Clusters(
        [Run(before, ideal_table()), Run(sign, ideal_table(), 0.6), Run(after, ideal_table())], 9000, GAP
    )
    assert [clusters.gaps[end] for end in clusters.ends[:2]] == gaps


def test_a_space_between_western_words_is_a_quarter_wide() -> None:
    """In the ideal font it is half an em: a quarter is taken off behind the space."""
    clusters = Clusters([Run("GDP growth", ideal_table())], 9000, GAP)
    assert clusters.width(0, len(clusters)) == 1500 + 250 + 3000


def test_the_first_line_is_shorter_by_its_indent() -> None:
    composed = compose_ideal("抓好工作，是我们的责任所在", Setting(6_500, 2_000, "compressed"))
    assert read_lines(composed) == ["抓好工作，", "是我们的责任", "所在"]
    assert [line.spaces for line in composed.lines] == [[-1, 0, 0, 0, 0], [100] * 5 + [0], [0, 0]]
    assert [line.hang for line in composed.lines] == [HALF, 0, 0]


def test_a_line_too_long_by_a_trifle_is_too_long() -> None:
    """Only where Word is to be followed may a line hold more than the measure."""
    assert read_lines(compose_ideal("全面建成小康社会是我们的目标", Setting(9_995)))[0] == "全面建成小康社会是"


@pytest.mark.parametrize("composition", ["grid", "compressed"])
def test_a_last_line_that_is_nearly_full_stays_as_it_is(composition: str) -> None:
    composed = compose_ideal("全面建成小康社会是", Setting(5_000, 0, composition))  # type: ignore[arg-type]
    assert read_lines(composed) == ["全面建成小", "康社会是"]
    assert not any(composed.lines[-1].spaces or ())


def test_a_last_line_is_filled_when_asked_for() -> None:
    composed = compose_ideal("全面建成小康社会是", Setting(5_000, filled=True))
    assert composed.lines[-1].spaces == [333, 333, 334, 0]


def test_unjustified_lines_keep_every_blank() -> None:
    text = "他讲：“好。”我们都要认真学习领会"
    plain = compose_ideal(text, Setting(8_000, 0, "grid", justified=False))
    assert compose_ideal(text, Setting(8_000, 0, "compressed", justified=False)).lines == plain.lines


@pytest.mark.parametrize("composition", ["grid", "compressed"])
def test_no_text_no_lines(composition: str) -> None:
    assert compose_ideal("", Setting(8_000, 0, composition)).lines == []  # type: ignore[arg-type]


TEN, TWENTY_FIVE = "坚持稳中求进工作总基", "坚持稳中求进工作总基调着力推动全市经济社会持续健康"


def first_read(text: str, measure: int, **setting: bool) -> str:
    return read_lines(compose_ideal(text, Setting(measure, **setting)))[0]  # type: ignore[arg-type]


def test_an_address_is_parted_where_a_joint_would_take_more_than_an_eighth() -> None:
    text = TEN + "a@b.cn网上征求意见"
    assert first_read(text, 10_000 + 9 * 125) == TEN
    assert first_read(text, 10_000 + 9 * 125 + 1) == TEN + "a"


def test_a_number_is_parted_from_its_measure_where_a_joint_would_take_more_than_80() -> None:
    text = TWENTY_FIVE + "1万户居民"
    joints = len(TWENTY_FIVE) - 1
    assert first_read(text, 1000 * len(TWENTY_FIVE) + joints * 80) == TWENTY_FIVE
    assert first_read(text, 1000 * len(TWENTY_FIVE) + joints * 80 + 1) == TWENTY_FIVE + "1万"


def test_a_name_is_parted_where_a_joint_would_take_more_than_220() -> None:
    text = "出席：王强、李明、赵军、欧阳明月"
    whole = "出席：王强、李明、赵军、"
    assert first_read(text, 12_000 + 11 * 220, names=True) == whole
    assert first_read(text, 12_000 + 11 * 220 + 1, names=True) == whole + "欧阳"


def test_a_joint_takes_half_an_em_and_no_more() -> None:
    text = TEN + "ABCDEFGHIJKLMNOP一词"
    for more, spaces in ((0, [500] * 9 + [0]), (1, None)):
        assert compose_ideal(text, Setting(10_000 + 9 * 500 + more)).lines[0].spaces == spaces


def test_a_line_inside_an_address_takes_an_eighth_at_each_joint_and_no_more() -> None:
    text = "坚持a@b.cn"
    for more, spaces in ((0, [187, 188, 0]), (1, [0, GAP, 0])):
        line = compose_ideal(text, Setting(2_500 + GAP + 2 * 125 + more)).lines[0]
        assert (line.end, line.spaces) == (3, spaces)


@pytest.mark.parametrize(
    ("spaces", "weights", "amount", "found"),
    [
        ([0, 0, 0], [1, 1, 1], 2, [0, 1, 1]),
        ([5, 5, 5], [1, 0, 2], 9, [8, 5, 11]),
        ([0, 0, 0], [250, 0, 499], -300, [-101, 0, -199]),
    ],
)
def test_spread_gives_each_its_share(spaces: list[int], weights: list[int], amount: int, found: list[int]) -> None:
    spread(spaces, weights, amount)
    assert spaces == found


@pytest.mark.parametrize(
    ("spaces", "slack", "found"),
    [
        ([0, GAP, 0, 0], 100, [50, GAP, 50, 0]),  # the plain joints first
        ([0, GAP, 0, 0], 250, [GAP, GAP, GAP, 0]),
        ([0, GAP, 0, 0], 280, [GAP + 10, GAP + 10, GAP + 10, 0]),  # then all alike
        ([0, 0, 0, 0], 30, [10, 10, 10, 0]),
        ([0, GAP, 0, 0], -30, [-10, GAP - 10, -10, 0]),
        ([0, GAP, 0, 0], 0, [0, GAP, 0, 0]),
    ],
)
def test_the_gaps_between_han_and_western_widen_last(spaces: list[int], slack: int, found: list[int]) -> None:
    level(spaces, [1, 1, 1], slack)
    assert spaces == found


@pytest.mark.parametrize("way", ["grid", "compressed"])
def test_how_loose_a_line_may_be_is_for_the_look_to_say(way: str) -> None:
    """A number is parted from its measure only where the line would be looser than the look allows."""
    firsts = []
    for number in (20, 400):
        setting = Setting(11_000, 0, way, looseness=LOOSENESS._replace(number=number))  # type: ignore[arg-type]
        firsts.append(read_lines(compose_ideal("去年全市新增就业人口8户以上的", setting))[0])
    assert firsts == ["去年全市新增就业人口8", "去年全市新增就业人口"]
