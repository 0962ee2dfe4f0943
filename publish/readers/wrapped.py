"""Word-processor files in which every line is a paragraph or ends with a break (pasted from a PDF or a mail)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from publish.model import Block, Footnote, Inline, LineBreak, Paragraph, Span
from publish.readers.text.lines import Line
from publish.readers.text.paragraphs import are_words, continues, find_wrapping

INSIDE = re.compile("[。！？；](?=[^」』”’）)])")  # a sentence ends within a line; none does in verses and lists


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of a paragraph: whether it is its first, and whether it goes on the line above."""

    paragraph: Paragraph
    content: tuple[Inline, ...]
    line: Line
    first: bool
    goes_on: bool = False


def join_wrapped(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, lines joined where the text as a whole is hard-wrapped, by the same evidence as in a plain text."""
    plain = (block for block in blocks if isinstance(block, Paragraph) and _is_plain(block))
    pieces = {id(block): found for block in plain if (found := _pieces(block))}
    lines = [piece.line for found in pieces.values() for piece in found]
    wrapping = find_wrapping(lines)
    if not wrapping.measure or not any(INSIDE.search(line.text) for line in lines if wrapping.reaches(line)):
        return tuple(blocks)
    indented = any(line.indent for line in lines)
    joined: list[Block | list[_Piece]] = []  # a list: the pieces of one paragraph
    above: tuple[Line, Line] | None = None  # the first and the last of the lines that are one
    for block in blocks:
        if id(block) not in pieces:
            joined.append(block)
            above = None
        for piece in pieces.get(id(block), ()):
            group = joined[-1] if above else None
            alike = isinstance(group, list) and _look(group[-1].paragraph) == _look(piece.paragraph)
            goes_on = above is not None and alike and continues(above, piece.line, wrapping, indented)
            if isinstance(group, list) and (goes_on or not piece.first):
                group.append(replace(piece, goes_on=goes_on))
            else:
                joined.append([piece])
            above = (above[0] if above and goes_on else piece.line, piece.line)
    return tuple(_whole(each) if isinstance(each, list) else each for each in joined)


def _whole(pieces: Sequence[_Piece]) -> Paragraph:
    """One paragraph of its pieces."""
    content = list(pieces[0].content)
    for above, piece in pairwise(pieces):
        if not piece.goes_on:
            content.append(LineBreak())
        elif are_words(above.line.text, piece.line.text):
            content.append(Span(" "))
        content.extend(piece.content)
    return replace(pieces[0].paragraph, content=tuple(content))


def _is_plain(paragraph: Paragraph) -> bool:
    """Whether a paragraph can be a line of running text: not numbered by a list, not set at the middle or the right."""
    hints = paragraph.hints
    return not (hints.marker or paragraph.run_in) and hints.align not in ("center", "right")


def _look(paragraph: Paragraph) -> tuple[float, bool]:
    return paragraph.hints.size, paragraph.hints.bold


def _pieces(paragraph: Paragraph) -> list[_Piece]:
    """A paragraph's lines that have words; none of one in which a line has but a note."""
    lines: list[list[Inline]] = [[]]
    for inline in paragraph.content:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    pieces: list[_Piece] = []
    blank = paragraph.hints.blank_before
    for content in lines:
        text = "".join(each.text for each in content if isinstance(each, Span))
        if not text.strip():
            if any(isinstance(each, Footnote) for each in content):
                return []
            blank = True
            continue
        indent = text[: len(text) - len(text.lstrip())] + ("" if pieces else paragraph.hints.raw_indent)
        line = Line(0, (Span(text.strip()),), indent, blank_before=blank)
        pieces.append(_Piece(paragraph, tuple(content), line, first=not pieces))
        blank = False
    return pieces
