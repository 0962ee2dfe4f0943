"""Texts of more than can be read, recognised and checked in time: refused by their count, before the work is done."""

from __future__ import annotations

from collections.abc import Sequence

from publish.errors import LimitError
from publish.model.weight import MEGABYTE

# Paragraphs and lines within them, of a text of up to MEGABYTE; of a longer one in proportion. Reading, recognising and
# checking take a fifth of a millisecond for each (of the two cores this was built on, 2026).
MOST_PARAGRAPHS = 30_000


def bear_lines(lines: Sequence[str]) -> None:
    """`bear_paragraphs` of a text about to be read, by its lines that are not empty."""
    bear_paragraphs(sum(1 for line in lines if line and not line.isspace()), sum(map(len, lines)))


def bear_paragraphs(count: int, characters: int) -> None:
    """Raise LimitError for a text of so many paragraphs that reading, recognising and checking them takes too long."""
    if count > MOST_PARAGRAPHS * max(1.0, characters / MEGABYTE):
        raise LimitError(f"内容太多：{count} 段", f"请拆成几个文件，每个不超过 {MOST_PARAGRAPHS} 段")
