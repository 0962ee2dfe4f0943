"""Four times the changes take about four times the work, however they lie."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest

from publish.comparison import compare
from publish.comparison import rows as rows_module
from publish.comparison.alignment import align
from publish.comparison.rows import find_differences, measure_likeness
from publish.model import Document, Paragraph, Span
from tests.work import count_calls

HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
FIRST, GROWN = 60, 4  # more than are all looked at
BOUND = 6  # times the calls; by the square it would be 16


def make(count: int, changed: str = "", seed: int = 0) -> Document:
    """A text of so many paragraphs, no two alike, that holds `changed` in each."""
    texts = ("".join(Random(seed + n).choices(HAN, k=12)) for n in range(count))
    return Document(tuple(Paragraph((Span(text[:6] + changed + text[6:] + "。"),)) for text in texts))


@pytest.mark.parametrize(
    "drafts",
    [
        lambda count: [make(count), make(count, seed=10_000)],
        lambda count: [make(count, "甲"), make(count, "乙"), make(count, "丙")],
        lambda count: [make(1), make(count, "甲"), make(count, "乙")],
    ],
    ids=["all of it", "a word each by two", "inserted by two"],
)
def test_comparing_grows_in_proportion(drafts: Callable[[int], list[Document]]) -> None:
    def comparing(count: int) -> Callable[[], object]:
        base, *others = drafts(count)
        return lambda: compare(base, [(str(number), other) for number, other in enumerate(others)])

    comparing(2)()  # the dictionary is read
    assert count_calls(comparing(FIRST * GROWN)) < BOUND * count_calls(comparing(FIRST))


def test_in_a_long_gap_the_moved_and_the_reworded_are_found_too() -> None:
    """Two hundred paragraphs, each reworded, behind thirty new ones."""
    old, new = ([block.content[0].text for block in make(200, word).blocks] for word in "甲乙")  # type: ignore[union-attr]
    added = [str(number) * 12 for number in range(30)]
    pairs = [(group.old_start, group.new_start) for group in align(old, added + new) if group.old_end > group.old_start]
    assert pairs == [(number, number + 30) for number in range(200)]


@pytest.mark.parametrize("most", [10_000_000, 10_000])
def test_long_rows_are_compared_in_parts(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Words of which every hundredth was changed, and fifty added: nothing else is told, but where a part begins."""
    monkeypatch.setattr(rows_module, "MOST", most)
    monkeypatch.setattr(rows_module, "STEP", 50)
    old = [str(number) for number in range(3_000)]
    new = ["新"] * 50 + [item if number % 100 else "改" for number, item in enumerate(old)]
    found = find_differences(old, new)
    joined = [[], []]  # type: list[list[str]]
    for each in found:
        joined[0] += old[each.old_start : each.old_end]
        joined[1] += new[each.new_start : each.new_end]
        assert each.equal == (old[each.old_start : each.old_end] == new[each.new_start : each.new_end])
    assert joined == [old, new]
    assert not any(first.equal is False is second.equal for first, second in pairwise(found))
    assert sum(each.old_end - each.old_start for each in found if each.equal) == 2_970
    assert measure_likeness("".join(HAN), "".join(HAN[1:])) > 0.95


def test_rows_without_anything_of_their_own_are_parted_by_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "MOST", 100)
    found = find_differences("甲" * 50, "甲" * 25 + "乙" * 25)
    assert sum(each.old_end - each.old_start for each in found if each.equal) == 25
