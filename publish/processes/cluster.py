"""Work done by other machines: packs of it go to the workers of a dask cluster as bytes, results come back as bytes.

A dask worker does nothing itself: its foreman's workers do (`hosting`). So what a dask worker dies of is its machine,
and what was under way there is sent again. Work that was lost too often is sent alone, and when it is lost again as
often, it is given up and named.
"""

from __future__ import annotations

import itertools
import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from publish.errors import ClusterError, InputError
from publish.processes.foreman import ForemanGoneError, Work
from publish.processes.hosting import Answer, Description, Kind, digest_description
from publish.processes.link import LOOK_SECONDS, RESUME, Link, LostError
from publish.processes.worker import Cause, Failure, Result

PACK = 8  # pieces of work sent together: half a second's
PACK_BYTES = 1 << 20
LOSSES = 3  # times a pack may be lost
ANSWER_SECONDS = 120.0  # within which a worker says what it is like; one that is slower is compared later
UNLIKE_HINT = "请在那里装上和这台一样的 publish、系统组件和字体，重新启动 dask worker，再运行一次"

Compare = Callable[[Description, Description], str]


@dataclass(eq=False)
class _Pack:
    works: dict[int, bytes]
    losses: int = 0


class Cluster:
    """Takes work, gives results, in any order. Raises ClusterError, from every method, when the cluster is lost."""

    def __init__(self, address: str, kind: Kind, threads: int, mine: Description, compare: Compare) -> None:
        """`threads`: of the worker of a local cluster. `mine`: what this machine's work depends on, if the workers'
        have to be compared; `compare`: what differs between two descriptions, in Chinese."""
        self._mine, self._compare = mine, compare
        wanted = replace(kind, wanted=digest_description(mine) if mine else "")
        self._link = Link(address, pickle.dumps(wanted), threads)
        self._numbers = itertools.count()
        self._packs: dict[int, _Pack] = {}
        self._open: dict[int, bytes] = {}
        self._open_bytes = 0
        self.unlike: dict[str, str] = {}  # workers that are not used -> what differs
        if mine:
            self._compare_all()

    def _compare_all(self) -> None:
        """Raises ClusterError when a worker is unlike this machine; one that is lost meanwhile is compared later."""
        asked = {next(self._numbers): worker for worker in self._link.list_workers()}
        for number, worker in asked.items():
            self._link.send(number, pickle.dumps([]), worker)
        until = time.monotonic() + ANSWER_SECONDS
        while asked and time.monotonic() < until:
            try:
                number, outcome = self._link.receive(LOOK_SECONDS)
            except TimeoutError:
                there = self._link.list_workers()
                for number in [number for number, worker in asked.items() if worker not in there]:
                    self._link.forget(number)
                    del asked[number]
            else:
                self._read(outcome)
                asked.pop(number, None)
        if self.unlike:
            worker, what = next(iter(self.unlike.items()))
            self._link.close()
            raise ClusterError(f"工作机 {worker} 排出来会和这台不一样：{what}", UNLIKE_HINT)

    @property
    def busy(self) -> int:
        """How much work is taken and not given back."""
        return len(self._open) + sum(len(pack.works) for pack in self._packs.values())

    @property
    def full(self) -> bool:
        """Whether enough is under way to keep every worker busy."""
        return len(self._packs) >= self._link.width

    def begin(self, ticket: int, work: Work) -> None:
        """Take a piece of work; its result bears the ticket."""
        self._open[ticket] = packed = pickle.dumps(work)
        self._open_bytes += len(packed)
        if len(self._open) >= PACK or self._open_bytes >= PACK_BYTES:
            self._close_pack()

    def _close_pack(self) -> None:
        self._send(_Pack(self._open))
        self._open, self._open_bytes = {}, 0

    def _send(self, pack: _Pack) -> None:
        number = next(self._numbers)
        self._packs[number] = pack
        self._link.send(number, pickle.dumps(list(pack.works.values())))

    def collect(self) -> list[tuple[int, Result[None, Any]]]:
        """Tickets and results of the next pack that comes back; an empty list when it has to be sent again."""
        if self._open:
            self._close_pack()
        number, outcome = self._link.receive()
        pack = self._packs.pop(number, None)
        if pack is None:  # the answer of a worker that was slow to say what it is like
            self._read(outcome)
            return []
        answer = self._read(outcome)
        if answer is None or answer.described is not None:
            return self._send_again(pack, lost=answer is None, killed=isinstance(outcome, LostError))
        return list(zip(pack.works, answer.results, strict=True))

    def _read(self, outcome: bytes | Exception) -> Answer | None:
        """The answer; None when the work was lost. A worker that is unlike this machine is not used any more."""
        if isinstance(outcome, bytes):
            answer: Answer = pickle.loads(outcome)
            if answer.described is not None:
                self._leave_out(answer.worker, answer.described)
            return answer
        if isinstance(outcome, LostError | ForemanGoneError | OSError | MemoryError):
            return None
        raise ClusterError(f"工作机做不了：{type(outcome).__name__}，{outcome}", UNLIKE_HINT) from outcome

    def _leave_out(self, worker: str, described: Description) -> None:
        self.unlike[worker] = what = self._compare(self._mine, described)
        self._link.avoid(worker)
        if self._packs and not self._link.list_workers():
            raise ClusterError(f"工作机 {worker} 排出来会和这台不一样：{what}", f"{UNLIKE_HINT}；{RESUME}")

    def _send_again(self, pack: _Pack, lost: bool, killed: bool) -> list[tuple[int, Result[None, Any]]]:
        pack.losses += lost
        if not killed and pack.losses < LOSSES:
            self._send(pack)
        elif len(pack.works) > 1:
            for ticket, work in pack.works.items():
                self._send(_Pack({ticket: work}))
        else:
            error = InputError("几台工作机都在处理它时断了，不再试", "请在这台电脑上单独做这一个（不加 --cluster）")
            (ticket,) = pack.works
            return [(ticket, Result(None, failure=Failure(Cause.CRASH, error)))]
        return []

    def dismiss(self) -> None:
        """Give up what is under way."""
        self._link.close()
