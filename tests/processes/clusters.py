"""A scheduler and workers on the loopback interface, as processes that can be killed; work that is good and bad."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests import TOP

# Work that two workers died of is given up; no time is spent on looking at itself.
SETTINGS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s"}


class Processes:
    """The processes of a small cluster; leaving the block ends them."""

    def __init__(self, workers: int = 2, **environment: str) -> None:
        self._port = _free_port()
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._folder = tempfile.mkdtemp(prefix="publish-cluster-")  # whoever is killed leaves something there
        own = {"PYTHONPATH": str(TOP), "TMPDIR": self._folder}
        self._environment = os.environ | SETTINGS | environment | own
        self._started: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start_scheduler()
        self.workers = [self.start_worker() for _ in range(workers)]

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_raised: object) -> None:
        for process in self._started:
            kill(process)
        shutil.rmtree(self._folder, ignore_errors=True)

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        """A scheduler; it has the same address each time."""
        words = ["scheduler", "--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard"]
        self.scheduler = self._start(words)
        return self.scheduler

    def start_worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """A worker with one thread, started again by nobody."""
        words = ["worker", self.address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        return self._start([*words, "--memory-limit", "0"], environment)

    def _start(self, words: list[str], environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]],
            env=self._environment | dict(environment or {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._started.append(process)
        return process


def kill(process: subprocess.Popen[bytes]) -> None:
    """As a power cut would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


# --- work -------------------------------------------------------------------------------------------------------------


def load() -> None:
    """Nothing to be loaded."""


def describe() -> dict[str, str]:
    """What the machine says of itself."""
    return {"版本": os.environ.get("LIKENESS", "1")}


def compare(mine: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What differs."""
    return f"{theirs['版本']} 不是 {mine['版本']}"


def double(number: int) -> int:
    """Good work."""
    return 2 * number


def die() -> None:
    """Work that crashes the process that does it."""
    os.kill(os.getpid(), signal.SIGSEGV)


def end_the_foreman() -> None:
    """Work that takes the process with it from which the workers are forked."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def end_the_host() -> None:
    """Work that takes the dask worker with it."""
    status = Path(f"/proc/{os.getppid()}/stat").read_text(encoding="utf-8")
    os.kill(int(status.rpartition(")")[2].split()[1]), signal.SIGKILL)
    time.sleep(60)


def wait_for(path: str) -> str:
    """Work that lasts until a file is there."""
    Path(f"{path}.begun-{os.getpid()}").touch()
    while not Path(path).exists():
        time.sleep(0.01)
    return path
