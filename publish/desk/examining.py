"""What is found out about a text once its pages are shown: what the checks say, and where on the pages its lines and
findings stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.desk.jobs import PDF
from publish.desk.locating import Spot, find_spots
from publish.desk.pages import Pages
from publish.model import Document, Finding, FindingKind, Place
from publish.pipeline.checking import find_faults
from publish.report.results import KIND_NAMES, name_line
from publish.style import Style

Box = list[float] | None


@dataclass(frozen=True)
class Examined:
    """Where each line stands on the pages, and the findings as the page shows them."""

    spots: list[Box]
    findings: list[dict[str, Any]]


@dataclass(frozen=True)
class Examine:
    """Check a document whose pages lie in `folder`, and find its lines there.

    `places`: of its lines. `account`: what is told of it besides. `ignored`: the findings nobody wants to see.
    Raises PublishError.
    """

    source: Path
    folder: Path
    document: Document
    style: Style
    places: Sequence[Place | None]
    account: tuple[Finding, ...]
    ignored: tuple[str, ...]

    def __call__(self) -> Examined:
        """Do it."""
        told = [*self.account, *find_faults(self.source, self.document, self.ignored)]
        pages = Pages((self.folder / PDF).read_bytes())
        try:
            spots = find_spots(pages, self.document, [*self.places, *(finding.place for finding in told)])
        finally:
            pages.close()
        lines, findings = spots[: len(self.places)], spots[len(self.places) :]
        return Examined(list(map(_box, lines)), list(describe_findings(told, findings, len(self.account))))


def _box(spot: Spot | None) -> Box:
    return spot.as_json() if spot else None


def describe_findings(
    findings: Sequence[Finding], spots: Sequence[Spot | None], checked: int
) -> Iterator[dict[str, Any]]:
    """The findings as JSON; from number `checked` on they are the checks', which can be told to leave a thing alone."""
    for number, (finding, spot) in enumerate(zip(findings, spots, strict=True)):
        place = finding.place
        yield {
            "kind": finding.kind.value,
            "label": KIND_NAMES[finding.kind],
            "code": finding.code,
            "message": finding.message,
            "text": finding.text,
            "replacement": finding.replacement,
            "line": place.line if place else 0,
            "column": place.column if place else 0,
            "where": name_line(place.file, place.line) if place else "",
            "check": number >= checked,
            "spot": spot.as_json() if spot and finding.kind is not FindingKind.LEFT_OUT else None,
        }
