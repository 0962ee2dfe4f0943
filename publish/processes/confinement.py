"""What keeps a process that handles strangers' files from harming others: bounded memory, an end with its parent."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from publish.errors import InputError, PublishError

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux' prctl
MEMORY = 1 << 30  # bytes a job may use on top of what the warm process has
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


def count_data_bytes() -> int:
    """Private writable memory of this process, as RLIMIT_DATA counts it; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def explain_death(code: int | None, hint: str) -> PublishError:
    """Why a process left with this exit code (negative: by that signal; None: unknown): InputError when the system
    ended it, most likely for want of memory, else a crash of ours with `hint`."""
    if code == -getattr(signal, "SIGKILL", 9):
        return InputError("处理时被系统强行结束，多半是内存不够", SMALLER)
    if code is None:
        return PublishError("处理时程序崩溃", hint)
    how = signal.Signals(-code).name if code < 0 else f"退出码 {code}"
    return PublishError(f"处理时程序崩溃（{how}）", hint)
