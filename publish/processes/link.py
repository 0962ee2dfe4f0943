"""A link to the scheduler of a dask cluster, which outlives the scheduler: what was sent is sent again until it is
answered. The only module that knows dask's client."""

from __future__ import annotations

import logging
import math
import queue
import time
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from publish.errors import ClusterError, FontError
from publish.processes.hosting import perform_pack

LOCAL = "local"
REACHED_SECONDS = 10  # within which a scheduler answers
WORKERS_SECONDS = 30  # within which a worker comes
PATIENCE = 900.0  # seconds without a scheduler or a worker after which nobody waits any longer
LOOK_SECONDS = 2.0  # between two looks at how the cluster does
FETCH_SECONDS = 120  # within which a result that is there is fetched
DEPTH = 3  # packs under way for every thread of a worker: one is worked on, the others wait beside it
RESUME = "做成的都已放好；再运行一次同一条命令，就从断的地方接着做"


class LostError(Exception):
    """What was sent made, or saw, so many workers end that the cluster gave it up."""


@dataclass(eq=False)
class _Sent:
    pack: bytes
    future: Any = None  # of dask; None while it cannot be sent


class Link:
    """Sends packs to workers and receives what they answer; width: how many should be under way at once.

    Raises FontError when dask.distributed is not installed, ClusterError when no scheduler or no worker answers.
    """

    def __init__(self, address: str, kind: bytes, threads: int) -> None:
        _load_quietly()
        self._address, self._kind = address, kind
        self._arrived: queue.SimpleQueue[tuple[int, Any, Any]] = queue.SimpleQueue()
        self._sent: dict[int, _Sent] = {}
        self._avoided: set[str] = set()
        self._cluster = _start_local(threads) if address == LOCAL else None
        self._client = self._connect()
        self.width = DEPTH
        self._alive = self._looked = time.monotonic()  # when the cluster was last seen at work, and looked at
        self._find_workers()

    def _connect(self) -> Any:
        from distributed import Client

        client: Any = Client  # has no types
        address = self._cluster or self._address
        try:
            with _quiet():
                return client(address, timeout=REACHED_SECONDS, set_as_default=False, name="publish")
        except (OSError, ValueError, ImportError) as error:  # TimeoutError is an OSError
            hint = "请检查地址，并确认 dask scheduler 正在那里运行，两台电脑之间没有防火墙挡着"
            raise ClusterError(f"连不上集群 {self._address}", hint) from error

    def _find_workers(self) -> None:
        until = time.monotonic() + WORKERS_SECONDS
        while not self.list_workers():
            if time.monotonic() > until:
                self.close()
                hint = f"请在各台工作机上运行 dask worker {self._address}（见 README“集群”）"
                raise ClusterError(f"集群 {self._address} 里没有工作机", hint)
            time.sleep(LOOK_SECONDS / 10)

    def list_workers(self) -> Mapping[str, int]:
        """Address -> threads of every worker there is now and that is not avoided."""
        try:
            found: Mapping[str, int] = self._client.nthreads()
        except (OSError, CancelledError, RuntimeError, ValueError):  # no scheduler now
            return {}
        usable = {worker: threads for worker, threads in found.items() if worker not in self._avoided}
        self.width = max(DEPTH, DEPTH * sum(usable.values()))
        return usable

    def avoid(self, worker: str) -> None:
        """Send nothing to this worker any more."""
        self._avoided.add(worker)

    def send(self, number: int, pack: bytes, worker: str = "") -> None:
        """Send a pack, to a certain worker if one is named; its answer bears the number."""
        self._sent[number] = sent = _Sent(pack)
        self._submit(number, sent, worker)

    def _submit(self, number: int, sent: _Sent, worker: str = "") -> None:
        where = [worker] if worker else list(self.list_workers()) if self._avoided else None
        try:
            with _quiet():
                future = self._client.submit(perform_pack, self._kind, sent.pack, pure=False, workers=where)
            sent.future = future
            future.add_done_callback(lambda future: self._fetch(number, future))
        except (OSError, CancelledError, RuntimeError, ValueError, TypeError):  # the client has been closed
            sent.future = None

    def _fetch(self, number: int, future: Any) -> None:
        """In a thread of dask's: fetch a result that is there."""
        outcome: Any
        try:
            outcome = future.result(timeout=FETCH_SECONDS)
        except BaseException as error:
            outcome = error
        self._arrived.put((number, future, outcome))

    def forget(self, number: int) -> None:
        """Wait for no answer to this pack."""
        sent = self._sent.pop(number, None)
        if sent and sent.future is not None:
            sent.future.release()

    def receive(self, seconds: float = math.inf) -> tuple[int, bytes | Exception]:
        """The next answer and its number: bytes, LostError or what the worker raised. What the scheduler has forgotten
        is sent again. Raises ClusterError when nobody is there any more, TimeoutError when all are busy so long."""
        until = time.monotonic() + seconds
        while True:
            self._look_after()
            try:
                number, future, outcome = self._arrived.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                if time.monotonic() > until:
                    raise TimeoutError from None
                continue
            sent = self._sent.get(number)
            if sent is None or sent.future is not future:
                continue  # sent again since
            if isinstance(outcome, BaseException) and future.status != "error":  # the link's, not the work's
                sent.future = None
                continue
            self._alive = time.monotonic()
            del self._sent[number]
            return number, LostError() if _is_killed(outcome) else outcome

    def _look_after(self) -> None:
        """Now and then: see whether scheduler and workers are there; send again what was forgotten."""
        now = time.monotonic()
        forgotten = [(number, sent) for number, sent in self._sent.items() if sent.future is None]
        if not forgotten and now - self._looked < LOOK_SECONDS:
            return
        self._looked = now
        if self._client.status == "closed":
            self._reconnect()
        if self._client.status == "running" and self.list_workers():
            self._alive = now
            for number, sent in forgotten:
                self._submit(number, sent)
        elif now - self._alive > PATIENCE:
            raise ClusterError(f"集群 {self._address} 断了 {PATIENCE / 60:.0f} 分钟", RESUME)
        elif forgotten:
            time.sleep(LOOK_SECONDS / 10)

    def _reconnect(self) -> None:
        for sent in self._sent.values():
            sent.future = None
        with suppress(ClusterError):
            self._client = self._connect()

    def close(self) -> None:
        """Cancel what is under way and leave; a local cluster ends."""
        futures = [sent.future for sent in self._sent.values() if sent.future is not None]
        self._sent.clear()
        with suppress(Exception), _quiet():
            self._client.cancel(futures)
        with suppress(Exception), _quiet():
            self._client.close()
        if self._cluster:
            with suppress(Exception), _quiet():
                self._cluster.close()


def _is_killed(outcome: Any) -> bool:
    from distributed import KilledWorker

    return isinstance(outcome, KilledWorker)


def _load_quietly() -> None:
    """Import distributed, whose loggers speak English to the screen. Raises FontError."""
    try:
        import dask.config

        dask.config.set({"logging": {"distributed": "critical"}, "distributed.worker.profile.enabled": False})
        import distributed  # noqa: F401 loaded here, or nowhere
    except ImportError as error:
        hint = "运行 make cluster，或 pip install 'publish[cluster]'"
        raise FontError("没有装集群要用的 dask.distributed", hint) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)


def _start_local(threads: int) -> Any:
    from distributed import LocalCluster

    cluster: Any = LocalCluster  # has no types
    with _quiet():
        return cluster(
            n_workers=1,
            threads_per_worker=threads,
            processes=False,  # the foreman's are apart
            dashboard_address=None,
            memory_limit=None,
            silence_logs=logging.CRITICAL,
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """Without dask's warnings: versions are compared by ourselves, and a large source makes a large task."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
