"""Makes child processes, the one place that does: forked where that is safe, else started afresh.

A fork copies one thread. What other threads held (locks, Pango's queue of fonts to look at) is never let go in the
child, which then waits for ever. So a process in which any library keeps a thread is not forked: its children are new
Pythons, which load for themselves (0.3 s). Who wants quick children makes them before it has threads.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from publish.processes.confinement import die_with_parent

PATIENCE = 0.001  # seconds between two looks at whether a child has left
LIVE = "from publish.processes.children import live; live()"


class Child:
    """A process started by this one, with whatever it starts in turn (its process group)."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._parent = os.getpid()
        self._gone = False
        self._code: int | None = None
        _lead_group(number)

    def send_signal(self, number: int) -> None:
        """Send a signal to the child and what it started; nothing happens when it is gone, or no child of this
        process."""
        if os.getpid() == self._parent:
            with suppress(OSError):
                os.killpg(self.number, number)

    def wait(self, seconds: float) -> bool:
        """Whether the child has left, after waiting for it at most so long."""
        until = time.monotonic() + seconds
        while not self._look():
            if time.monotonic() >= until:
                return False
            time.sleep(PATIENCE)
        return True

    def end(self, grace: float = 0.0) -> int | None:
        """Wait so long for the child to leave, then end it and what it started. Its exit code, negative for a signal;
        None when the system does not tell, or this process is not its parent."""
        if os.getpid() != self._parent:
            return None
        left = self.wait(grace)
        self.send_signal(signal.SIGKILL)  # what it started, too
        while not left:
            left = self.wait(1.0)
            self.send_signal(signal.SIGKILL)
        return self._code

    def _look(self) -> bool:
        if not self._gone:
            try:
                process, status = os.waitpid(self.number, os.WNOHANG)
            except ChildProcessError:  # whoever started us ignores the end of children, so does the system then
                self._gone = True
            else:
                self._gone = process != 0
                self._code = os.waitstatus_to_exitcode(status) if process else None
        return self._gone


def start_child(serve: Callable[..., None], ends: tuple[int, ...], *arguments: object) -> Child:
    """A child that does `serve(*ends, *arguments)` and leaves; `ends` are open file descriptors that are its own too.

    It hears no Ctrl-C, which is the parent's to decide on, and is ended by the system when the parent ends. Where it is
    started afresh, `serve` and the arguments travel by pickle: functions of modules only. Raises OSError when the
    system gives no process.
    """
    if not may_fork():
        return _start_afresh(serve, ends, arguments)
    parent = os.getpid()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError, ValueError):
            stream.flush()  # or the child prints it again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # or the child would go on in the parent's name
    try:
        number = os.fork()
        if not number:
            atexit._clear()  # what is to be done when the parent leaves is the parent's
            _live(lambda: serve(*ends, *arguments), parent)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return Child(number)


def may_fork() -> bool:
    """Whether this process has no thread besides the one that asks."""
    return hasattr(os, "fork") and count_threads() == 1


def count_threads() -> int:
    """The threads of this process, those of libraries included where the system tells of them."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return threading.active_count()


def _start_afresh(serve: Callable[..., None], ends: tuple[int, ...], arguments: tuple[object, ...]) -> Child:
    import subprocess  # which a fork does not need

    job = pickle.dumps((serve, (*ends, *arguments)))  # what does not travel is found before anything is started
    command = [sys.executable, "-c", LIVE]
    path = {"PYTHONPATH": os.pathsep.join(name or os.curdir for name in sys.path)}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=ends, env=os.environ | path, process_group=0)
    process.returncode = 0  # from here on it is the Child that waits for it
    assert process.stdin
    with process.stdin, suppress(BrokenPipeError):
        pickle.dump(os.getpid(), process.stdin)
        process.stdin.write(job)
    return Child(process.pid)


def live() -> NoReturn:
    """The life of a child that was started afresh: what is to be done comes by its standard input."""
    parent = pickle.load(sys.stdin.buffer)
    serve, arguments = pickle.load(sys.stdin.buffer)
    _live(lambda: serve(*arguments), parent)


def _live(serve: Callable[[], None], parent: int) -> NoReturn:
    """Do it and leave, past whatever the parent was in the middle of; temporary files are removed."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        _lead_group(0)
        if die_with_parent(parent, signal.SIGKILL):
            serve()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        atexit._run_exitfuncs()
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def _lead_group(process: int) -> None:
    """Give a child a process group of its own; parent and child both do it, whoever comes first."""
    with suppress(OSError):
        os.setpgid(process, process)
