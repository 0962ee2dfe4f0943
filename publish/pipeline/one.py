"""One source: read, recognise, check, write, verify, deliver.

A room that a run with nothing to do has no use for is entered only when needed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publish.inputs import note_input, noting, read_input
from publish.model import CONTENTS_LEFT_OUT, Document, Finding, FindingKind, Metadata
from publish.model.weight import weigh
from publish.output.delivery import deliver
from publish.output.stamp import stamp
from publish.paths import is_file
from publish.pipeline.cache import Key, Remembered, is_remembered, recall, remember, survey
from publish.pipeline.dating import date_output
from publish.pipeline.keeping import choose_free, keep_edited
from publish.pipeline.request import Request, place_output, spare_sources
from publish.processes.confinement import limited
from publish.processes.press import HERE, Press
from publish.readers import read_source
from publish.readers.amount import bear_paragraphs
from publish.report.results import Built, finding_json, read_finding
from publish.style import Style, load_style
from publish.writers import Attached, Order, Output, make_output

if TYPE_CHECKING:
    from publish.structure.choosing import Choice
    from publish.structure.side_file.reading import Overrides


@dataclass(frozen=True)
class Made:
    """A document, the style it was set in, and its verified output, delivered nowhere yet."""

    document: Document
    style: Style
    output: Output

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The whole account: of reading and recognising, then of writing."""
        return (*self.document.findings, *self.output.findings)

    def account(self, source: Path) -> tuple[Finding, ...]:
        """What is told of an output: the findings, and that it has no title to be named after."""
        return (*self.findings, *_untitled(self.document, source))


@dataclass(frozen=True)
class Product:
    """A verified output, marked with its source, and all that is needed to put it in place; travels by pickle.

    `name`: what its file is named after. `findings`: what the memory of it keeps; `remarks`: what is told besides.
    `inputs`: absolute path -> digest of what was read there.
    """

    data: bytes
    name: str
    pages: int | None
    fonts: bool
    findings: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    inputs: Mapping[str, str]
    seconds: float


@limited()
def build(source: Path, request: Request, target: Path | None = None, press: Press = HERE) -> Built:
    """Make one output from one source and put it in place; the old output stays unless the new one is whole.

    Raises PublishError with the place and the remedy.
    """
    return put_in_place(produce(source, request, press), source, request, target)


@limited()
def produce(source: Path, request: Request, press: Press = HERE) -> Product:
    """Make the output of a source, and put it nowhere. Raises PublishError."""
    clock = time.perf_counter()
    with noting() as inputs:
        made = make(source, request, press)
    output, data = made.output, stamp(made.output.data, source)
    name, remarks = made.document.title or source.stem, _untitled(made.document, source)
    seconds = time.perf_counter() - clock
    return Product(data, name, output.pages, output.fonts, made.findings, remarks, inputs, seconds)


def put_in_place(product: Product, source: Path, request: Request, target: Path | None = None) -> Built:
    """Deliver an output, where it is named to be or at `target`, and remember what it was made from.

    Raises OutputError.
    """
    clock = time.perf_counter()
    wanted, data = place_output(product.name, request), product.data
    if target is None:
        spare_sources(wanted, [source])
        target = wanted if request.output == wanted else choose_free(source, wanted)
    spare_sources(target, [source])
    key = Key(source, str(request))
    kept = keep_edited(target, data, is_remembered(key, target))
    deliver(data, target)
    findings = [finding_json(finding) for finding in product.findings]
    account = {"pages": product.pages, "findings": findings, "wanted": str(wanted)}
    remember(key, product.inputs, Remembered(target, account, product.fonts))
    seconds = product.seconds + time.perf_counter() - clock
    given, read = (*product.findings, *product.remarks, *kept), tuple(map(Path, product.inputs))
    return Built(source, target, product.pages, len(data), seconds, given, wanted=wanted, inputs=read)


def _untitled(document: Document, source: Path) -> tuple[Finding, ...]:
    """What is said of a text in which no title was recognised: its outputs bear the name of its file."""
    if document.title:
        return ()
    message = f'没有认出标题，文件名用了原文件的；可以在旁注文件 {source.stem}.toml 里写 title = "……"'
    return (Finding(FindingKind.WARNING, message, code="untitled"),)


def find_unchanged(source: Path, request: Request, folders: dict[str, str] | None = None) -> Built | None:
    """The output an earlier run made of the same source by the same request, if it still lies there unchanged;
    `folders` as in `recall`."""
    known = recall(Key(source, str(request)), folders)
    if known is None:
        return None
    findings = tuple(read_finding(finding) for finding in known.account["findings"])
    size = known.target.stat().st_size
    target = Path(os.path.relpath(known.target)) if known.target.is_relative_to(Path.cwd()) else known.target
    wanted = Path(known.account["wanted"])
    return Built(source, target, known.account["pages"], size, 0.0, findings, skipped=True, wanted=wanted)


def make(source: Path, request: Request, press: Press = HERE) -> Made:
    """The document of a source and its verified output. Raises PublishError."""
    document, style = prepare(source, request)
    return typeset(document, style, source, request, press)


def typeset(document: Document, style: Style, source: Path, request: Request, press: Press = HERE) -> Made:
    """The verified output of a document that was read from a source. Raises PublishError."""
    attached = Attached(source.name, read_input(source)) if request.attach_source else None
    survey(request.format)
    output = make_output(request.format, document, Order(style, date_output(document, source), attached), press)
    return Made(document, style, output)


def prepare(source: Path, request: Request) -> tuple[Document, Style]:
    """The recognised document of a source, its side file obeyed, and the style it wants. Raises PublishError."""
    from publish.structure.account import verify_account
    from publish.structure.recognise import recognise

    read = read_source(source)
    weight = weigh(read.blocks)
    bear_paragraphs(weight.paragraphs + weight.breaks, weight.characters)
    said = read_decided(source)
    document = recognise(read, ask(request), said)
    verify_account(read, document)
    tokens = {**said.tokens, **request.overrides}
    style = load_style(choose_look(document).style, tokens, by_name=not ask(request).style)
    for folder in style.folders:
        note_input(folder)
    if request.normalise or said.normalise:
        from publish.structure.correcting.normalise import normalise

        document = normalise(document)
    return _offer_contents(document, style), style


def _offer_contents(document: Document, style: Style) -> Document:
    """The document; where its own contents is left out and the style makes none, its account says how to have one."""
    if style.contents != "off":
        return document
    offer = f"{CONTENTS_LEFT_OUT}；要目录用 --set contents=on"
    findings = (
        replace(each, message=offer) if each.message == CONTENTS_LEFT_OUT else each for each in document.findings
    )
    return replace(document, findings=tuple(findings))


def ask(request: Request) -> Metadata:
    """What the request says of the document, its style among it."""
    return replace(request.metadata, style=request.style or request.metadata.style)


def choose_look(document: Document) -> Choice:
    """The style asked for by the request, the side file or the front matter, else the one the document chooses."""
    from publish.structure.choosing import AUTO, Choice, choose_style

    wanted = document.metadata.style
    return choose_style(document) if wanted in ("", AUTO) else Choice(wanted, "已指定")


def read_decided(source: Path) -> Overrides:
    """What the side file beside a source says; nothing where there is none. Raises InputError."""
    from publish.structure.side_file.reading import NO_OVERRIDES, read_overrides, side_file

    path = side_file(source)
    if path == source:
        return NO_OVERRIDES
    if not is_file(path):
        note_input(path)
        return NO_OVERRIDES
    return read_overrides(path)
