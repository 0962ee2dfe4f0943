"""What the pages of a document must say, character by character, so that a finished PDF can be compared with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from publish.model import Block, Figure, Footnote, Table, inlines, plain_text

GETA = "〓"  # printed for a character no font has, as Chinese compositors do
# White space, controls, and characters that are not seen: what is copied from a PDF may lack them.
_UNSEEN = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]+"
)


def strip_unseen(text: str) -> str:
    """A text without white space and characters that are not seen."""
    return _UNSEEN.sub("", text)


@dataclass
class Expected:
    """The running text with the numbers of its footnotes; the notes with theirs; the heads of tables, each with the
    range of running text over which page breaks repeat it. White space is left out everywhere."""

    missing: frozenset[str] = frozenset()
    text: str = ""
    notes: str = ""
    heads: list[tuple[int, int, str]] = field(default_factory=list)
    number: int = 0

    def add(self, blocks: Iterable[Block]) -> None:
        """Add blocks in reading order."""
        for block in blocks:
            match block:
                case Table():
                    self._add_table(block)
                case Figure():
                    self.add([block.caption] if block.caption else [])
                case _:
                    for inline in inlines(block):
                        if isinstance(inline, Footnote):
                            self._add_note(inline)
                        else:
                            self.text += self.show(plain_text((inline,)))

    def _add_table(self, table: Table) -> None:
        self.add([table.caption] if table.caption else [])
        start = len(self.text)
        self._add_rows(table, 0, table.header_rows)
        body = len(self.text)
        self._add_rows(table, table.header_rows, len(table.rows))
        if body > start:
            self.heads.append((body, len(self.text), self.text[start:body]))

    def _add_rows(self, table: Table, start: int, end: int) -> None:
        for row in table.rows[start:end]:
            for cell in row:
                self.add(cell.blocks)

    def _add_note(self, note: Footnote) -> None:
        self.number += 1
        self.text += str(self.number)
        self.notes += str(self.number) + self.show(plain_text(note.content, footnotes=True))

    def without(self, strip: Callable[[str], str]) -> Expected:
        """The same, characters that `strip` removes left out everywhere."""
        heads = [
            (len(strip(self.text[:start])), len(strip(self.text[:end])), strip(head)) for start, end, head in self.heads
        ]
        return Expected(self.missing, strip(self.text), strip(self.notes), heads, self.number)

    def show(self, text: str) -> str:
        """A text as it is printed."""
        for char in self.missing.intersection(text):
            text = text.replace(char, GETA)
        return strip_unseen(text)


def is_unseen(char: str) -> bool:
    """Whether a character leaves no mark on paper, so that no font need have it."""
    return bool(_UNSEEN.fullmatch(char))


def is_copied_in_order(text: str) -> bool:
    """Whether a viewer copies a text in its own order: nothing runs from right to left, no marks are combined."""
    return text.isascii() or not any(
        unicodedata.bidirectional(char) in _RIGHT_TO_LEFT or unicodedata.category(char) in _COMBINING
        for char in set(text)
    )


_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_COMBINING = frozenset({"Mn", "Mc", "Me"})
