"""Work given to a cluster is done, whatever ends meanwhile: a worker's process, a machine, the scheduler."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from publish.errors import ClusterError, ExitCode, FontError
from publish.processes.worker import Cause, Result
from tests.processes.clusters import (
    Processes,
    compare,
    describe,
    die,
    double,
    end_the_foreman,
    end_the_host,
    kill,
    load,
    wait_for,
)

pytest.importorskip("distributed", reason="dask.distributed is not installed: make cluster")

from publish.processes.cluster import PACK, Cluster
from publish.processes.hosting import Kind

MINE = {"版本": "1"}


def open_cluster(address: str) -> Cluster:
    return Cluster(address, Kind(load, describe), 2, MINE, compare)


@pytest.fixture
def processes() -> Iterator[Processes]:
    with Processes() as processes:
        yield processes


@pytest.fixture
def cluster(processes: Processes) -> Iterator[Cluster]:
    cluster = open_cluster(processes.address)
    yield cluster
    cluster.dismiss()


def collect(cluster: Cluster) -> dict[int, Result[None, Any]]:
    """Ticket -> result of all work that is under way; each ticket comes once."""
    results: dict[int, Result[None, Any]] = {}
    while cluster.busy:
        for ticket, result in cluster.collect():
            assert ticket not in results
            results[ticket] = result
    return results


def run(cluster: Cluster, works: Iterable[Callable[[], Any]]) -> list[Result[None, Any]]:
    for ticket, work in enumerate(works):
        cluster.begin(ticket, work)
    results = collect(cluster)
    return [results[ticket] for ticket in sorted(results)]


def test_work_that_kills_costs_itself_only(cluster: Cluster) -> None:
    """A crash is the crew's affair; work that takes the foreman with it is tried three times, then alone."""
    works: list[Callable[[], Any]] = [partial(double, number) for number in range(2 * PACK)]
    works[3], works[PACK + 1] = die, end_the_foreman
    results = run(cluster, works)
    assert [result.value for result in results] == [
        None if number in (3, PACK + 1) else 2 * number for number in range(2 * PACK)
    ]
    crashed, given_up = (results[number].failure for number in (3, PACK + 1))
    assert crashed
    assert given_up
    assert (crashed.cause, given_up.cause) == (Cause.CRASH, Cause.CRASH)
    assert "工作机" in given_up.error.message
    assert "单独" in given_up.error.hint


def test_a_machine_that_dies_costs_no_result(processes: Processes, tmp_path: Path) -> None:
    cluster, gate = open_cluster(processes.address), tmp_path / "gate"
    try:
        for ticket in range(2):
            cluster.begin(ticket, partial(wait_for, str(gate)))
            cluster._close_pack()  # one pack for each of the two
        wait_until(lambda: len(list(tmp_path.glob("*.begun-*"))) == 2)
        kill(processes.workers[0])
        wait_until(lambda: len(list(tmp_path.glob("*.begun-*"))) == 2)
        gate.touch()
        assert [result.value for result in collect(cluster).values()] == [str(gate)] * 2
    finally:
        cluster.dismiss()


def test_a_machine_that_hangs_costs_no_result(tmp_path: Path) -> None:
    """The scheduler waits for a sign of life, ten seconds here, then has another machine do the work."""
    gate = tmp_path / "gate"
    with Processes(DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL="10s") as processes:
        cluster = open_cluster(processes.address)
        try:
            for ticket in range(2):
                cluster.begin(ticket, partial(wait_for, str(gate)))
                cluster._close_pack()
            wait_until(lambda: len(list(tmp_path.glob("*.begun-*"))) == 2)
            os.killpg(processes.workers[0].pid, signal.SIGSTOP)
            gate.touch()
            assert [result.value for result in collect(cluster).values()] == [str(gate)] * 2
        finally:
            cluster.dismiss()


def test_work_that_kills_machines_is_named(processes: Processes) -> None:
    """Two with its pack, two more alone; the fifth does the rest."""
    for _ in range(3):
        processes.start_worker()
    cluster = open_cluster(processes.address)
    try:
        results = run(cluster, [end_the_host, *(partial(double, number) for number in range(3))])
        assert results[0].failure
        assert [result.value for result in results[1:]] == [0, 2, 4]
    finally:
        cluster.dismiss()


def test_the_scheduler_may_be_started_again(processes: Processes, tmp_path: Path) -> None:
    cluster, gate = open_cluster(processes.address), tmp_path / "gate"
    try:
        cluster.begin(0, partial(wait_for, str(gate)))
        cluster._close_pack()
        wait_until(lambda: any(tmp_path.glob("*.begun-*")))
        for process in (processes.scheduler, *processes.workers):
            kill(process)
        gate.touch()
        processes.start_scheduler()
        processes.start_worker()
        assert [result.value for result in collect(cluster).values()] == [str(gate)]
    finally:
        cluster.dismiss()


def test_workers_unlike_this_machine_are_refused_and_later_ones_left_out(processes: Processes, tmp_path: Path) -> None:
    cluster, gate = open_cluster(processes.address), tmp_path / "gate"
    try:
        processes.start_worker(LIKENESS="2")
        wait_until(lambda: len(cluster._link.list_workers()) == 3)
        for _ in range(50):  # until the scheduler has given the third one something to do
            results = run(cluster, [partial(double, number) for number in range(8 * PACK)])
            assert [result.value for result in results] == list(range(0, 16 * PACK, 2))
            if cluster.unlike:
                break
        assert list(cluster.unlike.values()) == ["2 不是 1"]
    finally:
        gate.touch()
        cluster.dismiss()
    with pytest.raises(ClusterError, match="排出来会和这台不一样：2 不是 1"):
        open_cluster(processes.address)


def test_nobody_there_is_a_sentence_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.processes.link.REACHED_SECONDS", 1)
    monkeypatch.setattr("publish.processes.link.WORKERS_SECONDS", 1)
    with pytest.raises(ClusterError, match=r"连不上集群 tcp://127\.0\.0\.1:9") as unreachable:
        open_cluster("tcp://127.0.0.1:9")
    assert "dask scheduler" in unreachable.value.hint
    assert unreachable.value.code is ExitCode.CLUSTER
    with Processes(workers=0) as empty:
        monkeypatch.setattr("publish.processes.link.REACHED_SECONDS", 30)
        with pytest.raises(ClusterError, match="没有工作机") as idle:
            open_cluster(empty.address)
    assert f"dask worker {empty.address}" in idle.value.hint


def test_a_cluster_that_is_gone_for_good_is_given_up(processes: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = open_cluster(processes.address)
    monkeypatch.setattr("publish.processes.link.PATIENCE", 3)
    monkeypatch.setattr("publish.processes.link.REACHED_SECONDS", 1)
    try:
        for process in (processes.scheduler, *processes.workers):
            kill(process)
        cluster.begin(0, partial(double, 1))
        with pytest.raises(ClusterError, match="断了") as gone:
            collect(cluster)
        assert "接着做" in gone.value.hint
    finally:
        cluster.dismiss()


def test_without_distributed_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(FontError, match=r"没有装.*dask\.distributed") as missing:
        open_cluster("local")
    assert "make cluster" in missing.value.hint


def wait_until(happened: Callable[[], bool]) -> None:
    patience = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < patience
        time.sleep(0.02)
