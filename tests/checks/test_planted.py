"""Errors planted in sentences by somebody who had not seen the lexicon: most are found, none in the right sentences."""

from __future__ import annotations

import re

from tests import list_cases
from tests.checks.test_lexicon import found_in

PLANTED = re.compile(r"\{(.*?)→(.*?)\}")
LINES = list_cases("checks/planted.txt")
MOST_MISSED = 0.05  # those that only a reader who understands the sentence would find


def test_most_are_found() -> None:
    missed = [line for line in LINES if not found_in(PLANTED.sub(r"\1", line))]
    assert len(missed) <= MOST_MISSED * len(LINES), missed


def test_nothing_is_found_in_the_right_sentences() -> None:
    assert [line for line in LINES if found_in(PLANTED.sub(r"\2", line))] == []
