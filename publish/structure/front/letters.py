"""Words of a cover that stand upright, a character to a line (实 施 方 案 one below the other)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from publish.structure.items import Item

HEAD = 20  # items from the top among which a cover's words stand
LEAST = 2


def join_letters(items: Sequence[Item]) -> list[Item]:
    """The items, runs of lines of one Han character each among the first joined into a line."""
    joined: list[Item] = []
    for upright, run in itertools.groupby(items[:HEAD], _is_letter):
        letters = list(run)
        joined += [_join(letters)] if upright and len(letters) >= LEAST else letters
    return joined + list(items[HEAD:])


def _is_letter(item: Item) -> bool:
    return len(item.text) == 1 and "\u4e00" <= item.text <= "\u9fff" and not item.decided and item.marker is None


def _join(letters: Sequence[Item]) -> Item:
    content = tuple(inline for letter in letters for inline in letter.content)
    return Item(letters[0].block, content, "".join(letter.text for letter in letters))
