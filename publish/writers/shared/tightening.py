"""A line more on every page, where that spares one with a few lines only (GB/T 9704 7.3.5.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from publish.model import Document, Finding, FindingKind
from publish.style import Style
from publish.writers.official.layout import lay_out
from publish.writers.shared.arrangement import arrange

MANY = 1000  # lines; more than any page has
ONE_SHEET = 2  # pages; a longer text is not set closer by more than a line a page for the sake of its last page
BOOK = 60  # pages; a text of more is laid out once: a page fewer is not worth laying out all the others again
ROUNDING = 0.05  # lines


@dataclass(frozen=True)
class Ending:
    """A run of pages that ends with the text or before a forced break: how many they are, how many lines of text the
    last of them has, how many lines too many the run is for one page less: what the last takes of the grid but for what
    the page before left empty at its foot, to keep lines together."""

    pages: int
    lines: int
    over: float


def find_tightening(style: Style, endings: Sequence[Ending], pages: int) -> int:
    """How many lines more a page must have to do without the last, or without the last before an attachment, when that
    is only some lines over (GB/T 9704 7.3.5.5); 0: leave it."""
    ways = []
    for end in endings if pages <= BOOK else ():
        lines = max(ceil(end.over - ROUNDING), 1)
        if end.pages > 1 and end.lines > 0 and lines <= style.tight_over:
            ways.append(ceil(lines / (end.pages - 1)))
    return min((more for more in ways if more <= most_lines(style, pages)), default=0)


def most_lines(style: Style, pages: int) -> int:
    """How many lines more a page of a text of so many pages may have."""
    return style.tight_lines if pages == ONE_SHEET else min(style.tight_lines, 1)


def relieve_first_page(document: Document, style: Style) -> int:
    """How many lines more a page must have so that page 1 holds the text with all that closes it; 0: leave it.

    Word breaks its pages itself; what is counted here is what it finds.
    """
    if style.head.form == "none" or not style.tight_lines:
        return 0
    blocks = arrange(document, style).blocks
    if not lay_out(blocks, style).crowded:
        return 0
    ways = range(1, style.tight_lines + 1)
    return next((more for more in ways if not lay_out(blocks, style.tighten(more)).crowded), 0)


def name_tightened(style: Style, more: int) -> Finding:
    """What is said of it: by how much, and how to keep it from being done."""
    share = round((1 - style.tighten(more).page.pitch / style.page.pitch) * 100)
    message = f"有一页只剩几行，行距缩小 {share}%，每页多排 {more} 行，省一页（--set tight_lines=0 不缩）"
    return Finding(FindingKind.WARNING, message, code="tightened")
