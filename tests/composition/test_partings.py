"""Where lines may end, marked in the case file; both ways of composing must know the same."""

from __future__ import annotations

import re

import pytest

from publish.composition.classes import Kind, Parting
from publish.composition.paragraph import Run, _find_all
from tests import list_cases
from tests.composition.ideal import Clusters, ideal_table

MARKS = {"NEVER": "", "FREELY": "/", "AT_JOINT": "|", "AT_NAME": "|", "AT_NEED": "~"}
CASES = list_cases("composition/partings.txt")


def read_clusters(text: str) -> Clusters:
    return Clusters([Run(text, ideal_table())], 100_000)


def mark(clusters: Clusters, partings: list[int]) -> str:
    found = [MARKS[Parting(parting).name] for parting in partings]
    return "".join(sign + text for sign, text in zip(found, clusters.texts, strict=True))


@pytest.mark.parametrize("case", CASES)
def test_lines_may_end_where_it_is_written(case: str) -> None:
    clusters = read_clusters(re.sub("[/|~]", "", case))
    assert mark(clusters, [0, *map(clusters.find_parting, range(1, len(clusters)))]) == case
    assert mark(clusters, clusters.breaks()[:-1]) == case


def test_the_end_of_a_paragraph_ends_a_line() -> None:
    assert read_clusters("好。").breaks() == [Parting.NEVER, Parting.NEVER, Parting.FREELY]


def test_names_that_are_held_part_at_need_and_words_that_are_kept_never() -> None:
    clusters = read_clusters("出席张三")
    clusters.hold({3})
    clusters.keep({1})
    assert mark(clusters, clusters.breaks()[:-1]) == "出席/张|三"
    assert [Parting(clusters.find_parting(index)).name for index in (1, 2, 3)] == ["NEVER", "FREELY", "AT_NAME"]


def test_a_raised_sign_is_no_part_of_an_address() -> None:
    runs = [Run("见a@b.cn", ideal_table()), Run("1", ideal_table(), 0.6)]
    clusters = Clusters(runs, 100_000)
    assert mark(clusters, clusters.breaks()[:-1]) == "见/a~@b~.cn1"
    assert clusters.find_parting(len(clusters) - 1) == Parting.NEVER


@pytest.mark.parametrize(("texts", "spaces"), [((" 好 啊",), [0, 2]), (("好",), []), (("好  啊 ",), [1, 3])])
def test_blanks_are_found_from_the_first_cluster_on(texts: tuple[str, ...], spaces: list[int]) -> None:
    clusters = Clusters([Run(text, ideal_table()) for text in texts], 100_000)
    assert list(_find_all(clusters.kinds, Kind.SPACE)) == spaces
