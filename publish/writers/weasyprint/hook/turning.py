"""Pages that turn behind sentences (token page_turn = "sentence"): paragraphs are composed page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, inline

from publish.composition.pageturn import Rank, choose_turn, find_turn_points
from publish.style import Style
from publish.writers.weasyprint.hook.lines import Composer, read_leaves
from publish.writers.weasyprint.hook.pieces import Leaf, cut_lines, iter_texts, slice_leaves

if TYPE_CHECKING:
    from weasyprint.layout.inline import Lines, SkipStack

PIXELS_PER_POINT = 4 / 3
TOLERANCE = 0.01  # px
HEADING = re.compile("h[1-6]$")

Spot = tuple[boxes.TextBox, int]  # a text box and a byte of its text


class Overflowing(float):
    """A position that stands below the end of any page, and is itself otherwise: the page turns before it.

    On an empty page WeasyPrint does not ask, and what stands there stays.
    """

    __slots__ = ()

    def __add__(self, other: float) -> Overflowing:
        return Overflowing(float(self) + other)

    def __gt__(self, other: object) -> bool:
        return True


@contextmanager
def turning(style: Style, composer: Composer) -> Iterator[None]:
    """Let pages turn behind sentences; `composer` must be at work already."""
    turner = PageTurner(style, composer)
    iter_lines = block.iter_line_boxes

    def iter_line_boxes(
        context: LayoutContext, box: boxes.LineBox, position_y: float, bottom_space: float, *rest: Any
    ) -> Lines:
        skip_stack = rest[0]
        lines = iter_lines(context, box, position_y, bottom_space, *rest)
        turn = turner.compose(box, skip_stack, context.page_bottom - bottom_space - position_y)
        return lines if turn is None else _turn_before(lines, box, turn, skip_stack is None)

    block.iter_line_boxes = iter_line_boxes
    try:
        yield
    finally:
        block.iter_line_boxes = iter_lines


def _turn_before(lines: Lines, box: boxes.LineBox, turn: Spot, begins: bool) -> Lines:
    """The lines, that which begins at `turn` marked as standing below the page."""
    here = _find_spot(box, None) == turn and begins
    for line, resume_at in lines:
        position = line.position_y
        if here:
            line.position_y = Overflowing(position)
        yield line, resume_at
        line.position_y = float(position)
        here = resume_at is not None and _find_spot(box, resume_at) == turn


class PageTurner:
    """Chooses where the page turns in a paragraph of body size that does not fit on it, and composes its two parts."""

    def __init__(self, style: Style, composer: Composer) -> None:
        lines = style.page_turn_lines
        self._composer = composer
        self._spare = {Rank.SENTENCE: lines, Rank.CLAUSE: lines // 2, Rank.PAUSE: lines // 3}
        self._size = style.page.cell * PIXELS_PER_POINT

    def compose(self, line: boxes.LineBox, skip_stack: SkipStack, height: float) -> Spot | None:
        """Compose what stands from `skip_stack` on for a page with `height` px left; the spot before which it turns."""
        leaves = read_leaves(line)
        if not leaves or abs(line.style["font_size"] - self._size) > TOLERANCE:
            return None
        text = "".join(leaf.text for leaf in leaves)
        start = _find_offset(leaves, _find_spot(line, skip_stack)) if skip_stack else 0
        room = _count_room(height, inline.strut(line.style)[0])
        turn = self._choose(line, leaves, (start, len(text)), room)
        for first, last in [(start, turn), (turn, len(text))] if turn is not None else [(start, len(text))]:
            self._cut(line, slice_leaves(leaves, first, last), _indent(line, first), last < len(text))
        if turn is None:
            return None
        leaf = slice_leaves(leaves, turn, len(text))[0] if turn == 0 else slice_leaves(leaves, 0, turn)[-1]
        return leaf.box, leaf.start + (len(leaf.text.encode()) if turn else 0)

    def _choose(self, line: boxes.LineBox, leaves: Sequence[Leaf], rest: tuple[int, int], room: int) -> int | None:
        start, end = rest
        text = "".join(leaf.text for leaf in leaves)

        @cache
        def count_lines(length: int) -> int:
            part = slice_leaves(leaves, start, start + length)
            return len(self._composer.compose_leaves(line, part, _indent(line, start)).lines) if part else 0

        if count_lines(end - start) <= room:
            return None
        first = max(start, _measure_run_in(leaves))
        ahead = {rank: [p - start for p in points if p > first] for rank, points in find_turn_points(text).items()}
        chosen = choose_turn(ahead, count_lines, room, self._spare)
        return None if chosen is None else start + chosen

    def _cut(self, line: boxes.LineBox, part: list[Leaf], indent: int, goes_on: bool) -> None:
        if part:
            composed = self._composer.compose_leaves(line, part, indent)
            cut_lines(composed, part, line.style["font_size"], goes_on)


def _indent(line: boxes.LineBox, start: int) -> int:
    return 0 if start else line.composed_for[1]


def _measure_run_in(leaves: Sequence[Leaf]) -> int:
    """Characters of the run-in heading a paragraph begins with; no page turns behind one."""
    length = 0
    for leaf in leaves:
        if not HEADING.match(leaf.box.element_tag):
            break
        length += len(leaf.text)
    return length


def _count_room(height: float, line_height: float) -> int:
    """Lines that fit into `height` px; without an end of page, more than any paragraph has."""
    return int(min((height + TOLERANCE) / line_height, 1_000_000))


def _find_spot(line: boxes.LineBox, skip_stack: SkipStack) -> Spot | None:
    """The text box and byte a WeasyPrint stack points at; without a stack the first of the line."""
    box: boxes.Box = line
    byte = 0
    while skip_stack is not None:
        ((index, skip_stack),) = skip_stack.items()
        if isinstance(box, boxes.TextBox):
            byte = index
            break
        box = box.children[index]
    text = box if isinstance(box, boxes.TextBox) else next(iter_texts(box), None)
    return None if text is None else (text, byte or 0)


def _find_offset(leaves: Sequence[Leaf], spot: Spot | None) -> int:
    """The character of the paragraph that stands at a spot."""
    offset = 0
    for leaf in leaves:
        if spot and leaf.box is spot[0]:
            return offset + len(leaf.text.encode()[: max(0, spot[1] - leaf.start)].decode())
        offset += len(leaf.text)
    return 0
