"""Widths of text before any font is known."""

from __future__ import annotations

import pytest

from publish.text.widths import count_cells, estimate_width, measure_room, title_width


@pytest.mark.parametrize(
    ("text", "width", "title", "cells"),
    [("关于印发", 4, 4, 8), ("2024年", 3, 3.4, 6), ("“十四五”", 5, 5, 8), ("（一）", 3, 3, 6), ("GDP", 1.5, 1.8, 3)],
)
def test_han_and_full_width_marks_count_one(text: str, width: float, title: float, cells: int) -> None:
    assert estimate_width(text) == pytest.approx(width)
    assert title_width(text) == pytest.approx(title)
    assert count_cells(text) == cells


@pytest.mark.parametrize(("white", "width"), [("", 0), ("\u3000\u3000", 2), ("\t", 2), (" ", 0.5), ("\u3000\t ", 3.5)])
def test_white_space_in_front_of_a_line_is_room(white: str, width: float) -> None:
    assert measure_room(white) == width
