"""What was gathered of a paragraph, as a block: its number before it, the spaces that open it as a hint."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from publish.model import Hints, Paragraph, Place, Span
from publish.readers.joining import join_spans
from publish.readers.rtf.words import Story

CLOSING = "、）)．"  # after which a number needs no space


def make_paragraph(
    story: Story, place: Place, align: Literal["", "left", "center", "right", "both"]
) -> Paragraph | None:
    """The paragraph at a place; None when nothing was gathered."""
    marker, content = story.marker.strip(), tuple(join_spans(story.content))
    if not content:
        return None
    first = content[0]
    indent = ""
    if marker:
        content = (Span(marker + ("" if marker[-1] in CLOSING else " "), place), *content)
    elif isinstance(first, Span):
        bare = first.text.lstrip(" \u3000\t")
        indent = first.text[: len(first.text) - len(bare)]
        content = (replace(first, text=bare), *content[1:]) if bare else content[1:]
    hints = Hints(align=align, marker=marker, raw_indent=indent)
    return Paragraph(content, place=place, hints=hints) if content else None
