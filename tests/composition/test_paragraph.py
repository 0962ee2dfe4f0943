"""The sums of a paragraph: advances, gaps between Han and Western, and what Word makes of them; 1/1000 em."""

from __future__ import annotations

import pytest

from publish.composition.metrics import Cluster
from publish.composition.paragraph import Run, WordFit
from tests.composition.ideal import Clusters, ideal_table

GAP = 125


def build(*texts: str, scales: tuple[float, ...] = (), shortest: int = 100_000) -> Clusters:
    runs = [Run(text, ideal_table(), scale) for text, scale in zip(texts, scales or (1.0,) * len(texts), strict=True)]
    return Clusters(runs, shortest, GAP)


def test_advances_are_summed_with_their_gaps() -> None:
    clusters = build("用APP的", "方法")
    assert clusters.texts == ["用", "APP", "的", "方", "法"]
    assert clusters.ends == [3, 5]
    assert clusters.sums == [0, 1000, 2500, 3500, 4500, 5500]
    assert clusters.gaps == [0, GAP, GAP, 0, 0, 0]
    assert clusters.reaches == [0, 1000, 2625, 3750, 4750, 5750]
    assert clusters.width(1, 3) == 1500 + GAP + 1000, "no gap in front of a line"


def test_nothing_has_no_clusters() -> None:
    clusters = build("")
    assert (len(clusters), clusters.ends, clusters.sums, clusters.gaps) == (0, [0], [0], [0])


@pytest.mark.parametrize(
    ("texts", "width"),
    [
        (("GDP growth",), 1500 + 250 + 3000),
        (("A b",), 500 + 250 + 500),
        (("用APP，张 三",), 1000 + GAP + 1500 + 2000 + 500 + 1000),  # between Han the author's space stays as it is
        (("A ", " b"), 500 + 250 + 500 + 500),  # the second of two spaces too
        (("A  b",), 500 + 1000 + 500),  # and a wide one
    ],
)
def test_a_space_behind_a_western_word_is_a_quarter_wide(texts: tuple[str, ...], width: int) -> None:
    clusters = build(*texts)
    assert clusters.width(0, len(clusters)) == width


def test_a_smaller_run_is_measured_smaller() -> None:
    clusters = build("甲", "，A", scales=(1.0, 0.5))
    assert [*clusters.advances] == [1000, 500, 250]
    assert [*clusters.rights] == [0, 250, 0]
    assert [*clusters.lefts] == [0, 0, 0]


def test_what_is_longer_than_the_shortest_line_goes_by_its_letters() -> None:
    assert build("用APPLE的", shortest=2500).texts == ["用", "APPLE", "的"]
    assert build("用APPLE的", shortest=2499).texts == ["用", "A", "P", "P", "L", "E", "的"]
    assert build("用", "APPLE", scales=(1.0, 0.5), shortest=1250).texts == ["用", "APPLE"]
    assert build("用", "APPLE", scales=(1.0, 0.5), shortest=1249).texts == ["用", *"APPLE"]


def test_words_gap_and_tracking_decide_where_lines_end() -> None:
    clusters = build("用APP的，5%以上")
    clusters.fit_word(WordFit(250, tracking=16))
    assert clusters.word_gaps == [0, 250, 250, 0, 0, 0, 0, 0]
    letters, sign = 1500 + 24 - 3 * 16, 1000 + 16 - 2 * 16
    assert clusters.word_reaches == [
        0,
        1000,
        1000 + 250 + letters,
        2000 + 500 + letters,
        3000 + 500 + letters,
        3000 + 500 + letters + sign,
        4000 + 500 + letters + sign,
        5000 + 500 + letters + sign,
    ]
    assert clusters.gaps[1] == GAP, "what is drawn stays ours"


def test_han_alone_is_measured_as_before() -> None:
    clusters = build("全面，建成")
    clusters.fit_word(WordFit(250, tracking=16, parts_quantities=True))
    assert clusters.word_reaches is clusters.sums
    assert not clusters.parts_quantities


def test_a_figure_stays_with_its_unit_unless_words_way_is_asked_for() -> None:
    clusters = build("新增26个")
    clusters.fit_word(WordFit(250))
    assert not clusters.parts_quantities
    assert clusters.word_reaches == [0, 1000, 2000, 3250, 4500], "neither are letters set closer"


def test_a_cluster_has_class_advance_and_blanks() -> None:
    assert Cluster._fields == ("kind", "advance", "left", "right")
