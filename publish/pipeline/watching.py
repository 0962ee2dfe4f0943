"""Builds a source again whenever something it is made of was saved, in a warm process."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from publish.errors import InputError, PublishError
from publish.output.stamp import identify, read_stamp
from publish.pipeline.changes import wait_for_changes
from publish.pipeline.many import Job, build_job, describe_failure, warm_up
from publish.pipeline.request import Request, resolve
from publish.readers import require_file
from publish.report.results import Built, Failed
from publish.style import load_style


def watch(source: Path, request: Request) -> Iterator[Built | Failed]:
    """Build now and after every change, without end; what each build came to is yielded.

    A warm worker builds: a half-written text that makes it crash or hang costs one picture, not the session.
    Raises InputError when there is no such file to begin with, StyleError and OutputError as `build_many` does.
    """
    require_file(source)
    resolve(request)
    from publish.processes.crew import Crew
    from publish.processes.worker import Limits
    from publish.structure.side_file.reading import side_file

    inputs = {source, side_file(source)}
    changes = wait_for_changes(lambda: [*inputs, *_style_folders(request)])
    warm_up(request)
    crew = Crew(build_job, Limits())
    last: Path | None = None
    try:
        for changed in itertools.chain([[source]], changes):
            if not changed:
                if not source.exists():
                    yield Failed(source, InputError(f"文件不见了：{source}", "放回来会接着排；不用了请按 Ctrl-C 结束"))
                continue
            crew.begin(Job(source, request))
            (done,) = crew.collect()
            result = describe_failure(done) if done.value is None else done.value
            if isinstance(result, Built):
                _clear(last, result.target, source)
                last = result.target
                inputs.update(result.inputs)
            yield result
    finally:
        crew.dismiss()


def _clear(last: Path | None, target: Path, source: Path) -> None:
    """When the title has changed, what this session made under the old one does not stay as if it were new; unless
    somebody has edited it since."""
    if last and last != target and read_stamp(last) == identify(source):
        with suppress(OSError):
            last.unlink()


def _style_folders(request: Request) -> tuple[Path, ...]:
    try:
        return load_style(request.named_style, request.overrides).folders
    except PublishError:
        return ()
