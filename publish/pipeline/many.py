"""Many sources: unchanged ones skipped, the rest made by many hands at once, put in place in the order of the sources.

Only the one that asked puts outputs in place: it alone knows which names are taken. What is made waits until all that
stands before it was put in place, so that of two outputs of one name the first source's always keeps it. Sources are
looked for as they are needed and outputs let go at once: the memory of a batch does not grow with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from publish.errors import PublishError
from publish.paths import is_file
from publish.pipeline.cache import survey
from publish.pipeline.one import Product, build, find_unchanged, produce, put_in_place
from publish.pipeline.ordering import InOrder
from publish.pipeline.request import Request, place_output, resolve
from publish.pipeline.sources import Names, Sources
from publish.processes.press import HERE, Press
from publish.report.results import Built, Failed
from publish.writers import find_writer

if TYPE_CHECKING:
    from publish.processes.crew import Crew
    from publish.processes.worker import Result


LARGE_BYTES = 100_000  # 30,000 characters: no speech is longer


@dataclass(frozen=True)
class Job:
    """One source to be made: its number in the batch."""

    source: Path
    request: Request
    number: int = 0


class Hands(Protocol):
    """Who makes outputs: processes of this machine, or other machines."""

    @property
    def full(self) -> bool:
        """Whether no other job should be begun now."""

    @property
    def busy(self) -> int:
        """How many jobs are begun and not collected; 0 when there are none."""

    def begin(self, job: Job) -> None:
        """Take a job."""

    def collect(self) -> list[Result[Job, Product]]:
        """Wait for the first jobs to be done; what became of them."""

    def dismiss(self) -> None:
        """End whatever is under way."""

    @property
    def unlike(self) -> Mapping[str, str]:
        """Machines that were left out -> what of theirs is unlike this machine's."""


class LocalHands:
    """Warm confined processes of this machine, started when there is something to do."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._crew: Crew[Job, Product] | None = None

    @property
    def full(self) -> bool:
        """Whether every process has a job."""
        return self.busy >= self._workers

    @property
    def busy(self) -> int:
        """How many processes have a job."""
        return self._crew.busy if self._crew else 0

    def begin(self, job: Job) -> None:
        """Give a job to a process."""
        if self._crew is None:
            from publish.processes.crew import Crew
            from publish.processes.worker import Limits

            warm_up(job.request)
            self._crew = Crew(produce_job, Limits())
        self._crew.begin(job)

    def collect(self) -> list[Result[Job, Product]]:
        """What became of the jobs that are done; waits for one."""
        return self._crew.collect() if self._crew else []

    def dismiss(self) -> None:
        """End the processes."""
        if self._crew:
            self._crew.dismiss()

    @property
    def unlike(self) -> Mapping[str, str]:
        """Nobody."""
        return {}


def build_many(
    sources: Sources, request: Request, hands: Hands, force: bool, press: Press = HERE
) -> Iterator[Built | Failed]:
    """Build every source, yielding in their order what became of each; no failure stops the others.

    `force`: build unchanged sources too. A single source needs no other hands than this process' and the press, where
    the hands are this machine's. Raises StyleError and OutputError for a request that fits no source, at once;
    KeyboardInterrupt, while the results are fetched, after dismissing the hands.
    """
    resolve(request, len(sources))
    if len(sources) == 1 and isinstance(hands, LocalHands):
        return _build_alone(next(iter(sources)), request, force, press)
    return _build_each(Batch(sources, request, force), hands, press)


def _build_each(batch: Batch, hands: Hands, press: Press) -> Iterator[Built | Failed]:
    press.dismiss()
    try:
        while not batch.is_done:
            batch.hand_out(hands)  # nobody idles while outputs are put in place
            yield from batch.put_in_place()
            if hands.busy:
                for done in hands.collect():
                    batch.settle(done)
    finally:
        batch.close()
        hands.dismiss()


class Batch:
    """The sources on their way: handed out, settled in any order, put in place in theirs."""

    def __init__(self, sources: Sources, request: Request, force: bool) -> None:
        self._sources, self._request, self._force = iter(sources), request, force
        self._count = 0  # of sources looked at
        self._names = Names(sources)
        self._order: InOrder[Built | Failed | tuple[Path, Product]] = InOrder(place_output("", request).parent)
        self._again: deque[Job] = deque()
        self._folders: dict[str, str] = {}
        self._looked_for_all = False
        survey(request.format)

    @property
    def is_done(self) -> bool:
        """Whether every source was dealt with."""
        return self._looked_for_all and self._order.number == self._count

    def close(self) -> None:
        """Let go of what was not put in place."""
        self._order.close()

    def hand_out(self, hands: Hands) -> None:
        """Begin as many jobs as the hands can take; what is unchanged is settled."""
        while not hands.full and (job := self._next()):
            hands.begin(job)

    def _next(self) -> Job | None:
        if self._again:
            return self._again.popleft()
        while not self._order.full:
            source = next(self._sources, None)
            if source is None:
                self._looked_for_all = True
                return None
            number, self._count = self._count, self._count + 1
            known = None if self._force else find_unchanged(source, self._request, self._folders)
            if known is None:
                return Job(source, self._request, number)
            self._order.settle(number, known)
        return None

    def settle(self, done: Result[Job, Product]) -> None:
        """Note what became of a job."""
        if done.value is None:
            self._order.settle(done.job.number, describe_failure(done))
        else:
            self._order.settle(done.job.number, (done.job.source, done.value), len(done.value.data))

    def put_in_place(self) -> Iterator[Built | Failed]:
        """What became of all sources whose turn it is."""
        while (item := self._order.peek()) is not None:
            if isinstance(item, Built) and not self._stays(item):
                self._order.withdraw()
                self._again.append(Job(item.source, self._request, self._order.number))
                return
            self._order.take()
            yield self._put(*item) if isinstance(item, tuple) else item

    def _stays(self, known: Built) -> bool:
        """Whether an unchanged output lies where it would lie if it were made now; its name is taken then."""
        target = self._names.choose(known.source, known.wanted or known.target)
        if known.target.absolute() != target.absolute():
            return False
        self._names.take(target)
        return True

    def _put(self, source: Path, product: Product) -> Built | Failed:
        try:
            target = self._names.choose(source, place_output(product.name, self._request))
            self._names.take(target)
            return put_in_place(product, source, self._request, target)
        except PublishError as error:
            return Failed(source, error)
        except Exception as error:  # a bug of ours costs one file
            import traceback

            sentence = PublishError(f"程序出错（{type(error).__name__}）", "其余文件不受影响；请把它报告给开发者")
            return Failed(source, sentence, "bug", traceback.format_exc())


def _build_alone(source: Path, request: Request, force: bool, press: Press) -> Iterator[Built | Failed]:
    """Build here what is small; a large source in a worker, whose time and memory are limited."""
    known = None if force else find_unchanged(source, request)
    if known:
        yield known
    elif is_file(source) and source.stat().st_size > LARGE_BYTES:
        yield _build_apart(source, request, press)
    else:
        try:
            yield build(source, request, press=press)
        except PublishError as error:
            yield Failed(source, error)


def _build_apart(source: Path, request: Request, press: Press) -> Built | Failed:
    from publish.processes.crew import run_apart

    done = run_apart(Job(source, request), partial(build_job, press=press))
    return describe_failure(done) if done.value is None else done.value


def build_job(job: Job, press: Press = HERE) -> Built:
    """The work of a worker that puts its output in place. Raises PublishError."""
    return build(job.source, job.request, press=press)


def produce_job(job: Job) -> Product:
    """The work of a worker of a batch. Raises PublishError."""
    return produce(job.source, job.request)


def describe_failure(done: Result[Job, Any]) -> Failed:
    """What the report says of a job that failed."""
    assert done.failure
    return Failed(done.job.source, done.failure.error, done.failure.cause, done.failure.traceback)


def warm_up(request: Request) -> None:
    """Load in this process what every worker needs, before they are forked from it."""
    import publish.readers.text.reader
    import publish.structure.account  # noqa: F401 loaded for whoever reads

    find_writer(request.format).load_before_forking()
