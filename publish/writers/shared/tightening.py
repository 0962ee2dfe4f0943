"""A line more on every page, where that spares one with a few lines only (GB/T 9704 7.3.5.5)."""

from __future__ import annotations

from publish.model import Document, Finding, FindingKind
from publish.style import Style
from publish.writers.official.layout import lay_out
from publish.writers.shared.arrangement import arrange


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
