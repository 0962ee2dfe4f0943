"""What a dask worker does with a pack of work: it has its foreman's workers do it, and answers with what came of it."""

from __future__ import annotations

import atexit
import hashlib
import json
import pickle
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from publish.processes.foreman import Foreman
from publish.processes.worker import Result

Description = Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """What the work of a batch has in common: `load` is what the foreman does before it forks workers; `describe` says
    what the machine's work depends on; `wanted` is the digest of what it must say, or empty. Functions of modules."""

    load: Callable[[], None]
    describe: Callable[[], Description]
    wanted: str = ""


@dataclass(frozen=True)
class Answer:
    """Results in the order of the work; or none, and what the machine says of itself, which is not as wanted."""

    worker: str
    results: tuple[Result[None, Any], ...] = ()
    described: Description | None = None


_foremen: dict[bytes, Foreman] = {}
_descriptions: dict[bytes, Description] = {}
_lock = threading.Lock()


def digest_description(described: Description) -> str:
    """A description in short."""
    return hashlib.sha256(json.dumps(sorted(described.items())).encode()).hexdigest()


def perform_pack(kind: bytes, pack: bytes) -> bytes:
    """The task: `kind` is a Kind, `pack` a list of pickled Work, both pickled, and so is the Answer: the scheduler
    need not know what they are. Raises ForemanGoneError when the foreman was killed."""
    from distributed import get_worker

    worker = get_worker()
    wanted: Kind = pickle.loads(kind)
    foreman = _find_foreman(wanted.load, worker.state.nthreads)
    described = _describe(foreman, wanted) if wanted.wanted else {}
    if wanted.wanted and digest_description(described) != wanted.wanted:
        return pickle.dumps(Answer(worker.address, described=described))
    futures = [foreman.submit(work) for work in pickle.loads(pack)]
    return pickle.dumps(Answer(worker.address, tuple(future.result() for future in futures)))


@atexit.register
def _dismiss_foremen() -> None:
    """What lies in their temporary folders does not stay."""
    for foreman in _foremen.values():
        foreman.close()
    _foremen.clear()


def _find_foreman(load: Callable[[], None], workers: int) -> Foreman:
    key = pickle.dumps(load)
    with _lock:
        if key not in _foremen or _foremen[key].gone:
            _foremen[key] = Foreman(load, workers)
        return _foremen[key]


def _describe(foreman: Foreman, kind: Kind) -> Description:
    """What this machine says of itself; asked once, since to be different it has to be started anew."""
    key = pickle.dumps(kind.describe)
    if key not in _descriptions:
        result = foreman.submit(pickle.dumps(kind.describe)).result()
        if result.value is None:
            assert result.failure
            raise result.failure.error
        _descriptions[key] = result.value
    return _descriptions[key]
