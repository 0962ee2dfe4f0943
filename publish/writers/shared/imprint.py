"""The last line of the 版记: who printed the document at its left end, when at its right (GB/T 9704 7.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.model import Inline, Paragraph, Role, Span

# The room an author leaves in it before the date of printing.
ROOM = re.compile(r"(?<=\S)\s+(?=[\d０-９〇○零一二三四五六七八九Ｘ×]{2,4}\s*年[^，。；]{3,12}印发\s*$)")

Content = tuple[Inline, ...]


def part_imprint(block: Paragraph) -> tuple[Content, Content] | None:
    """The issuer and the date of printing with what stands around them; None when the line does not hold both."""
    if block.role is not Role.IMPRINT or not all(isinstance(inline, Span) for inline in block.content):
        return None
    spans = [inline for inline in block.content if isinstance(inline, Span)]
    room = ROOM.search("".join(span.text for span in spans))
    if room is None:
        return None
    return tuple(_slice(spans, 0, room.start())), tuple(_slice(spans, room.end()))


def _slice(spans: Iterable[Span], start: int, end: int | None = None) -> Iterator[Span]:
    """What of spans in a row stands from one character to another."""
    offset = 0
    for span in spans:
        text = span.text[max(start - offset, 0) : None if end is None else max(end - offset, 0)]
        if text:
            yield replace(span, text=text)
        offset += len(span.text)
