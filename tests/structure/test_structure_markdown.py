"""Markdown: what a heading of the first level is, title, section or attached document, shows in the whole text."""

from __future__ import annotations

import pytest

from publish.model import Metadata
from publish.readers.markdown.reader import parse
from publish.structure.recognise import recognise
from tests import CASE_FOLDER
from tests.structure.rendering import Case, read_cases, render

FOLDER = CASE_FOLDER / "structure"
CASES = list(read_cases(FOLDER / "markdown.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert render(recognise(parse(case.source, "文稿.md", FOLDER), Metadata())) == case.expected
