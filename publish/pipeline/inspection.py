"""What is told of one source without an output of it: its faults, its structure, why each line is what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from publish.errors import OutputError, PublishError
from publish.model import Finding, FindingKind
from publish.output.delivery import deliver
from publish.pipeline.one import ask, choose_look, prepare, read_decided
from publish.pipeline.request import Request, resolve
from publish.processes.confinement import limited
from publish.readers import read_source
from publish.report.results import describe_decision, describe_findings, finding_json, unit_of, write_outline

if TYPE_CHECKING:
    from publish.pipeline.checking import Commented, Mended
    from publish.report.checklist import Checked
    from publish.structure.explain import Decision


@limited()
def check(source: Path, request: Request) -> tuple[Finding, ...]:
    """Everything worth looking at in a source, from its top: what was left out and what the checks say."""
    from publish.pipeline.checking import find_faults

    document, _ = prepare(source, request)
    found = [*document.findings, *find_faults(source, document, read_decided(source).ignore)]
    return tuple(sorted(found, key=_place_of))


def _place_of(finding: Finding) -> tuple[int, int]:
    """Where a finding stands among the others: by line and character, those of the whole text first."""
    return (finding.place.line, finding.place.column) if finding.place else (0, 0)


@limited()
def fix(source: Path, request: Request) -> Mended:
    """A copy of a source with the sure faults mended (`checking.write_fixed`). Raises PublishError."""
    from publish.pipeline.checking import find_faults, write_fixed

    document, style = prepare(source, request)
    return write_fixed(source, document, style, list(find_faults(source, document, read_decided(source).ignore)))


@limited()
def comment(source: Path, request: Request) -> Commented:
    """A Word file with what the checks say as comments (`checking.write_commented`). Raises PublishError."""
    from publish.pipeline.checking import write_commented

    document, style = prepare(source, request)
    return write_commented(source, document, request, style)


def check_many(sources: list[Path], request: Request) -> list[Checked]:
    """Each source with what `check` says of it, or with the error that keeps it from being read.

    Raises StyleError for a request that fits no source.
    """
    resolve(request, len(sources))
    return [_check_one(source, request) for source in sources]


def _check_one(source: Path, request: Request) -> Checked:
    try:
        return source, check(source, request), None
    except PublishError as error:
        return source, (), error


@limited()
def describe_structure(source: Path, request: Request, as_json: bool) -> str:
    """The recognised structure of a source and what was left out, as JSON or as an indented list of lines."""
    from publish.structure.outline import outline

    document, style = prepare(source, request)
    found = outline(document)
    left_out = [finding for finding in document.findings if finding.kind is FindingKind.LEFT_OUT]
    if as_json:
        found["left_out"] = [finding_json(finding) for finding in left_out]
        return json.dumps(found, ensure_ascii=False, indent=2)
    lines = write_outline(found, unit_of(source.name), style.characters_per_minute)
    return "\n".join([lines, *(["", *describe_findings(left_out)] if left_out else ())])


def list_decisions(source: Path, request: Request) -> list[Decision]:
    """What every block of a source became, and why. Raises PublishError."""
    from publish.structure.recognise import explain

    return explain(read_source(source), ask(request), read_decided(source))


@limited()
def explain_structure(source: Path, request: Request) -> str:
    """A line for every decision: place, what the text became, its beginning, why."""
    decisions = list_decisions(source, request)
    document, style = prepare(source, request)
    choice = choose_look(document)
    chosen = f"版式  {choice.style}  {style.label}\n      依据：{choice.why}"
    return "\n".join([chosen, *(describe_decision(decision) for decision in decisions)])


@limited()
def write_side_file(source: Path, request: Request) -> Path:
    """Write what was recognised into the source's side file, for editing; its path.

    Raises OutputError when there is one already.
    """
    from publish.structure.side_file.draft import init_overrides
    from publish.structure.side_file.reading import side_file

    path = side_file(source)
    if path.exists():
        raise OutputError(f"已经有 {path}", "请直接修改它，或先改名、删去")
    deliver(init_overrides(prepare(source, request)[0]).encode(), path)
    return path
