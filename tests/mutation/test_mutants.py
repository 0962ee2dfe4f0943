"""The small changes that `make mutate` makes, by examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation.mutants import find_mutants


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("LEAST = 3", ["LEAST = (3 + 1)"]),
        ("LONGEST = 42", ["LONGEST = (42 * 2)", "LONGEST = (42 // 2)"]),
        ("SHARE = 0.5", ["SHARE = (0.5 * 2)", "SHARE = (0.5 / 2)"]),
        ("SUM = 0.0", ["SUM = 1.0"]),
        ("found = a < b", ["found = (a <= b)"]),
        ("found = 甲 in 乙", ["found = (甲 not in 乙)"]),
        ("found = a and b", ["found = ((a) or (b))"]),
        ("found = not a", ["found = bool(a)"]),
        ("a = b if c else d", ["a = ((b) if not (c) else (d))"]),
        ("class A:\n    b: int = field(strict=True)", []),
        ('"""3 < 4"""', []),
        ("if TYPE_CHECKING:\n    a = 1", []),
    ],
)
def test_one_expression_is_changed_at_a_time(text: str, changed: list[str]) -> None:
    assert [mutant.text for mutant in find_mutants(Path("a.py"), text)] == changed


def test_bounds_of_work_are_left_alone_where_they_are_no_more_than_that() -> None:
    assert not list(find_mutants(Path("totalfit.py"), "WINDOW = 64  # breaks tried for a line"))
    assert len(list(find_mutants(Path("recognise.py"), "WINDOW = 20  # lines that may be front matter"))) == 2
