"""Many files at once, in warm processes that may die.

Every worker is forked from a parent that has already loaded what the work needs. A file costs at most its own worker:
one that crashes, hangs or eats memory is ended and replaced, and the file is named with the cause.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Generic

from publish.processes.worker import GRACE_SECONDS, Job, Limits, Result, Value, Worker


def run_apart(job: Job, work: Callable[[Job], Value]) -> Result[Job, Value]:
    """What becomes of `work` on a job in a process of its own; both travel by pickle."""
    crew = Crew(work, Limits())
    try:
        crew.begin(job)
        while not (results := crew.collect()):
            pass
        return results[0]
    finally:
        crew.dismiss()


class Crew(Generic[Job, Value]):
    """The workers: `busy` have a job, `free` are warm and wait for one."""

    def __init__(self, work: Callable[[Job], Value], limits: Limits) -> None:
        self._work, self._limits = work, limits
        self._busy: list[Worker[Job, Value]] = []
        self._free: list[Worker[Job, Value]] = []

    def begin(self, job: Job) -> None:
        """Let a free worker, or a new one, start on a job."""
        while True:
            worker = self._free.pop() if self._free else Worker(self._work, self._limits)
            self._busy.append(worker)
            if worker.begin(job):
                return
            self._busy.remove(worker)  # it died idle: no job's fault
            worker.end()

    @property
    def busy(self) -> int:
        """How many workers have a job."""
        return len(self._busy)

    def collect(self, calls: Sequence[Connection] = ()) -> list[Result[Job, Value]]:
        """The results of all that are done, dead or late; waits for the first, or until one of `calls` has something
        to be read."""
        late = min((worker.deadline for worker in self._busy), default=None)
        patience = None if late is None else max(0.0, late - time.monotonic())
        ready = set(wait([*(worker.connection for worker in self._busy), *calls], patience))
        results = []
        for worker in list(self._busy):
            if worker.connection in ready or worker.deadline <= time.monotonic():
                result, stays = worker.collect()
                self._busy.remove(worker)
                if stays:
                    self._free.append(worker)
                results.append(result)
        return results

    def dismiss(self) -> None:
        """End every process, giving each a moment to remove its temporary file."""
        with _uninterrupted():
            workers = self._busy + self._free
            for worker in workers:
                worker.stop()
            until = time.monotonic() + GRACE_SECONDS
            for worker in workers:
                worker.end(max(0.0, until - time.monotonic()))
            self._busy, self._free = [], []


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A second Ctrl-C must not leave processes behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
