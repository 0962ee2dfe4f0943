"""A batch survives everything one file can do to it."""

from __future__ import annotations

import ctypes
import faulthandler
import itertools
import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publish.errors import ExitCode, InputError, StyleError
from publish.processes.worker import Cause, Limits, Result
from tests.children import list_children, list_commands
from tests.processes.crews import run_batch

QUICK = Limits(seconds=4.0, memory=200 << 20)  # a busy machine may need a second for what takes none


# --- poison: what a job may do ----------------------------------------------------------------------------------------


def refuse() -> None:
    raise InputError("读不懂", "请另存为 UTF-8")


def divide_by_zero() -> float:
    return 1 / 0


def leave() -> None:
    sys.exit(0)


def leave_at_once() -> None:
    os._exit(3)


def interrupt() -> None:
    raise KeyboardInterrupt


def read_nothing() -> None:
    faulthandler.disable()  # meant: no stack need be shown
    ctypes.string_at(0)


def abort() -> None:
    faulthandler.disable()
    os.abort()


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    time.sleep(1000)


def spin() -> None:
    while True:
        pass


def hang_deaf() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(1000)


def wait_for_child() -> None:
    subprocess.run(["sleep", "1000"], check=False)


def eat_memory() -> list[bytearray]:
    return [bytearray(10 << 20) for _ in itertools.count()]


def recurse() -> None:
    recurse()


def close_everything() -> None:
    os.closerange(3, 200)


def return_unpicklable() -> Callable[[], None]:
    return lambda: None


POISON: dict[Callable[[], object], set[Cause]] = {
    refuse: {Cause.REFUSED},
    divide_by_zero: {Cause.BUG},
    leave: {Cause.BUG},
    leave_at_once: {Cause.CRASH},
    interrupt: {Cause.BUG},
    read_nothing: {Cause.CRASH},
    abort: {Cause.CRASH},
    kill: {Cause.MEMORY},
    hang: {Cause.TIME},
    spin: {Cause.TIME},
    hang_deaf: {Cause.TIME},
    wait_for_child: {Cause.TIME},
    eat_memory: {Cause.MEMORY},
    recurse: {Cause.BUG},
    close_everything: {Cause.CRASH},
    return_unpicklable: {Cause.BUG},
}

Job = int | Callable[[], object]


def work(job: Job) -> object:
    return job * 2 if isinstance(job, int) else job()


def children() -> list[str]:
    """Processes started by this one that still run."""
    return list_children(os.getpid())


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that only waits is given three times its seconds by the clock, not ten."""
    monkeypatch.setattr("publish.processes.worker.WAITING", 3)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("poison", POISON, ids=lambda poison: poison.__name__)
def test_poison_costs_one_file(poison: Callable[[], object]) -> None:
    before = children()
    jobs: list[Job] = [*range(5), poison, *range(5, 10)]
    results: list[Result[Job, object]] = list(run_batch(jobs, work, 2, QUICK))
    failed = [result for result in results if result.failure]
    assert sorted(result.value for result in results if not result.failure) == list(range(0, 20, 2))  # type: ignore[type-var]
    assert [result.job for result in failed] == [poison]
    assert failed[0].failure is not None
    assert failed[0].failure.cause in POISON[poison]
    assert failed[0].failure.error.hint
    assert bool(failed[0].failure.traceback) == (failed[0].failure.cause is Cause.BUG)
    assert children() == before


@pytest.mark.usefixtures("impatient")
def test_all_poison_at_once_and_every_worker_dies() -> None:
    results = list(run_batch([*POISON, *range(20), *POISON], work, 4, QUICK))
    assert sum(1 for result in results if not result.failure) == 20
    assert len(results) == 20 + 2 * len(POISON)


def test_a_failure_keeps_its_kind_place_and_remedy() -> None:
    (result,) = run_batch([StyleError("没有版式", "可用的版式：speech")], raise_it, 1)
    assert result.failure is not None
    assert isinstance(result.failure.error, StyleError)
    assert result.failure.error.code is ExitCode.STYLE
    assert (result.failure.error.message, result.failure.error.hint) == ("没有版式", "可用的版式：speech")


def raise_it(error: StyleError) -> None:
    raise error


def test_results_come_in_order_of_completion(tmp_path: Path) -> None:
    results = run_batch([(tmp_path, 1), (tmp_path, 2), (tmp_path, 3)], wait_for_the_last, 2)
    assert next(results).job[1] == 2  # while the first waits for the third
    assert {result.job[1] for result in results} == {1, 3}


def wait_for_the_last(job: tuple[Path, int]) -> None:
    """The first job is done when the third is."""
    folder, number = job
    while number == 1 and not (folder / "3").exists():
        time.sleep(0.01)
    if number == 3:
        (folder / "3").touch()


def test_workers_are_warm_and_reused() -> None:
    processes = [result.value for result in run_batch(range(50), own_process, 2)]
    assert len(set(processes)) == 2
    assert os.getpid() not in processes


def own_process(_job: int) -> int:
    return os.getpid()


def test_a_worker_grown_fat_is_replaced_before_it_harms_the_next_file() -> None:
    results = list(run_batch([150] * 6, hoard_megabytes, 1, QUICK))
    assert [result.failure for result in results] == [None] * 6
    assert len({result.value for result in results}) == 6


HOARD: list[bytearray] = []


def hoard_megabytes(size: int) -> int:
    HOARD.append(bytearray(size << 20))
    return os.getpid()


def test_leaving_the_loop_ends_the_workers() -> None:
    before = children()
    jobs: list[Job] = [0, hang, hang_deaf, wait_for_child]
    results = run_batch(jobs, work, 4)
    assert next(results).value == 0
    results.close()  # type: ignore[attr-defined]
    assert children() == before


def test_the_parent_stays_small() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    done = sum(1 for result in run_batch(range(2000), make_paper, 2) if result.value)
    assert done == 2000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def make_paper(_job: int) -> int:
    return len(bytes(2_000_000))


# --- Ctrl-C -----------------------------------------------------------------------------------------------------------

# Sixty files written over and over, until it is interrupted; a minute at most.
BATCH = """
import signal, sys
from pathlib import Path
from tests.processes.crews import run_batch
from publish.output.delivery import deliver
signal.alarm(60)
folder = Path(sys.argv[1])
def work(job):
    deliver(bytes([65 + job % 26]) * 500_000, folder / f"{job % 52}.pdf")
try:
    for result in run_batch(range(10**9), work, 2):
        if result.job == 20:
            print("ready", flush=True)
except KeyboardInterrupt:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(130)
"""


@pytest.fixture
def batch(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The batch, caught in the middle of its work."""
    command = [sys.executable, "-c", textwrap.dedent(BATCH), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("group", [False, True], ids=["to the parent", "to the whole group, as a terminal does"])
@pytest.mark.parametrize("signals", [1, 3])
def test_ctrl_c(tmp_path: Path, batch: subprocess.Popen[bytes], group: bool, signals: int) -> None:
    for _ in range(signals):
        (os.killpg if group else os.kill)(batch.pid, signal.SIGINT)
        time.sleep(0.01)
    assert batch.wait(60) == 130
    assert_no_process_knows(tmp_path)
    files = list(tmp_path.iterdir())
    assert len(files) >= 20  # of 0 to 20, one of which the other worker may have been at
    for path in files:
        assert path.suffix == ".pdf"
        assert path.read_bytes() == bytes([65 + int(path.stem) % 26]) * 500_000


def test_workers_die_with_a_killed_parent(tmp_path: Path, batch: subprocess.Popen[bytes]) -> None:
    batch.kill()
    batch.wait()
    patience = time.monotonic() + 60  # they die within milliseconds, unless the machine is busy
    while time.monotonic() < patience and processes_knowing(tmp_path):
        time.sleep(0.05)
    assert_no_process_knows(tmp_path)


def processes_knowing(folder: Path) -> list[str]:
    return [command for command in list_commands() if str(folder) in command]


def assert_no_process_knows(folder: Path) -> None:
    assert not processes_knowing(folder)
