"""A line more on every page, where that spares one with a few lines only (GB/T 9704 7.3.5.5)."""

from __future__ import annotations

from publish.model import Document, Finding, FindingKind
from publish.style import Style
from publish.writers.official.layout import lay_out
from publish.writers.order import TIGHTENED
from publish.writers.shared.arrangement import arrange


def relieve_first_page(document: Document, style: Style) -> Style | None:
    """The style with a line more on a page, when only so page 1 holds the text with all that closes it; None: leave it.

    Word breaks its pages itself; what is counted here is what it finds.
    """
    if style.head.form == "none" or not style.tight_lines:
        return None
    blocks = arrange(document, style).blocks
    return style.tightened if lay_out(blocks, style).crowded and not lay_out(blocks, style.tightened).crowded else None


def name_tightened(style: Style) -> Finding:
    """What is said of it: by how much, and how to keep it from being done."""
    share = round((1 - style.tightened.page.pitch / style.page.pitch) * 100)
    message = f"有一页只剩几行，行距缩小 {share}%，每页多排 {style.tight_lines} 行，省一页（--set tight_lines=0 不缩）"
    return Finding(FindingKind.WARNING, message, code=TIGHTENED)
