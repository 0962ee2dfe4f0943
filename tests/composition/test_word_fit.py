"""Lines of the grid end where Word's would (a quarter em beside letters, letters tracked), and are drawn as ours."""

from __future__ import annotations

import pytest

from publish.composition.justification import SQUEEZED
from publish.composition.paragraph import WordFit
from tests.composition.ideal import Setting, compose_ideal, read_lines

GAP, WORD_GAP = 125, 250
LETTERS = "用APP和POS和APP的人多"
CHINESE = "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，认真落实各项决策部署。"


def test_lines_end_as_with_the_gap_of_word() -> None:
    text = BEFORE[:18] + LETTERS
    alone = compose_ideal(text, Setting(27_500, gap=GAP))
    assert read_lines(alone) == [text[:-2], "人多"]
    ours = compose_ideal(text, Setting(27_500, gap=GAP, word=WordFit(WORD_GAP)))
    assert read_lines(ours) == [text[:-3], "的人多"]


def test_a_line_that_would_be_too_loose_ends_as_ours() -> None:
    """Four figures in a short line: Word's gaps take half an em more than ours."""
    ours = compose_ideal(LETTERS, Setting(9_500, gap=GAP, word=WordFit(WORD_GAP)))
    assert read_lines(ours) == ["用APP和POS和APP的", "人多"]


def test_word_leaves_no_gap_beside_a_sign() -> None:
    text, measure = "增长5%以上的人们都来", 6_300  # with the gap before 5; one behind % would be too much
    assert read_lines(compose_ideal(text, Setting(measure, gap=GAP, word=WordFit(WORD_GAP))))[0] == "增长5%以上的"
    assert read_lines(compose_ideal(text, Setting(measure, gap=WORD_GAP)))[0] == "增长5%以上"


def test_the_gap_that_is_drawn_stays_ours() -> None:
    composed = compose_ideal("增长6个", Setting(12_000, gap=GAP, word=WordFit(WORD_GAP)))
    assert composed.lines[0].spaces == [0, GAP, GAP, 0]


def test_a_line_word_fits_by_its_closer_letters_is_squeezed_unseen() -> None:
    setting = Setting(9_980, gap=GAP, word=WordFit(WORD_GAP, tracking=16))
    composed = compose_ideal("，ABCDEFGHIJ，甲乙丙丁戊", setting)
    assert read_lines(composed)[0] == "，ABCDEFGHIJ，甲乙丙"
    spaces = composed.lines[0].spaces
    assert spaces is not None
    assert sum(spaces) == -20
    assert min(spaces) >= -SQUEEZED


def test_a_line_that_would_be_squeezed_more_ends_sooner() -> None:
    setting = Setting(9_900, gap=GAP, word=WordFit(WORD_GAP, tracking=100))
    assert read_lines(compose_ideal("，ABCDEFGHIJ，甲乙丙丁戊", setting))[0] == "，ABCDEFGHIJ，甲乙"


@pytest.mark.parametrize("characters", [5, 10, 28])
def test_chinese_alone_is_as_before(characters: int) -> None:
    plain, word = Setting(1000 * characters), Setting(1000 * characters, word=WordFit(254, 16, 2.7))
    assert compose_ideal(CHINESE, word).lines == compose_ideal(CHINESE, plain).lines


BEFORE = "坚持问题导向扎实做好城市公园建设管理各项工作全年全市新增"


@pytest.mark.parametrize(
    ("quantity", "room", "parted"), [("26个", 1_500, "26"), ("100万元", 2_000, "100"), ("２６个", 2_100, "")]
)
def test_figures_part_from_their_unit_only_when_asked_for(quantity: str, room: int, parted: str) -> None:
    """Word parts them, but not full-width figures: they are in its list of what ends no line."""
    for parts, expected in ((False, BEFORE), (True, BEFORE + parted)):
        setting = Setting(1000 * len(BEFORE) + room, gap=GAP, word=WordFit(WORD_GAP, parts_quantities=parts))
        assert read_lines(compose_ideal(BEFORE + quantity + "，" + BEFORE, setting))[0] == expected
