"""The frame of a table that pages part: where a merged cell goes over to the next page, a line closes it on both."""

from __future__ import annotations

from typing import Any

Border = tuple[Any, tuple[Any, float, Any]]  # WeasyPrint's: a score, then style, width (px) and colour


def close_frame(fragment: Any, goes_on: bool) -> None:
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
