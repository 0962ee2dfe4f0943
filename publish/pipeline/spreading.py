"""A batch made by a cluster: sources go out as parcels, and what comes back is put in place here as any batch's."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from publish.errors import PublishError
from publish.pipeline import likeness
from publish.pipeline.many import Job, warm_up
from publish.pipeline.one import Product
from publish.pipeline.parcels import Made, Parcel, bring_home, list_missing, make_parcel, pack, write_order
from publish.pipeline.request import Request
from publish.processes.cluster import Cluster
from publish.processes.crew import run_apart
from publish.processes.hosting import Kind
from publish.processes.link import LOCAL
from publish.processes.worker import Cause, Failure, Result

ROUNDS = 3  # times a parcel is sent because something beside the source was not in it


class ClusterHands:
    """Hands (`many.Hands`) that are a cluster's. Raises ClusterError, FontError when the cluster cannot be used."""

    def __init__(self, address: str, request: Request, threads: int) -> None:
        """`threads`: how many sources a cluster on this machine makes at once."""
        self._request, self._order = request, write_order(request)
        mine = {} if address == LOCAL else _describe_here()
        kind = Kind(partial(warm_up, Request(request.format)), likeness.describe)
        self._cluster = Cluster(address, kind, threads, mine, likeness.compare)
        self._sent: dict[int, tuple[Job, Parcel, int]] = {}
        self._failed: deque[Result[Job, Product]] = deque()

    @property
    def full(self) -> bool:
        """Whether enough is under way to keep every worker busy."""
        return self._cluster.full

    @property
    def busy(self) -> int:
        """How many jobs are begun and not collected."""
        return len(self._sent) + len(self._failed)

    def begin(self, job: Job) -> None:
        """Send a source; one that cannot be read has failed."""
        try:
            self._send(job, pack(job.source))
        except PublishError as error:
            self._failed.append(Result(job, failure=Failure(Cause.REFUSED, error)))

    def _send(self, job: Job, parcel: Parcel, rounds: int = 1) -> None:
        self._sent[job.number] = job, parcel, rounds
        self._cluster.begin(job.number, partial(make_parcel, self._order, parcel))

    def collect(self) -> list[Result[Job, Product]]:
        """What became of the jobs of the next pack that comes back."""
        results = list(self._failed)
        self._failed.clear()
        while not results and self._sent:
            for number, result in self._cluster.collect():
                job, parcel, rounds = self._sent.pop(number)
                missing = list_missing(result.value, parcel) if result.value and rounds < ROUNDS else ()
                if missing:
                    self._send(job, pack(job.source, (*parcel.files, *missing)), rounds + 1)
                else:
                    results.append(self._bring_home(job, result))
        return results

    def _bring_home(self, job: Job, result: Result[None, Made]) -> Result[Job, Product]:
        product = bring_home(result.value, job.source, self._request) if result.value else None
        return Result(job, product, result.failure, result.seconds)

    @property
    def unlike(self) -> dict[str, str]:
        """Workers that came later and were not used -> what differs."""
        return self._cluster.unlike

    def dismiss(self) -> None:
        """Give up what is under way, and leave the cluster."""
        self._cluster.dismiss()


def _describe_here() -> dict[str, str]:
    """What this machine's outputs depend on; told by a process of its own, since Pango leaves a thread behind."""
    result = run_apart(likeness.describe, _call)
    if result.value is None:
        assert result.failure
        raise result.failure.error
    return result.value


def _call(describe: Callable[[], dict[str, str]]) -> dict[str, str]:
    return describe()
