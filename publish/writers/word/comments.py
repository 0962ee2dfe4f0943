"""Findings as Word comments in a Word file we wrote (ECMA-376 Part 1, 17.13.4)."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from publish.writers.word.ooxml import XML_SPACE, Element, W
from publish.writers.word.package import save
from publish.writers.word.verify import walk_paragraphs

if TYPE_CHECKING:
    from docx.text.run import Run

MARK_STYLE = "annotation reference"
AUTHOR, INITIALS = "publish 检查", "检"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about characters `start` to `end` of a paragraph whose whole text is `paragraph`."""

    paragraph: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run's text and where it begins in the body's text, all white space left out of the count."""

    run: Element
    text: str
    start: int


def add_comments(data: bytes, remarks: Sequence[Remark], created: datetime) -> tuple[bytes, tuple[Remark, ...]]:
    """The .docx with each remark as a comment round its characters, and the remarks whose place is not in the body
    (footnotes). `remarks` stand in reading order; the date of every comment is `created`, UTC."""
    import docx

    document = docx.Document(io.BytesIO(data))
    _define_style(document)
    text, cursor = _squeeze("".join(piece.text for piece in _pieces(document.element.body))), 0
    unplaced: list[Remark] = []
    for remark in remarks:
        paragraph = _squeeze(remark.paragraph)
        at = text.find(paragraph, cursor)
        if at < 0:
            unplaced.append(remark)
            continue
        cursor = at
        start = at + len(_squeeze(remark.paragraph[: remark.start]))
        end = at + len(_squeeze(remark.paragraph[: remark.end]))
        runs = list(_cut_out(document.element.body, start, max(end, start + 1)))
        comment = document.add_comment(_as_runs(runs, document), remark.text, AUTHOR, INITIALS)
        comment._comment_elm.set(f"{W}date", f"{created:%Y-%m-%dT%H:%M:%SZ}")
    return save(document), tuple(unplaced)


def _define_style(document: Any) -> None:
    """The character style that a comment's mark refers to by its built-in name; it has no look of its own."""
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    style.element.set(f"{W}styleId", "CommentReference")


def _squeeze(text: str) -> str:
    """Text without white space: line breaks and tabs are written otherwise in a Word file."""
    return "".join(text.split())


def _pieces(body: Element) -> Iterator[_Piece]:
    start = 0
    for paragraph in walk_paragraphs(body):
        for run in paragraph.iter(f"{W}r"):
            text = "".join(child.text or "" for child in run.iterchildren(f"{W}t"))
            yield _Piece(run, text, start)
            start += len(_squeeze(text))


def _cut_out(body: Element, start: int, end: int) -> Iterator[Element]:
    """The runs that hold characters `start` to `end` and nothing else; runs that hold more are parted."""
    for piece in list(_pieces(body)):
        stop = piece.start + len(_squeeze(piece.text))
        if piece.start < end and stop > start:
            run = piece.run
            if start > piece.start:
                run = _part(run, start - piece.start)
            if end < stop:
                _part(run, end - max(start, piece.start))
            yield run


def _part(run: Element, count: int) -> Element:
    """Part a run behind `count` characters that are no white space; the run that holds the rest."""
    rest = copy.deepcopy(run)
    run.addnext(rest)
    left = count
    for child, twin in zip(list(run), list(rest), strict=True):
        if child.tag != f"{W}t":
            if left > 0 and child.tag != f"{W}rPr":
                rest.remove(twin)
            elif left <= 0:
                run.remove(child)
            continue
        text = child.text or ""
        offset = _offset(text, left)
        left -= len(_squeeze(text[:offset]))
        for element, kept in ((child, text[:offset]), (twin, text[offset:])):
            element.text = kept
            element.set(XML_SPACE, "preserve")
    return rest


def _offset(text: str, count: int) -> int:
    """Where in a text `count` characters that are no white space lie behind one."""
    for offset, character in enumerate(text):
        if count <= 0:
            return offset
        count -= not character.isspace()
    return len(text)


def _as_runs(elements: Sequence[Element], document: Any) -> list[Run]:
    from docx.text.run import Run

    return [Run(element, document) for element in elements]  # type: ignore[arg-type]  # lxml has no CT_R
