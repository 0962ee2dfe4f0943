"""How many pages Word makes of a text, and what its last ones hold: as it breaks lines by `cells` and keeps them
together as the file asks.

Word breaks its pages itself. What is found here decides only whether lines stand a little closer, as in the PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from publish.model import Block, Document, Footnote, Heading, Paragraph, Table, inlines, plain_text
from publish.style import RoleLook, Style
from publish.writers.official.layout import Layout, count_lines, lay_out
from publish.writers.official.signoff import find_beside
from publish.writers.shared.arrangement import arrange
from publish.writers.shared.keeping import find_kept, find_loose
from publish.writers.shared.spacing import space_blocks
from publish.writers.shared.tables import lay_out_table
from publish.writers.shared.tightening import MANY, Ending, find_tightening, most_lines, relieve_first_page
from publish.writers.word.breaks.cells import KNOWN, Frame, break_text

FEWEST_PARTED = 2, 2  # lines above and below a page's end that show for sure that Word parts a paragraph there


@dataclass(frozen=True)
class Line:
    """A line on the page: of which block it is, its height and the room above it, lines of the grid; whether a page
    may begin with it, or must; whether a table begins with it, how high the heads are that a page repeats above it."""

    block: int
    height: float
    gap: float = 0.0
    may_begin: bool = True
    must_begin: bool = False
    table: bool = False
    heads: float = 0.0


def choose_tightening(document: Document, style: Style) -> int:
    """How many lines more than the style says a page of the Word file has (GB/T 9704 7.3.5.5); 0: none."""
    if not style.tight_lines:
        return 0
    if style.head.form != "none" and (more := relieve_first_page(document, style)):
        return more
    layout = lay_out(arrange(document, style).blocks, style)
    if layout.imprint or style.contents != "off" or style.composition != "grid":
        return 0
    endings = break_pages(layout, style)
    pages = sum(end.pages for end in endings)
    least = find_tightening(style, endings, pages)
    # Rows of tables are no lower on a closer page: what is a hair too much for one line more fits with the next.
    ways = range(least, most_lines(style, pages) + 1) if least else ()
    return next(
        (more for more in ways if sum(end.pages for end in break_pages(layout, style.tighten(more))) < pages), 0
    )


def list_lines(blocks: Sequence[Block], style: Style) -> Iterator[Line]:
    """The lines of a text, those of a table its rows; a picture or a paragraph with notes is one of infinite height,
    since what it takes is not known."""
    kept, loose, beside = find_kept(blocks), find_loose(blocks, style), find_beside(blocks, style)
    above = below_table = False  # whether the block above is kept with this one, whether it is a table
    breaking, least = False, style.paragraph_lines  # `breaking`: whether it began a page
    for index, (block, name, gap) in enumerate(space_blocks(blocks, style)):
        look = style.roles[name]
        begins = look.page_break and not breaking
        if isinstance(block, Table):
            yield from _list_rows(block, (index, gap, not above), style)
            above, breaking, below_table = kept[index], False, True
            continue
        unknown = _is_unknown(block)
        count = 0 if index in beside else 1 if unknown else _count(block, look, style)
        height = inf if unknown else look.lines
        space = max(gap, style.table.space if below_table else 0)
        yield from _list_lines(Line(index, height, space, not above, begins), count, 1 if loose[index] else least)
        above, breaking, below_table = kept[index] or look.keep, look.page_break, False


def _list_lines(first: Line, count: int, fewest: int) -> Iterator[Line]:
    """So many lines of a block, of which a page holds as many as `fewest` at least; those alike are one object."""
    if count:
        yield first
    inner, free = (Line(first.block, first.height, may_begin=may) for may in (False, True))
    for number in range(1, count):
        yield free if fewest <= number <= count - fewest else inner


def _list_rows(table: Table, at: tuple[int, float, bool], style: Style) -> Iterator[Line]:
    """The rows of a table below its caption, those of one that lies sideways of unknown height; `at`: its place among
    the blocks, the gap above, and whether a page may begin with it."""
    index, gap, first = at
    look, grid = style.table, lay_out_table(table, style, may_turn=True)
    line = look.line_height * (look.size, look.smaller, look.smallest)[grid.step] / look.size
    rows = (*grid.heads, *grid.rows)
    heights = [(row.lines * line + 2 * look.padding + look.rule) / style.page.pitch for row in rows]
    heads = sum(heights[: len(grid.heads)])
    space = max(gap, look.space)
    if table.caption:
        yield Line(index, 1, space, first)
        space, first = 0, False
    together = len(rows) <= look.keep
    for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
        known = row.whole and not grid.wide
        free = number > len(grid.heads) and not (together or rows[number - 1].joined)
        if number:
            yield Line(index, height if known else inf, 0, free, heads=heads)
        else:
            yield Line(index, height if known else inf, space, first, table=True)


def _is_unknown(block: Block) -> bool:
    if isinstance(block, Paragraph | Heading):
        return any(isinstance(inline, Footnote) for inline in inlines(block))
    return True


def _count(block: Block, look: RoleLook, style: Style) -> int:
    if not isinstance(block, Paragraph | Heading):
        return 1
    text = plain_text(inlines(block))
    exact = look.size == style.body.size and look.align == "justify" and not (look.left or look.right or look.hanging)
    if not exact or not KNOWN.fullmatch(text.replace("\n", "")):
        return count_lines(block if isinstance(block, Paragraph) else Paragraph(block.content), style)
    frame = Frame(style.page.characters, look.indent)
    return sum(len(break_text(line, style, frame)) for line in text.split("\n") if line) or 1


def find_parted(layout: Layout, style: Style) -> set[int]:
    """The blocks kept with what closes the text of which a page holds the beginning and the next the end, each with
    lines enough: Word parts them so, kept or not, while LibreOffice moves what is kept whole to the next page."""
    kept = find_kept(layout.text)
    if not any(kept):
        return set()
    runs = _part_runs(list_lines(layout.text, style))
    return {
        below[0].block
        for run, (first, room) in _find_rooms(runs, layout, style)
        for number, (above, below) in enumerate(pairwise(_fill(run, first, room)))
        if kept[below[0].block]
        and _measure(above) + style.paragraph_lines > (room if number else first)  # not to keep lines together
        and _is_parted(above, below)
    }


def _is_parted(above: Sequence[Line], below: Sequence[Line]) -> bool:
    first, last = FEWEST_PARTED
    return {line.block for line in (*above[-first:], *below[:last])} == {below[0].block} and len(below) > last


def break_pages(layout: Layout, style: Style) -> tuple[Ending, ...]:
    """The runs of pages the text makes, each from a forced break to the next."""
    runs = _part_runs(list_lines(layout.text, style))
    return tuple(_end(run, *rooms) for run, rooms in _find_rooms(runs, layout, style))


def _part_runs(lines: Iterable[Line]) -> list[list[Line]]:
    runs: list[list[Line]] = [[]]
    for line in lines:
        if line.must_begin and runs[-1]:
            runs.append([])
        runs[-1].append(line)
    return runs if runs[-1] else []


def _find_rooms(
    runs: Sequence[Sequence[Line]], layout: Layout, style: Style
) -> Iterator[tuple[Sequence[Line], tuple[float, float]]]:
    """Each run of lines whose height is known with the room of its first page and of the others, where there is no gap
    above the text."""
    for number, run in enumerate(runs):
        if all(line.height < inf for line in run):
            yield run, (style.page.lines - run[0].gap - (0 if number else layout.head.lines), style.page.lines)


def _end(lines: Sequence[Line], first: float, room: float) -> Ending:
    pages = list(_fill(lines, first, room))
    if len(pages) == 1 or any(line.table for line in pages[-1]):
        return Ending(len(pages), len(pages[-1]), MANY)
    left = (first if len(pages) == 2 else room) - _measure(pages[-2])
    return Ending(len(pages), len(pages[-1]), _measure(pages[-1]) - left)


def _measure(page: Sequence[Line]) -> float:
    return page[0].heads + sum(line.height + (line.gap if number else 0) for number, line in enumerate(page))


def _fill(lines: Sequence[Line], first: float, room: float) -> Iterator[Sequence[Line]]:
    """The lines of each page: a page ends before the last line that may begin one and fits no more."""
    start, free, best = 0, first, 0
    taken = 0.0
    at = 0
    while at < len(lines):
        line = lines[at]
        if at > start and line.may_begin:
            best = at
        taken += line.height + (line.gap if at > start else line.heads)
        if taken > free and at > start:
            end = best if best > start else at
            yield lines[start:end]
            start = at = best = end
            free, taken = room, 0.0
            continue
        at += 1
    yield lines[start:]
