"""Back on the grid: every fragment of a table takes up whole lines of the page, so that the text below it does too.

WeasyPrint learns a table's height only by laying it out; `align_tables` wraps its `table_layout` for one rendering and
lets each fragment end on the next line of the page's grid, its frame closed. When its body is not one that we know,
tables are laid out as they are and a finding says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import Any

from publish.model import Finding, FindingKind
from publish.style import Style
from publish.writers.weasyprint.replacements import is_known

ON_GRID = "on-grid"  # the class of the tables that stand in the page itself, not in another table
PX = 96 / 72  # WeasyPrint measures in CSS px
TOLERANCE = 0.001  # px
Border = tuple[Any, tuple[Any, float, Any]]  # WeasyPrint's: a score, then style, width (px) and colour


@contextmanager
def align_tables(style: Style) -> Iterator[tuple[Finding, ...]]:
    """Within it, WeasyPrint ends table fragments on the grid of the style's page; yields what is to be said."""
    from weasyprint.layout import block

    lay_out: Any = getattr(block, "table_layout", None)
    if not is_known(lay_out, "weasyprint.layout.block:table_layout"):
        message = "表格之后的文字可能偏离行格：排版引擎 WeasyPrint 的版本与本程序不合"
        yield (Finding(FindingKind.WARNING, message, code="grid"),)
        return

    def lay_out_on_grid(context: Any, table: Any, bottom_space: float, *rest: Any) -> Any:
        result = lay_out(context, table, bottom_space, *rest)
        fragment, resume_at = result[0], result[1]
        if fragment is not None and ON_GRID in (fragment.element.get("class") or "").split():
            _close_frame(fragment, goes_on=resume_at is not None)
            room = context.page_bottom - bottom_space - _bottom(fragment)
            free = 0.0 if resume_at else style.table.space
            fragment.height += max(0.0, min(_space_below(_bottom(fragment), style, free), room))
        return result

    block.table_layout = lay_out_on_grid
    try:
        yield ()
    finally:
        block.table_layout = lay_out


def _bottom(fragment: Any) -> float:
    return float(fragment.position_y + fragment.margin_height())


def _space_below(bottom: float, style: Style, free: float) -> float:
    """What is missing from `bottom` to the next line of the grid, px, at least `free` lines of it."""
    pitch = style.page.pitch * PX
    lines = (bottom - style.page.top * PX) / pitch
    return (ceil(lines + free - TOLERANCE) - lines) * pitch


def _close_frame(fragment: Any, goes_on: bool) -> None:
    """Give a fragment of a table with collapsed borders the lines that a cell covering the rows beside them leaves out:
    at its top, if rows came before; at its foot, if the table `goes_on`."""
    if fragment.style["border_collapse"] != "collapse" or not fragment.children:
        return
    vertical, horizontal = fragment.collapsed_border_grid
    heads = len(fragment.children[0].children) if fragment.children[0].is_header else 0
    rows = sum(len(group.children) for group in fragment.children)
    first = fragment.skipped_rows or heads  # of the rows that are no repeated heads
    edges = [first] if fragment.skipped_rows and not heads else []  # below repeated heads theirs is drawn
    edges += [first + rows - heads] if goes_on else []
    if any(_is_open(horizontal[edge]) for edge in edges):
        horizontal = list(horizontal)  # the fragments of a table share their lines
        for edge in edges:
            horizontal[edge] = _close(horizontal[edge], vertical[min(edge, len(vertical) - 1)])
        fragment.collapsed_border_grid = vertical, horizontal


def _is_open(borders: list[Border]) -> bool:
    return not all(width for _score, (_style, width, _color) in borders)


def _close(borders: list[Border], beside: list[Border]) -> list[Border]:
    """The line with every gap as thick as its thinnest part; as the lines `beside` it where it has none."""
    drawn = [border for border in borders if border[1][1]] or [border for border in beside if border[1][1]]
    if not drawn:
        return borders
    thinnest = min(drawn, key=lambda border: border[1][1])
    return [border if border[1][1] else thinnest for border in borders]
