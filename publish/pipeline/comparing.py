"""Drafts of one text compared: read and recognised like any source, marked, set as PDF and as Word with revisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publish.comparison import Comparison, compare
from publish.errors import InputError
from publish.model import Block, Change, Finding, Paragraph, Role, Span
from publish.output.delivery import file_name
from publish.pipeline.dating import date_output
from publish.pipeline.keeping import put
from publish.pipeline.one import prepare
from publish.pipeline.request import OUTPUT_FOLDER, Request, names_file, spare_sources
from publish.report.differences import count_changes, describe_change
from publish.structure.side_file.reading import NAMES
from publish.writers import Order, make_output
from publish.writers.shared.effort import bear

MARKED = "（花脸稿）"
FORMATS = ("pdf", "docx")
LISTED = 60  # differences that the last lines of a marked PDF name; more are counted only
HEADING_NAMES = {f"heading-{level}": f"{level} 级标题" for level in range(1, 5)} | {"heading-5": "条标"}
ROLE_NAMES = {**{role.value: name for role, name in NAMES.items()}, **HEADING_NAMES}


@dataclass(frozen=True)
class Compared:
    """The differences of drafts, and the files in which they are marked (none when there are no differences)."""

    changes: tuple[Change, ...]
    targets: tuple[Path, ...]
    named: bool  # several drafts: each difference is told with its draft's name
    findings: tuple[Finding, ...] = ()  # what lay in the way and was kept


def compare_sources(sources: Sequence[Path], request: Request, formats: Sequence[str] = FORMATS) -> Compared:
    """Compare the first source with the others and write the marked files. Raises PublishError."""
    if len(sources) < 2:
        hint = "请写成 publish compare 旧稿 新稿；几个人改的同一稿，写成 旧稿 甲稿 乙稿"
        raise InputError("要比较的稿子不够两份", hint)
    prepared = [prepare(source, request) for source in sources]
    names = _name_drafts(sources[1:])
    found = compare(prepared[0][0], list(zip(names, (document for document, _ in prepared[1:]), strict=True)))
    changes = tuple(map(_name_roles, found.changes))
    style, title = prepared[1][1], found.document.title or sources[1].stem
    created = date_output(prepared[-1][0], sources[-1])
    wanted = formats if changes else ()
    bear(found.document, *wanted)
    targets: list[Path] = []
    kept: tuple[Finding, ...] = ()
    for format_ in wanted:
        target = _target(title, format_, request)
        spare_sources(target, sources)
        kept += put(_write(format_, found, changes, Order(style, created)), target, sources[-1])
        targets.append(target)
    return Compared(changes, tuple(targets), len(names) > 1, kept)


def _name_drafts(sources: Sequence[Path]) -> list[str]:
    """The names by which drafts are told apart: of their files, numbered where two are the same."""
    stems = [source.stem for source in sources]
    return [stem if stems.count(stem) == 1 else f"{stem}（{number}）" for number, stem in enumerate(stems, 1)]


def _name_roles(change: Change) -> Change:
    if change.kind != "role":
        return change
    return replace(change, old=ROLE_NAMES.get(change.old, change.old), new=ROLE_NAMES.get(change.new, change.new))


def _write(format_: str, found: Comparison, changes: Sequence[Change], order: Order) -> bytes:
    """The marked file; a PDF closes with the list of differences, a Word file is the text and its revisions alone."""
    document = found.document
    if format_ == "pdf":
        named = len({change.author for change in changes}) > 1
        document = replace(document, blocks=(*document.blocks, *_summarise(changes, named)))
    return make_output(format_, document, order).data


def _summarise(changes: Sequence[Change], named: bool) -> Iterator[Block]:
    lines = [f"修改情况：{count_changes(changes)}", *(describe_change(change, named) for change in changes[:LISTED])]
    if len(changes) > LISTED:
        lines.append(f"……其余 {len(changes) - LISTED} 处从略")
    return (Paragraph((Span(line),), Role.BODY) for line in lines)


def _target(title: str, format_: str, request: Request) -> Path:
    if request.output and names_file(request.output):
        return request.output.with_suffix(f".{format_}")
    return (request.output or OUTPUT_FOLDER) / file_name(title + MARKED, f".{format_}")
