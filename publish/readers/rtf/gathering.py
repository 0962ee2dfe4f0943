"""Tokens of RTF one by one: what a group inherits, what is passed over, what is told, where its words go."""

from __future__ import annotations

from dataclasses import replace

from publish.errors import InputError
from publish.model import CONTENTS_LEFT_OUT, Figure, FindingKind, Place
from publish.readers.account import Account
from publish.readers.headings import LIST_FIELD
from publish.readers.pictures import PictureError
from publish.readers.rtf.context import ENDS, Composer, set_property
from publish.readers.rtf.decoding import Decoder
from publish.readers.rtf.pictures import read_picture
from publish.readers.rtf.plain import parse_group
from publish.readers.rtf.tokens import Token
from publish.readers.rtf.words import (
    ASIDE,
    BOX,
    CHARSETS,
    CODE_PAGES,
    CONTENTS,
    LOOKS,
    POSITIONS,
    SHOWN,
    SKIPPED,
    SYMBOLS,
    TOLD,
    WHOLE,
    State,
)

DEEPEST = 1_000


class Reader:
    """Takes tokens one by one; what was read stands in `composer`, what is to be told in `account`."""

    def __init__(self, name: str) -> None:
        self.account = Account(name, "rtf", 1)
        self.composer = Composer(self.account)
        self._state, self._stack = State(), list[State]()
        self._decoder = Decoder()
        self._in_fonts = 0
        self._starred = False
        self._aside = ""
        self._whole: tuple[str, int, list[Token]] | None = None  # a group that is taken whole, since which depth
        self._contents_at = 0  # the depth of the field that makes a table of contents

    # Groups -----------------------------------------------------------------------------------------------------

    def take(self, token: Token) -> None:
        """Take one token."""
        if self._whole is not None and (token.kind != "close" or len(self._stack) > self._whole[1]):
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
            self._state = self._stack.pop()

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
        if len(self._stack) > DEEPEST:
            hint = "请用 Word 或 WPS 打开，另存为 .docx 再试"
            raise InputError("RTF 的分组嵌套得太深，读不了", hint, Place(self.account.name, 1))
        self._stack.append(replace(self._state))

    def _close(self) -> None:
        if not self._stack:
            return
        if self._whole is not None:
            (name, _, tokens), self._whole = self._whole, None
            self._take_whole(name, tokens)
        aside, self._state = self._state.aside, self._stack.pop()
        if aside and not self._state.aside:
            self._tell_aside(aside)
        depth = len(self._stack)
        self.composer.leave(depth)
        self._in_fonts = self._in_fonts if self._in_fonts <= depth else 0
        self._contents_at = self._contents_at if self._contents_at <= depth else 0

    def _take_whole(self, name: str, tokens: list[Token]) -> None:
        """A group that was taken whole."""
        if name == "pict":
            self._draw(tokens)
            return
        group = parse_group(tokens, self._state.encoding)
        if name != "fldinst":
            self.composer.paragraphs.take_table(name, group)
        elif LIST_FIELD.match(group.text + "".join(each.text for each in group.groups)):
            self._contents_at = max(1, len(self._stack) - 1)

    def _draw(self, tokens: list[Token]) -> None:
        state = self._state
        try:
            key, picture, width = read_picture(tokens)
        except PictureError as error:
            self.account.tell(FindingKind.LEFT_OUT, "picture", f"图片没有排出：{error}")
            return
        if state.hidden or state.deleted or state.aside:
            self.account.tell(FindingKind.LEFT_OUT, "picture", "删去的、隐藏的、正文以外的图片没有排出")
            return
        self.composer.pictures[key] = picture
        self.composer.here.story.behind.append(Figure(key, "", width, place=self.account.place))

    def _tell_aside(self, name: str) -> None:
        words, self._aside = self._aside.strip(), ""
        if words and name == CONTENTS:
            self.account.tell(FindingKind.LEFT_OUT, "contents", CONTENTS_LEFT_OUT, words)
        elif words:
            code = "comment" if name == "批注" else "aside"
            self.account.tell(FindingKind.LEFT_OUT, code, f"{name}里的文字没有排出", words)

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
            self._end(b"par")

    def _take_word(self, token: Token) -> None:
        word, number = token.value, token.number
        starred, self._starred = self._starred, False
        self._begin_group(word, starred)
        if word == b"u" and number is not None:
            self._add(self._decoder.take_unicode(number, self._state.unicode_skip))
        elif word == b"f" and number is not None:
            self._decoder.font = number
        elif word == b"fcharset" and number is not None and self._in_fonts:
            self._decoder.fonts[self._decoder.font] = CHARSETS.get(number, "")
        elif word in (b"listtext", b"pntext"):
            self._state.listed = True
        elif word == b"footnote":
            self.composer.open_note(len(self._stack))
            self._state = replace(State(), encoding=self._state.encoding, unicode_skip=self._state.unicode_skip)
        elif word == b"ftnalt":
            self.account.tell_once("endnote", "尾注改成了脚注，排在页面下方，请核对")
        elif word in SYMBOLS:
            self._add(SYMBOLS[word])
        else:
            self._set(word, number)

    def _begin_group(self, word: bytes, starred: bool) -> None:
        """Words that say what a group is: taken whole, passed over, told, a text box."""
        state = self._state
        if word in WHOLE and self._stack and (word != b"pict" or not state.skipped):
            self._whole = word.decode("ascii"), len(self._stack), []
        elif word == BOX and not state.aside:
            self.composer.open_box(len(self._stack))
            state.skipped = False
        elif word == b"fldrslt" and self._contents_at and not state.aside:
            state.skipped, state.aside = True, CONTENTS
        if word == b"fonttbl":
            self._in_fonts = len(self._stack)
        state.nested |= word == b"nesttableprops"
        if word in SKIPPED or (starred and word not in SHOWN and word not in WHOLE):
            if word in TOLD and not state.skipped:
                self.account.tell(FindingKind.LEFT_OUT, *TOLD[word])
            state.skipped, state.unsaid = True, bool(state.aside)
        if word in ASIDE and not state.aside:
            state.aside = ASIDE[word]

    def _set(self, word: bytes, number: int | None) -> None:
        """Words that set the look, end lines, paragraphs, cells and rows."""
        state = self._state
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
            set_property(self.composer.here, state, word, number)

    def _set_encoding(self, word: bytes, number: int) -> None:
        """The code page, of the groups round it too, and how many characters stand for a \\u."""
        if word == b"uc":
            self._state.unicode_skip = max(0, min(number, 8))
            return
        self._state.encoding = CODE_PAGES.get(number, f"cp{number}" if 0 < number < 10_000 else "")
        self._stack[:] = [replace(each, encoding=self._state.encoding) for each in self._stack]

    def _end(self, word: bytes) -> None:
        """Words that end something; in what is told they only part its words."""
        if not self._state.skipped:
            self.composer.end(word, self._state.said)
        elif self._state.aside:
            self._aside += " "

    def _flush(self) -> None:
        if text := self._decoder.flush(self._state.encoding):
            self._add(text)

    def _add(self, text: str) -> None:
        state = self._state
        text = "".join(char for char in text if char >= " " or char == "\t")
        if not state.skipped and text:
            self.composer.add(text, state)
        elif state.aside and not state.unsaid:
            self._aside += text

    def finish(self) -> None:
        """End what is still open."""
        self._flush()
        self.composer.finish()
