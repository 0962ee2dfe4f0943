"""Tokens of RTF one by one to blocks: what a group inherits, what is passed over, what is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from publish.errors import InputError
from publish.model import (
    Block,
    Cell,
    Finding,
    FindingKind,
    Footnote,
    LineBreak,
    Paragraph,
    Place,
    Span,
    Table,
)
from publish.readers.joining import join_spans
from publish.readers.rtf.paragraphs import make_paragraph
from publish.readers.rtf.tokens import Token
from publish.readers.rtf.words import (
    ALIGNS,
    ASIDE,
    CHARSETS,
    CODE_PAGES,
    LOOKS,
    LOST_NUMBER,
    POSITIONS,
    SHOWN,
    SKIPPED,
    SYMBOLS,
    TOLD,
    State,
    Story,
)
from publish.readers.text.encoding import decode_named

DEEPEST = 1_000


class Reader:
    """Takes tokens one by one; what was read stands in `blocks` and `findings`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self._state, self._stack = State(), list[State]()
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._in_fonts = 0
        self._bytes = bytearray()
        self._surrogate = ""
        self._skip = 0
        self._starred = False
        self._story, self._outer = Story(), list[tuple[int, Story]]()
        self._align: Literal["", "left", "center", "right", "both"] = ""
        self._in_table = False
        self._cells: list[Cell] = []
        self._lines: list[Block] = []
        self._rows: list[tuple[Cell, ...]] = []
        self._number = 0
        self._revised = False
        self._aside = ""

    def _tell(self, kind: FindingKind, code: str, message: str, text: str = "") -> None:
        place = Place(self.name, self._number + 1)
        self.findings.append(Finding(kind, message, place, text, code=f"rtf-{code}"))

    def take(self, token: Token) -> None:
        """Take one token."""
        if token.kind in ("hex", "text"):
            self._take_bytes(token)
            return
        self._flush()
        if token.kind == "open":
            if len(self._stack) > DEEPEST:
                hint = "请用 Word 或 WPS 打开，另存为 .docx 再试"
                raise InputError("RTF 的分组嵌套得太深，读不了", hint, Place(self.name, 1))
            self._stack.append(replace(self._state))
        elif token.kind == "close":
            self._close()
        elif token.kind == "symbol":
            self._take_symbol(token.value)
        else:
            self._take_word(token)

    def _close(self) -> None:
        if not self._stack:
            return
        aside, self._state = self._state.aside, self._stack.pop()
        if aside and not self._state.aside:
            self._tell_aside(aside)
        if self._outer and len(self._stack) < self._outer[-1][0]:
            _, outer = self._outer.pop()
            note = tuple(join_spans(self._story.content))
            self._story = outer
            if note:
                self._story.content.append(Footnote(note, Place(self.name, self._number + 1)))
        self._in_fonts = self._in_fonts if self._in_fonts <= len(self._stack) else 0

    def _tell_aside(self, name: str) -> None:
        if words := self._aside.strip():
            code = "comment" if name == "批注" else "aside"
            self._tell(FindingKind.LEFT_OUT, code, f"{name}里的文字没有排出", words)
        self._aside = ""

    def _take_bytes(self, token: Token) -> None:
        for byte in token.value:
            if self._skip:
                self._skip -= 1
            else:
                self._bytes.append(byte)

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._fonts.get(self._font) or self._state.encoding or "cp1252"
            data = bytes(self._bytes)
            text = decode_named(data, encoding, "replace")
            text = data.decode("cp1252", "replace") if text is None else text
            self._bytes.clear()
            self._add(text)

    def _take_symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
        elif symbol in (b"\\", b"{", b"}"):
            self._add(symbol.decode("ascii"))
        elif symbol == b"~":
            self._add(" ")
        elif symbol == b"_":
            self._add("-")
        elif symbol in (b"\n", b"\r"):
            self._end_paragraph()

    def _take_word(self, token: Token) -> None:
        word, number = token.value, token.number
        starred, self._starred = self._starred, False
        self._begin_group(word, starred)
        if word == b"u" and number is not None:
            self._take_unicode(number)
        elif word == b"f" and number is not None:
            self._font = number
        elif word == b"fcharset" and number is not None and self._in_fonts:
            self._fonts[self._font] = CHARSETS.get(number, "")
        elif word in (b"listtext", b"pntext"):
            self._state.listed = True
        elif word in (b"footnote",):
            self._outer.append((len(self._stack), self._story))
            self._story = Story()
            self._state.skipped = False
        elif word in SYMBOLS:
            self._add(SYMBOLS[word])
        else:
            self._set(word, number)

    def _begin_group(self, word: bytes, starred: bool) -> None:
        """Words that say what a group is: one to be passed over, one whose words are told."""
        if word == b"fonttbl":
            self._in_fonts = len(self._stack)
        if word in SKIPPED or (starred and word not in SHOWN):
            if word in TOLD and not self._state.skipped:
                self._tell(FindingKind.LEFT_OUT, *TOLD[word])
            self._state.skipped, self._state.unsaid = True, bool(self._state.aside)
        if word in ASIDE and not self._state.aside:
            self._state.aside = ASIDE[word]

    def _set(self, word: bytes, number: int | None) -> None:
        """Words that set the look, end lines, paragraphs, cells and rows."""
        state = self._state
        if word in LOOKS:
            setattr(state, LOOKS[word], number != 0)
        elif word in POSITIONS:
            state.position = POSITIONS[word]
        elif word == b"plain":
            state.strong = state.emphasis = state.hidden = False
            state.position = "baseline"
        elif word == b"ansicpg" and number:
            state.encoding = CODE_PAGES.get(number, f"cp{number}" if number < 10_000 else "")
            self._stack[:] = [replace(each, encoding=state.encoding) for each in self._stack]
        elif word == b"uc" and number is not None:
            state.unicode_skip = max(0, min(number, 8))
        elif word in ALIGNS:
            self._align = ALIGNS[word]
        elif word == b"intbl":
            self._in_table = True
        elif word in ENDS and not state.skipped:
            ENDS[word](self)
        elif word in ENDS and state.aside:
            self._aside += " "

    def _begin_looks(self) -> None:
        self._align, self._in_table = "", False

    def _break_line(self) -> None:
        self._story.content.append(LineBreak())

    def _take_unicode(self, number: int) -> None:
        """\\uN: signed 16 bits, halves of surrogate pairs joined; then the characters for older readers are skipped."""
        self._skip = self._state.unicode_skip
        char = chr(number & 0xFFFF)
        if "\ud800" <= char <= "\udbff":
            self._surrogate = char
            return
        if self._surrogate and "\udc00" <= char <= "\udfff":
            char = (self._surrogate + char).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        self._surrogate = ""
        self._add("\ufffd" if "\ud800" <= char <= "\udfff" else char)

    def _add(self, text: str) -> None:
        state = self._state
        text = "".join(char for char in text if char >= " " or char == "\t")
        if state.skipped or not text:
            self._aside += text if state.aside and not state.unsaid else ""
            return
        if state.listed:
            self._story.marker += text.replace("\t", "")
        elif state.hidden or state.deleted:
            code, what = ("hidden", "隐藏的") if state.hidden else ("deleted", "修订中删去的")
            self._tell(FindingKind.LEFT_OUT, code, f"{what}文字没有排出", text)
        elif text:
            place = Place(self.name, self._number + 1)
            self._story.content.append(Span(text, place, state.strong, state.emphasis, state.position))

    def _end_paragraph(self) -> None:
        if self._outer:  # inside a footnote
            self._story.content.append(LineBreak())
            return
        self._number += 1
        paragraph = self._paragraph()
        if self._in_table:
            self._lines += [paragraph] if paragraph else []
            return
        self._end_table()
        self.blocks += [paragraph] if paragraph else []

    def _paragraph(self) -> Paragraph | None:
        story, self._story = self._story, Story()
        if LOST_NUMBER.search(marker := story.marker.strip()):
            message = f"列表的序号在 RTF 文件里已经丢失（“{marker}”），请补上"
            self._tell(FindingKind.WARNING, "number", message, marker)
        return make_paragraph(story, Place(self.name, self._number), self._align)

    def _end_cell(self) -> None:
        self._number += 1
        paragraph = self._paragraph()
        blocks = (*self._lines, *([paragraph] if paragraph else []))
        self._lines = []
        self._cells.append(Cell(blocks or (Paragraph(()),)))

    def _end_row(self) -> None:
        if self._cells:
            self._rows.append(tuple(self._cells))
        self._cells = []

    def _end_table(self) -> None:
        if self._rows:
            self.blocks.append(Table(tuple(self._rows), place=Place(self.name, max(1, self._number))))
        self._rows = []

    def finish(self) -> None:
        """End what is still open."""
        self._flush()
        self._outer.clear()
        if self._story.content:
            self._in_table = False
            self._end_paragraph()
        self._end_row()
        self._end_table()
        if self._revised:
            self._tell(FindingKind.WARNING, "revisions", "文稿里有没有接受的修订，现在按全部接受排版，请核对")


ENDS: dict[bytes, Callable[[Reader], None]] = {
    b"pard": Reader._begin_looks,
    b"line": Reader._break_line,
    b"par": Reader._end_paragraph,
    b"sect": Reader._end_paragraph,
    b"page": Reader._end_paragraph,
    b"cell": Reader._end_cell,
    b"nestcell": Reader._end_cell,
    b"row": Reader._end_row,
    b"nestrow": Reader._end_row,
}
