"""Tables of Markdown (GFM 4.10): cells with their places, head row, alignment; surplus cells are reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from publish.model import Cell, CellAlign, FindingKind, Paragraph, Place, Span, Table
from publish.readers.markdown.inlines import Account, Words

BORDER = re.compile(r"(?<!\\)\|")
ALIGNS: dict[str, CellAlign] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


@dataclass
class TableReader:
    """Reads a table's tokens; `read_words` gives the words of an inline token from a line and column (from 0) on."""

    file: str
    lines: Sequence[str]
    read_words: Callable[[Token, int, int], Words]
    findings: Account

    def read(self, tokens: Sequence[Token]) -> Iterator[Table]:
        """The table; none when it has nothing but an empty head row."""
        rows: list[tuple[Cell, ...]] = []
        first = (tokens[0].map or [0])[0]
        headed = False
        for index, token in enumerate(tokens):
            if token.type == "tr_open":
                head = tokens[index - 1].type == "thead_open"
                # Between the head and the rows stands the delimiter row.
                line = (token.map or [first + len(rows) + (not head)])[0]
                cells = self._row(tokens[index + 1 : closing(tokens, index)], line)
                if not head or any(cell.blocks for cell in cells):
                    rows.append(cells)
                    headed = headed or head
        if rows:
            yield Table(tuple(rows), int(headed and len(rows) > 1), place=Place(self.file, first + 1))

    def _row(self, tokens: Sequence[Token], line: int) -> tuple[Cell, ...]:
        typed = self.lines[line]
        borders = [match.start() for match in BORDER.finditer(typed)]
        starts = borders if typed.lstrip().startswith("|") else [-1, *borders]
        cells: list[Cell] = []
        for index, token in enumerate(tokens):
            if token.type in ("th_open", "td_open"):
                start = starts[len(cells)] + 1 if len(cells) < len(starts) else len(typed)
                cells.append(_cell(token, self.read_words(tokens[index + 1], line, start)))
        # Cells beyond the head row's are not in the tokens.
        excess = typed[starts[len(cells)] :].strip("| \t") if len(starts) > len(cells) else ""
        if excess:
            message, place = (
                "这一行的格数比表头多，多出的格没有排出",
                Place(self.file, line + 1, starts[len(cells)] + 2),
            )
            self.findings.tell(FindingKind.LEFT_OUT, "table", message, place, excess)
        return tuple(cells)


def _cell(token: Token, words: Words) -> Cell:
    content = words.trimmed()
    place = next((each.place for each in content if isinstance(each, Span)), None)
    text = (Paragraph(content, place=place),) if content else ()
    return Cell((*words.before, *text, *words.after), align=ALIGNS.get(str(token.attrs.get("style", "")), ""))


def closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the one at `index`."""
    level = tokens[index].level
    return next(
        other for other in range(index + 1, len(tokens)) if tokens[other].level == level and tokens[other].nesting < 0
    )
