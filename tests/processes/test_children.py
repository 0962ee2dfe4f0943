"""No process is forked while a library keeps a thread in it: the child would wait for that thread for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publish.processes.children import count_threads, may_fork
from publish.processes.worker import Limits
from tests import SEED
from tests.children import list_children
from tests.processes.crews import run_batch

# The command with its forks observed: one line for each, with the threads that were alive, libraries' own included.
OBSERVED = """
import os, subprocess, sys
fork, start, note = os.fork, subprocess.Popen.__init__, os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND)
def observe():
    os.write(note, f"fork {len(os.listdir('/proc/self/task'))}\\n".encode())
    return fork()
def observe_start(self, command, *rest, **options):
    if command[0] == sys.executable:
        os.write(note, b"afresh\\n")
    start(self, command, *rest, **options)
os.fork, subprocess.Popen.__init__ = observe, observe_start
"""
COMMAND = OBSERVED + "from publish.__main__ import main\nmain()\n"
WATCH = (
    OBSERVED
    + """
from pathlib import Path
from publish.pipeline.request import Request
from publish.pipeline.watching import watch
source, target = map(Path, sys.argv[1:])
builds = watch(source, Request("pdf", output=target))
for _ in range(2):
    print(next(builds).pages)
    source.write_text(source.read_text(encoding="utf-8") + "再说一句话。\\n", encoding="utf-8")
builds.close()
"""
)


def observe(program: str, folder: Path, *words: object) -> tuple[str, list[str]]:
    """What the program prints, and a line for every child it made."""
    notes = folder / "notes"
    notes.touch()
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
    command = [sys.executable, "-c", program, str(notes), *map(str, words)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=100, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout, notes.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("words", "sources", "times", "forks"),
    [
        (["pdf"], 1, 1, 1),  # the press
        (["pdf", "--jobs", "2"], 3, 1, 3),  # the press, which is dismissed, and the workers
        (["pdf", "--jobs", "1", "--set", "contents=on"], 2, 1, 2),
        (["docx", "--jobs", "1", "--set", "contents=on"], 2, 1, 2),  # asks WeasyPrint for the page numbers
        (["pdf"], 1, 14, 2),  # a large source, read in a worker
        (["handout"], 1, 1, 1),
        (["mail", "--to", "a@example.cn"], 1, 1, 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_the_parent_has_no_thread_when_it_forks(
    tmp_path: Path, words: list[str], sources: int, times: int, forks: int
) -> None:
    paths = [tmp_path / f"讲话{number}.txt" for number in range(sources)]
    for number, path in enumerate(paths):
        path.write_bytes(SEED.read_bytes() * times + f"第{number}篇到此为止。\n".encode())
    _, children = observe(COMMAND, tmp_path, *words, *paths, "-o", f"{tmp_path}/out/")
    assert children[:forks] == ["fork 1"] * forks
    assert set(children) == {"fork 1"}
    assert any((tmp_path / "out").iterdir())


def test_watching_forks_without_a_thread(tmp_path: Path, speech: Path) -> None:
    printed, children = observe(WATCH, tmp_path, speech, tmp_path / "a.pdf")
    assert printed.split() == ["1", "1"]
    assert children == ["fork 1"]


@contextmanager
def another_thread() -> Iterator[None]:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def double(job: int) -> tuple[int, int, bool]:
    return job * 2, count_threads(), signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_process_with_threads_starts_its_workers_afresh() -> None:
    with another_thread():
        assert not may_fork()
        before = list_children(os.getpid())
        done = list(run_batch(range(4), double, 2))
        assert sorted(result.value for result in done if result.value) == [(2 * job, 1, True) for job in range(4)]
        assert list_children(os.getpid()) == before


def fall(job: int) -> None:
    os.kill(os.getpid(), job)


def hang(_job: int) -> None:
    while True:
        signal.pause()


def test_what_a_fresh_worker_dies_of_is_told_as_of_a_forked_one() -> None:
    with another_thread():
        killed, fallen = (result.failure for result in run_batch([signal.SIGKILL, signal.SIGTERM], fall, 1))
        assert killed
        assert fallen
        assert (killed.error.message, fallen.cause) == ("处理时被系统强行结束，多半是内存不够", "crash")
        (late,) = run_batch([0], hang, 1, Limits(seconds=0.2))
        assert late.failure
        assert late.failure.cause == "time"


def test_where_the_system_takes_dead_children_away_itself_nothing_fails() -> None:
    """A parent that ignores SIGCHLD leaves that to its children."""
    program = """
    import signal
    from tests.processes.crews import run_batch
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    def work(job):
        assert job != 2
        return job
    print(sorted(str(result.value) for result in run_batch(range(4), work, 2)))
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stdout.strip() == "['0', '1', '3', 'None']", run.stderr


def test_a_child_prints_nothing_of_its_parents() -> None:
    program = """
    from tests.processes.crews import run_batch
    print("once", end="")
    print(len(list(run_batch(range(4), int, 2))))
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("once4\n", "")
