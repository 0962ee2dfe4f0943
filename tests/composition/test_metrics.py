"""What may be trimmed of a mark's blank: what a font leaves free, less a clearance, at most half an em."""

from __future__ import annotations

import pytest

from publish.composition.classes import Kind
from publish.composition.metrics import ClusterTable


class NarrowFont:
    """A font whose marks leave 300/1000 em free on either side."""

    def advance(self, text: str) -> int:
        return 1000 * len(text)

    def blanks(self, _mark: str) -> tuple[int, int]:
        return 300, 300


class WideFont(NarrowFont):
    """A font whose marks leave 560/1000 em free on either side."""

    def blanks(self, _mark: str) -> tuple[int, int]:
        return 560, 560


class FullFont(NarrowFont):
    """A font whose marks fill their em."""

    def blanks(self, _mark: str) -> tuple[int, int]:
        return 10, 10


@pytest.mark.parametrize(
    ("mark", "narrow", "wide"),
    [
        ("（", (280, 0), (499, 0)),
        ("”", (0, 280), (0, 499)),
        ("，", (0, 280), (0, 499)),
        ("。", (0, 280), (0, 499)),
        ("！", (0, 240), (0, 499)),
        ("·", (249, 249), (249, 249)),
    ],
)
def test_a_mark_keeps_its_clearance_and_half_its_em(mark: str, narrow: tuple[int, int], wide: tuple[int, int]) -> None:
    assert ClusterTable(NarrowFont())[mark][2:] == narrow
    assert ClusterTable(WideFont())[mark][2:] == wide
    assert ClusterTable(FullFont())[mark][2:] == (0, 0), "nothing is free"


class PointFont(NarrowFont):
    """A font whose · stands on 240 of blank."""

    def blanks(self, _mark: str) -> tuple[int, int]:
        return 240, 240


def test_a_middle_dot_keeps_more_than_a_pause() -> None:
    assert ClusterTable(PointFont())["·"][2:] == (200, 200)


@pytest.mark.parametrize("text", ["中", "——", "……", "A", "，\ufe00"])
def test_nothing_else_is_trimmed(text: str) -> None:
    assert ClusterTable(WideFont())[text][2:] == (0, 0)


def test_a_cluster_is_measured_once() -> None:
    table = ClusterTable(NarrowFont())
    assert table["中文"] is table["中文"]
    assert table["中文"][:2] == (Kind.HAN, 2000)
