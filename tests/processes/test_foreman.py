"""A foreman's workers may die; a foreman that dies says so; neither leaves processes or files."""

from __future__ import annotations

import os
import pickle
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from publish.errors import FontError
from publish.processes.foreman import PREFIX, Foreman, ForemanGoneError, make_own_folder, sweep
from publish.processes.worker import Cause, Limits, Result
from tests.processes.clusters import die, double, end_the_foreman, load

QUICK = Limits(seconds=1.0, memory=200 << 20)


@pytest.fixture
def foreman(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Foreman]:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    foreman = Foreman(load, 2, QUICK)
    yield foreman
    foreman.close()
    assert list(tmp_path.iterdir()) == []


def submit(foreman: Foreman, work: Callable[[], Any]) -> Future[Result[None, Any]]:
    return foreman.submit(pickle.dumps(work))


def spin() -> None:
    while True:
        pass


def leave_a_file_and_die() -> None:
    (make_own_folder() / "left").touch()
    die()


def list_left() -> list[str]:
    return [path.name for path in Path(tempfile.gettempdir()).rglob("*")]


def test_work_is_done_and_poison_costs_itself_only(foreman: Foreman) -> None:
    good = [submit(foreman, partial(double, number)) for number in range(10)]
    bad = [submit(foreman, work) for work in (die, spin)]
    assert [future.result(60).value for future in good] == list(range(0, 20, 2))
    failures = [future.result(60).failure for future in bad]
    assert [failure and failure.cause for failure in failures] == [Cause.CRASH, Cause.TIME]


def test_what_a_dead_worker_leaves_is_removed(foreman: Foreman) -> None:
    assert submit(foreman, leave_a_file_and_die).result(60).failure
    assert submit(foreman, list_left).result(60).value == []


def test_what_nobody_can_read_costs_itself_only(foreman: Foreman) -> None:
    broken = foreman.submit(b"no pickle").result(60)
    assert broken.failure
    assert broken.failure.cause is Cause.BUG
    assert submit(foreman, partial(double, 4)).result(60).value == 8


def test_a_foreman_that_is_killed_says_so_at_once_and_later(foreman: Foreman) -> None:
    with pytest.raises(ForemanGoneError):
        submit(foreman, end_the_foreman).result(60)
    patience = time.monotonic() + 60
    while not foreman.gone and time.monotonic() < patience:
        time.sleep(0.01)
    with pytest.raises(ForemanGoneError):
        submit(foreman, partial(double, 4)).result(60)


def lack_fonts() -> None:
    raise FontError("这台电脑没有可用的仿宋字体")


def test_what_cannot_be_loaded_the_work_will_miss() -> None:
    foreman = Foreman(lack_fonts, 1)
    result = submit(foreman, lack_fonts).result(60)
    foreman.close()
    assert result.failure
    assert str(result.failure.error) == "这台电脑没有可用的仿宋字体"


def test_folders_of_the_dead_are_removed_those_of_the_living_stay(tmp_path: Path) -> None:
    dead = os.fork()
    if not dead:
        os._exit(0)
    os.waitpid(dead, 0)
    names = [f"{PREFIX}{dead}-abc", f"{PREFIX}{os.getpid()}-abc", f"{PREFIX}x", "other"]
    for name in names:
        (tmp_path / name).mkdir()
    sweep(tmp_path, f"{PREFIX}*")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])
