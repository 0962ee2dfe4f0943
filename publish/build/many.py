"""Many sources: unchanged ones skipped, the rest in warm processes, names that do not collide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.build.making import build, find_unchanged, prepare
from publish.build.request import Request, choose_target, resolve
from publish.errors import PublishError
from publish.report import Built, Failed


@dataclass(frozen=True)
class _Job:
    source: Path
    request: Request
    target: Path | None = None


def build_many(sources: list[Path], request: Request, workers: int, force: bool) -> Iterator[Built | Failed]:
    """Build every source, yielding what became of each as it is done; no failure stops the others.

    `force`: build unchanged sources too. Raises StyleError and OutputError for a request that fits no source,
    KeyboardInterrupt after ending the workers.
    """
    resolve(request, len(sources))
    pending: list[Path] = []
    for source in sources:
        known = None if force else find_unchanged(source, request)
        if known:
            yield known
        else:
            pending.append(source)
    if len(pending) < 2:
        yield from (_build_here(source, request) for source in pending)
        return
    from publish.batch import distinct_names, run_batch

    _warm_up(request)
    targets: list[tuple[Path, Path]] = []
    for named in run_batch([_Job(source, request) for source in pending], _name, workers):
        if named.failure:
            yield Failed(named.job.source, named.failure.error)
        else:
            assert named.value
            targets.append((named.job.source, named.value))
    jobs = [_Job(source, request, target) for source, target in distinct_names(targets).items()]
    for done in run_batch(jobs, _build, workers):
        if done.failure:
            yield Failed(done.job.source, done.failure.error)
        else:
            assert done.value
            yield done.value


def _build_here(source: Path, request: Request) -> Built | Failed:
    try:
        return build(source, request)
    except PublishError as error:
        return Failed(source, error)


def _name(job: _Job) -> Path:
    return choose_target(job.source, prepare(job.source, job.request)[0], job.request)


def _build(job: _Job) -> Built:
    return build(job.source, job.request, job.target)


def _warm_up(request: Request) -> None:
    """Load in this process what every worker needs, before they are forked from it."""
    if request.format == "pdf":
        from publish.fonts import find_faces
        from publish.writers.engine import font_configuration

        find_faces()
        font_configuration()
    else:
        import publish.writers.word  # noqa: F401 loaded for the workers
