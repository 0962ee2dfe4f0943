"""Names of documents that differ by one character, and how often something was counted."""

from __future__ import annotations

import pytest

from publish.checks.consistency import differ_by_one
from publish.checks.spelling.counts import from_bucket, to_bucket


@pytest.mark.parametrize(
    ("first", "second", "slip"),
    [
        ("基层治理意见", "基层治里意见", True),  # another character
        ("基层治理意见", "基层治意见", True),  # one left out
        ("基层治意见", "基层治理意见", True),  # one added
        ("基层治理意见", "基础治理意见", True),  # the second
        ("基层治理意见", "基层治理意见", False),
        ("基层治理意见", "基层管里意见", False),  # two
        ("基层治理意见", "基层意见", False),
        ("基层治理意见", "底层治理意见", False),  # the first, or the last: names of their own
        ("基层治理意见", "基层治理意向", False),
        ("第一批名录", "第二批名录", False),  # what counts
        ("第的批名录", "第二批名录", False),
        ("第二批名录", "第的批名录", False),
        ("江南省条例", "江南市条例", False),  # what names another place
        ("公布重点一批", "公布点一批", True),  # what stands beside what counts is no number
        ("公布第一批名录", "公布第批名录", False),  # a number left out
    ],
)
def test_names_that_differ_by_a_slip(first: str, second: str, slip: bool) -> None:
    assert differ_by_one(first, second) is slip


@pytest.mark.parametrize(("count", "bucket"), [(2, 2), (3, 3), (4, 4), (1000, 20), (2**40, 63)])
def test_a_bucket_is_twice_the_binary_logarithm(count: int, bucket: int) -> None:
    assert to_bucket(count) == bucket
    assert from_bucket(0) == 0
    assert from_bucket(4) == 4
