"""Every difficulty of tests/cases/structure/: a small text and what becomes of each of its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.model import Metadata
from publish.readers.text.reader import parse
from publish.structure.recognise import recognise
from publish.structure.side_file.draft import init_overrides
from publish.structure.side_file.reading import read_overrides
from tests import CASE_FOLDER
from tests.structure.rendering import Case, read_cases, render

FOLDER = CASE_FOLDER / "structure"
CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    document = recognise(parse(case.source, "文稿.txt"), Metadata())
    assert render(document) == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_line_ends_and_trailing_space_change_nothing(case: Case) -> None:
    document = recognise(parse(case.source.replace("\n", " \r\n"), "文稿.txt"), Metadata())
    assert render(document) == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_side_file_says_what_was_recognised(case: Case, tmp_path: Path) -> None:
    source = parse(case.source, "文稿.txt")
    recognised = recognise(source, Metadata())
    path = tmp_path / "文稿.toml"
    path.write_text(init_overrides(recognised), encoding="utf-8")
    assert recognise(source, Metadata(), read_overrides(path)).blocks == recognised.blocks


def test_there_are_enough_cases_and_no_two_alike() -> None:
    assert len(CASES) >= 80
    assert len({case.name for case in CASES}) == len({case.source for case in CASES}) == len(CASES)
