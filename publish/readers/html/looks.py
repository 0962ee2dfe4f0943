"""How the words and paragraphs of a web page look, by their elements and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publish.model import Hints, Inline, LineBreak, Position, Span
from publish.readers.pictures import POINTS

Node = Any
ALIGNED = re.compile(r"text-align\s*:\s*(left|center|right|justify)", re.I)
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
SIZE = re.compile(r"font-size\s*:\s*([0-9.]{1,6})\s*(pt|px)", re.I)
MOST_SPAN = 1_000


@dataclass
class Look:
    """What of the text's look is carried down to its words."""

    strong: bool = False
    emphasis: bool = False
    position: Position = "baseline"


def trim_content(content: Sequence[Inline]) -> Iterator[Inline]:
    """Content without breaks at its ends, neighbouring words of one look joined."""
    kept = list(content)
    while kept and _is_blank(kept[-1]):
        kept.pop()
    pending: Span | None = None
    for index, inline in enumerate(kept):
        if not isinstance(inline, Span):
            if pending:
                yield replace(pending, text=pending.text.rstrip(" "))
            pending = None
            yield inline
            continue
        text = inline.text.rstrip(" ") if index == len(kept) - 1 else inline.text
        if pending and replace(pending, text="", place=None) == replace(inline, text="", place=None):
            pending = replace(pending, text=pending.text + text)
        else:
            if pending:
                yield pending
            pending = replace(inline, text=text)
    if pending:
        yield pending


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Span) and not inline.text.strip(" \xa0"))


def change_look(look: Look, node: Node) -> Look:
    """The look of what stands in an element."""
    style = node.get("style") or ""
    strong = look.strong or node.tag in ("b", "strong") or bool(BOLD.search(style))
    position = {"sup": "super", "sub": "sub"}.get(node.tag, look.position)
    return Look(strong, look.emphasis or node.tag in ("i", "em"), position)  # type: ignore[arg-type]


def read_hints(node: Node, hints: Hints) -> Hints:
    """What an element says of its paragraphs."""
    style = node.get("style") or ""
    aligned = ALIGNED.search(style)
    align = (aligned[1] if aligned else (node.get("align") or "")).lower()
    align = "center" if node.tag == "center" else {"justify": "both"}.get(align, align)
    size = SIZE.search(style)
    points = float(size[1]) * POINTS[size[2].lower()] if size and size[1].count(".") < 2 else hints.size
    known = align if align in ("left", "center", "right", "both") else hints.align
    return replace(hints, align=known, bold=hints.bold or bool(BOLD.search(style)), size=points)  # type: ignore[arg-type]


def read_span(cell: Node, name: str) -> int:
    """How many columns or rows a cell spans."""
    value = cell.get(name) or "1"
    return min(max(1, int(value)), MOST_SPAN) if value.isdecimal() and len(value) < 5 else 1
