"""What the workers do for the page: look at a text, draw its pages; plain values in and out, by pickle. Raise
PublishError. What is taken away is made by `outputs`."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publish.desk.locating import Spot, find_spots
from publish.desk.pages import Pages
from publish.errors import InputError
from publish.model import Document, Finding, FindingKind, Paragraph, Role, plain_text
from publish.output.stamp import stamp
from publish.paths import write_whole
from publish.pipeline.checking import find_faults
from publish.pipeline.one import Made, choose_look, list_decisions, make, prepare, read_decided
from publish.pipeline.request import Request, choose_target
from publish.report.results import KIND_NAMES, Built, name_line
from publish.structure.explain import Decision
from publish.structure.outline import outline
from publish.structure.side_file.draft import LEFT_OUT_CODES
from publish.structure.side_file.reading import Overrides
from publish.style import Style

MOST_CHARACTERS = 200_000  # of one text: three hundred pages
PDF, FIRST_PAGE = "page.pdf", 0
SCALES = (2, 4)  # pixels per point: A4 is 1190 or 2380 pixels wide
ELEMENT_ROLES = {
    "copy_number": Role.COPY_NUMBER,
    "secrecy": Role.MARKING,
    "issuer": Role.MASTHEAD,
    "doc_number": Role.NUMBER,
    "signer": Role.SIGNER,
    "copy_to": Role.COPY_TO,
}


def perform(job: Callable[[], Any]) -> Any:
    """The work of every worker."""
    return job()


@dataclass(frozen=True)
class Looked:
    """What the page shows of a text: its pages' sizes in pt, its lines with what each became, its account."""

    name: str  # of its outputs, without ending
    sizes: list[tuple[float, float]]
    lines: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    fields: dict[str, str]
    blanks: dict[str, int]
    style: dict[str, str]
    characters: int
    rate: int  # characters read aloud in a minute
    built: Built


@dataclass(frozen=True)
class Look:
    """Set a source, draw its first page, say what every line was taken for and what there is to say about it.

    The PDF, as the command line would deliver it, and the pictures go into `folder`.
    """

    source: Path
    folder: Path

    def __call__(self) -> Looked:
        """Do it."""
        started = time.perf_counter()
        request = Request("pdf", output=self.folder)
        refuse_giant(prepare(self.source, request)[0], self.source)
        made = make(self.source, request)
        data = stamp(made.output.data, self.source)
        write_whole(self.folder / PDF, data)
        decisions = list_decisions(self.source, request)
        account = made.account(self.source)
        told = [*account, *self._check(made)]
        pages = Pages(data)
        try:
            places = [*(decision.place for decision in decisions), *(finding.place for finding in told)]
            spots = find_spots(pages, made.document, places)
            write_whole(self.folder / picture_name(FIRST_PAGE, SCALES[0]), pages.draw(FIRST_PAGE, SCALES[0]))
            sizes = list(pages.sizes)
        finally:
            pages.close()
        target = choose_target(self.source, made.document, request)
        return Looked(
            name=target.stem,
            sizes=sizes,
            lines=list(_lines(decisions, spots)),
            findings=list(_findings(told, spots[len(decisions) :], len(account))),
            fields=read_fields(made.document),
            blanks=_blanks(made.document),
            style=_look(made.document, made.style),
            characters=int(outline(made.document).get("characters", 0)),
            rate=made.style.characters_per_minute,
            built=Built(
                Path(self.source.name),
                Path(target.name),
                made.output.pages,
                len(data),
                time.perf_counter() - started,
                account,
            ),
        )

    def _check(self, made: Made) -> list[Finding]:
        ignored = read_decided(self.source).ignore
        return list(find_faults(self.source, made.document, made.style, ignored))


def picture_name(number: int, scale: int) -> str:
    """The file of the picture of a page, counted from 0, at so many pixels per point."""
    return f"{number}-{scale}.png"


def refuse_giant(document: Document, source: Path) -> None:
    """Raise InputError for a text too long for the desk."""
    count = sum(len(plain_text(block.content)) for block in document.blocks if isinstance(block, Paragraph))
    if count > MOST_CHARACTERS:
        message = f"{source.name} 有 {count:,} 个字，网页里一篇最多 {MOST_CHARACTERS:,} 个"
        raise InputError(message, "请分成几个文件，或者用命令行 publish pdf 来排")


def _lines(decisions: list[Decision], spots: list[Spot | None]) -> Iterator[dict[str, Any]]:
    keys = name_lines(decisions)
    for decision, key, spot in zip(decisions, keys, spots, strict=False):
        yield {
            "key": key,
            "line": decision.place.line if decision.place else 0,
            "column": decision.place.column if decision.place else 0,
            "where": name_line(decision.place.file, decision.place.line) if decision.place else "",
            "text": decision.text,
            "name": decision.name,
            "role": decision.role.value,
            "level": decision.level,
            "run_in": decision.run_in,
            "left_out": decision.left_out,
            "kept_out": bool(decision.left_out) and decision.left_out in LEFT_OUT_CODES,
            "why": decision.why,
            "spot": spot.as_json() if spot and not decision.left_out else None,
        }


def name_lines(decisions: list[Decision]) -> list[str]:
    """How the side file names each line: "12", or "12:7" where it became several; empty without a place."""
    count = Counter(decision.place.line for decision in decisions if decision.place)
    keys = []
    for place in (decision.place for decision in decisions):
        crowded = place is not None and count[place.line] > 1
        keys.append("" if place is None else f"{place.line}:{place.column}" if crowded else str(place.line))
    return keys


def _findings(findings: list[Finding], spots: list[Spot | None], checked: int) -> Iterator[dict[str, Any]]:
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


def read_fields(document: Document) -> dict[str, str]:
    """Title, speaker, date and the elements of an official document, as the text now has them."""
    fields = {"title": document.title, "speaker": document.speaker, "date": document.date}
    for key, role in ELEMENT_ROLES.items():
        found = [b for b in document.blocks if isinstance(b, Paragraph) and b.role is role]
        fields[key] = "、".join(plain_text(block.content) for block in found)
    return fields


def _blanks(document: Document) -> dict[str, int]:
    """The blanks nobody filled, and how often each stands there."""
    counts: dict[str, int] = {}
    for finding in document.findings:
        if finding.kind is FindingKind.BLANK:
            counts[finding.text] = counts.get(finding.text, 0) + 1
    return counts


def _look(document: Document, style: Style) -> dict[str, str]:
    return {"name": style.name, "label": style.label, "why": choose_look(document).why, "head": style.head.form}


@dataclass(frozen=True)
class Decide:
    """Read the side file that came along with a source."""

    source: Path

    def __call__(self) -> Overrides:
        """Do it."""
        return read_decided(self.source)


@dataclass(frozen=True)
class Draw:
    """Draw a page of the PDF that `Look` left in `folder`."""

    folder: Path
    number: int
    scale: int

    def __call__(self) -> None:
        """Do it."""
        pages = Pages((self.folder / PDF).read_bytes())
        try:
            write_whole(self.folder / picture_name(self.number, self.scale), pages.draw(self.number, self.scale))
        finally:
            pages.close()


@dataclass(frozen=True)
class Warm:
    """Set a line of text, so that everything is loaded before somebody waits for it."""

    folder: Path
    formats: tuple[str, ...] = field(default=("docx", "pdf"))

    def __call__(self) -> None:
        """Do it."""
        source = self.folder / "预备.txt"
        source.write_text("讲话\n同志们：\n今天开会，讲两点意见。\n一、抓落实\n1/2 ABC", encoding="utf-8")
        for format_ in self.formats:
            made = make(source, Request(format_, output=self.folder))
        list(find_faults(source, made.document, made.style))
        pages = Pages(made.output.data)
        pages.draw(FIRST_PAGE)
        pages.close()
