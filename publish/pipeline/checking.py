"""Checking one source or many: the user's own lists and what he wants left alone; the sure faults mended in a copy;
the findings as comments in a Word file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.checks import CHECKS, Check, passages
from publish.checks.rosters import read_checks
from publish.inputs import read_input
from publish.model import Document, Finding, Place
from publish.output.delivery import file_name
from publish.pipeline.dating import date_output
from publish.pipeline.keeping import put
from publish.pipeline.request import OUTPUT_FOLDER, Request, names_file, spare_sources
from publish.readers import explain_unreadable
from publish.style import Style
from publish.writers import Order, make_output

TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
LINE = re.compile("[^\r\n]*(?:\r*\n|\r)|[^\r\n]+")  # as the readers count them: U+2028 and form feeds end none
FIXED, COMMENTED = "（已改）", "（批注）"


@dataclass(frozen=True)
class Mended:
    """A copy with the sure faults mended: where it lies, what was changed, what was sure but could not be changed."""

    target: Path
    changed: tuple[Finding, ...]
    left: tuple[Finding, ...]
    findings: tuple[Finding, ...] = ()  # what lay in the way and was kept


def list_checks(source: Path) -> tuple[Check, ...]:
    """The checks of every text, then those of the lists beside the source or in the user's folder.

    Raises InputError for a list nobody can read.
    """
    return (*CHECKS, *read_checks((source.parent, user_folder())))


def user_folder() -> Path:
    """The folder of the user's own lists (XDG base directories: $XDG_CONFIG_HOME/publish)."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "publish"


def find_faults(source: Path, document: Document, ignored: Sequence[str] = ()) -> Iterator[Finding]:
    """What the checks say of a document, without what its side file wants left alone (`is_ignored`)."""
    read = list(passages(document))
    for check in list_checks(source):
        for finding in check.check(document, read):
            if not is_ignored(finding, ignored):
                yield finding


def is_ignored(finding: Finding, ignored: Sequence[str]) -> bool:
    """Whether a side file's `ignore` names a finding: by its code, by its line, or by both ("12:wrong-word")."""
    line = str(finding.place.line) if finding.place else ""
    return bool({finding.code, line, f"{line}:{finding.code}"} & set(ignored))


def write_fixed(source: Path, document: Document, style: Style, findings: Sequence[Finding]) -> Mended:
    """Write a copy beside the source with every sure fault mended: a text as text (UTF-8), anything else as Word.

    The source itself is never touched. Raises OutputError.
    """
    sure = [finding for finding in findings if finding.replacement and finding.place]
    if source.suffix.lower() in TEXT_SUFFIXES:
        text, changed = fix_text(_read_text(source), sure)
        data, suffix = text.encode(), source.suffix
    else:
        fixed, changed = fix_document(document, sure)
        data, suffix = make_output("docx", fixed, Order(style, date_output(document, source))).data, ".docx"
    target = source.with_name(source.stem + FIXED + suffix)
    kept = put(data, target, source) if changed else ()
    return Mended(target, tuple(changed), tuple(finding for finding in sure if finding not in changed), kept)


def _read_text(source: Path) -> str:
    from publish.readers.text.encoding import decode

    try:
        return decode(read_input(source), source.name)
    except OSError as error:  # gone or grown since it was checked
        raise explain_unreadable(source, error) from error


def fix_text(text: str, sure: Sequence[Finding]) -> tuple[str, list[Finding]]:
    """A text with the findings' characters replaced at their places, and the findings for which they stood there."""
    lines = LINE.findall(text)
    changed = []
    for finding in sorted(sure, key=lambda finding: _key(finding.place), reverse=True):
        assert finding.place
        line, offset = finding.place.line - 1, finding.place.column - 1
        if line < len(lines) and lines[line].startswith(finding.text, offset):
            behind = lines[line][offset + len(finding.text) :]
            lines[line] = lines[line][:offset] + finding.replacement + behind
            changed.append(finding)
    return "".join(lines), changed[::-1]


def _key(place: Place | None) -> tuple[int, int]:
    return (place.line, place.column) if place else (0, 0)


def fix_document(document: Document, sure: Sequence[Finding]) -> tuple[Document, list[Finding]]:
    """A document with the findings' characters replaced in the spans that hold them whole."""
    from publish.structure.correcting.spans import map_spans

    changed: list[Finding] = []
    wanted = sorted(sure, key=lambda finding: _key(finding.place), reverse=True)

    def mend(text: str, place: Place | None) -> str:
        for finding in wanted:
            if place and finding.place and (finding.place.file, finding.place.line) == (place.file, place.line):
                offset = finding.place.column - place.column
                if offset >= 0 and text.startswith(finding.text, offset):
                    text = text[:offset] + finding.replacement + text[offset + len(finding.text) :]
                    changed.append(finding)
        return text

    return map_spans(document, mend), changed[::-1]


@dataclass(frozen=True)
class Commented:
    """A Word file with the findings as comments: where, how many, what lay in the way and was kept."""

    target: Path
    count: int
    findings: tuple[Finding, ...] = ()


def write_commented(source: Path, document: Document, request: Request, style: Style) -> Commented:
    """Write a Word file of the document with every finding as a comment at its place.

    Raises OutputError.
    """
    from publish.writers.word.comments import Remark, add_comments

    order = Order(style, date_output(document, source))
    read = list(passages(document))
    at = {id(passage): index for index, passage in enumerate(read)}
    hits = [hit for check in list_checks(source) for hit in check.find(read)]
    hits.sort(key=lambda hit: (at[id(hit.passage)], hit.start, hit.end))
    remarks = [Remark(hit.passage.text, hit.start, hit.end, hit.message) for hit in hits]
    data, unplaced = add_comments(make_output("docx", document, order).data, remarks, order.created)
    target = _target(document.title or source.stem, request)
    spare_sources(target, [source])
    return Commented(target, len(remarks) - len(unplaced), put(data, target, source))


def _target(name: str, request: Request) -> Path:
    """Where the commented copy goes: the file named by -o, else one named after the title in the folder."""
    if request.output and names_file(request.output):
        return request.output
    return (request.output or OUTPUT_FOLDER) / file_name(name + COMMENTED, ".docx")
