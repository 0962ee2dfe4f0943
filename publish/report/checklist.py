"""What the checks say of one source or of many, as Chinese lines or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from publish.errors import PublishError
from publish.model import Finding
from publish.report.results import (
    Failed,
    describe_error,
    describe_findings,
    describe_place,
    describe_unprocessed,
    failure_json,
    finding_json,
    unprocessed_json,
)
from publish.text.display import one_line

Checked = tuple[Path, tuple[Finding, ...], PublishError | None]  # a source, and what is to be said of it or why not


def describe_checked(checked: Sequence[Checked], unprocessed: Mapping[Path, str]) -> str:
    """What the checks found: of one file its lines and their number, of several each file's lines below its name."""
    if len(checked) == 1 and not unprocessed:
        _, findings, _ = checked[0]
        return "\n".join([*describe_findings(findings), f"共 {len(findings)} 处" if findings else "没有发现问题"])
    lines = []
    for source, findings, error in checked:
        lines += [
            one_line(str(source)) + f"  {f'{len(findings)} 处' if findings else '读不了' if error else '没有发现问题'}"
        ]
        lines += [
            f"  {line}" for line in (describe_error(error).splitlines() if error else describe_findings(findings))
        ]
    found, failed = [len(findings) for _, findings, _ in checked], sum(1 for _, _, error in checked if error)
    lines.append(f"共 {len(checked)} 个：{sum(map(bool, found))} 个有提示，共 {sum(found)} 处；{failed} 个读不了")
    return "\n".join([*lines, *(f"  未处理  {line}" for line in describe_unprocessed(unprocessed))])


def write_checked(checked: Iterable[Checked], unprocessed: Mapping[Path, str]) -> str:
    """The same as JSON: `checked` (source, findings), `failed`, `unprocessed`."""
    account = {
        "checked": [
            {"source": str(source), "findings": [finding_json(finding) for finding in findings]}
            for source, findings, error in checked
            if not error
        ],
        "failed": [failure_json(Failed(source, error)) for source, _, error in checked if error],
        "unprocessed": unprocessed_json(unprocessed),
    }
    return json.dumps(account, ensure_ascii=False, indent=2)


def describe_mended(target: Path, changed: Sequence[Finding], left: Sequence[Finding]) -> str:
    """What was changed in a copy, one place a line, and what was sure but could not be changed there."""
    lines = [f"{one_line(str(target))}  改了 {len(changed)} 处" if changed else "没有可以改的错字，没有写出文件"]
    lines += [f"  已改  {_where(finding)}“{finding.text}”→“{finding.replacement}”" for finding in changed]
    return "\n".join([*lines, *(f"  未改  {_where(finding)}{finding.message}，请自己改" for finding in left)])


def _where(finding: Finding) -> str:
    return one_line(describe_place(finding.place))
