"""Where on the pages the lines of a source stand: its paragraphs looked for in the text of the finished PDF."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publish.desk.pages import Pages
from publish.model import Document, Place, inlines, paragraphs, plain_text

LEAST = 8  # characters of a paragraph that are enough to know it by
LINE = 100  # characters that no line exceeds
PROBES = (60, 20, LEAST)  # characters looked for, the longest first: a later part may have been changed


@dataclass(frozen=True)
class Spot:
    """A place on a page: page from 0; left edge, top, bottom and right end of its line, in pt from the upper left."""

    page: int
    left: float
    top: float
    bottom: float
    right: float

    def as_json(self) -> list[float]:
        """As plain JSON values."""
        return [self.page, round(self.left, 1), round(self.top, 1), round(self.bottom, 1), round(self.right, 1)]


@dataclass(frozen=True)
class Found:
    """A paragraph of the document: its place, its characters without space, where they begin in the pages' text."""

    place: Place
    text: str
    start: int


class Printed:
    """The characters of all pages without space, in reading order, with the box of each."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        texts, self.starts = [], [0]
        self._indices: list[list[int]] = []
        for number in range(len(pages.sizes)):
            characters = [(index, char) for index, char in enumerate(pages.read(number)) if not char.isspace() and char]
            self._indices.append([index for index, _ in characters])
            texts.append("".join(char for _, char in characters))
            self.starts.append(self.starts[-1] + len(texts[-1]))
        self.text = "".join(texts)

    def page_of(self, offset: int) -> int:
        """The page a character stands on."""
        return min(bisect_right(self.starts, offset) - 1, len(self._indices) - 1)

    def spot(self, offset: int) -> Spot | None:
        """Where a character stands."""
        if not 0 <= offset < len(self.text):
            return None
        page = self.page_of(offset)
        left, top, bottom, _ = self._box(page, offset)
        within = range(offset, min(offset + LINE, self.starts[page + 1]))
        last = bisect_right(within, 0, key=lambda at: self._box(page, at)[1] > bottom) - 1
        return Spot(page, left, top, bottom, max(left, self._box(page, within[last])[3]))

    def _box(self, page: int, offset: int) -> tuple[float, float, float, float]:
        return self._pages.find_box(page, self._indices[page][offset - self.starts[page]])


def find_spots(pages: Pages, document: Document, places: Sequence[Place | None]) -> list[Spot | None]:
    """Where each place of the source stands on the pages; None for one that is not printed, or not found again."""
    printed = Printed(pages)
    found = {place: at for at in find_paragraphs(printed, document) for place in [(at.place.line, at.place.column)]}
    keys = sorted(found)
    return [_spot(place, found, keys, printed) if place else None for place in places]


def _spot(
    place: Place, found: dict[tuple[int, int], Found], keys: list[tuple[int, int]], printed: Printed
) -> Spot | None:
    index = bisect_right(keys, (place.line, place.column)) - 1
    if index < 0 or keys[index][0] != place.line:
        return None
    at = found[keys[index]]
    within = place.column - at.place.column  # spaces of the source and filled blanks shift it by as much as they take
    return printed.spot(at.start + min(within, len(at.text) - 1))


def find_paragraphs(printed: Printed, document: Document) -> Iterator[Found]:
    """The paragraphs of a document that are found in the text of the pages, each behind the one before if it can be."""
    cursor = 0
    for block in paragraphs(document.blocks):
        text = "".join(plain_text(inlines(block)).split())
        if not text or not block.place:
            continue
        start = _find(printed.text, text, cursor)
        if start >= 0:
            yield Found(block.place, text, start)
            cursor = start + 1


def _find(printed: str, text: str, cursor: int) -> int:
    for length in PROBES:
        if length < len(text) or length == LEAST:
            probe = text[:length]
        elif length == PROBES[0]:
            probe = text
        else:
            continue
        for start in (cursor, 0):
            at = printed.find(probe, start)
            if at >= 0:
                return at
    return -1
