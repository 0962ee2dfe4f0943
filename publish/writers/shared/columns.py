"""How wide the columns of a table are: nothing unbreakable is parted, names and figures stay on one line while there is
room, and the rows come out low."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from math import ceil

from publish.composition.classes import AT_LEAST, KINDS, NUMBERS, WORD, classify, quantity_end, split_clusters
from publish.model import Cell, inlines, paragraphs, plain_text
from publish.text.widths import title_width

WESTERN = re.compile(f"[{WORD}０-９]")
MOST_HEAD_LINES, MOST_LABEL_LINES, MOST_TEXT_LINES = 4, 2, 12  # lines in a cell that still read well
LEAST_TEXT = 4.0  # characters a column of texts has at least
FIGURE_WIDTH = 0.5  # characters; of a figure in Times New Roman's metrics
LEAST = 2.0  # characters any column is given
LARGEST_PIECE = 1 / 3  # of the table's width: a longer word (an address) may be parted
EASE = 0.2  # characters more than measured, so that rounding never breaks a word
STEP = 0.5  # characters; a column is widened by whole steps
LABEL = 9.0  # characters; what is not longer is a name, a date, a figure rather than a text
WHOLE = 3.0  # characters; what is not longer is never parted
PARTED = 6.0  # what the squares of a label's lines beyond the first count for, those of a text counting one
HEAD_LINES, HEAD_WEIGHT = 2, 3  # lines a head may well take; how many other cells it counts for
SAME = 0.02  # shares that differ less are those of a table nobody has set the widths of


@dataclass
class Column:
    """What the cells of one column need, in characters: the longest piece no line may part, and how many cells of the
    head and of the body have a text of each width."""

    least: float = LEAST
    heads: Counter[float] = field(default_factory=Counter)
    body: Counter[float] = field(default_factory=Counter)

    @property
    def needed(self) -> float:
        """The least width at which the column reads well: heads in four lines, names in two, texts in a dozen."""
        heads = (width / MOST_HEAD_LINES for width in self.heads)
        labels = (width / MOST_LABEL_LINES for width in self.body if width <= LABEL)
        texts = (max(LEAST_TEXT, width / MOST_TEXT_LINES) for width in self.body if width > LABEL)
        return float(max(self.least, *map(ceil, (0, *heads, *labels, *texts))))

    @property
    def longest(self) -> float:
        """The width at which every text stands on one line."""
        return max((self.least, *self.heads, *self.body))

    def add(self, cell: Cell, is_head: bool) -> None:
        """Count a cell of this column."""
        for block in paragraphs(cell.blocks):
            text = plain_text(inlines(block))
            width = title_width(text)
            whole = width if width <= WHOLE else max(map(_measure_piece, iter_pieces(text)), default=LEAST)
            self.least = max(self.least, whole)
            (self.heads if is_head else self.body)[width] += 1

    def cost(self, width: float) -> float:
        """How badly the column's texts stand in `width` characters: the squares of their lines, parted labels above
        all."""
        heads = sum(HEAD_WEIGHT * number * _cost_text(text, width, HEAD_LINES) for text, number in self.heads.items())
        body = sum(number * _cost_text(text, width, 1) for text, number in self.body.items())
        return heads + body


def iter_pieces(text: str) -> Iterator[str]:
    """What of a text no line may part: words, and marks with what they may not be parted from."""
    yield from iter_words(text)
    piece, last = "", None
    for cluster in split_clusters(text):
        kind = classify(cluster)
        if last is not None and AT_LEAST[last * KINDS + kind]:
            yield piece
            piece = ""
        piece, last = piece + cluster, kind
    yield piece


def _measure_piece(piece: str) -> float:
    """Width of a piece with figures as wide as they are, so that no column is wider than they need."""
    return sum(FIGURE_WIDTH if char.isdigit() and char.isascii() else title_width(char) for char in piece)


def iter_words(text: str) -> Iterator[str]:
    """What of a text no line may part, 汉字 aside: Western words, numbers with their units."""
    clusters = split_clusters(text) if WESTERN.search(text) else []
    for number, cluster in enumerate(clusters):
        if WESTERN.match(cluster):
            end = quantity_end(clusters, number) if classify(cluster) in NUMBERS else number + 1
            yield "".join(clusters[number:end])


def share_room(columns: Sequence[Column], own: Sequence[float], room: float, padding: float) -> list[float]:
    """The columns' shares of a table `room` characters wide, in all 1; `padding` of each cell likewise.

    `own`: the source's shares (empty: none), which stand unless they are all alike or part what must not be parted.
    """
    padding += EASE
    least = [min(column.least, room * LARGEST_PIECE) for column in columns]
    own = [share / sum(own) for share in own]
    if _are_meant(own) and all(share * room >= piece + padding for share, piece in zip(own, least, strict=True)):
        return own
    widths = [column.longest for column in columns]
    room -= padding * len(columns)
    if sum(widths) > room:
        needed = [column.needed for column in columns]
        starts = [start for start in (least, needed) if sum(start) <= room]
        ways = (_widen(columns, start, room) for start in starts)
        widths = min(ways, key=partial(_sum_costs, columns), default=least)
    total = sum(widths) + padding * len(columns)
    return [(width + padding) / total for width in widths]


def is_roomy(columns: Sequence[Column], room: float, padding: float) -> bool:
    """Whether a table `room` characters wide has room for what its columns need."""
    return sum(min(column.needed, column.longest) + padding + EASE for column in columns) <= room


def _are_meant(shares: Sequence[float]) -> bool:
    return len(shares) > 0 and min(shares) > 0 and max(shares) - min(shares) > SAME


def _sum_costs(columns: Sequence[Column], widths: Sequence[float]) -> float:
    return sum(column.cost(width) for column, width in zip(columns, widths, strict=True))


def _widen(columns: Sequence[Column], widths: Sequence[float], room: float) -> list[float]:
    """The widths with the rest of `room` given, again and again, to the column that gains most for it."""
    widths, room = list(widths), room - sum(widths)
    costs = [_list_costs(column, width, room) for column, width in zip(columns, widths, strict=True)]
    steps = [0] * len(widths)
    left = int(room / STEP)
    while True:
        ways = (
            ((known[steps[index]] - known[steps[index] + more]) / more, -more, index)
            for index, known in enumerate(costs)
            for more in range(1, min(left, len(known) - 1 - steps[index]) + 1)
        )
        gain, more, index = max(ways, default=(0.0, 0, 0))
        if gain <= 0:
            return [width + STEP * taken for width, taken in zip(widths, steps, strict=True)]
        steps[index] -= more
        left += more


def _list_costs(column: Column, width: float, room: float) -> list[float]:
    """The costs of a column at `width` and so many steps more, until more has no use or there is no room."""
    costs = []
    for more in count():
        costs.append(column.cost(width + more * STEP))
        if more * STEP > room or width + more * STEP >= column.longest:
            return costs
    return costs


def _cost_text(text: float, width: float, good: int) -> float:
    lines = max(good, 1 if text <= width else ceil(text / max(1, int(width))))
    return lines**2 + (PARTED * (lines - good) ** 2 if text <= LABEL else 0.0)
