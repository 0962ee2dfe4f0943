"""First fit: where lines end when what stands at their end may not be parted, and last lines of one character."""

from __future__ import annotations

import pytest

from publish.composition.classes import Kind
from publish.composition.linebreak import fit_first
from publish.composition.paragraph import Run
from tests.composition.ideal import Clusters, ideal_table


def break_lines(
    text: str, measure: int, *, kept: range = range(0), indent: int = 0, spare: float = 0, last: int = 1
) -> str:
    """The lines, parted by /."""
    clusters = Clusters([Run(text, ideal_table())], measure - indent, 125)
    clusters.keep(kept)
    ends = fit_first(clusters, measure, indent, spare, last)
    return "/".join("".join(clusters.texts[start:end]) for start, end in zip([0, *ends], ends, strict=False))


@pytest.mark.parametrize(
    ("text", "characters", "lines"),
    [
        ("全面建成小康社会", 4, "全面建成/小康社会"),
        ("全面建成小康社会", 3, "全面建/成小康/社会"),
        ("全面建成。小康", 4, "全面建/成。小康"),
        ("全面建成小", 4, "全面建/成小"),  # no line of a single character
        ("全面建成，", 4, "全面建/成，"),
        ("全面建成小康社会是", 4, "全面建成/小康社/会是"),
        ("建小", 1, "建/小"),  # where there is nothing to give
        ("全面（建）成", 4, "全面/（建）成"),
    ],
)
def test_lines_are_filled_as_far_as_they_go(text: str, characters: int, lines: str) -> None:
    assert break_lines(text, 1000 * characters) == lines


def test_the_second_character_must_fit_too() -> None:
    """A word that fills the last line of a narrow column takes none along."""
    assert break_lines("建成小康GDPGDPG", 4000) == "建成小康/GDPGDPG"
    assert break_lines("全面建成小", 4000, kept=range(3, 4)) == "全面/建成小"


def test_the_first_line_is_shorter_by_its_indent() -> None:
    assert break_lines("全面建成小康社会", 5000, indent=2000) == "全面建/成小康社会"


def test_what_cannot_be_parted_is_cut_before_no_mark() -> None:
    assert break_lines("中国共产党，党员", 5000, kept=range(1, 5)) == "中国共产/党，党员"
    assert break_lines("好。。。。。", 3000) == "好。。/。。。", "where there is no other place"


def test_spaces_hang_behind_the_line() -> None:
    assert break_lines("全面建成 小康", 4000) == "全面建成 /小康"
    assert break_lines("全面建成　小康", 4000) == "全面建成　/小康"


def test_words_joined_by_no_break_spaces_part_only_where_the_line_would_be_too_loose() -> None:
    joined = "全面使用Rare\u00a0Earth\u00a0Resources的成果"
    assert break_lines(joined, 9000) == "全面使用Rare\u00a0/Earth\u00a0Resources的/成果"
    assert break_lines("从现在起我们要使用AB\u00a0CD", 9600) == "从现在起我们要使用/AB\u00a0CD"
    assert break_lines("由中央财政负担5\u00a0元", 8000) == "由中央财政负担/5\u00a0元"


@pytest.mark.parametrize(("spare", "first"), [(0, "全面建成小康社会是"), (1, "全面建成小康社会是我")])
def test_what_word_has_left_of_a_thousand_decides_in_its_way(spare: float, first: str) -> None:
    assert break_lines("全面建成小康社会是我们的目标", 9_991, spare=spare).split("/")[0] == first


def test_kinds_are_those_of_the_clusters() -> None:
    clusters = Clusters([Run("第5届", ideal_table())], 9000)
    assert [Kind(kind).name for kind in clusters.kinds] == ["ORDINAL", "NUMBER", "HAN"]


def test_a_measure_that_would_stand_alone_takes_its_number_along() -> None:
    """50亿|元。 is bad twice: such a line may be as loose as one that keeps a name whole."""
    assert break_lines("在甲方行政区域内投资不低于50亿元。", 15_500, last=2) == "在甲方行政区域内投资不低于/50亿元。"
    assert break_lines("投资不低于50亿元。", 7_500, last=2) == "投资不低于50亿/元。"  # looser than that
