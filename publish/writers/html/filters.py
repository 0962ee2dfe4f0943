"""What the templates may ask of a document: tests and filters, pure functions of blocks, tokens and faces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from math import ceil, floor
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from publish.model import (
    Block,
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Role,
    Span,
    Table,
    inlines,
    plain_text,
    spans,
)
from publish.style import Style
from publish.writers.html.addresses import address_picture, list_text_faces
from publish.writers.html.advances import measure_with
from publish.writers.html.placing import place_piece, place_rule
from publish.writers.official.signoff import find_beside
from publish.writers.shared.ends import condense_name, part_ends
from publish.writers.shared.expected import GETA
from publish.writers.shared.figures import describe_figure, scale_picture
from publish.writers.shared.indents import Indents, indent_blocks
from publish.writers.shared.keeping import find_kept, find_loose
from publish.writers.shared.spacing import keep_room, name_look, space_blocks
from publish.writers.shared.tables import Grid, Row, lay_out_table
from publish.writers.shared.titles import break_title_lines
from publish.writers.shared.turned import find_turned

EASE = 0.01  # characters more than measured, so that rounding turns no line


@pass_context
def _printable(context: Context, text: str) -> str:
    missing: frozenset[str] = context["setting"].missing
    return keep_room("".join(GETA if char in missing else char for char in text) if missing else text)


@pass_context
def _title_lines(context: Context, block: Paragraph) -> tuple[Inline, ...]:
    return break_title_lines(block, context["setting"].style)


@pass_context
def _classed(context: Context, blocks: tuple[Block, ...]) -> Iterator[tuple[Block, str, str]]:
    """Each block with its CSS classes (its look, the grid lines left free above it, "kept" with the next) and its own
    indents."""
    style: Style = context["setting"].style
    width = _measure(context, Role.SIGNATURE)
    indents = (indents for _, indents in indent_blocks(blocks, style, width))
    beside = find_beside(blocks, style)
    held = find_kept(blocks) if not context["layout"].crowded else [False] * len(blocks)
    loose, turned = find_loose(blocks, style), find_turned(blocks, style)
    for index, ((block, role, gap), kept) in enumerate(zip(space_blocks(blocks, style), held, strict=True)):
        keeping = "kept loose" if kept and loose[index] else "kept" if kept else ""
        classes = (
            role,
            f"gap-{gap}" if gap else "",
            keeping,
            "beside" if index in beside else "",
            "wide" if index in turned else "",
        )
        yield block, " ".join(filter(None, classes)), _indent_css(next(indents))


def _measure(context: Context, role: str) -> Callable[[str], float]:
    """A function that gives the width of a text in a role's face, in characters."""
    style: Style = context["setting"].style
    width = measure_with(list_text_faces(context["setting"].faces, style, style.role(role).face), style.western.gap)
    return lambda text: width(keep_room(text))


@pass_context
def _end_styles(context: Context, ends: Sequence[tuple[Inline, ...]], role: str, indents: str) -> list[str]:
    """The inline styles of a line with text at both ends and of what stands there; a long name is condensed to fit,
    that of a contents turned."""
    style: Style = context["setting"].style
    look, width = style.role(role), _measure(context, role)
    name, date = (plain_text(end) for end in ends)
    if role == Role.CONTENTS_LINE:
        return [indents, *(f"flex-basis: {width(text) + EASE:.3f}em" for text in (name, date))]
    room = style.page.measure / style.em(look.size) - look.left - look.right
    taken = condense_name(width(name), width(date), room, len(name), style)
    height = "" if taken is None else f"height: {_points(style.page.pitch * look.lines)}"
    taken = taken or 0.0
    condensed = f"; letter-spacing: -{taken:.4f}em; white-space: nowrap" if taken else ""
    basis = width(name) - taken * len(name) + EASE
    return [height, f"flex-basis: {basis:.3f}em{condensed}", f"flex-basis: {width(date) + EASE:.3f}em"]


def _indent_css(indents: Indents | None) -> str:
    if indents is None:
        return ""
    return (
        f"padding-left: {indents.left:.3f}em; text-indent: {indents.first:.3f}em; padding-right: {indents.right:.3f}em"
    )


@pass_context
def _picture_size(context: Context, figure: Figure, in_cell: bool = False) -> str:
    """Width and height in pt, scaled to the text area, and a padding that brings the text below back to the grid; in a
    cell, whose width scales it further, the width alone."""
    style: Style = context["setting"].style
    picture, page = context["document"].pictures[figure.picture], style.page
    width, height = scale_picture(figure, picture, style, page.measure)
    if in_cell:
        return f"width: {width:.3f}pt"
    space = (ceil(height / page.pitch) * page.pitch - height) / 2
    return f"width: {width:.3f}pt; height: {height:.3f}pt; padding: {space:.3f}pt 0"


@pass_context
def _grid(context: Context, table: Table, in_cell: bool = False) -> Grid:
    return lay_out_table(table, context["setting"].style, may_turn=not in_cell)


def _padded(row: Row) -> Iterator[tuple[Cell, str, str]]:
    """The cells of a row with their alignment and what CSS says of their points."""
    for (cell, align), (left, right) in zip(row.cells, row.pads, strict=True):
        css = f"padding: 0 {right:.3f}em 0 {left:.3f}em" if (left or right) and align == "center" else ""
        yield cell, align, css


@pass_context
def _is_small(context: Context, table: Table) -> bool:
    """Whether a table is not parted. One that only lines kept with it stand above is: no page before it has room for
    what is too much for theirs, and its caption would be left alone."""
    style: Style = context["setting"].style
    if len(table.rows) > style.table.keep or lay_out_table(table, style, may_turn=True).pages > style.table.together:
        return False
    above = takewhile(lambda block: block is not table, context["document"].blocks)
    return any(isinstance(block, Table | Figure) or not style.role(name_look(block)).keep for block in above)


def name_speaker(document: Document) -> str:
    """Who speaks: as the metadata say, else the line under the title."""
    if document.metadata.speaker:
        return document.metadata.speaker
    speakers = (b for b in document.blocks if isinstance(b, Paragraph) and b.role is Role.SPEAKER)
    return next((plain_text(block.content) for block in speakers), "")


def _span_classes(span: Span) -> str:
    names = (("strong", span.strong), ("emphasis", span.emphasis), (span.position, span.position != "baseline"))
    fate = span.revision.kind if span.revision else ""
    return " ".join([*(name for name, on in names if on), *filter(None, [fate])])


def _is_changed(block: Block) -> bool:
    """Whether something of a block came or went between two drafts."""
    if isinstance(block, Table):
        cells = (inner for row in block.rows for cell in row for inner in cell.blocks)
        return any(block.revisions) or any(map(_is_changed, cells))
    if isinstance(block, Figure):
        return block.revision is not None
    return block.revision is not None or any(inline.revision for inline in inlines(block))


def write_css_string(text: str) -> str:
    """A CSS string that cannot end early, whatever the text."""
    return '"' + re.sub(r"[^\w .:/%-]", lambda match: f"\\{ord(match[0]):x} ", str(text)) + '"'


def _attribute(text: str) -> Markup:
    """A text as an attribute: XML takes white space there for spaces, unless it is written as references (XML 1.0
    3.3.3)."""
    return Markup(re.sub(r"\r\n?|[\t\n]", lambda white: "&#9;" if white[0] == "\t" else "&#10;", escape(text)))


def _folio_content(form: str) -> str:
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = [part for part in re.split(r"(\{pages?\})", form) if part]
    return " ".join(counters.get(part) or write_css_string(part) for part in parts)


def _points(length: float) -> str:
    """A CSS length, rounded down, so that the lines of a full page still fit into it."""
    return f"{floor(length * 10_000 + 0.01) / 10_000:.4f}".rstrip("0").rstrip(".") + "pt"


TESTS: dict[str, Callable[..., bool]] = {
    "line_break": lambda value: isinstance(value, LineBreak),
    "footnote": lambda value: isinstance(value, Footnote),
    "styled": lambda value: isinstance(value, Span) and bool(_span_classes(value)),
    "table": lambda value: isinstance(value, Table),
    "figure": lambda value: isinstance(value, Figure),
    "small": _is_small,
    "changed": _is_changed,
    "heading_block": lambda value: isinstance(value, Heading),
}
FILTERS: dict[str, Callable[..., Any]] = {
    "flat": lambda content: tuple(spans(content)),  # notes in notes stand in their place
    "span_classes": _span_classes,
    "look": lambda heading: f"heading-{heading.level}",
    "picture_url": address_picture,
    "speaker": name_speaker,
    "pt": _points,
    "css_string": write_css_string,
    "folio_content": _folio_content,
    "printable": _printable,
    "title_lines": _title_lines,
    "ends": part_ends,
    "classed": _classed,
    "place_piece": place_piece,
    "place_rule": place_rule,
    "picture_size": _picture_size,
    "grid": _grid,
    "padded": _padded,
    "end_styles": _end_styles,
    "percent": lambda share: f"{share * 100:.3f}%",
    "alternative": describe_figure,
    "attribute": _attribute,
}
