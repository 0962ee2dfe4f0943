"""Cutting and joining inline content by character offsets; places stay true to the character."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from publish.model import Inline, LineBreak, Place, Span

Content = tuple[Inline, ...]


def place_at(span: Span, offset: int) -> Place | None:
    """The place of a span's character."""
    if not offset:
        return span.place
    return replace(span.place, column=span.place.column + offset) if span.place else None


def cut(span: Span, start: int, end: int) -> Span:
    """The part of a span between two offsets."""
    if not start and end >= len(span.text):
        return span
    return replace(span, text=span.text[start:end], place=place_at(span, start))


def divide(content: Content, offset: int) -> tuple[Content, Content]:
    """Content before and after a character offset; what has no characters stays with what stands before it."""
    before: list[Inline] = []
    after: list[Inline] = []
    position = 0
    for inline in content:
        length = len(inline.text) if isinstance(inline, Span) else 0
        if position + length <= offset and not after:
            before.append(inline)
        elif position >= offset or not isinstance(inline, Span):
            after.append(inline)
        else:
            before.append(cut(inline, 0, offset - position))
            after.append(cut(inline, offset - position, length))
        position += length
    return tuple(before), tuple(after)


def part(content: Content, start: int, end: int) -> Content:
    """Content between two character offsets."""
    before = divide(content, end)[0]
    return divide(before, start)[1] if start else before  # what has no characters and stands first is in it


def strip(content: Content) -> Content:
    """Content without white space and line breaks at its two ends; footnotes called there stay."""
    if len(content) == 1 and isinstance(content[0], Span) and content[0].text == content[0].text.strip() != "":
        return content
    content = _trim(content, lambda span: cut(span, len(span.text) - len(span.text.lstrip()), len(span.text)))
    return _trim(content[::-1], lambda span: cut(span, 0, len(span.text.rstrip())))[::-1]


def _trim(content: Content, shorten: Callable[[Span], Span]) -> Content:
    """Content, spans shortened and line breaks dropped up to the first character."""
    kept: list[Inline] = []
    for position, inline in enumerate(content):
        if isinstance(inline, Span):
            short = shorten(inline)
            if short.text:
                return (*kept, short, *content[position + 1 :])
        elif not isinstance(inline, LineBreak):
            kept.append(inline)
    return tuple(kept)


def strengthen(content: Content, offset: int) -> Content:
    """Content, strong up to a character offset (the label of a line)."""
    label, rest = divide(content, offset)
    return (*(replace(inline, strong=True) if isinstance(inline, Span) else inline for inline in label), *rest)


def place_of(content: Content, offset: int = 0) -> Place | None:
    """The place of the character at an offset."""
    for inline in content:
        if isinstance(inline, Span):
            if offset < len(inline.text):
                return place_at(inline, offset)
            offset -= len(inline.text)
    return None


def offset_of(content: Content, line: int, column: int) -> int | None:
    """The offset of the character at a line and column of the source; None when the content does not hold it."""
    offset = 0
    for inline in content:
        if isinstance(inline, Span):
            place = inline.place
            if place and place.line == line and place.column <= column < place.column + len(inline.text):
                return offset + column - place.column
            offset += len(inline.text)
    return None


def join_lines(lines: list[Content]) -> Content:
    """Lines as one content, a line break between each two."""
    joined: list[Inline] = []
    for line in lines:
        if joined:
            joined.append(LineBreak())
        joined.extend(line)
    return tuple(joined)


def lines_of(content: Content) -> list[str]:
    """The text of each line that line breaks make."""
    lines = [""]
    for inline in content:
        if isinstance(inline, LineBreak):
            lines.append("")
        elif isinstance(inline, Span):
            lines[-1] += inline.text
    return [line for line in lines if line]
