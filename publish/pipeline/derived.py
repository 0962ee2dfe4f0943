"""Outputs made of outputs: handouts for the print room, drafts of mails."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from publish.errors import InputError, reason_of
from publish.inputs import read_input
from publish.model import Finding, Place
from publish.output.delivery import deliver, file_name
from publish.pipeline.dating import date_output, read_epoch
from publish.pipeline.keeping import put
from publish.pipeline.one import make, prepare
from publish.pipeline.request import Request, choose_target, place_output, resolve, spare_sources
from publish.processes.confinement import limited
from publish.processes.press import HERE, Press
from publish.readers import require_file
from publish.report.results import Built
from publish.writers import Order, make_output
from publish.writers.shared.effort import bear

HANDOUT_NAMES = {"booklet": "小册子", "2up": "二合一", "4up": "四合一"}


@dataclass(frozen=True)
class Folding:
    """How a handout is imposed: layout and sheet by name, creep in mm per sheet, fold marks or none."""

    layout: str = "booklet"
    sheet: str = "A4"
    creep: float = 0.0
    fold_marks: bool = False


@limited()
def build_handout(source: Path, request: Request, folding: Folding, press: Press = HERE) -> tuple[Built, str]:
    """Impose a source, or a PDF that is already there, for printing; with the line for whoever stands at the printer.

    Raises PublishError.
    """
    from publish.output.imposition import Layout, Sheet, impose, instructions

    started = time.perf_counter()
    resolve(request)
    findings: tuple[Finding, ...] = ()
    if source.suffix.lower() == ".pdf":
        name, data = source.stem, read_pdf(source)
    else:
        made = make(source, request, press)
        name, data, findings = made.document.title or source.stem, made.output.data, made.findings
    layout = Layout(folding.layout)
    try:
        imposed = impose(data, layout, Sheet(folding.sheet), folding.creep, folding.fold_marks)
    except InputError as error:
        raise InputError(error.message, error.hint, Place(source.name, 1)) from error
    target = place_output(f"{name}（{HANDOUT_NAMES[folding.layout]}）", request)
    spare_sources(target, [source])
    findings += put(imposed.data, target, source)
    seconds = time.perf_counter() - started
    return Built(source, target, imposed.sides, len(imposed.data), seconds, findings), instructions(imposed)


@dataclass(frozen=True)
class Posting:
    """To whom a mail goes, as typed; `edition` (送审稿 …) goes into the attachments' names; formats attached."""

    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    subject: str = ""
    edition: str = ""
    formats: tuple[str, ...] = ("pdf", "docx")


@limited()
def build_mail(source: Path, request: Request, posting: Posting, press: Press = HERE) -> Built:
    """A mail draft (.eml) with the source's outputs attached; nothing is sent.

    Raises PublishError.
    """
    from publish.output.mail import Attachment, Letter, draft, name_attachment

    started = time.perf_counter()
    resolve(request)
    document, style = prepare(source, request)
    bear(document, *posting.formats)
    title = document.title or source.stem
    name = name_attachment(title, document.date, posting.edition)
    findings = list(document.findings)
    attachments = []
    for format_ in posting.formats:
        output = make_output(format_, document, Order(style, date_output(document, source)), press)
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
    require_file(path)
    try:
        return read_input(path)
    except OSError as error:
        raise InputError(f"文件读不出来：{path}（{reason_of(error)}）", "请检查权限，或重新复制一份") from error
