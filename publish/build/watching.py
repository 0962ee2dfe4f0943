"""Builds a source again whenever something it is made of was saved, from this warm process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from publish.build.making import build
from publish.build.request import DEFAULT_STYLE, Request
from publish.cache import companions
from publish.errors import PublishError
from publish.report import Built, Failed, describe_error, describe_finding
from publish.style import load_style
from publish.watch import wait_for_changes

if TYPE_CHECKING:
    from publish.preview import Preview


def watch(source: Path, request: Request, preview: Preview | None = None) -> Iterator[Built | Failed]:
    """Build now and after every change, without end; what each build came to is yielded and shown in the preview."""
    yield _build(source, request, preview)
    for _ in wait_for_changes(lambda: [source, *companions(source), *_style_folders(request)]):
        yield _build(source, request, preview)


def _build(source: Path, request: Request, preview: Preview | None) -> Built | Failed:
    try:
        built = build(source, request)
    except PublishError as error:
        if preview:
            preview.fail(describe_error(error))
        return Failed(source, error)
    if preview:
        report = [describe_finding(finding) for finding in built.findings]
        summary = f"{built.pages} 页  {built.seconds:.1f} 秒  {time.strftime('%H:%M:%S')}"
        preview.show(built.target.read_bytes(), built.target.stem, summary, report)
    return built


def _style_folders(request: Request) -> tuple[Path, ...]:
    try:
        return load_style(request.style or DEFAULT_STYLE, request.overrides).folders
    except PublishError:
        return ()
