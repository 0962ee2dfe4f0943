"""The texts checks read: each paragraph, heading or footnote as one string whose every offset has its Place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from publish.model import (
    Document,
    Finding,
    FindingKind,
    Footnote,
    Heading,
    Inline,
    Paragraph,
    Place,
    Role,
    Span,
    Table,
    inlines,
    paragraphs,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph's characters; an author's line break reads as `\\n`. `role` is None for headings."""

    text: str
    role: Role | None
    in_table: bool
    _spans: tuple[Span | None, ...]
    _starts: tuple[int, ...]

    def place(self, offset: int) -> Place | None:
        """Where the character at `offset` stands in the source; the nearest known place before it for inserted text."""
        for index in reversed(range(bisect_right(self._starts, offset))):
            span = self._spans[index]
            if span and span.place:
                inside = min(offset - self._starts[index], len(span.text) - 1)
                return Place(span.place.file, span.place.line, span.place.column + max(inside, 0))
        return next((span.place for span in self._spans if span and span.place), None)  # an automatic number opens it


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: characters `start` to `end` of a passage, and the sentence a clerk reads.

    `replacement`: what surely stands there when the fault is mended; empty when a person must decide.
    """

    passage: Passage
    start: int
    end: int
    message: str
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: `code` (stable), `message` (what it looks for, in Chinese), and how it looks for it.

    `source` names the standard, custom or list it stands on.
    """

    code: str
    message: str
    find: Callable[[Sequence[Passage]], Iterator[Hit]] = field(repr=False)
    source: str = ""

    def check(self, document: Document, read: Sequence[Passage] = ()) -> Iterator[Finding]:
        """Warnings about the document in reading order; nothing is changed. `read`: its passages, if known."""
        known: set[tuple[Place | None, str]] | None = None
        for hit in self.find(read or list(passages(document))):
            if known is None:  # most checks find nothing, and thousands may have been told
                known = {(finding.place, finding.text) for finding in document.findings}
            text = hit.passage.text[hit.start : hit.end]
            place = hit.passage.place(hit.start)
            if (place, text) not in known:
                yield Finding(FindingKind.WARNING, hit.message, place, text, hit.replacement, self.code)


def passages(document: Document) -> Iterator[Passage]:
    """Every paragraph and heading in reading order, a footnote after the paragraph that calls it."""
    for top in document.blocks:
        for block in paragraphs((top,)):
            yield from _of_content(inlines(block), block, isinstance(top, Table))


def _of_content(content: tuple[Inline, ...], block: Paragraph | Heading, in_table: bool) -> Iterator[Passage]:
    pieces = tuple(
        inline if isinstance(inline, Span) else None for inline in content if not isinstance(inline, Footnote)
    )
    texts = [piece.text if piece else "\n" for piece in pieces]
    starts = tuple(accumulate((len(text) for text in texts[:-1]), initial=0))
    role = block.role if isinstance(block, Paragraph) else None
    yield Passage("".join(texts), role, in_table, pieces, starts)
    for inline in content:
        if isinstance(inline, Footnote):
            yield from _of_content(inline.content, block, in_table)
