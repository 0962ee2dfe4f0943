"""What the workers do for the page: look at a text, draw its pages; plain values in and out, by pickle. Raise
PublishError. What can be shown later is found by `examining`; what is taken away is made by `outputs`."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from publish.desk.pages import Pages
from publish.errors import InputError
from publish.model import Document, FindingKind, Paragraph, Place, Role, inlines, paragraphs, plain_text
from publish.output.stamp import stamp
from publish.paths import write_whole
from publish.pipeline.checking import find_faults
from publish.pipeline.inspection import list_decisions
from publish.pipeline.one import Made, choose_look, make, prepare, read_decided, typeset
from publish.pipeline.request import Request, choose_target
from publish.report.results import Built, name_line
from publish.structure.explain import Decision
from publish.structure.outline import outline
from publish.structure.side_file.draft import LEFT_OUT_CODES
from publish.structure.side_file.reading import Overrides
from publish.style import Style

MOST_CHARACTERS = 200_000  # of one text: three hundred pages
LONG = 8_000  # characters of a text whose beginning is shown while the rest is still being set
BEGINNING = 2_000  # characters of that beginning: three pages, of which the last may end differently
BEGINNING_PAGES = 2
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
    places: list[Place | None]  # of the lines
    fields: dict[str, str]
    blanks: dict[str, int]
    choice: dict[str, str]  # the style, and why it was taken
    characters: int
    built: Built
    document: Document
    style: Style


@dataclass(frozen=True)
class Glanced:
    """The beginning of a long text: its pages' sizes in pt."""

    sizes: list[tuple[float, float]]


@dataclass(frozen=True)
class Look:
    """Set a source, draw its first page, say what every line was taken for.

    The PDF, as the command line would deliver it, and the picture go into `folder`.
    """

    source: Path
    folder: Path

    def __call__(self) -> Looked:
        """Do it."""
        request = Request("pdf", output=self.folder)
        return self.look(*prepare(self.source, request), request)

    def look(self, document: Document, style: Style, request: Request) -> Looked:
        """Set a document that was read."""
        started = time.perf_counter()
        refuse_giant(document, self.source)
        made = typeset(document, style, self.source, request)
        data = stamp(made.output.data, self.source)
        sizes = put_pages(data, self.folder)
        decisions = list_decisions(self.source, request)
        target = choose_target(self.source, made.document, request)
        seconds = time.perf_counter() - started
        account = made.account(self.source)
        return Looked(
            name=target.stem,
            sizes=sizes,
            lines=list(_lines(decisions)),
            places=[decision.place for decision in decisions],
            fields=read_fields(made.document),
            blanks=_blanks(made.document),
            choice=_describe_choice(made),
            characters=int(outline(made.document).get("characters", 0)),
            built=Built(Path(self.source.name), Path(target.name), made.output.pages, len(data), seconds, account),
            document=made.document,
            style=made.style,
        )


@dataclass(frozen=True)
class Glance:
    """Look at a source; of a long one at its beginning only, which goes into `folder` as if it were all."""

    source: Path
    folder: Path

    def __call__(self) -> Looked | Glanced:
        """Do it."""
        request = Request("pdf", output=self.folder)
        document, style = prepare(self.source, request)
        refuse_giant(document, self.source)
        if _count(document) < LONG:
            return Look(self.source, self.folder).look(document, style, request)
        made = typeset(cut(document, BEGINNING), style, self.source, request)
        return Glanced(put_pages(made.output.data, self.folder)[:BEGINNING_PAGES])


def cut(document: Document, characters: int) -> Document:
    """A document's first blocks, until so many characters are together."""
    together = 0
    for number, block in enumerate(document.blocks):
        together += sum(len(plain_text(inlines(each))) for each in paragraphs((block,)))
        if together >= characters:
            return replace(document, blocks=document.blocks[: number + 1])
    return document


def put_pages(data: bytes, folder: Path) -> list[tuple[float, float]]:
    """Put a PDF and the picture of its first page into a folder; the sizes of its pages in pt."""
    write_whole(folder / PDF, data)
    pages = Pages(data)
    try:
        write_whole(folder / picture_name(FIRST_PAGE, SCALES[0]), pages.draw(FIRST_PAGE, SCALES[0]))
        return list(pages.sizes)
    finally:
        pages.close()


def picture_name(number: int, scale: int) -> str:
    """The file of the picture of a page, counted from 0, at so many pixels per point."""
    return f"{number}-{scale}.png"


def refuse_giant(document: Document, source: Path) -> None:
    """Raise InputError for a text too long for the desk."""
    count = _count(document)
    if count > MOST_CHARACTERS:
        message = f"{source.name} 有 {count:,} 个字，网页里一篇最多 {MOST_CHARACTERS:,} 个"
        raise InputError(message, "请分成几个文件，或者用命令行 publish pdf 来排")


def _count(document: Document) -> int:
    return sum(len(plain_text(block.content)) for block in document.blocks if isinstance(block, Paragraph))


def _lines(decisions: list[Decision]) -> Iterator[dict[str, Any]]:
    for decision, key in zip(decisions, name_lines(decisions), strict=True):
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
        }


def name_lines(decisions: list[Decision]) -> list[str]:
    """How the side file names each line: "12", or "12:7" where it became several; empty without a place."""
    count = Counter(decision.place.line for decision in decisions if decision.place)
    keys = []
    for place in (decision.place for decision in decisions):
        crowded = place is not None and count[place.line] > 1
        keys.append("" if place is None else f"{place.line}:{place.column}" if crowded else str(place.line))
    return keys


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


def _describe_choice(made: Made) -> dict[str, str]:
    style = made.style
    return {"name": style.name, "label": style.label, "why": choose_look(made.document).why, "head": style.head.form}


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
        list(find_faults(source, made.document))
        pages = Pages(made.output.data)
        pages.draw(FIRST_PAGE)
        pages.close()
