"""Pieces of text as one paragraph's content: neighbours of one look joined, places counted along the paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.model import Inline, LineBreak, Span


def join_spans(content: Iterable[Inline]) -> Iterator[Inline]:
    """Content without breaks and white space at its end, spans of one look joined, each with its column."""
    kept = list(content)
    while kept and _is_blank(kept[-1]):
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


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Span) and not inline.text.strip())


def _look(span: Span) -> Span:
    return replace(span, text="", place=None)
