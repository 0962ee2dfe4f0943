"""Tokens of RTF one by one to blocks: what a group inherits, what is passed over, what is told."""

from __future__ import annotations

from dataclasses import replace

from publish.errors import InputError
from publish.model import Figure, Finding, FindingKind, Footnote, Inline, LineBreak, Picture, Place, Span
from publish.readers.joining import join_spans
from publish.readers.pictures import PictureError
from publish.readers.rtf.context import ENDS, Context, set_property
from publish.readers.rtf.decoding import Decoder
from publish.readers.rtf.paragraphs import ParagraphMaker, part_indent
from publish.readers.rtf.pictures import read_picture
from publish.readers.rtf.plain import parse_group
from publish.readers.rtf.tokens import Token
from publish.readers.rtf.words import (
    ASIDE,
    BOX,
    CHARSETS,
    CODE_PAGES,
    CONTENTS,
    LIST_FIELD,
    LOOKS,
    POSITIONS,
    SHOWN,
    SKIPPED,
    SYMBOLS,
    TOLD,
    WHOLE,
    Properties,
    State,
    Story,
)

DEEPEST = 1_000
REVISED = "文稿里有没有接受的修订，现在按全部接受排版，请核对"


class Reader:
    """Takes tokens one by one; what was read stands in `blocks`, `findings` and `pictures`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.pictures: dict[str, Picture] = {}
        self.paragraphs = ParagraphMaker()
        self.contexts = [Context()]
        self.state, self.stack = State(), list[State]()
        self.number = 0
        self._decoder = Decoder()
        self._in_fonts = 0
        self._starred = False
        self._told: set[str] = set()
        self._aside = ""
        self._whole: tuple[str, int, list[Token]] | None = None  # a group that is taken whole, since which depth
        self._contents_at = 0  # the depth of the field that makes a table of contents

    @property
    def here(self) -> Context:
        """Where text goes now."""
        return self.contexts[-1]

    def place(self) -> Place:
        """The paragraph that is being read."""
        return Place(self.name, self.number + 1)

    def tell(self, kind: FindingKind, code: str, message: str, text: str = "") -> None:
        """Add a finding; neighbours of one kind become one."""
        finding = Finding(kind, message, self.place(), code=f"rtf-{code}")
        if text and self.findings and replace(self.findings[-1], text="") == finding:
            text = self.findings.pop().text + text
        self.findings.append(replace(finding, text=text))

    def tell_once(self, code: str, message: str) -> None:
        """A warning about the whole file."""
        if code not in self._told:
            self._told.add(code)
            self.tell(FindingKind.WARNING, code, message)

    # Groups -----------------------------------------------------------------------------------------------------

    def take(self, token: Token) -> None:
        """Take one token."""
        if self._whole is not None and (token.kind != "close" or len(self.stack) > self._whole[1]):
            self._count(token)
            self._whole[2].append(token)
        elif token.kind in ("hex", "text"):
            self._decoder.take(token.value)
        elif token.kind != "raw":
            self._flush()
            self._take_sign(token)

    def _count(self, token: Token) -> None:
        """Keep count of the groups in one that is taken whole."""
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self.state = self.stack.pop()

    def _take_sign(self, token: Token) -> None:
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif token.kind == "symbol":
            self._take_symbol(token.value)
        else:
            self._take_word(token)

    def _open(self) -> None:
        if len(self.stack) > DEEPEST:
            hint = "请用 Word 或 WPS 打开，另存为 .docx 再试"
            raise InputError("RTF 的分组嵌套得太深，读不了", hint, Place(self.name, 1))
        self.stack.append(replace(self.state))

    def _close(self) -> None:
        if not self.stack:
            return
        if self._whole is not None:
            (name, _, tokens), self._whole = self._whole, None
            self._take_whole(name, tokens)
        aside, self.state = self.state.aside, self.stack.pop()
        if aside and not self.state.aside:
            self._tell_aside(aside)
        depth = len(self.stack)
        if self.here.notes and depth < self.here.notes[-1][0]:
            self._end_note()
        if len(self.contexts) > 1 and depth < self.here.depth:
            self._end_box()
        self._in_fonts = self._in_fonts if self._in_fonts <= depth else 0
        self._contents_at = self._contents_at if self._contents_at <= depth else 0

    def _take_whole(self, name: str, tokens: list[Token]) -> None:
        """A group that was taken whole."""
        if name == "pict":
            self._draw(tokens)
            return
        group = parse_group(tokens, self.state.encoding)
        if name != "fldinst":
            self.paragraphs.take_table(name, group)
        elif LIST_FIELD.match(group.text + "".join(each.text for each in group.groups)):
            self._contents_at = max(1, len(self.stack) - 1)

    def _draw(self, tokens: list[Token]) -> None:
        try:
            key, picture, width = read_picture(tokens)
        except PictureError as error:
            self.tell(FindingKind.LEFT_OUT, "picture", f"图片没有排出：{error}")
            return
        if self.state.hidden or self.state.deleted or self.state.aside:
            self.tell(FindingKind.LEFT_OUT, "picture", "删去的、隐藏的、正文以外的图片没有排出")
            return
        self.pictures[key] = picture
        self.here.story.behind.append(Figure(key, "", width, place=self.place()))

    def _end_note(self) -> None:
        _, outer = self.here.notes.pop()
        _, kept = part_indent(self.here.story.content)
        note = tuple(join_spans(kept))
        outer.behind += self.here.story.behind
        self.here.story = outer
        if note:
            outer.content.append(Footnote(note, self.place()))

    def _end_box(self) -> None:
        """The text of a box, behind the paragraph it hangs on."""
        self.end_paragraph()
        blocks = self.contexts.pop().tables.finish()
        if blocks:
            self.tell(FindingKind.WARNING, "text-box", "文本框里的文字排在它所在的段落之后，请核对位置")
        story = self.here.notes[0][1] if self.here.notes else self.here.story
        story.behind += blocks

    def _tell_aside(self, name: str) -> None:
        words, self._aside = self._aside.strip(), ""
        if words and name == CONTENTS:
            self.tell(FindingKind.LEFT_OUT, "contents", "原稿的目录没有排出，目录由版式重新生成", words)
        elif words:
            code = "comment" if name == "批注" else "aside"
            self.tell(FindingKind.LEFT_OUT, code, f"{name}里的文字没有排出", words)

    # Words ------------------------------------------------------------------------------------------------------

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
            self.end_paragraph()

    def _take_word(self, token: Token) -> None:
        word, number = token.value, token.number
        starred, self._starred = self._starred, False
        self._begin_group(word, starred)
        if word == b"u" and number is not None:
            self._add(self._decoder.take_unicode(number, self.state.unicode_skip))
        elif word == b"f" and number is not None:
            self._decoder.font = number
        elif word == b"fcharset" and number is not None and self._in_fonts:
            self._decoder.fonts[self._decoder.font] = CHARSETS.get(number, "")
        elif word in (b"listtext", b"pntext"):
            self.state.listed = True
        elif word == b"footnote":
            self.here.notes.append((len(self.stack), self.here.story))
            self.here.story = Story()
            self.state.skipped = self.state.hidden = False
            self.state.strong = self.state.emphasis = False
            self.state.position = "baseline"
        elif word == b"ftnalt":
            self.tell_once("endnote", "尾注改成了脚注，排在页面下方，请核对")
        elif word in SYMBOLS:
            self._add(SYMBOLS[word])
        else:
            self._set(word, number)

    def _begin_group(self, word: bytes, starred: bool) -> None:
        """Words that say what a group is: taken whole, passed over, told, a text box."""
        state = self.state
        if word in WHOLE and self.stack and (word != b"pict" or not state.skipped or state.unsaid):
            self._whole = word.decode("ascii"), len(self.stack), []
        elif word == BOX and not state.aside:
            self.contexts.append(Context(len(self.stack)))
            state.skipped = False
        elif word == b"fldrslt" and self._contents_at and not state.aside:
            state.skipped, state.aside = True, CONTENTS
        if word == b"fonttbl":
            self._in_fonts = len(self.stack)
        state.nested |= word == b"nesttableprops"
        if word in SKIPPED or (starred and word not in SHOWN and word not in WHOLE):
            if word in TOLD and not state.skipped:
                self.tell(FindingKind.LEFT_OUT, *TOLD[word])
            state.skipped, state.unsaid = True, bool(state.aside)
        if word in ASIDE and not state.aside:
            state.aside = ASIDE[word]

    def _set(self, word: bytes, number: int | None) -> None:
        """Words that set the look, end lines, paragraphs, cells and rows."""
        state = self.state
        if word in LOOKS:
            setattr(state, LOOKS[word], number != 0)
        elif word in POSITIONS:
            state.position = POSITIONS[word]
        elif word == b"plain":
            state.strong = state.emphasis = state.hidden = False
            state.position, state.size = "baseline", 0.0
        elif word == b"fs" and number:
            state.size = number / 2
        elif word in (b"ansicpg", b"uc") and number is not None:
            self._set_encoding(word, number)
        elif word in ENDS:
            self._end(word)
        elif not state.skipped:
            set_property(self.here, self.state.nested, word, number)

    def _set_encoding(self, word: bytes, number: int) -> None:
        """The code page, of the groups round it too, and how many characters stand for a \\u."""
        if word == b"uc":
            self.state.unicode_skip = max(0, min(number, 8))
            return
        self.state.encoding = CODE_PAGES.get(number, f"cp{number}" if 0 < number < 10_000 else "")
        self.stack[:] = [replace(each, encoding=self.state.encoding) for each in self.stack]

    def _end(self, word: bytes) -> None:
        """Words that end something, and those that begin it."""
        if self.state.skipped:
            self._aside += " " if self.state.aside else ""
        elif word in (b"par", b"sect", b"page"):
            self.end_paragraph()
        elif word == b"line":
            self.here.story.content.append(LineBreak())
        elif word in (b"cell", b"nestcell"):
            here = self.here
            here.tables.enter(1 if word == b"cell" else max(2, here.said.depth or 2), self.place())
            self.put()
            here.tables.end_cell()
        elif word == b"row":
            self.here.tables.enter(1, self.place())
            self.here.tables.end_row(self.here.row)
        else:
            self.here.tables.end_row(self.here.inner_row)

    # Characters -------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        if text := self._decoder.flush(self.state.encoding):
            self._add(text)

    def _add(self, text: str) -> None:
        state, story = self.state, self.here.story
        text = "".join(char for char in text if char >= " " or char == "\t")
        if state.skipped or not text:
            self._aside += text if state.aside and not state.unsaid else ""
        elif self.paragraphs.is_contents(self.here.said):
            self.tell(FindingKind.LEFT_OUT, "contents", "原稿的目录没有排出，目录由版式重新生成", text)
        elif state.listed:
            story.marker += text.replace("\t", "")
        elif state.hidden or state.deleted:
            code, what = ("hidden", "隐藏的") if state.hidden else ("deleted", "修订中删去的")
            if state.deleted:
                self.tell_once("revisions", REVISED)
            self.tell(FindingKind.LEFT_OUT, code, f"{what}文字没有排出", text)
        else:
            if state.revised:
                self.tell_once("revisions", REVISED)
            story.content.append(self._span(text, story))

    def _span(self, text: str, story: Story) -> Inline:
        """Words with their look, against that of their paragraph's style."""
        state, style = self.state, self.paragraphs.style(self.here.said)
        in_note = bool(self.here.notes)
        story.bold &= state.strong or style.bold or not text.strip()
        story.size = story.size or state.size
        strong = state.strong and (in_note or not style.bold)
        emphasis = state.emphasis and (in_note or not style.italic)
        return Span(text, self.place(), strong, emphasis, state.position)

    # Paragraphs, cells, rows ------------------------------------------------------------------------------------

    def end_paragraph(self) -> None:
        """End the paragraph, or the line of a footnote."""
        here = self.here
        if here.notes:
            here.story.content.append(LineBreak())
            return
        depth = here.said.depth if here.said.depth is not None else int(here.said.in_table)
        here.tables.enter(max(depth, int(here.said.in_table)), self.place())
        self.put()

    def put(self) -> None:
        """Put what was gathered where we are."""
        here = self.here
        story, here.story = here.story, Story()
        here.tables.add(list(self.paragraphs.make(story, here.said, self.place())))
        for marker in self.paragraphs.lost:
            message = f"列表的序号在 RTF 文件里已经丢失（“{marker}”），请补上"
            self.tell(FindingKind.WARNING, "number", message, marker)
        self.paragraphs.lost.clear()
        self.number += 1

    def finish(self) -> None:
        """End what is still open."""
        self._flush()
        while self.here.notes:
            self._end_note()
        while len(self.contexts) > 1:
            self._end_box()
        if self.here.story.content or self.here.story.behind:
            self.here.said = Properties()
            self.end_paragraph()
        self.here.tables.enter(0, self.place())
