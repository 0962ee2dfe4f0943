"""Many sources: unchanged ones skipped, the rest in warm processes, names that do not collide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.errors import PublishError
from publish.paths import is_file
from publish.pipeline.making import build, find_unchanged, prepare
from publish.pipeline.request import Request, choose_target, resolve
from publish.processes.press import HERE, Press
from publish.report.results import Built, Failed
from publish.writers import find_writer

if TYPE_CHECKING:
    from publish.processes.worker import Result


LARGE_BYTES = 100_000  # 30,000 characters: no speech is longer


@dataclass(frozen=True)
class Job:
    """One source to be built in a worker, into `target` or where its title says."""

    source: Path
    request: Request
    target: Path | None = None


def build_many(
    sources: list[Path], request: Request, workers: int, force: bool, press: Press = HERE
) -> Iterator[Built | Failed]:
    """Build every source, yielding what became of each as it is done; no failure stops the others.

    `force`: build unchanged sources too. Raises StyleError and OutputError for a request that fits no source, at once;
    KeyboardInterrupt, while the results are fetched, after ending the workers.
    """
    resolve(request, len(sources))
    return _build_each(sources, request, workers, force, press)


def _build_each(
    sources: list[Path], request: Request, workers: int, force: bool, press: Press
) -> Iterator[Built | Failed]:
    known = {} if force else _find_all_unchanged(sources, request)
    if len(sources) == 1:
        yield known.get(sources[0]) or _build_one(sources[0], request, press)
        return
    press.dismiss()
    wanted = {source: built.wanted or built.target for source, built in known.items()}
    for named in _name_outputs([source for source in sources if source not in known], request, workers):
        if isinstance(named, Failed):
            yield named
        else:
            wanted[named[0]] = named[1]
    jobs = []
    for source, target in _tell_apart(wanted, sources).items():
        if source in known and known[source].target.absolute() == target.absolute():
            yield known[source]
        else:
            jobs.append(Job(source, request, target))
    yield from _build_all(jobs, workers)


def _find_all_unchanged(sources: list[Path], request: Request) -> dict[Path, Built]:
    folders: dict[str, str] = {}
    return {source: built for source in sources if (built := find_unchanged(source, request, folders))}


def _build_one(source: Path, request: Request, press: Press) -> Built | Failed:
    """Build here what is small; a large source in a worker, whose time and memory are limited."""
    if is_file(source) and source.stat().st_size > LARGE_BYTES:
        return next(_build_all([Job(source, request)], 1, press))
    try:
        return build(source, request, press=press)
    except PublishError as error:
        return Failed(source, error)


def _name_outputs(sources: list[Path], request: Request, workers: int) -> Iterator[tuple[Path, Path] | Failed]:
    """Each source with the output its title asks for, in order of completion."""
    if not sources:
        return
    from publish.processes.crew import run_batch

    warm_up(request)
    for done in run_batch((Job(source, request) for source in sources), _name, workers):
        yield describe_failure(done) if done.value is None else (done.job.source, done.value)


def _tell_apart(wanted: dict[Path, Path], sources: list[Path]) -> dict[Path, Path]:
    """Every source's output by a name of its own, which is no source's either."""
    from publish.pipeline.keeping import is_of_another
    from publish.pipeline.sources import distinct_names

    taken = [source.parent.resolve() / source.name for source in sources]
    taken += [path.parent.resolve() / path.name for path in wanted.values() if is_of_another(path, sources)]
    named = distinct_names(((source, path.parent.resolve() / path.name) for source, path in wanted.items()), taken)
    return {source: path.with_name(named[source].name) for source, path in wanted.items()}


def _build_all(jobs: list[Job], workers: int, press: Press = HERE) -> Iterator[Built | Failed]:
    if not jobs:
        return
    from publish.processes.crew import run_batch

    for done in run_batch(jobs, partial(build_job, press=press), workers):
        yield describe_failure(done) if done.value is None else done.value


def _name(job: Job) -> Path:
    return choose_target(job.source, prepare(job.source, job.request)[0], job.request)


def build_job(job: Job, press: Press = HERE) -> Built:
    """The work of a worker. Raises PublishError."""
    return build(job.source, job.request, job.target, press)


def describe_failure(done: Result[Job, Any]) -> Failed:
    """What the report says of a job that failed."""
    assert done.failure
    return Failed(done.job.source, done.failure.error, done.failure.cause, done.failure.traceback)


def warm_up(request: Request) -> None:
    """Load in this process what every worker needs, before they are forked from it."""
    find_writer(request.format).load_before_forking()
