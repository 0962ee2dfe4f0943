"""Where the characters of Markdown stand: markdown-it tells lines of blocks only; columns are found again here."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from publish.model import Place

BRACKETS = {"[": 1, "]": -1}
PARENTHESES = {"(": 1, ")": -1}


def column_of(lines: Sequence[str], line: int, part: str, after: int = -1) -> int:
    """The column from 0 of a block's line in its source line: the end of it, or (in a table) the first from `after`."""
    if line >= len(lines):
        return 0
    part = part.rstrip()
    found = lines[line].rfind(part) if after < 0 else lines[line].find(part, after)
    if found < 0 <= after:  # the cell's text differs from its source: an escaped bar
        rest = lines[line][after:]
        return after + len(rest) - len(rest.lstrip())
    return max(found, 0)


class Cursor:
    """A walk through the inline content of one block, from token to token; every step only goes forward."""

    def __init__(self, start: Place, lines: Sequence[str], content: str, column: int = -1) -> None:
        self._start, self._content = start, content
        parts = enumerate(content.split("\n"), start.line - 1)
        self._columns = [column_of(lines, line, part, column) for line, part in parts]
        self._breaks = [at for at, char in enumerate(content) if char == "\n"] if "\n" in content else []
        self._position = 0

    def place(self, offset: int) -> Place:
        """The place of an offset in the content."""
        line = bisect_left(self._breaks, offset)
        start = self._breaks[line - 1] + 1 if line else 0
        return Place(self._start.file, self._start.line + line, self._columns[line] + offset - start + 1)

    @property
    def here(self) -> Place:
        """The place of the next character."""
        return self.place(self._position)

    def take(self, text: str, skip: int = 0) -> Place:
        """The place of the next occurrence of `text`, `skip` characters into it; moves behind it."""
        found = self._content.find(text, self._position)
        if found < 0:
            return self.here
        self._position = found + len(text)
        return self.place(found + skip)

    def take_code(self, markup: str, text: str) -> Place:
        """The place of the next code span's `text` between its backticks; moves behind the closing ones."""
        ticks = re.compile(rf"(?<!`){markup}(?!`)")
        opening = ticks.search(self._content, self._position)
        closing = ticks.search(self._content, opening.end()) if opening else None
        if not opening or not closing:
            return self.here
        self._position = closing.end()
        inside = self._content[opening.end() : closing.start()]
        stripped = inside[:1].isspace() and not text[:1].isspace()  # one space each side is no content (CommonMark 6.1)
        return self.place(opening.end() + stripped)

    def leave_link(self) -> str:
        """Move from the end of a link's text behind its address; the address as typed, or its label."""
        start = self._position
        if self._content[self._position : self._position + 1] == "]":
            after = self._content[self._position + 1 : self._position + 2]
            if after == "(":
                self._position = self._address_end(self._position + 1)
            elif match := re.compile(r"\]\[[^\]]*\]").match(self._content, self._position):
                self._position = match.end()
            else:
                self._position += 1
        elif self._content[self._position : self._position + 1] == ">":
            self._position += 1
        return self._content[start + 2 : self._position - 1]

    def take_picture(self) -> tuple[Place, str]:
        """The place of the next ![alt](address), and these characters; moves behind it."""
        place = self.take("!")
        start = max(self._position - 1, 0)
        self._position = max(self._position, self._matching(self._position, BRACKETS) - 1)
        self.leave_link()
        return place, self._content[start : self._position]

    def _address_end(self, start: int) -> int:
        """Behind the ")" of an address, whose title may hold brackets of its own (CommonMark 6.3)."""
        end = len(self._content)
        position = self._skip_space(start + 1)
        address = parseLinkDestination(self._content, position, end)
        if address.ok:
            position = self._skip_space(address.pos)
            title = parseLinkTitle(self._content, position, end)
            position = self._skip_space(title.pos if title.ok else position)
            if self._content[position : position + 1] == ")":
                return position + 1
        return self._matching(start, PARENTHESES)

    def _skip_space(self, position: int) -> int:
        while position < len(self._content) and self._content[position].isspace():
            position += 1
        return position

    def _matching(self, start: int, pair: dict[str, int]) -> int:
        """Behind the bracket that closes the one at `start`; `start` itself when none does."""
        depth = 0
        for offset in range(start, len(self._content)):
            depth += pair.get(self._content[offset], 0)
            if depth == 0:
                return offset + 1
        return start
