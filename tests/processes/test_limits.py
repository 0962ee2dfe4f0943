"""What one source may use, in whichever process: processor time, not time by the clock, and memory."""

from __future__ import annotations

import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.pipeline import one
from publish.processes.confinement import TimeSpentError, count_processor_seconds, limited
from tests.conftest import Run


def spend(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_processor_time_is_limited() -> None:
    with pytest.raises(TimeSpentError, match=r"0\.2 秒"), limited(0.2):
        spend(30)


def test_waiting_costs_nothing() -> None:
    """A busy machine lets a process wait; that is no fault of its source."""
    with limited(0.2):
        time.sleep(0.5)


def test_nothing_that_suppresses_exceptions_keeps_it() -> None:
    with pytest.raises(TimeSpentError), limited(0.2):
        for _ in range(1000):
            try:
                spend(30)
            except Exception:
                pytest.fail("told as an Exception")


def test_memory_is_limited_and_given_back() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(InputError, match="内存"), limited(memory=50 << 20):
        bytearray(200 << 20)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert len(bytearray(200 << 20)) == 200 << 20


def test_an_inner_limit_does_not_end_the_outer() -> None:
    @limited(60)
    def inner() -> None:
        pass

    with pytest.raises(TimeSpentError), limited(0.2):
        inner()
        spend(30)


def test_what_a_process_has_used() -> None:
    import os

    before = count_processor_seconds(os.getpid())
    spend(0.1)
    after = count_processor_seconds(os.getpid())
    assert before is not None and after is not None and 0.05 <= after - before < 5
    assert count_processor_seconds(2**22 + 1) is None


@pytest.mark.parametrize("command", ["outline", "check", "docx", "pdf", "handout", "mail"])
def test_every_command_is_limited(
    publish: Callable[..., Run], speech: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """However small its source is."""
    set_timer = signal.setitimer
    monkeypatch.setattr(
        signal, "setitimer", lambda which, seconds, again=0.0: set_timer(which, min(seconds, 0.1), again)
    )
    monkeypatch.setattr(one, "read_source", lambda _path: spend(30))
    options = {"mail": ("--to", "zhang@example.cn")}.get(command, ())
    run = publish(command, speech, *options)
    assert "还没有做完" in run.out + run.err
    assert run.code in (3, 7)
