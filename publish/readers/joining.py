"""Pieces of text as one paragraph's content: neighbours of one look joined, places counted along the paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.model import Footnote, Inline, LineBreak, Span


def join_spans(content: Iterable[Inline]) -> Iterator[Inline]:
    """Content without breaks and white space at its end, spans of one look joined, each with its column."""
    kept = list(content)
    while kept and is_blank(kept[-1]):
        kept.pop()
    column = 1
    pending: Span | None = None
    for inline in kept:
        if isinstance(inline, Span) and pending and _look(pending) == _look(inline):
            pending = replace(pending, text=pending.text + inline.text)
            continue
        if pending:
            yield pending
            column += len(pending.text)
        pending = None
        if isinstance(inline, Span):
            pending = replace(inline, place=inline.place and replace(inline.place, column=column))
        else:
            yield inline
    if pending:
        yield pending


def strip_start(content: list[Inline]) -> list[Inline]:
    """Content without white space at its start: what stands behind the number of a note."""
    while content and not isinstance(content[0], Footnote):
        first = content[0]
        if isinstance(first, Span) and (bare := first.text.lstrip()):
            return [replace(first, text=bare), *content[1:]]
        content = content[1:]
    return content


def is_blank(inline: Inline) -> bool:
    """Whether it is a break or white space."""
    return isinstance(inline, LineBreak) or (isinstance(inline, Span) and not inline.text.strip())


def _look(span: Span) -> Span:
    return replace(span, text="", place=None)
