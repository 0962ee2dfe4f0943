"""Several users at once: nothing fails, nothing is mixed up, a worker killed in the middle is not noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.crowd import gather


@pytest.mark.parametrize(
    ("users", "seconds"), [(6, 2.0), pytest.param(50, 120.0, marks=[pytest.mark.slow, pytest.mark.timeout(600)])]
)
def test_users_do_not_disturb_each_other(tmp_path: Path, users: int, seconds: float) -> None:
    tally = gather(users, seconds, tmp_path)
    assert tally.failures == []
    assert len(tally.first) >= users
    assert tally.killed == 1
    assert tally.memory < 2 << 30
    assert list(tmp_path.iterdir()) == []
