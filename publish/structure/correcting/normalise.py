"""`--normalise`: the safe list applied to a Document, every change reported with its place; never a word.

A paragraph is laid out character by character, each with its place and the inline it belongs to, edited rule after
rule, and put together again: spans split wherever columns of the source no longer follow one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.model import (
    Block,
    Cell,
    Document,
    Figure,
    Finding,
    FindingKind,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Span,
    Table,
)
from publish.structure.correcting.rules import PROTECTED, RULES, Edit, Rule
from publish.structure.slicing import place_at

OBJECT = "\ufffc"  # stands for a footnote call while rules look at the text


@dataclass(frozen=True, slots=True)
class _Char:
    """A character, the index of its inline, and its offset in that inline's source text."""

    char: str
    inline: int
    offset: int


def normalise(document: Document) -> Document:
    """The document with the safe list applied, and a NORMALISED finding (place, text, replacement) for each change.

    Applying it again changes nothing.
    """
    findings: list[Finding] = []
    blocks = _blocks(document.blocks, findings)
    return replace(document, blocks=blocks, findings=(*document.findings, *findings))


def _blocks(blocks: Sequence[Block], findings: list[Finding]) -> tuple[Block, ...]:
    return tuple(_block(block, findings) for block in blocks)


def _block(block: Block, findings: list[Finding]) -> Block:
    match block:
        case Paragraph(run_in=Heading() as heading):
            content, split = (*heading.content, *block.content), len(heading.content)
            edited = _content(content, findings)
            run_in = replace(heading, content=_flat(edited[:split]))
            return replace(block, content=_flat(edited[split:]), run_in=run_in)
        case Paragraph() | Heading():
            return replace(block, content=_flat(_content(block.content, findings)))
        case Table():
            rows = tuple(tuple(_cell(cell, findings) for cell in row) for row in block.rows)
            return replace(block, caption=_caption(block.caption, findings), rows=rows)
        case Figure():
            return replace(block, caption=_caption(block.caption, findings))


def _cell(cell: Cell, findings: list[Finding]) -> Cell:
    return replace(cell, blocks=_blocks(cell.blocks, findings))


def _caption(caption: Paragraph | None, findings: list[Finding]) -> Paragraph | None:
    return replace(caption, content=_flat(_content(caption.content, findings))) if caption else None


def _flat(pieces: Sequence[Sequence[Inline]]) -> tuple[Inline, ...]:
    return tuple(inline for piece in pieces for inline in piece)


def _content(content: Sequence[Inline], findings: list[Finding]) -> list[list[Inline]]:
    """What each inline of the content became."""
    chars = list(_chars(content))
    made: list[Finding] = []
    while True:  # one correction may make room for another; none makes what another removes
        before = len(made)
        for rule in RULES:
            edits = list(_allowed(rule, "".join(char.char for char in chars)))
            made += (_finding(rule, edit, chars, content) for edit in edits)
            chars = _edited(chars, edits)
        if len(made) == before:
            break
    findings.extend(sorted(made, key=lambda found: (found.place.line, found.place.column) if found.place else (0, 0)))
    pieces: list[list[Inline]] = [[] for _ in content]
    for index, inline in enumerate(content):
        match inline:
            case Span():
                own = [char for char in chars if char.inline == index] if made else []
                pieces[index] = list(_spans(inline, own)) if made else [inline]
            case Footnote():
                pieces[index] = [replace(inline, content=_flat(_content(inline.content, findings)))]
            case _:
                pieces[index] = [inline]
    return pieces


def _chars(content: Sequence[Inline]) -> Iterator[_Char]:
    for index, inline in enumerate(content):
        if isinstance(inline, Span):
            yield from (_Char(char, index, offset) for offset, char in enumerate(inline.text))
        else:
            yield _Char("\n" if isinstance(inline, LineBreak) else OBJECT, index, 0)


def _allowed(rule: Rule, text: str) -> Iterator[Edit]:
    edits = sorted(rule.edits(text), key=lambda edit: edit.start)
    protected = [match.span() for match in PROTECTED.finditer(text)] if edits else []
    for edit in edits:
        inside = any(edit.start < end and start < edit.end for start, end in protected)
        if not inside and text[edit.start : edit.end] != edit.replacement:
            yield edit


def _finding(rule: Rule, edit: Edit, chars: Sequence[_Char], content: Sequence[Inline]) -> Finding:
    first = chars[edit.start]
    span = content[first.inline]
    place = place_at(span, first.offset) if isinstance(span, Span) else None
    before = "".join(char.char for char in chars[edit.start : edit.end])
    change = f"{before} → {edit.replacement}" if edit.replacement else before
    return Finding(FindingKind.NORMALISED, f"{rule.message}：{change}", place, before, edit.replacement, rule.code)


def _edited(chars: list[_Char], edits: Sequence[Edit]) -> list[_Char]:
    result: list[_Char] = []
    done = 0
    for edit in edits:
        first = chars[edit.start]
        result += chars[done : edit.start]
        result += (_Char(char, first.inline, first.offset + index) for index, char in enumerate(edit.replacement))
        done = edit.end
    return result + chars[done:] if edits else chars


def _spans(origin: Span, chars: Sequence[_Char]) -> Iterator[Span]:
    """The inline's characters as spans of its look, each contiguous in the source."""
    start = 0
    for index in range(1, len(chars) + 1):
        if index == len(chars) or chars[index].offset != chars[index - 1].offset + 1:
            text = "".join(char.char for char in chars[start:index])
            yield replace(origin, text=text, place=place_at(origin, chars[start].offset))
            start = index
