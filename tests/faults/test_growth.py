"""Four times the text takes about four times the work, where it once took the square: readers and structure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.checks import CHECKS
from publish.model import Metadata
from publish.readers import read_source
from publish.readers.text.reader import parse
from publish.structure.recognise import recognise
from tests.benchmark.kinds import KINDS, Kind
from tests.benchmark.other_kinds import OTHER_KINDS
from tests.work import time_ratio

GROWN = 4
BOUND = 9  # times: in proportion it is 4, by the square 16; an exponent of 1.6
# Base sizes at which reading takes long enough to be told from nothing.
QUADRATIC = ["text: quoted lines", "text: nested quotes", "text: tabs", "word: chained styles"]
DEEP = Kind(
    "markdown: lists nested too deep", ".md", lambda times: ("# 讲\n\n" + "> " * 120 + "甲\n" * 60 * times).encode()
)
ONE_LINE = Kind("text: one line of tabs", ".txt", lambda times: ("讲话\n" + "甲\t" * 1500 * times).encode())
ONE_PARAGRAPH = Kind("markdown: one paragraph", ".md", lambda times: ("# 讲\n\n" + "**甲**乙\n" * 300 * times).encode())


def reading(path: Path) -> Callable[[], object]:
    return lambda: recognise(read_source(path), Metadata())


@pytest.mark.parametrize(
    "kind",
    [*(kind for kind in KINDS if kind.name in QUADRATIC), DEEP, ONE_LINE, ONE_PARAGRAPH],
    ids=lambda kind: kind.name,
)
def test_growth_is_in_proportion(tmp_path: Path, kind: Kind) -> None:
    small, large = (tmp_path / f"{times}{kind.suffix}" for times in (1, GROWN))
    small.write_bytes(kind.make(1))
    large.write_bytes(kind.make(GROWN))
    assert time_ratio(reading(small), reading(large), BOUND, times=GROWN) < BOUND


def test_every_kind_of_the_growth_benchmark_is_a_document(tmp_path: Path) -> None:
    for kind in [*KINDS, *OTHER_KINDS]:
        path = tmp_path / f"a{kind.suffix}"
        path.write_bytes(kind.make(1))
        assert len(kind.make(8)) < 1_000_000
        assert kind.name == "word: empty paragraphs" or read_source(path).blocks, kind.name


@pytest.mark.parametrize("unit", ["1", "12，", "一", "“", "第", "1. "])
def test_checks_of_long_rows_grow_in_proportion(unit: str) -> None:
    """Rows of one character, which patterns of numbers and marks may go through again from each."""

    def checking(times: int) -> Callable[[], object]:
        document = recognise(parse(f"讲话\n同志们：\n今天开会。{unit * 250 * times}\n", "a.txt"), Metadata())
        return lambda: [finding for check in CHECKS for finding in check.check(document)]

    checking(1)()  # word lists are read
    assert time_ratio(checking(1), checking(GROWN), BOUND, times=GROWN) < BOUND
