"""Rich Text (.rtf, version 1.9.1): paragraphs, tables, footnotes, the numbers that stand in the file.

What a program wrote as the number of a list stands in \\listtext (\\pntext) and is kept; where only “?” is left of 一、
(LibreOffice writes it so) the number is counted from its siblings, and told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from publish.errors import InputError
from publish.inputs import read_input
from publish.model import (
    Block,
    Cell,
    Finding,
    FindingKind,
    Footnote,
    Hints,
    LineBreak,
    Paragraph,
    Place,
    Source,
    Span,
    Table,
)
from publish.readers.joining import join_spans
from publish.readers.rtf.tokens import Token, read_tokens
from publish.readers.rtf.words import (
    ALIGNS,
    ASIDE,
    CHARSETS,
    CODE_PAGES,
    LOST_NUMBER,
    SKIPPED,
    SYMBOLS,
    TOLD,
    State,
    Story,
)

MOST_BYTES = 64 << 20
DEEPEST = 1_000


def read(path: Path) -> Source:
    """The text of the file; places are paragraphs from 1. Raises InputError for what is no RTF or holds no text."""
    return parse(read_input(path, MOST_BYTES), path.name)


def parse(data: bytes, name: str) -> Source:
    """The same for bytes already in memory."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError("这不是 RTF 文件", "请用 Word 或 WPS 打开，另存为 .docx 再试", Place(name, 1))
    reader = Reader(name)
    for token in read_tokens(data):
        reader.take(token)
    reader.finish()
    if not reader.blocks:
        raise InputError("文件里没有文字", "请检查是否给错了文件", Place(name, 1))
    return Source(name, tuple(reader.blocks), findings=tuple(reader.findings))


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
            if words := self._aside.strip():
                code = "comment" if aside == "批注" else "aside"
                self._tell(FindingKind.LEFT_OUT, code, f"{aside}里的文字没有排出", words)
            self._aside = ""
        if self._outer and len(self._stack) < self._outer[-1][0]:
            _, outer = self._outer.pop()
            note = tuple(join_spans(self._story.content))
            self._story = outer
            if note:
                self._story.content.append(Footnote(note, Place(self.name, self._number + 1)))
        self._in_fonts = self._in_fonts if self._in_fonts <= len(self._stack) else 0

    def _take_bytes(self, token: Token) -> None:
        for byte in token.value:
            if self._skip:
                self._skip -= 1
            else:
                self._bytes.append(byte)

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._fonts.get(self._font) or self._state.encoding or "cp1252"
            text = bytes(self._bytes).decode(encoding, "replace")
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
        if word in SKIPPED or (
            starred and word not in (b"shppict", b"pntext", b"listtext", b"footnote", b"ud", b"upr")
        ):
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
        elif word in ENDS and not state.skipped:
            ENDS[word](self)
        elif word in ENDS and state.aside:
            self._aside += " "

    def _begin_looks(self) -> None:
        self._align, self._in_table = "", False

    def _enter_table(self) -> None:
        self._in_table = True

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
        marker, content = self._story.marker.strip(), tuple(join_spans(self._story.content))
        self._story = Story()
        if not content:
            return None
        place = Place(self.name, self._number)
        first = content[0]
        indent = ""
        if isinstance(first, Span) and not marker:
            bare = first.text.lstrip(" \u3000\t")
            indent = first.text[: len(first.text) - len(bare)]
            content = (replace(first, text=bare), *content[1:]) if bare else content[1:]
        if marker:
            if LOST_NUMBER.search(marker):
                message = f"列表的序号在 RTF 文件里已经丢失（“{marker}”），请补上"
                self._tell(FindingKind.WARNING, "number", message, marker)
            gap = "" if marker[-1] in "、）)．" else " "
            content = (Span(marker + gap, place), *content)
        hints = Hints(align=self._align, marker=marker, raw_indent=indent)
        return Paragraph(content, place=place, hints=hints) if content else None

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


LOOKS = {b"b": "strong", b"i": "emphasis", b"v": "hidden", b"deleted": "deleted"}
POSITIONS: dict[bytes, Literal["baseline", "super", "sub"]]
POSITIONS = {b"super": "super", b"sub": "sub", b"nosupersub": "baseline"}
ENDS: dict[bytes, Callable[[Reader], None]] = {
    b"pard": Reader._begin_looks,
    b"intbl": Reader._enter_table,
    b"line": Reader._break_line,
    b"par": Reader._end_paragraph,
    b"sect": Reader._end_paragraph,
    b"page": Reader._end_paragraph,
    b"cell": Reader._end_cell,
    b"nestcell": Reader._end_cell,
    b"row": Reader._end_row,
    b"nestrow": Reader._end_row,
}
