"""Reading time at the foot of every page (table [reading] of the style), as named strings of its margin boxes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext

from publish.composition.reading import count_syllables, format_time
from publish.style import Style


@contextmanager
def timing(style: Style) -> Iterator[None]:
    """Give the strings `bottom-left` and `bottom-right` of each page its reading time when its margins are made."""
    make_pages, make_margins = layout.make_all_pages, layout.make_margin_boxes
    strings: list[tuple[str, str]] = []

    def make_all_pages(*arguments: Any) -> Iterator[boxes.PageBox]:
        pages = list(make_pages(*arguments))
        strings[:] = _tell_times(style, [_count(page) for page in pages])
        yield from pages

    def make_margin_boxes(context: LayoutContext, page: boxes.PageBox, state: Any) -> Iterator[boxes.Box]:
        number = context.current_page
        for name, text in zip(("bottom-left", "bottom-right"), strings[number - 1], strict=True):
            context.string_set[name][number] = [text]
        return make_margins(context, page, state)

    layout.make_all_pages, layout.make_margin_boxes = make_all_pages, make_margin_boxes
    try:
        yield
    finally:
        layout.make_all_pages, layout.make_margin_boxes = make_pages, make_margins


def _count(page: boxes.PageBox) -> int:
    return sum(count_syllables(box.text) for box in page.descendants() if isinstance(box, boxes.TextBox))


def _tell_times(style: Style, syllables: list[int]) -> list[tuple[str, str]]:
    """What stands left and right of the page number on every page."""
    pace, look = style.characters_per_minute, style.reading
    total = format_time(sum(syllables), pace)
    told = []
    for own, elapsed in zip(syllables, accumulate(syllables), strict=True):
        times = {"time": format_time(own, pace), "elapsed": format_time(elapsed, pace), "total": total}
        told.append((look.left.format_map(times), look.right.format_map(times)))
    return told
