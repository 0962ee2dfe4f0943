"""The walk of a speech: resolve, read, recognise, check, write, verify, deliver. The only orchestrator."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from publish.delivery import deliver, file_name
from publish.errors import InputError, OutputError
from publish.model import Document, Finding, Metadata, Source
from publish.readers import SUFFIXES, read_source
from publish.report import Built, write_outline
from publish.structure import recognise
from publish.style import Style, load_style
from publish.writers import EPOCH, WRITERS, Attached, Order, Output


@dataclass(frozen=True)
class Request:
    """What the user asked for, the same for every source: `metadata` and `overrides` as given on the command line."""

    format: str
    output: Path | None = None
    style: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    normalise: bool = False
    attach_source: bool = False


DEFAULT_STYLE = "speech"
SOURCES_FOLDER = Path("seeds")
OUTPUT_FOLDER = Path("dist")
HANDOUT_NAMES = {"booklet": "小册子", "2up": "二合一", "4up": "四合一"}
LAST = datetime(2099, 12, 31, tzinfo=UTC)  # Word and ZIP dates end early in the next century


def find_sources(named: Iterable[Path]) -> list[Path]:
    """The files to build: those named, folders searched for known formats, without any name all of seeds/.

    Raises InputError when there is nothing to build.
    """
    named = list(named) or [SOURCES_FOLDER]
    sources: list[Path] = []
    for path in named:
        if path.is_dir():
            known = (p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
            sources += sorted(p for p in known if not p.name.startswith((".", "~$")))
        else:
            sources.append(path)
    if not sources:
        folder = "、".join(str(path) for path in named)
        raise InputError(f"{folder} 里没有可以排版的文件", f"可用的格式：{'、'.join(SUFFIXES)}")
    return list(dict.fromkeys(sources))


def build(source: Path, request: Request) -> Built:
    """Make one output from one source and put it in place; the old output stays unless the new one is whole.

    Raises PublishError with the place and the remedy.
    """
    started = time.perf_counter()
    document, output = make(source, request)
    target = choose_target(source, document, request)
    deliver(output.data, target)
    return Built(source, target, output.pages, len(output.data), time.perf_counter() - started, output.findings)


def make(source: Path, request: Request) -> tuple[Document, Output]:
    """The document and its verified output, delivered nowhere; the output's findings are the whole account."""
    document, style = prepare(source, request)
    attached = Attached(source.name, source.read_bytes()) if request.attach_source else None
    output = WRITERS[request.format](document, Order(style, read_epoch(), attached))
    return document, replace(output, findings=(*document.findings, *output.findings))


@dataclass(frozen=True)
class Folding:
    """How a handout is imposed: layout and sheet by name, creep in mm per sheet, fold marks or none."""

    layout: str = "booklet"
    sheet: str = "A4"
    creep: float = 0.0
    fold_marks: bool = False


def build_handout(source: Path, request: Request, folding: Folding) -> tuple[Built, str]:
    """Impose a source, or a PDF that is already there, for printing; with the line for whoever stands at the printer.

    Raises PublishError.
    """
    from publish.imposition import Layout, Sheet, impose, instructions

    started = time.perf_counter()
    if source.suffix.lower() == ".pdf":
        name, output = source.stem, Output(read_pdf(source))
    else:
        document, output = make(source, request)
        name = document.title or source.stem
    layout = Layout(folding.layout)
    imposed = impose(output.data, layout, Sheet(folding.sheet), folding.creep, folding.fold_marks)
    target = _place_output(f"{name}（{HANDOUT_NAMES[folding.layout]}）", request)
    deliver(imposed.data, target)
    seconds = time.perf_counter() - started
    return Built(source, target, imposed.sides, len(imposed.data), seconds, output.findings), instructions(imposed)


@dataclass(frozen=True)
class Posting:
    """To whom a mail goes, as typed; `edition` (送审稿 …) goes into the attachments' names; formats attached."""

    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    subject: str = ""
    edition: str = ""
    formats: tuple[str, ...] = ("pdf", "docx")


def build_mail(source: Path, request: Request, posting: Posting) -> Built:
    """A mail draft (.eml) with the source's outputs attached; nothing is sent.

    Raises PublishError.
    """
    from publish.mail import Attachment, Letter, draft, name_attachment

    started = time.perf_counter()
    document, style = prepare(source, request)
    title = document.title or source.stem
    name = name_attachment(title, document.date, posting.edition)
    findings = list(document.findings)
    attachments = []
    for format_ in posting.formats:
        output = WRITERS[format_](document, Order(style, read_epoch()))
        findings += output.findings
        attachments.append(Attachment(file_name(name, f".{format_}"), output.data))
    addressed = Letter(title, posting.to, tuple(attachments), posting.cc, posting.subject)
    mail = draft(replace(addressed, speaker=document.speaker, date=document.date), style, read_epoch(datetime.now(UTC)))
    target = choose_target(source, document, request)
    deliver(mail.data, target)
    seconds = time.perf_counter() - started
    return Built(source, target, None, len(mail.data), seconds, (*findings, *mail.findings))


def read_pdf(path: Path) -> bytes:
    """The bytes of a PDF. Raises InputError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"文件读不出来：{path}（{error.strerror}）", "请检查文件名和权限") from error


def prepare(source: Path, request: Request) -> tuple[Document, Style]:
    """The recognised, checked document of a source and the style it wants."""
    read = read_source(source)
    metadata = merge_metadata(read, request.metadata)
    style = load_style(request.style or metadata.style or DEFAULT_STYLE, request.overrides)
    document = recognise(read, metadata)
    if request.normalise:
        from publish.structure.normalise import normalise

        document = normalise(document)
    return document, style


def check(source: Path, request: Request) -> tuple[Finding, ...]:
    """Everything worth looking at in a source: what recognising it left out and what the checks say."""
    from publish.checks import CHECKS

    document, style = prepare(source, request)
    return (*document.findings, *(finding for each in CHECKS for finding in each.check(document, style)))


def describe_structure(source: Path, request: Request, as_json: bool) -> str:
    """The recognised structure of a source, as JSON or as an indented list of lines."""
    from publish.structure import outline

    found = outline(prepare(source, request)[0])
    return json.dumps(found, ensure_ascii=False, indent=2) if as_json else write_outline(found)


def merge_metadata(source: Source, given: Metadata) -> Metadata:
    """The command line's word over the source's own."""
    own = source.metadata
    return replace(
        own,
        title=given.title or own.title,
        speaker=given.speaker or own.speaker,
        date=given.date or own.date,
        fill={**own.fill, **given.fill},
    )


def choose_target(source: Path, document: Document, request: Request) -> Path:
    """Where the output goes: the file named by -o, else a file named after the title in the folder (default dist/)."""
    return _place_output(document.title or source.stem, request)


def _place_output(name: str, request: Request) -> Path:
    suffix = f".{request.format}"
    output = request.output
    if output and not output.is_dir() and output.suffix.lower() == suffix:
        return output
    if output and output.suffix and not output.is_dir():
        hint = f"请写成 {output.with_suffix(suffix)}，或给出文件夹"
        raise OutputError(f"输出文件 {output} 的扩展名应当是 {suffix}", hint)
    return (output or OUTPUT_FOLDER) / file_name(name, suffix)


def read_epoch(otherwise: datetime = EPOCH) -> datetime:
    """The date an output carries: SOURCE_DATE_EPOCH, else a fixed one, so that the same source gives the same bytes."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (seconds.isascii() and seconds.isdigit()):
        return otherwise
    return max(datetime.fromtimestamp(min(int(seconds), LAST.timestamp()), UTC), EPOCH)
