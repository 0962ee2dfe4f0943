"""The words of a Markdown block: spans with their places, breaks, notes, pictures; addresses are reported."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from markdown_it.token import Token

from publish.model import Figure, Finding, FindingKind, Footnote, Inline, LineBreak, Paragraph, Place, Role, Span
from publish.readers.folder_pictures import Pictures
from publish.readers.joining import is_blank
from publish.readers.markdown.parser import is_wide
from publish.readers.markdown.places import Cursor
from publish.readers.text.lines import UNPRINTABLE

PARAGRAPH_END = LineBreak()  # known by what it is, not by what it equals


def part_paragraphs(content: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    """The pieces of a content between ends of paragraphs, without breaks and white space around them."""
    words = Words()
    for inline in (*content, PARAGRAPH_END):
        if inline is not PARAGRAPH_END:
            words.content.append(inline)
        elif piece := words.trimmed():
            yield piece
            words = Words()


class Account(list[Finding]):
    """What is told of a file."""

    def tell(self, kind: FindingKind, code: str, message: str, place: Place, text: str = "") -> None:
        """Add a finding."""
        self.append(Finding(kind, message, place, text, code=f"md-{code}"))


@dataclass
class Words:
    """The content of one block, and the figures that stood in it, before the first word or after it."""

    content: list[Inline] = field(default_factory=list)
    before: list[Figure] = field(default_factory=list)
    after: list[Figure] = field(default_factory=list)

    def add(self, span: Span) -> None:
        """Append a span, joined to the last one when nothing lies between."""
        last = self.content[-1] if self.content else None
        if isinstance(last, Span) and last.place and span.place and _joins(last, last.place, span, span.place):
            self.content[-1] = Span(last.text + span.text, last.place, last.strong, last.emphasis, last.position)
        elif span.text:
            self.content.append(span)

    def trimmed(self) -> tuple[Inline, ...]:
        """The content without breaks and white space at its ends."""
        content = list(self.content)
        while content and is_blank(content[0]):
            content.pop(0)
        while content and is_blank(content[-1]):
            content.pop()
        return tuple(content)


@dataclass
class InlineReader:
    """Reads the children of inline tokens; `note` gives a footnote by its label, None when it has been given."""

    pictures: Pictures
    findings: Account
    note: Callable[[str, Place], Footnote | None]
    ends: frozenset[int] = frozenset()  # lines, from 1, whose end is a paragraph's
    strong: int = 0
    emphasis: int = 0
    struck: int = 0

    def read(self, tokens: Sequence[Token], cursor: Cursor) -> Words:
        """The words of a block."""
        words = Words()
        soft = False
        self.strong = self.emphasis = self.struck = 0
        for token in tokens:
            ends = token.type in ("softbreak", "hardbreak") and cursor.here.line in self.ends
            if ends and words.content:
                cursor.take("\n" if not token.markup.startswith("<") else token.markup)
                words.content.append(PARAGRAPH_END)
                continue
            if token.type == "softbreak":
                cursor.take("\n")
                soft = True
                continue
            if handler := HANDLERS.get(token.type):
                start = len(words.content)
                handler(self, token, cursor, words)
                if soft and len(words.content) > start:
                    _join_lines(words.content, start)
                    soft = False
        _close_up(words.content)
        return words

    def add_text(self, text: str, place: Place, words: Words) -> None:
        """Characters of the source; what no page can carry is taken out and reported."""
        look = self.strong > 0, self.emphasis > 0  # Span's own making costs a third of `replace`
        if self.struck and text.strip():
            self.findings.tell(FindingKind.WARNING, "struck", "文字带删除线，现在按普通文字排出，请核对", place, text)
        start = 0
        for match in UNPRINTABLE.finditer(text):
            words.add(Span(text[start : match.start()], _moved(place, start), *look))
            message = f"不可打印的字符 U+{ord(match[0]):04X} 已删去"
            self.findings.tell(FindingKind.LEFT_OUT, "unprintable", message, _moved(place, match.start()), match[0])
            start = match.end()
        words.add(Span(text[start:], _moved(place, start), *look))

    def _open_link(self, token: Token, cursor: Cursor, _words: Words) -> None:
        cursor.take("<" if token.info == "auto" else "[")

    def _close_link(self, _token: Token, cursor: Cursor, _words: Words) -> None:
        """Report the address; <http://…> has none, it is text itself."""
        place, address = cursor.here, cursor.leave_link()
        if address:
            self.findings.tell(FindingKind.LEFT_OUT, "link", "链接的地址没有排出，只排文字", place, address)

    def _text(self, token: Token, cursor: Cursor, words: Words) -> None:
        self.add_text(token.content, cursor.take(token.content), words)

    def _special(self, token: Token, cursor: Cursor, words: Words) -> None:
        """An escape (\\*) or a character reference (&lt;): one character from several."""
        skip = 1 if token.info == "escape" else 0
        self.add_text(token.content, cursor.take(token.markup, skip), words)

    def _mark(self, token: Token, cursor: Cursor, _words: Words) -> None:
        cursor.take(token.markup)
        kind = {"strong": "strong", "em": "emphasis", "s": "struck"}[token.tag]
        setattr(self, kind, getattr(self, kind) + token.nesting)

    def _code(self, token: Token, cursor: Cursor, words: Words) -> None:
        self.add_text(token.content, cursor.take_code(token.markup, token.content), words)

    def _script(self, token: Token, cursor: Cursor, words: Words) -> None:
        cursor.take(token.markup)
        place = cursor.take(token.content)
        cursor.take(token.markup)
        position: Literal["super", "sub"] = "sub" if token.tag == "sub" else "super"
        words.add(Span(token.content, place, self.strong > 0, self.emphasis > 0, position))

    def _break(self, token: Token, cursor: Cursor, words: Words) -> None:
        if token.markup.startswith("<"):
            place = cursor.take(token.markup)
            self.findings.append(Finding(FindingKind.NORMALISED, "“<br>”改为换行", place, token.markup, "", "md-break"))
        else:
            cursor.take("\n")
        words.content.append(LineBreak())

    def _comment(self, token: Token, cursor: Cursor, _words: Words) -> None:
        self.findings.tell(FindingKind.LEFT_OUT, "comment", "注释没有排出", cursor.take(token.content), token.content)

    def _note(self, token: Token, cursor: Cursor, words: Words) -> None:
        label = str(token.meta.get("label", ""))
        mark = f"[^{label}]"
        place = cursor.take(mark)
        footnote = self.note(label, place)
        if footnote:
            words.content.append(footnote)
        else:
            message = "同一条脚注第二次引用（或注中引注），这里不再排出"
            self.findings.tell(FindingKind.LEFT_OUT, "footnote", message, place, mark)

    def _picture(self, token: Token, cursor: Cursor, words: Words) -> None:
        place, typed = cursor.take_picture()
        source, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
        alternative = "".join(plain(token.children or ()))
        key, reason = self.pictures.find(source)
        if reason:
            message = f"图片“{source}”{reason}，没有排出"
            self.findings.tell(FindingKind.LEFT_OUT, "picture", message, place, typed)
            return
        caption = Paragraph((Span(title, place),), Role.CAPTION, place) if title else None
        has_words = any(isinstance(each, Span) and each.text.strip() for each in words.content)
        (words.after if has_words else words.before).append(Figure(key, alternative, caption=caption, place=place))


def plain(tokens: Sequence[Token]) -> Iterator[str]:
    """The characters of inline tokens."""
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline", "image", "script"):
            yield token.content


def _join_lines(content: list[Inline], start: int) -> None:
    """Put a space where a soft break parts words of a script that writes spaces; none next to Chinese (6.8)."""
    above, below = content[start - 1] if start else None, content[start]
    if not isinstance(above, Span) or not isinstance(below, Span):
        return
    last, first = above.text[-1], below.text[0]
    if not (is_wide(last) or is_wide(first) or last.isspace() or first.isspace()):
        content.insert(start, Span(" ", None, above.strong and below.strong, above.emphasis and below.emphasis))


def _close_up(content: list[Inline]) -> None:
    """Take away the space beside a mark of emphasis between Chinese, which only the mark needs: **要点：** 说明."""
    for index, (above, below) in enumerate(itertools.pairwise(content)):
        if not isinstance(above, Span) or not isinstance(below, Span) or above.strong == below.strong:
            continue
        around = above.text[-2:] + below.text[:2]
        if above.text[-1] == " " and len(above.text) > 1 and _is_chinese(around[0], around[2]):
            content[index] = replace(above, text=above.text[:-1])
        elif below.text[0] == " " and len(below.text) > 1 and _is_chinese(around[-3], around[-1]):
            place = _moved(below.place, 1) if below.place else None
            content[index + 1] = replace(below, text=below.text[1:], place=place)


def _is_chinese(before: str, behind: str) -> bool:
    return is_wide(before) and is_wide(behind)


def _joins(last: Span, start: Place, span: Span, place: Place) -> bool:
    alike = (last.strong, last.emphasis, last.position) == (span.strong, span.emphasis, span.position)
    return alike and (start.line, start.column + len(last.text)) == (place.line, place.column)


def _moved(place: Place, by: int) -> Place:
    return Place(place.file, place.line, place.column + by)


HANDLERS: dict[str, Callable[[InlineReader, Token, Cursor, Words], None]] = {
    "text": InlineReader._text,
    "text_special": InlineReader._special,
    "strong_open": InlineReader._mark,
    "strong_close": InlineReader._mark,
    "em_open": InlineReader._mark,
    "em_close": InlineReader._mark,
    "s_open": InlineReader._mark,
    "s_close": InlineReader._mark,
    "link_open": InlineReader._open_link,
    "link_close": InlineReader._close_link,
    "code_inline": InlineReader._code,
    "hardbreak": InlineReader._break,
    "comment": InlineReader._comment,
    "script": InlineReader._script,
    "footnote_ref": InlineReader._note,
    "image": InlineReader._picture,
}
