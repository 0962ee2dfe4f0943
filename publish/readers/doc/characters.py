"""The characters of a Word 97–2003 paragraph as inline content: looks, fields, notes, pictures; each loss is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.model import CONTENTS_LEFT_OUT, Block, FindingKind, Footnote, Inline, LineBreak, Span
from publish.readers.account import Account
from publish.readers.doc import sprms
from publish.readers.doc.formatting import Formatting
from publish.readers.doc.looks import Look, make_look
from publish.readers.doc.marks import Marks
from publish.readers.doc.pictures import Pictures
from publish.readers.doc.sprms import integer, list_sprms
from publish.readers.doc.styles import Said
from publish.readers.doc.text import Text, join_units
from publish.readers.headings import LIST_FIELD
from publish.readers.joining import join_spans, strip_start
from publish.readers.word.symbols import symbol

CUT = re.compile("[\x00-\x08\x0a-\x1f]")
BEGIN, SEPARATOR, END = FIELD_SIGNS = "\x13\x14\x15"
PICTURE, NOTE, REMARK, SHAPE, BREAK = "\x01\x02\x05\x08\x0b"
TO_PLAIN = {"\x1e": "-"}
PRIVATE = re.compile("[\uf000-\uf0ff]")
SYMBOL_SIGN = "("
DEEPEST_FIELD = 50


@dataclass
class Field:
    """A field that is open: its instruction, and whether that has ended."""

    instruction: str = ""
    shown: bool = False


@dataclass
class Line:
    """What was read of a paragraph."""

    content: list[Inline] = field(default_factory=list)
    behind: list[Block] = field(default_factory=list)  # pictures and text boxes that hang on it
    bold: bool = True
    size: float = 0.0


@dataclass
class CharacterReader:
    """Reads ranges of characters; fields may go on from one to the next."""

    text: Text
    formatting: Formatting | None
    marks: Marks
    pictures: Pictures
    account: Account
    fonts: tuple[str, ...] = ()
    boxes: list[tuple[int, int]] = field(default_factory=list)  # called, not read yet
    _fields: list[Field] = field(default_factory=list)
    _looks: dict[tuple[bytes, int], Look] = field(default_factory=dict)
    _contents: str = ""
    _calls: list[int] = field(init=False)  # of notes, in order

    def __post_init__(self) -> None:
        self._calls = sorted((*self.marks.footnotes, *self.marks.endnotes))

    def read(self, begin: int, end: int, style: int) -> Line:
        """The content of a range in a paragraph of a style."""
        line = Line()
        for first, last, look in self.runs(begin, end, style):
            start = first
            for cut in sorted(self._cuts(first, last)):
                self._add(line, start, cut, look)
                self._obey(line, cut, look)
                start = cut + 1
            self._add(line, start, last, look)
        return line

    def _cuts(self, first: int, last: int) -> set[int]:
        """The positions of a run where something else than characters of the text stands."""
        found = {match.start() for match in CUT.finditer(self.text.units, first, last)}
        return found | set(self._calls[bisect_left(self._calls, first) : bisect_left(self._calls, last)])

    def runs(self, begin: int, end: int, style: int) -> Iterator[tuple[int, int, Look]]:
        """The runs of a range with their looks."""
        for first, last, piece, start in self.text.stretches(begin, end):
            at = first
            while at < last:
                offset = piece.where + (at - start) * piece.width
                run = self.formatting.characters.find(offset) if self.formatting else None
                until = min(last, at + max(1, -((offset - run.end) // piece.width))) if run else last
                yield at, until, self._look(run.said if run else b"", style)
                at = until

    def _look(self, said: bytes, style: int) -> Look:
        key = said, style
        if key not in self._looks:
            base = self.formatting.styles.character(style) if self.formatting else {}
            own: Said = dict(list_sprms(said))
            if self.formatting and sprms.STYLE in own:
                own = self.formatting.styles.character(integer(own[sprms.STYLE])) | own
            self._looks[key] = make_look(own, base)
        return self._looks[key]

    # Fields and what hangs on a place ---------------------------------------------------------------------------

    def _obey(self, line: Line, at: int, look: Look) -> None:
        """Do what a sign at a position says."""
        char = self.text.units[at]
        if char in FIELD_SIGNS:
            self._obey_field(char)
        elif at in self.marks.footnotes or at in self.marks.endnotes:
            self._call(line, at, look)
        elif self._is_silent():
            pass
        elif char == BREAK and not look.hidden and not look.deleted:
            line.content.append(LineBreak())
        elif char == REMARK and at in self.marks.remarks:
            words = self._plain(self.marks.remarks.pop(at))
            self.account.tell(FindingKind.LEFT_OUT, "comment", "批注里的文字没有排出", words)
        elif char in (PICTURE, SHAPE):
            self._draw(line, at, look)
        elif char in TO_PLAIN:
            self._put(line, TO_PLAIN[char], look)

    def _obey_field(self, char: str) -> None:
        if char == BEGIN and len(self._fields) < DEEPEST_FIELD:
            self._fields.append(Field())
        elif char == SEPARATOR and self._fields:
            self._fields[-1].shown = True
        elif char == END:
            self._close_field()

    def _is_silent(self) -> bool:
        return any(not each.shown for each in self._fields)

    def _is_listed(self) -> bool:
        return any(each.shown and LIST_FIELD.match(each.instruction) for each in self._fields)

    def _is_shape(self) -> bool:
        return any(each.instruction.strip().startswith("SHAPE") for each in self._fields)

    def _close_field(self) -> None:
        listed = self._is_listed()
        if self._fields:
            self._fields.pop()
        if listed and not self._is_listed():
            message = CONTENTS_LEFT_OUT
            self.account.tell(FindingKind.LEFT_OUT, "contents", message, self._contents)
            self._contents = ""

    def finish(self) -> None:
        """End the story: a field that never ended is told."""
        for each in self._fields:
            if each.instruction.strip() and not each.shown:
                self.account.tell(FindingKind.LEFT_OUT, "field", "域没有结束，里面的字没有排出", each.instruction)
        self._fields.append(Field(shown=True))
        while self._fields:
            self._close_field()

    def _call(self, line: Line, at: int, look: Look) -> None:
        """A note where it is called; a mark of its own stays in the text."""
        marks = self.marks
        kind, (begin, end) = (
            ("footnote", marks.footnotes.pop(at)) if at in marks.footnotes else ("endnote", marks.endnotes.pop(at))
        )
        char = self.text.units[at]
        if char != NOTE and char >= " ":
            self._add(line, at, at + 1, look)
        if look.deleted or look.hidden or self._is_silent():
            self.account.tell(FindingKind.LEFT_OUT, kind, "没有排出的文字里的注，也没有排出", self._plain((begin, end)))
            return
        if kind == "endnote":
            self.account.tell_once("endnote", "尾注改成了脚注，排在页面下方，请核对")
        line.content.append(Footnote(tuple(self._note(begin, end)), self.account.place))

    def _note(self, begin: int, end: int) -> Iterator[Inline]:
        """The paragraphs of a note, parted by breaks."""
        outer, self._fields = self._fields, []
        content: list[Inline] = []
        for first, last in split_paragraphs(self.text.units, begin, end):
            found = list(join_spans(strip_start(self.read(first, last, 0).content)))
            content += [*([LineBreak()] if content and found else []), *found]
        self._fields = outer
        yield from content

    def _plain(self, range_: tuple[int, int]) -> str:
        return CUT.sub(" ", self.text.join(*range_)).strip()

    def _draw(self, line: Line, at: int, look: Look) -> None:
        """A picture in the text, or the shape or text box that hangs there."""
        shape = self.marks.shapes.get(at)
        if self.text.units[at] == SHAPE and shape in self.marks.boxes:
            self.boxes.append(self.marks.boxes.pop(shape))
        elif look.deleted or look.hidden:
            self.account.tell(FindingKind.LEFT_OUT, "picture", "删去的、隐藏的图片没有排出")
        elif self._is_shape():
            return  # the picture that older programs show instead of a shape
        elif self.text.units[at] == SHAPE:
            line.behind += self.pictures.read_shape(shape)
        else:
            line.behind += self.pictures.read_inline(look.picture)

    # Characters -------------------------------------------------------------------------------------------------

    def _add(self, line: Line, begin: int, end: int, look: Look) -> None:
        if begin >= end:
            return
        text = join_units(self.text.units[begin:end]).replace("\xa0", " ")
        if look.sign and text == SYMBOL_SIGN:
            text = self._sign(*look.sign)
        elif PRIVATE.search(text):
            text = "".join(self._sign(look.font, ord(char)) if PRIVATE.match(char) else char for char in text)
        self._put(line, text, look)

    def _sign(self, font: int, code: int) -> str:
        """The sign of a symbol font as what Unicode has for it."""
        name = self.fonts[font] if 0 <= font < len(self.fonts) else ""
        found = symbol(name, chr(code))
        if not found:
            self.account.tell(FindingKind.WARNING, "symbol", f"不认识的符号（{name}），请补上")
        return found or chr(code)

    def _put(self, line: Line, text: str, look: Look) -> None:
        if not text:
            return
        if self._is_silent():
            self._fields[-1].instruction += text
        elif self._is_listed():
            self._contents += text
        elif look.deleted:
            self.account.tell_once("revisions", "文稿里有没有接受的修订，现在按全部接受排版，请核对")
            self.account.tell(FindingKind.LEFT_OUT, "deleted", "修订中删去的文字没有排出", text)
        elif look.hidden:
            self.account.tell(FindingKind.LEFT_OUT, "hidden", "隐藏的文字没有排出", text)
        else:
            if look.inserted:
                self.account.tell_once("revisions", "文稿里有没有接受的修订，现在按全部接受排版，请核对")
            line.bold &= look.bold or not text.strip()
            line.size = line.size or look.size
            place = self.account.place
            line.content.append(Span(text, place, look.strong, look.emphasis, look.position))


def split_paragraphs(units: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of a range, their marks left aside."""
    while begin < end:
        mark = units.find("\r", begin, end)
        last = end if mark < 0 else mark
        yield begin, last
        begin = last + 1
