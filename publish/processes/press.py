"""The press: a process forked at the start, which loads what writes outputs while this one reads the source.

It does one job and leaves. Where there is none, or it has its job already, the work is done in this process: the same
work either way. In the press its memory is bounded, and what makes it crash costs a sentence.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO, Any, ParamSpec, TypeVar

from publish.errors import InputError, PublishError
from publish.processes.confinement import MEMORY, SMALLER, die_with_parent, explain_death, limit_memory

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")

GRACE_SECONDS = 2.0  # for a press that is dismissed, to remove its temporary files
PATIENCE = 0.001  # seconds between two looks at whether it has left
COLLECT_AFTER = 500_000  # new objects; one job leaves little garbage, and looking for it takes a twentieth
REPORT = "没有写出文件；请把原文件发给开发者"

_idle: list[Press] = []


@contextmanager
def standing_by(load: Callable[[], None]) -> Iterator[None]:
    """A press beside the block, which gets ready by `load`; none where the system does not give another process."""
    try:
        press = _start(load) if hasattr(os, "fork") else None
    except OSError:
        press = None
    if press is None:
        yield
        return
    _idle.append(press)
    try:
        yield
    finally:
        _idle.clear()
        press.dismiss()


def submit(
    work: Callable[Arguments, Value], *arguments: Arguments.args, **options: Arguments.kwargs
) -> Callable[[], Value]:
    """Let the press begin `work`, a function of a module; what is returned gives, once, its value or what it raised.

    Without an idle press the work is done when its value is asked for. Arguments, value and exceptions travel by
    pickle. PublishError when the press died or ran out of memory.
    """
    job = partial(work, *arguments, **options)
    if not _idle:
        return job
    press = _idle.pop()
    press.begin(job)
    return press.collect


def dismiss() -> None:
    """Do without the press: this process is about to load everything itself."""
    while _idle:
        _idle.pop().dismiss()


class Press:
    """This side of the press; its own child process, or one it shares with the parent it was forked from."""

    def __init__(self, process: int, jobs: IO[bytes], results: IO[bytes]) -> None:
        self._process, self._parent = process, os.getpid()
        self._jobs, self._results = jobs, results
        self._code: int | None = None

    def begin(self, job: Callable[[], Any]) -> None:
        """Hand over the job."""
        with suppress(BrokenPipeError):  # it is gone: `collect` says so
            pickle.dump(job, self._jobs)
            self._jobs.flush()

    def collect(self) -> Any:
        """The value of the job; raises what the job raised, PublishError when the press died of it."""
        try:
            value, error = pickle.load(self._results)
        except (EOFError, pickle.UnpicklingError):
            raise explain_death(self.dismiss(), REPORT) from None
        if error is not None:
            raise error
        return value

    def dismiss(self) -> int | None:
        """Have the press leave, whatever it has begun, and wait for it; its exit code if it is this process's child."""
        for end in (self._jobs, self._results):
            with suppress(BrokenPipeError):
                end.close()
        if self._code is None and os.getpid() == self._parent:
            os.kill(self._process, signal.SIGTERM)
            self._code = self._wait()
        return self._code

    def _wait(self) -> int:
        until = time.monotonic() + GRACE_SECONDS
        while True:
            process, status = os.waitpid(self._process, os.WNOHANG)
            if process:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > until:
                os.kill(self._process, signal.SIGKILL)
            time.sleep(PATIENCE)


def _start(load: Callable[[], None]) -> Press:
    parent = os.getpid()
    (take, hand), (fetch, give) = os.pipe(), os.pipe()
    process = os.fork()
    if process:
        os.close(take)
        os.close(give)
        return Press(process, os.fdopen(hand, "wb"), os.fdopen(fetch, "rb"))
    os.close(hand)
    os.close(fetch)
    atexit._clear()  # what is to be done when the parent leaves, and what waits to be printed, is the parent's
    sys.stdout = sys.stderr = None
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which decides
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    gc.set_threshold(COLLECT_AFTER)
    if die_with_parent(parent, signal.SIGTERM):
        limit_memory(MEMORY)
        _serve(load, os.fdopen(take, "rb"), os.fdopen(give, "wb"))
    sys.exit()


def _serve(load: Callable[[], None], jobs: IO[bytes], results: IO[bytes]) -> None:
    """Get ready, do the one job, say what came of it."""
    with suppress(Exception):  # what is missing the job will miss too, and say so
        load()
    with suppress(EOFError, BrokenPipeError):
        answer = pickle.dumps(_attempt(pickle.load(jobs)))
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # only temporary files are left to be removed
        results.write(answer)
        results.flush()


def _attempt(job: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """What the job gave and what it raised; a bug of ours with its traceback, which does not travel otherwise."""
    try:
        return job(), None
    except PublishError as error:
        return None, error
    except MemoryError:
        return None, InputError("需要的内存太多，已停止", SMALLER)
    except Exception:
        import traceback

        return None, RuntimeError(traceback.format_exc())
