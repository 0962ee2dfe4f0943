"""The workshop: warm workers, and a queue in front of them. Its thread starts the workers and lives as long as they do,
since the system ends a child with the thread that started it."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing.connection import Pipe
from pathlib import Path
from typing import Any

from publish.desk.jobs import Warm, perform
from publish.errors import PublishError
from publish.processes.crew import Crew
from publish.processes.worker import Cause, Limits, Result

SECONDS = 30.0  # of processor time a job may take
TRIES = 2  # a worker killed in the middle costs one job one retry
BUSY = "排队的人太多，请过一会儿再试"
MOST_WAITING = 500

Work = Callable[[], Any]


@dataclass(eq=False)
class Errand:
    """A job on its way through the workshop."""

    number: int
    job: Work
    done: Future[Any] = field(default_factory=Future)
    tries: int = 0

    def __call__(self) -> Any:
        """Do it, in the worker."""
        return self.job()

    def __reduce__(self) -> tuple[Any, ...]:
        return Errand, (self.number, self.job, None)  # the future stays here


class Workshop:
    """Does jobs in `workers` processes, first come first served; every method may be called by any thread."""

    def __init__(self, workers: int, folder: Path, limits: Limits | None = None) -> None:
        self._workers, self._folder = workers, folder
        self._limits = limits or Limits(SECONDS)
        self._waiting: deque[Errand] = deque()
        self._running: dict[int, Errand] = {}
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._called, self._call = Pipe(duplex=False)
        self._closing = False
        self.counts = {"done": 0, "failed": 0, "again": 0}
        self._thread = threading.Thread(target=self._work, name="workshop", daemon=True)

    def open(self) -> None:
        """Start the workers and have each load what it needs."""
        for number in range(self._workers):
            folder = self._folder / f"warm-{number}"
            folder.mkdir()
            self.submit(Warm(folder))
        self._thread.start()

    def submit(self, job: Work) -> Errand:
        """Put a job into the queue. Raises PublishError when the queue is full."""
        errand = Errand(next(self._numbers), job)
        with self._lock:
            if self._closing or len(self._waiting) >= MOST_WAITING:
                raise PublishError(BUSY)
            self._waiting.append(errand)
        self._wake()
        return errand

    def place(self, errand: Errand) -> int:
        """How many jobs are done before this one; 0 when it has begun or is done."""
        with self._lock:
            return self._waiting.index(errand) + 1 if errand in self._waiting else 0

    def close(self) -> None:
        """End the workers; what was not done is cancelled."""
        self._closing = True
        self._wake()
        if self._thread.is_alive():
            self._thread.join()
        for errand in [*self._waiting, *self._running.values()]:
            errand.done.cancel()

    def _wake(self) -> None:
        with contextlib.suppress(OSError):
            self._call.send_bytes(b".")

    def _work(self) -> None:
        crew: Crew[Errand, Any] = Crew(perform, self._limits)
        try:
            while not self._closing:
                while self._waiting and crew.busy < self._workers:
                    self._begin_next(crew)
                for result in crew.collect([self._called]):
                    self._finish(result)
                while self._called.poll():
                    self._called.recv_bytes()
        finally:
            crew.dismiss()

    def _begin_next(self, crew: Crew[Errand, Any]) -> None:
        """Let a worker begin the first job that waits and that somebody still wants."""
        with self._lock:
            errand = self._waiting.popleft()
            self._running[errand.number] = errand
        errand.tries += 1
        if errand.tries == 1 and not errand.done.set_running_or_notify_cancel():
            del self._running[errand.number]
            return
        try:
            crew.begin(errand)
        except OSError as error:  # the system gives no process
            del self._running[errand.number]
            errand.done.set_exception(PublishError(f"系统开不了新的进程（{error.strerror}）", BUSY))

    def _finish(self, result: Result[Errand, Any]) -> None:
        errand = self._running.pop(result.job.number)
        failure = result.failure
        if failure and failure.cause is Cause.CRASH and errand.tries < TRIES:
            self.counts["again"] += 1
            with self._lock:
                self._waiting.appendleft(errand)
            return
        self.counts["failed" if failure else "done"] += 1
        if failure:
            errand.done.set_exception(failure.error)
        else:
            errand.done.set_result(result.value)
