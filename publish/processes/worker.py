"""A warm process that does one job after another for the batch, and may crash, hang or eat memory doing so."""

from __future__ import annotations

import gc
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from multiprocessing.connection import Connection, Pipe
from types import FrameType
from typing import Any, Generic, TypeVar

from publish.errors import LimitError, PublishError
from publish.processes.children import start_child
from publish.processes.confinement import (
    MEMORY,
    SECONDS,
    SMALLER,
    TimeSpentError,
    count_data_bytes,
    count_processor_seconds,
    explain_death,
    limit_memory,
    limited,
)

Job = TypeVar("Job")
Value = TypeVar("Value")

WAITING = 10  # times the seconds of processor time a job may take by the clock
GRACE_SECONDS = 2.0  # for a worker asked to stop, to remove its temporary file

ALONE = "其余文件不受影响；请单独再做这一个，仍不行请把它报告给开发者"


class Cause(StrEnum):
    """Why a job failed; part of the report's format."""

    REFUSED = "refused"
    BUG = "bug"
    CRASH = "crash"
    TIME = "time"
    MEMORY = "memory"


@dataclass(frozen=True)
class Limits:
    """What one job may use: seconds of processor time, and bytes of memory on top of the warm process."""

    seconds: float = SECONDS
    memory: int = MEMORY


@dataclass(frozen=True)
class Failure:
    """Why a job failed, and for our own bugs where in the code."""

    cause: Cause
    error: PublishError
    traceback: str = ""


@dataclass(frozen=True)
class Result(Generic[Job, Value]):
    """What became of a job: the work's value, or a failure; `seconds` of wall-clock time."""

    job: Job
    value: Value | None = None
    failure: Failure | None = None
    seconds: float = 0.0


class Worker(Generic[Job, Value]):
    """The parent's end of one process; `connection` becomes readable when its job is done or the process is gone."""

    def __init__(self, work: Callable[[Job], Value], limits: Limits) -> None:
        self.connection, end = Pipe()
        self._limits = limits
        self._job: Job | None = None
        self._began = self._used = 0.0
        with end:
            self._child = start_child(_serve, (end.fileno(),), work, limits)

    @property
    def deadline(self) -> float:
        """The earliest moment (time.monotonic) at which the job can have used up its time and not have said so itself;
        one that only waits is given WAITING times as much."""
        last = self._began + WAITING * self._limits.seconds
        used = count_processor_seconds(self._child.number)
        if used is None:
            return last
        left = self._limits.seconds + GRACE_SECONDS - (used - self._used)
        return min(last, time.monotonic() + left)

    def begin(self, job: Job) -> bool:
        """Hand over a job; False when the process is gone."""
        self._job, self._began = job, time.monotonic()
        self._used = count_processor_seconds(self._child.number) or 0.0
        try:
            self.connection.send(job)
        except OSError:
            return False
        return True

    def collect(self) -> tuple[Result[Job, Value], bool]:
        """The result of the job begun, and whether the worker can take another. Ends a worker that is late."""
        assert self._job is not None
        failure: Failure | None = None
        result: Result[Job, Value] = Result(self._job)
        stays = False
        if self.connection.poll():
            try:
                result, stays = self.connection.recv()
            except Exception:  # the process died while it sent
                failure = self._explain_death()
        else:
            failure = Failure(Cause.TIME, LimitError(f"超过 {self._limits.seconds:g} 秒还没有做完，已停止", SMALLER))
        if not stays:
            self.end()
        seconds = time.monotonic() - self._began
        return replace(result, job=self._job, failure=failure or result.failure, seconds=seconds), stays

    def stop(self) -> None:
        """Ask the process to stop, leaving nothing half-written; `end` waits for it."""
        self._child.send_signal(signal.SIGTERM)

    def end(self, grace: float = 0.0) -> None:
        """Wait `grace` seconds for the process to go, then end it and whatever it started."""
        self.connection.close()
        self._child.end(grace)

    def _explain_death(self) -> Failure:
        error = explain_death(self._child.end(GRACE_SECONDS), ALONE)
        return Failure(Cause.MEMORY if isinstance(error, LimitError) else Cause.CRASH, error)


class _Stopped(BaseException):
    """The parent asked this worker to stop."""


def _serve(end: int, work: Callable[[Any], Any], limits: Limits) -> None:
    """The life of a worker: jobs in, results out, until the parent is gone or too much memory stays in use."""
    connection = Connection(end)
    try:
        room = _settle(limits)
        while True:
            result, stays = _attempt(work, connection.recv(), limits.seconds)
            stays = stays and count_data_bytes() < room
            _send(connection, result, stays)
            if not stays:
                return
    except (EOFError, BrokenPipeError, _Stopped):
        return


def _settle(limits: Limits) -> int:
    """Make the process one that can be ended without traces; returns the bytes up to which it is worth keeping."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise _Stopped

    gc.freeze()  # the parent's objects stay shared
    signal.signal(signal.SIGTERM, stop)
    return limit_memory(limits.memory)


def _attempt(work: Callable[[Any], Any], job: Any, seconds: float) -> tuple[Result[Any, Any], bool]:
    """Do the job; whatever it raises becomes a failure. False: better not use this process again."""
    try:
        with limited(seconds, memory=None):
            return Result(job, work(job)), True
    except _Stopped:
        raise
    except TimeSpentError as error:
        return Result(job, failure=Failure(Cause.TIME, error)), False
    except PublishError as error:
        is_bug = type(error).code is PublishError.code
        return Result(job, failure=Failure(Cause.BUG if is_bug else Cause.REFUSED, error)), True
    except MemoryError:
        return Result(job, failure=Failure(Cause.MEMORY, LimitError("需要的内存太多，已停止", SMALLER))), False
    except BaseException as error:  # a job may even call sys.exit
        return _report_bug(job, error), True


def _report_bug(job: Any, error: BaseException) -> Result[Any, Any]:
    sentence = PublishError(f"程序出错（{type(error).__name__}）", ALONE)
    return Result(job, failure=Failure(Cause.BUG, sentence, "".join(traceback.format_exception(error))))


def _send(connection: Connection, result: Result[Any, Any], stays: bool) -> None:
    """Send what became of the job; the job itself, which may be large, the parent has."""
    try:
        connection.send((replace(result, job=None), stays))
    except OSError:
        raise
    except Exception as error:  # a value that does not pickle
        connection.send((_report_bug(None, error), stays))
