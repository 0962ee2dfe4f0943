"""Indents that depend on what a paragraph says and on its neighbours: 署名 and date, 附件说明, lists of names, lines of
a contents. For both outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from publish.composition.roster import align_names
from publish.composition.signature import (
    hang_attachments,
    place_sealed,
    place_signoff,
    place_stamped,
)
from publish.model import Block, Paragraph, Role, inlines, plain_text
from publish.structure.lines.numbering import LEVELS, Kind, Marker, read_marker
from publish.structure.slicing import lines_of
from publish.style import Style
from publish.text.widths import estimate_width
from publish.writers.official.signoff import count_columns
from publish.writers.shared.ends import part_ends

KINDS = {
    Role.SIGNATURE: "signoff",
    Role.DATE: "signoff",
    Role.ATTACHMENT: "attachment",
    Role.CONTENTS_LINE: "contents",
    Role.BODY: "body",
    Role.LIST_ITEM: "body",
}
Width = Callable[[str], float]
DEEPEST = 5  # lists in lists that are still told apart
BULLETS = tuple("•·●○◦■□▪◆◇▲►➢➤✓✔-–—*")


@dataclass(frozen=True)
class Indents:
    """In characters of the paragraph's size: from the left edge to its turned lines and, further in (negative: further
    out), its first line; from the right edge."""

    left: float
    first: float
    right: float


def indent_blocks(
    blocks: Iterable[Block], style: Style, width: Width = estimate_width
) -> Iterator[tuple[Block, Indents | None]]:
    """Each block, and its indents where they are not simply those of its role in the style."""
    for kind, group in groupby(blocks, key=_kind):
        members = list(group)
        paragraphs = [block for block in members if isinstance(block, Paragraph)]
        if kind == "signoff":
            yield from zip(paragraphs, _indent_signoff(paragraphs, style, width), strict=True)
        elif kind == "attachment":
            yield from zip(paragraphs, _indent_attachments(paragraphs, style, width), strict=True)
        elif kind == "contents":
            yield from zip(paragraphs, _indent_contents(paragraphs, style), strict=True)
        elif kind == "body":
            yield from zip(paragraphs, _indent_names(paragraphs, style, width), strict=True)
        else:
            yield from ((block, None) for block in members)


def _kind(block: Block) -> str:
    return KINDS.get(block.role, "") if isinstance(block, Paragraph) else ""


def _indent_signoff(paragraphs: list[Paragraph], style: Style, width: Width) -> Iterator[Indents | None]:
    widths = [width(plain_text(inlines(block)).strip()) for block in paragraphs]
    signed = [each for each, block in zip(widths, paragraphs, strict=True) if block.role is Role.SIGNATURE]
    dated = [each for each, block in zip(widths, paragraphs, strict=True) if block.role is Role.DATE]
    rights = [iter(side) for side in _place(signed, dated, style, count_columns(paragraphs, style))]
    for block in paragraphs:
        right = next(rights[block.role is Role.DATE])
        yield Indents(0.0, 0.0, right) if signed else None


def _place(signed: list[float], dated: list[float], style: Style, columns: int) -> tuple[list[float], list[float]]:
    look = style.role(Role.SIGNATURE)
    em = style.em(look.size)
    measure = style.page.measure / em
    match style.signoff:
        case "seal":
            return place_sealed(signed, dated, measure, style.closing.sealed, (style.seal.size / em, columns))
        case "stamp":
            return place_stamped(signed, dated, measure, style.closing.sealed)
        case _:
            return place_signoff(signed, dated, measure, look.right, style.closing.shift)


def _indent_names(paragraphs: list[Paragraph], style: Style, width: Width) -> Iterator[Indents | None]:
    """Lists of names the author aligned by spaces; a run-in heading is part of none."""
    look = style.body
    lines = [("", "") if block.run_in else (block.hints.raw_indent, plain_text(block.content)) for block in paragraphs]
    for block, places in zip(paragraphs, align_names(lines, look.left + look.indent, width), strict=True):
        kept = _nest(block, style) or _keep_indent(block, style, width)
        yield Indents(places[0], places[1], look.right) if places else kept


def _nest(paragraph: Paragraph, style: Style) -> Indents | None:
    """Items with a bullet stand further in for every list around theirs; numbers show their level by themselves
    (GB/T 9704 7.3.3)."""
    look, text = style.body, plain_text(inlines(paragraph))
    deeper = min(paragraph.hints.list_depth, DEEPEST) - 1
    if paragraph.role is not Role.LIST_ITEM or deeper < 1 or read_marker(text) or not text.startswith(BULLETS):
        return None
    return Indents(look.left + deeper * look.indent, look.indent, look.right)


def _keep_indent(paragraph: Paragraph, style: Style, width: Width) -> Indents | None:
    """Lines the author broke himself (verses, particulars) all begin where the first does, when each fits on a line."""
    look = style.body
    room = style.page.measure / style.em(look.size) - look.left - look.indent - look.right
    lines = lines_of(paragraph.content)
    if len(lines) < 2 or paragraph.run_in or any(width(line) > room for line in lines):
        return None
    return Indents(look.left + look.indent, 0.0, look.right)


def _indent_attachments(paragraphs: list[Paragraph], style: Style, width: Width) -> Iterator[Indents]:
    look = style.role(Role.ATTACHMENT)
    texts = (plain_text(inlines(block)) for block in paragraphs)
    for begin, turned in hang_attachments(texts, look.left + look.indent, width):
        yield Indents(turned, begin - turned, look.right)


def _indent_contents(paragraphs: list[Paragraph], style: Style) -> Iterator[Indents]:
    """Lines of a lower number stand further in, as on the contents page; where a page's number stands at the right, no
    turned line hangs, for Word takes a hanging indent for a place of its tab."""
    look = style.role(Role.CONTENTS_LINE)
    markers = [read_marker(plain_text(inlines(block))) for block in paragraphs]
    dotted = any(marker and marker.kind is Kind.DOTTED for marker in markers)
    levels = [_count_level(marker, dotted) for marker in markers]
    known = sorted({level for level in levels if level})
    for block, level in zip(paragraphs, levels, strict=True):
        left = look.left + (known.index(level) if level else 0) * style.contents_page.indent
        hanging = 0.0 if part_ends(block) else look.hanging
        yield Indents(left + hanging, -hanging, look.right)


def _count_level(marker: Marker | None, dotted: bool) -> int:
    """The level of a line of a contents, 0 without a number; where there is 1.1, its parts count it."""
    if marker is None:
        return 0
    return len(marker.numbers) if dotted else LEVELS.get(marker.kind, 0)
