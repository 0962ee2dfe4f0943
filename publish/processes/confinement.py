"""What keeps a process that handles strangers' files from harming others: bounded memory and processor time, an end
with its parent."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType

from publish.errors import LimitError, PublishError

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux' prctl
MEMORY = 1 << 30  # bytes a job may use on top of what the warm process has
SECONDS = 60.0  # of processor time a source may take; a busy machine takes nothing from it
AGAIN = 1.0  # seconds after which it is told again, if it went on
SMALLER = "请把文件拆成几个小的，或检查里面有没有异常的内容"


def die_with_parent(parent: int, number: int) -> bool:
    """Let the kernel send this process signal `number` when its parent ends; False when it has ended already. Elsewhere
    than on Linux nothing is sent."""
    if sys.platform != "linux":
        return True
    import ctypes

    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, int(number))
    return os.getppid() == parent


def limit_memory(memory: int) -> int:
    """Let the kernel refuse more than `memory` bytes on top of what the process has: private writable pages, not the
    mapped fonts and libraries. Returns the bytes up to which it is worth keeping."""
    before = count_data_bytes()
    try:
        import resource
    except ImportError:  # Windows
        return sys.maxsize
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = before + memory
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    return before + memory // 2


class TimeSpentError(LimitError):
    """A source has used up its processor time."""


class _Spent(BaseException):
    """Told to whatever is at work; nothing that suppresses an Exception keeps it."""


@contextmanager
def limited(seconds: float = SECONDS, memory: int | None = MEMORY) -> Iterator[None]:
    """Within it (or within a function it decorates) this process may use so many seconds of processor time, and so many
    bytes on top of what it has (None: as many as before). Within itself, and in threads, it changes nothing.

    Raises TimeSpentError, and LimitError where memory runs out.
    """
    if not _may_limit():
        yield
        return
    before = signal.signal(signal.SIGPROF, _tell)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        with nullcontext() if memory is None else _limited_memory(memory):
            yield
    except _Spent:
        raise TimeSpentError(f"算了 {seconds:g} 秒还没有做完，已停止", SMALLER) from None
    except MemoryError:
        if memory is None:
            raise
        raise LimitError("需要的内存太多，已停止", SMALLER) from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _may_limit() -> bool:
    if not hasattr(signal, "SIGPROF") or threading.current_thread() is not threading.main_thread():
        return False
    return signal.getsignal(signal.SIGPROF) is not _tell


def _tell(_number: int, _frame: FrameType | None) -> None:
    raise _Spent


@contextmanager
def _limited_memory(memory: int) -> Iterator[None]:
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    limit_memory(memory)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def count_processor_seconds(process: int) -> float | None:
    """Processor time a process has used, its ended children's aside; None where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return None


def count_data_bytes() -> int:
    """Private writable memory of this process, as RLIMIT_DATA counts it; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def explain_death(code: int | None, hint: str) -> PublishError:
    """Why a process left with this exit code (negative: by that signal; None: unknown): LimitError when the system
    ended it, most likely for want of memory, else a crash of ours with `hint`."""
    if code == -getattr(signal, "SIGKILL", 9):
        return LimitError("处理时被系统强行结束，多半是内存不够", SMALLER)
    if code is None:
        return PublishError("处理时程序崩溃", hint)
    how = signal.Signals(-code).name if code < 0 else f"退出码 {code}"
    return PublishError(f"处理时程序崩溃（{how}）", hint)
