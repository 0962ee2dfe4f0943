"""Where the words of an RTF file go: the text itself or a text box, the paragraph and the row that are being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.readers.edged_tables import Row, TableReader
from publish.readers.rtf.words import ALIGNS, NUMBERS, Properties, Story

ENDS = frozenset((b"par", b"sect", b"page", b"line", b"cell", b"nestcell", b"row", b"nestrow"))


@dataclass
class Context:
    """Where text goes: the main text, or a text box that is open since a depth of groups."""

    depth: int = 0
    tables: TableReader = field(default_factory=TableReader)
    story: Story = field(default_factory=Story)
    said: Properties = field(default_factory=Properties)
    row: Row = field(default_factory=lambda: Row([]))
    inner_row: Row = field(default_factory=lambda: Row([]))
    notes: list[tuple[int, Story]] = field(default_factory=list)  # open footnotes: their depth, the story round them


def set_property(here: Context, nested: bool, word: bytes, number: int | None) -> None:
    """Words that say something of the paragraph, or of how cells lie; `nested`: of a table in a table."""
    if word == b"pard":
        here.said = Properties()
    elif word in ALIGNS:
        here.said.align = ALIGNS[word]
    elif word == b"intbl":
        here.said.in_table = True
    elif word in NUMBERS and number is not None:
        setattr(here.said, NUMBERS[word], number)
    elif word == b"trowd" and nested:
        here.inner_row = Row([])
    elif word == b"trowd":
        here.row = Row([])
    else:
        _set_row(here.inner_row if nested else here.row, word, number)


def _set_row(row: Row, word: bytes, number: int | None) -> None:
    if word == b"trleft" and number is not None:
        row.edges = (number, *row.edges[1:])
    elif word == b"cellx" and number is not None:
        row.edges = (*(row.edges or (min(0, number),)), number)
    elif word == b"trhdr":
        row.head = True
    elif word == b"clvmrg":
        row.below |= {max(0, len(row.edges) - 1)}
    elif word == b"clmrg":
        row.joined |= {max(0, len(row.edges) - 1)}
