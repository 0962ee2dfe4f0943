"""Places in a PDF: the page and the line on it, as one number."""

from __future__ import annotations

from publish.model import PAGE, Place


def place_on_page(file: str, page: int, row: int) -> Place:
    """The place of a line (both from 1): page 3, line 12 is 3012."""
    return Place(file, page * PAGE + min(row, PAGE - 1))
