"""The press: a process forked at the start, which loads what writes outputs while this one reads the source.

It is handed on to whoever has work for it, does one job and leaves. Where there is none, or it has its job already, the
work is done in this process: the same work either way. In the press its memory is bounded, and what makes it crash
costs a sentence.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO, Any, ParamSpec, TypeVar

from publish.errors import LimitError, PublishError
from publish.processes.children import Child, may_fork, start_child
from publish.processes.confinement import MEMORY, SMALLER, die_with_parent, explain_death, limit_memory, limited

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")

GRACE_SECONDS = 2.0  # for a press that is dismissed, to remove its temporary files
COLLECT_AFTER = 500_000  # new objects; one job leaves little garbage, and looking for it takes a twentieth
REPORT = "没有写出文件；请把原文件发给开发者"


@contextmanager
def standing_by(load: Callable[[], None]) -> Iterator[Press]:
    """A press beside the block, which gets ready by `load`; one without a process where the system does not give
    another, or this one has threads and cannot be forked."""
    try:
        process = _start(load) if may_fork() else None
    except OSError:
        process = None
    press = Press(process)
    try:
        yield press
    finally:
        press.dismiss()
        if process:
            process.end()


class Press:
    """Does one job in its process, if it has one, and every other job here."""

    def __init__(self, process: _Process | None = None) -> None:
        self._idle = process

    def submit(
        self, work: Callable[Arguments, Value], *arguments: Arguments.args, **options: Arguments.kwargs
    ) -> Callable[[], Value]:
        """Begin `work`, a function of a module; what is returned gives, once, its value or what it raised.

        Without an idle process the work is done when its value is asked for. Arguments, value and exceptions travel by
        pickle. PublishError when the process died or ran out of memory.
        """
        job = partial(work, *arguments, **options)
        process, self._idle = self._idle, None
        if process is None:
            return job
        process.begin(job)
        return process.collect

    def dismiss(self) -> None:
        """Do without the process: this one is about to load everything itself."""
        process, self._idle = self._idle, None
        if process:
            process.end()


HERE = Press()  # does everything in this process


class _Process:
    """This side of the press's process; its own child, or one it shares with the parent it was forked from."""

    def __init__(self, child: Child, jobs: IO[bytes], results: IO[bytes]) -> None:
        self._child = child
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
            raise explain_death(self.end(), REPORT) from None
        if error is not None:
            raise error
        return value

    def end(self) -> int | None:
        """Have the press leave, whatever it has begun, and wait for it; its exit code if it is this process's child."""
        for end in (self._jobs, self._results):
            with suppress(BrokenPipeError):
                end.close()
        if self._code is None:
            self._child.send_signal(signal.SIGTERM)
            self._code = self._child.end(GRACE_SECONDS)
        return self._code


def _start(load: Callable[[], None]) -> _Process:
    (take, hand), (fetch, give) = os.pipe(), os.pipe()
    try:
        child = start_child(_serve, (take, give), (hand, fetch), load)
    except OSError:
        for end in (hand, fetch):
            os.close(end)
        raise
    finally:
        for end in (take, give):
            os.close(end)
    return _Process(child, os.fdopen(hand, "wb"), os.fdopen(fetch, "rb"))


def _serve(take: int, give: int, others: tuple[int, ...], load: Callable[[], None]) -> None:
    """The life of the press: get ready, do the one job, say what came of it. The ends of `others` are the parent's."""
    for end in others:
        os.close(end)
    sys.stdout = sys.stderr = None  # what waits to be printed is the parent's
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    if not die_with_parent(os.getppid(), signal.SIGTERM):  # in its own time: temporary files are removed
        return
    gc.set_threshold(COLLECT_AFTER)
    limit_memory(MEMORY)
    with suppress(Exception):  # what is missing the job will miss too, and say so
        load()
    with suppress(EOFError, BrokenPipeError), os.fdopen(take, "rb") as jobs, os.fdopen(give, "wb") as results:
        answer = pickle.dumps(_attempt(pickle.load(jobs)))
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # only temporary files are left to be removed
        results.write(answer)


def _attempt(job: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """What the job gave and what it raised; a bug of ours with its traceback, which does not travel otherwise."""
    try:
        with limited(memory=None):
            return job(), None
    except PublishError as error:
        return None, error
    except MemoryError:
        return None, LimitError("需要的内存太多，已停止", SMALLER)
    except Exception:
        import traceback

        return None, RuntimeError(traceback.format_exc())
