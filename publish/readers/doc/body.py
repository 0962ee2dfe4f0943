"""Paragraphs of a Word 97–2003 document as blocks: their marks say what they are ([MS-DOC] 2.4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from publish.model import (
    CONTENTS_LEFT_OUT,
    Align,
    Block,
    FindingKind,
    Footnote,
    Heading,
    Hints,
    Inline,
    Level,
    LineBreak,
    Paragraph,
    Span,
    attach_captions,
    plain_text,
)
from publish.model.captions import as_caption
from publish.readers.doc import sprms
from publish.readers.doc.characters import CharacterReader, Line
from publish.readers.doc.formatting import Formatting, Membership
from publish.readers.doc.numbering import Numbering
from publish.readers.doc.sprms import integer
from publish.readers.doc.styles import Said
from publish.readers.doc.tables import read_row
from publish.readers.edged_tables import TableReader
from publish.readers.headings import BODY_LEVEL, CONTENTS_STYLE, is_heading
from publish.readers.joining import join_spans

ENDS = re.compile("[\r\x07\x0c]")
CELL, BREAK = "\x07", "\x0c"
ALIGNS: dict[int, Align] = {0: "left", 1: "center", 2: "right", 3: "both"}
INDENTS = " \u3000\t\xa0"


@dataclass(frozen=True)
class Mark:
    """What the mark of a paragraph says: its style, depth in tables, which end it is, its list; `own`: in itself."""

    style: int = 0
    depth: int = 0
    end: Literal["paragraph", "cell", "row"] = "paragraph"
    said: Said = field(default_factory=dict)
    own: Sequence[tuple[int, bytes]] = ()
    member: Membership = Membership()
    whole: bool = True  # not a page break within the paragraph


@dataclass
class Body:
    """Reads stories into blocks."""

    characters: CharacterReader
    formatting: Formatting | None
    numbering: Numbering | None
    _pending: Line | None = None  # of a paragraph whose mark joins it to the next one
    _run_in: Heading | None = None
    _within: bool = False  # a page break parted the paragraph
    _blank: bool = False

    def read(self, begin: int, end: int) -> list[Block]:
        """The blocks of a range."""
        tables = TableReader()
        units, account = self.characters.text.units, self.characters.account
        while begin < end:
            found = ENDS.search(units, begin, end)
            last = found.start() if found else end
            mark = self._mark(begin, last) if found else Mark()
            account.number += mark.end != "row"
            tables.enter(mark.depth, account.place)
            if mark.end == "row":
                tables.end_row(read_row(mark.own))
            else:
                tables.add(list(self._paragraph(begin, last, mark)))
                if mark.end == "cell":
                    tables.add(self._flush(mark))
                    tables.end_cell()
            self._within = not mark.whole
            begin = last + 1
        tables.add(self._flush(Mark()))
        self.characters.finish()
        return list(attach_captions(map(as_caption, tables.finish())))

    def _mark(self, begin: int, at: int) -> Mark:
        char = self.characters.text.units[at]
        if self.formatting is None or not self.formatting.paragraphs.numbers:  # only the marks themselves
            ends = char == CELL and begin == at
            return Mark(depth=int(char == CELL), end="row" if ends else "cell" if char == CELL else "paragraph")
        offset = self.characters.text.offset(at)
        style, said, own = self.formatting.paragraph(offset)
        inside = bool(integer(said.get(sprms.IN_TABLE)))
        depth = integer(said.get(sprms.DEPTH)) if sprms.DEPTH in said else int(inside)
        depth = max(depth, int(inside or char == CELL))
        end: Literal["paragraph", "cell", "row"] = "paragraph"
        if (integer(said.get(sprms.ROW_END)) and char == CELL) or integer(said.get(sprms.INNER_ROW_END)):
            end = "row"
        elif char == CELL or integer(said.get(sprms.INNER_CELL)):
            end = "cell"
        run = self.formatting.paragraphs.find(offset)
        whole = char != BREAK or run is None or run.end <= offset + 2
        return Mark(style, depth, end, said, own, self.formatting.membership(offset), whole)

    def _paragraph(self, begin: int, end: int, mark: Mark) -> Iterator[Block]:
        """The blocks of a paragraph, with what hangs on it; nothing yet when its mark joins it to the next one."""
        listed = CONTENTS_STYLE.fullmatch(self._name(mark))
        if listed:
            text = self.characters.text.join(begin, end).strip()
            message = CONTENTS_LEFT_OUT
            if text:
                self.characters.account.tell(FindingKind.LEFT_OUT, "contents", message, _visible(text))
            self.characters.read(begin, end, mark.style)  # for the fields in it
            return
        line = self.characters.read(begin, end, mark.style)
        if self._pending:
            pending = self._pending
            line = replace(line, content=pending.content + line.content, behind=pending.behind + line.behind)
            self._pending = None
        if self._is_joined(end, mark):
            self._join(line, mark)
            return
        yield from self._finish(line, mark)
        while self.characters.boxes:
            begin, end = self.characters.boxes.pop(0)
            yield from self._box(begin, end)

    def _is_joined(self, at: int, mark: Mark) -> bool:
        """Whether a paragraph's mark is hidden or deleted."""
        if self.formatting is None or mark.end != "paragraph" or at >= len(self.characters.text.units):
            return False
        return any(look.hidden or look.deleted for _, _, look in self.characters.runs(at, at + 1, mark.style))

    def _join(self, line: Line, mark: Mark) -> None:
        """Keep a line for the next paragraph; a heading with a hidden mark runs in."""
        level = self._level(mark)
        content = tuple(join_spans(line.content))
        if level and plain_text(content).strip() and self._run_in is None:
            number = self._number(mark)
            content = (Span(number), *content) if number else content
            self._run_in = Heading(
                min(level, max(Level)), content, self.characters.account.place, self._hints(line, mark)
            )
            line = Line(behind=line.behind)
        self._pending = line if line.content or line.behind else None

    def _flush(self, mark: Mark) -> list[Block]:
        line, self._pending = self._pending, None
        return list(self._finish(line or Line(), mark)) if line or self._run_in else []

    def _finish(self, line: Line, mark: Mark) -> Iterator[Block]:
        number = "" if self._within else self._number(mark)
        indent, kept = _part_indent(line.content)
        content = tuple(join_spans(kept))
        run_in, self._run_in = self._run_in, None
        place = run_in.place if run_in else self.characters.account.place
        if content:
            hints = replace(self._hints(line, mark), marker=number, raw_indent=indent.replace("\xa0", " "))
            first = content[0]
            numbered = (Span(number, strong=isinstance(first, Span) and first.strong), *content) if number else content
            if hints.level and not run_in and is_heading(plain_text(content)):
                yield Heading(min(hints.level, max(Level)), numbered, place, hints)
            else:
                yield Paragraph(numbered, place=place, run_in=run_in, hints=hints)
        elif run_in:
            yield run_in
        self._blank = not content and not run_in and not line.behind
        yield from line.behind

    def _number(self, mark: Mark) -> str:
        return self.numbering.next(mark.member) if self.numbering else ""

    def _box(self, begin: int, end: int) -> list[Block]:
        """The text of a box behind the paragraph it hangs on."""
        account = self.characters.account
        kept = account.number, self._within, self._blank
        blocks = Body(self.characters, self.formatting, self.numbering).read(begin, end)
        account.number, self._within, self._blank = kept
        if blocks:
            message = "文本框里的文字排在它所在的段落之后，请核对位置"
            account.tell(FindingKind.WARNING, "text-box", message)
        return blocks

    def _name(self, mark: Mark) -> str:
        return self.formatting.styles.name(mark.style) if self.formatting else ""

    def _level(self, mark: Mark) -> int:
        outline = mark.said.get(sprms.OUTLINE)
        return integer(outline) + 1 if outline is not None and integer(outline) < BODY_LEVEL else 0

    def _hints(self, line: Line, mark: Mark) -> Hints:
        align = mark.said.get(sprms.ALIGN) or mark.said.get(sprms.ALIGN_80)
        listed = mark.member.list and self.numbering
        return Hints(
            level=self._level(mark),
            style=self._name(mark),
            align=ALIGNS.get(integer(align), "") if align else "",
            bold=line.bold and bool(line.content),
            size=line.size,
            blank_before=self._blank,
            list_depth=(mark.member.level or 0) + 1 if listed else 0,
        )


def _visible(text: str) -> str:
    return "".join(char if char >= " " else " " for char in re.sub("\x13[^\x14\x15]*\x14?", "", text))


def _part_indent(content: Sequence[Inline]) -> tuple[str, list[Inline]]:
    """The white space that opens content, and the rest, without breaks before it."""
    kept, indent = list(content), ""
    while kept and not isinstance(kept[0], Footnote):
        if isinstance(kept[0], LineBreak):
            kept.pop(0)
            continue
        bare = kept[0].text.lstrip(INDENTS)
        indent += kept[0].text[: len(kept[0].text) - len(bare)]
        if bare:
            kept[0] = replace(kept[0], text=bare)
            break
        kept.pop(0)
    return indent, kept
