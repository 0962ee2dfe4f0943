"""The queue: in order, with its place; a killed worker costs one retry; nothing stays behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from publish.desk.workshop import MOST_WAITING, Workshop
from publish.errors import InputError, PublishError
from publish.processes.worker import Limits

PATIENCE = 60


@dataclass(frozen=True)
class Note:
    """Appends a word to a file and gives its process's number."""

    path: Path
    word: str

    def __call__(self) -> int:
        with self.path.open("a") as file:
            file.write(self.word)
        return os.getpid()


@dataclass(frozen=True)
class Sleep:
    """Says that it has begun, and sleeps."""

    path: Path

    def __call__(self) -> None:
        self.path.write_text(f"{os.getpid()}")
        time.sleep(PATIENCE)


@dataclass(frozen=True)
class KillOnce:
    """Is killed in the middle, the first time."""

    path: Path

    def __call__(self) -> str:
        if not self.path.exists():
            self.path.touch()
            os.kill(os.getpid(), signal.SIGSEGV)
        return "done"


def kill_always() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def refuse() -> None:
    raise InputError("读不懂", "请另存")


def eat() -> bytes:
    return b"x" * (1 << 30)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    workshop = Workshop(1, tmp_path, Limits(seconds=20, memory=200 << 20))
    workshop.open()
    yield workshop
    workshop.close()


def wait_for(path: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.01)


def test_first_come_first_served_and_the_place_is_told(workshop: Workshop, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    workshop.submit(Sleep(begun))
    wait_for(begun)
    waiting = [workshop.submit(Note(tmp_path / "notes", word)) for word in "abc"]
    assert [workshop.place(errand) for errand in waiting] == [1, 2, 3]
    assert waiting[0].done.cancel()
    os.kill(int(begun.read_text()), signal.SIGKILL)
    waiting[2].done.result(PATIENCE)
    assert (tmp_path / "notes").read_text() == "bc"
    assert workshop.place(waiting[2]) == 0


def test_a_worker_killed_in_the_middle_costs_one_retry(workshop: Workshop, tmp_path: Path) -> None:
    assert workshop.submit(KillOnce(tmp_path / "killed")).done.result(PATIENCE) == "done"
    assert workshop.counts["again"] == 1
    with pytest.raises(PublishError, match="崩溃"):
        workshop.submit(kill_always).done.result(PATIENCE)
    assert workshop.submit(os.getpid).done.result(PATIENCE)


def test_failures_are_told_and_the_next_job_is_done(workshop: Workshop) -> None:
    with pytest.raises(InputError, match="读不懂"):
        workshop.submit(refuse).done.result(PATIENCE)
    with pytest.raises(InputError, match="内存"):
        workshop.submit(eat).done.result(PATIENCE)
    assert workshop.submit(os.getpid).done.result(PATIENCE) != os.getpid()


def test_a_full_queue_refuses(workshop: Workshop, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    workshop.submit(Sleep(begun))
    wait_for(begun)
    for _ in range(MOST_WAITING):
        last = workshop.submit(os.getpid)
    with pytest.raises(PublishError, match="排队"):
        workshop.submit(os.getpid)
    workshop.close()
    assert last.done.cancelled()
