"""A foreman: a process without threads, started by one that has them, which forks warm confined workers of its own.

A process with threads (a dask worker, say) cannot fork, and a worker started afresh loads for a second. The foreman
loads once; a worker that dies then costs a fork.
"""

from __future__ import annotations

import gc
import itertools
import os
import pickle
import shutil
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from publish.errors import PublishError
from publish.processes.children import start_child
from publish.processes.crew import Crew
from publish.processes.worker import GRACE_SECONDS, Limits, Result

PREFIX = "publish-foreman-"

Load = Callable[[], None]
Work = Callable[[], Any]
COLLECT_AFTER = 50_000  # new objects, as in the command itself: a page has thousands of boxes


class ForemanGoneError(Exception):
    """The foreman's process has ended, and what it had in hand is lost."""


@dataclass(frozen=True)
class Errand:
    """A piece of work with the number by which its result is known again."""

    number: int
    work: bytes

    def __call__(self) -> Any:
        """Do it, in the worker; there alone it matters what it is."""
        return pickle.loads(self.work)()


class Foreman:
    """This side of the process, whose methods any thread may call. Its thread starts the process and lives as long,
    since the system ends a child with the thread that started it."""

    def __init__(self, load: Load, workers: int, limits: Limits | None = None) -> None:
        self._connection, self._end = Pipe()
        self._job = load, workers, limits or Limits()
        self._numbers = itertools.count()
        self._waiting: dict[int, Future[Result[None, Any]]] = {}
        self._lock = threading.Lock()
        self.gone = False
        self._thread = threading.Thread(target=self._listen, name="foreman", daemon=True)
        self._thread.start()

    def submit(self, work: bytes) -> Future[Result[None, Any]]:
        """Have a piece of work, pickled, done by a worker.

        The Future has its Result, or ForemanGoneError.
        """
        future: Future[Result[None, Any]] = Future()
        with self._lock:
            errand = Errand(next(self._numbers), work)
            if not self.gone:
                self._waiting[errand.number] = future
                with suppress(OSError):  # the thread will notice
                    self._connection.send(errand)
                return future
        future.set_exception(ForemanGoneError())
        return future

    def close(self) -> None:
        """Have the process and its workers leave."""
        with self._lock, suppress(OSError):
            self._connection.send(None)
        self._thread.join()

    def _listen(self) -> None:
        sweep(Path(tempfile.gettempdir()), f"{PREFIX}*")
        folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        try:
            with self._end:
                child = start_child(_serve, (self._end.fileno(),), str(folder), *self._job)
            self._receive()
            child.end(GRACE_SECONDS)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with self._lock:
                self.gone = True
                self._connection.close()
                for future in self._waiting.values():
                    future.set_exception(ForemanGoneError())
                self._waiting.clear()

    def _receive(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                number, result = self._connection.recv()
                with self._lock:
                    future = self._waiting.pop(number)
                future.set_result(result)


def _serve(end: int, folder: str, load: Load, workers: int, limits: Limits) -> None:
    """The life of the foreman: errands in, results out, until the other side is gone. Workers put their temporary files
    into `folder`, each into its own."""
    connection = Connection(end)
    tempfile.tempdir = folder
    gc.set_threshold(COLLECT_AFTER)
    with suppress(PublishError):  # what is missing the work will miss too, and say so
        load()
    crew: Crew[Errand, Any] = Crew(perform, limits)
    waiting: deque[Errand] = deque()
    try:
        while True:
            while waiting and crew.busy < workers:
                crew.begin(waiting.popleft())
            for result in crew.collect([connection]):
                if result.failure:
                    sweep(Path(folder))
                connection.send((result.job.number, Result(None, result.value, result.failure, result.seconds)))
            while connection.poll():
                errand = connection.recv()
                if errand is None:
                    return
                waiting.append(errand)
    except (EOFError, OSError):
        return
    finally:
        crew.dismiss()


def perform(errand: Errand) -> Any:
    """The work of every worker."""
    return errand()


def make_own_folder() -> Path:
    """The empty folder of this worker, for the files of one piece of work."""
    folder = Path(tempfile.gettempdir(), str(os.getpid()))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def sweep(folder: Path, pattern: str = "*") -> None:
    """Remove the folders in it that processes which are dead have left behind."""
    for left in folder.glob(pattern):
        try:
            os.kill(int(left.name.removeprefix(PREFIX).partition("-")[0]), 0)
        except ProcessLookupError:
            shutil.rmtree(left, ignore_errors=True)
        except (ValueError, OSError):
            continue
