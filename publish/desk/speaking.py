"""The text as it is spoken, with the page turns of the large copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.desk.locating import Printed, find_paragraphs
from publish.desk.pages import Pages
from publish.model import Heading, Paragraph, Role, inlines, paragraphs, plain_text
from publish.pipeline.one import make
from publish.pipeline.request import Request

LARGE = "large"
SILENT = (
    Role.COPY_NUMBER,
    Role.MARKING,
    Role.MASTHEAD,
    Role.NUMBER,
    Role.SIGNER,
    Role.COPY_TO,
    Role.IMPRINT,
    Role.NOTE,
)


@dataclass(frozen=True)
class Speak:
    """Set the large copy of a source, and say where its pages turn."""

    source: Path

    def __call__(self) -> dict[str, Any]:
        """`paragraphs`: kind, text, and the offsets in it at which a page of the large copy ends; `rate`: characters a
        minute; `pages`."""
        made = make(self.source, Request("pdf", style=LARGE))
        pages = Pages(made.output.data)
        try:
            printed = Printed(pages)
            starts = {
                (found.place.line, found.place.column): found for found in find_paragraphs(printed, made.document)
            }
            count = len(pages.sizes)
        finally:
            pages.close()
        spoken, last = [], 0
        for block in paragraphs(made.document.blocks):
            text = plain_text(inlines(block)).strip()
            if not text or (isinstance(block, Paragraph) and block.role in SILENT):
                continue
            found = starts.get((block.place.line, block.place.column)) if block.place else None
            turns: list[int] = []
            if found:
                page = printed.page_of(found.start)
                turns = [0] * (page > last) + find_turns(printed, found.text, found.start, text)
                last = page + sum(turn > 0 for turn in turns)
            spoken.append({"kind": _kind(block), "text": text, "turns": turns})
        return {"paragraphs": spoken, "rate": made.style.characters_per_minute, "pages": count}


def _kind(block: Paragraph | Heading) -> str:
    if isinstance(block, Heading):
        return "heading"
    return "title" if block.role is Role.TITLE else "text"


def find_turns(printed: Printed, bare: str, start: int, text: str) -> list[int]:
    """Where in a paragraph pages end: offsets in `text`; `bare` is the text without space, which begins at `start`."""
    turns: list[int] = []
    done, at = 0, start
    while done < len(bare):
        page = printed.page_of(at)
        length = _common(bare[done:], printed.text[at : printed.starts[page + 1]])
        done += length
        if done >= len(bare) or page + 2 >= len(printed.starts):
            break
        rest = bare[done : done + 12]
        at = printed.text.find(rest, printed.starts[page + 1])
        if not rest or at < 0 or at >= printed.starts[page + 2]:
            break
        turns.append(_offset(text, done))
    return turns


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _offset(text: str, count: int) -> int:
    """Where in a text its first `count` characters without space end."""
    seen = 0
    for offset, char in enumerate(text):
        if seen == count:
            return offset
        seen += not char.isspace()
    return len(text)
