"""What is told of a text: places, findings, differences of drafts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

CONTENTS_LEFT_OUT = "原稿的目录没有排出，页码是原稿的"  # whatever a text's contents was made of
PAGE = 1000  # what a page counts in the line of a place in a PDF: line 12 of page 3 is 3012


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a source: file name, line and column, both from 1 (Word: paragraph number; PDF: PAGE
    times the page, and the line on it)."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class FindingKind(StrEnum):
    """The account's columns: what became of characters that are not in the output as they were in the source."""

    LEFT_OUT = "left-out"  # `text` is not in the output
    NORMALISED = "normalised"  # `text` became `replacement`
    BLANK = "unfilled-blank"  # `text` is a blank nobody filled
    GLYPH = "missing-glyph"  # no font has `text`
    WARNING = "warning"  # something the user should look at; nothing was changed


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: Chinese `message`, `place`, the characters concerned and what they became."""

    kind: FindingKind
    message: str
    place: Place | None = None
    text: str = ""
    replacement: str = ""
    code: str = ""  # stable key of the rule, e.g. "summary-line"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of two drafts: what was there, what is there, where, by whom. Its place is in the base, that of an
    insertion in the draft.

    `conflict`: the others who changed the same place otherwise. `context`: the beginning of the paragraph whose role
    changed.
    """

    kind: Literal["inserted", "deleted", "replaced", "moved", "table", "role", "format"]
    old: str
    new: str
    place: Place | None
    author: str
    conflict: tuple[str, ...] = ()
    context: str = ""
