"""Runs of a paragraph: spans, line breaks, footnote calls; and the footnotes part they fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from publish.composition.classes import has_address
from publish.errors import InputError
from publish.model import Footnote, Inline, LineBreak, Span, plain_text
from publish.writers.shared.faces import OFFICE_FACES
from publish.writers.word.breaks.line_ends import set_left
from publish.writers.word.ooxml import FORBIDDEN, Element, text, w
from publish.writers.word.revisions import wrap

NOTE_SPACE = "\u2002"  # between a footnote's number and its text
# Spaces in a row are as wide as in the PDF, two like one 汉字, in a Chinese face; the Western one halves them.
# So do Chinese marks behind letters and figures and before a paragraph's first letter: LibreOffice takes them for
# Western, half as wide (“1+9”, 5×100), and needs their language to find a Chinese face where 仿宋 is not installed.
ROOM = re.compile("( {2,}|(?<=[!-~])[“”‘’…—·×÷±]+)")
OPENING = re.compile("( {2,}|^[“‘]+|(?<=[!-~])[“”‘’…—·×÷±]+)")
CHINESE = "zh-CN"
POSITIONS = {"super": "superscript", "sub": "subscript"}


@dataclass
class Footnotes:
    """The footnotes called so far, as `w:footnote` elements in reading order."""

    notes: list[Element] = field(default_factory=list)

    def call(self, footnote: Footnote) -> Element:
        """Add a footnote and return the run that calls it."""
        number = len(self.notes) + 1
        mark = w("rPr", w("rStyle", val="FootnoteReference"))
        # A footnote inside a footnote cannot be in OOXML: its text stands where it was called.
        content = write_inlines(flatten(footnote.content), self)
        own_mark = w("r", mark, w("footnoteRef"), text(NOTE_SPACE))
        paragraph = w("p", w("pPr", w("pStyle", val="FootnoteText")), own_mark, *content)
        if has_address(plain_text(footnote.content, footnotes=True)):
            set_left(paragraph)  # the line above it would be stretched, however little it holds
        self.notes.append(w("footnote", paragraph, id=number))
        return w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=number))

    def part(self) -> Element:
        """The root of word/footnotes.xml: the two separators Word demands, then the notes."""
        properties = w("pPr", w("pStyle", val="FootnoteText"))
        separator = w("footnote", w("p", properties, w("r", w("separator"))), type="separator", id=-1)
        properties = w("pPr", w("pStyle", val="FootnoteText"))
        continuation = w("p", properties, w("r", w("continuationSeparator")))
        return w(
            "footnotes",
            separator,
            w("footnote", continuation, type="continuationSeparator", id=0),
            *self.notes,
        )


def flatten(content: Iterable[Inline]) -> Iterator[Inline]:
    """Inline content with the text of nested footnotes in their place."""
    for inline in content:
        if isinstance(inline, Footnote):
            yield from flatten(inline.content)
        else:
            yield inline


def write_inlines(content: Iterable[Inline], footnotes: Footnotes, style_id: str = "") -> Iterator[Element]:
    """The `w:r` elements of inline content, all of one character style when that is given."""
    for number, inline in enumerate(content):
        yield from wrap(_write_inline(inline, footnotes, style_id, ROOM if number else OPENING), inline.revision)


def _write_inline(inline: Inline, footnotes: Footnotes, style_id: str, room: re.Pattern[str]) -> Iterator[Element]:
    match inline:
        case Span():
            yield from write_span(inline, style_id, room)
        case LineBreak():
            yield w("r", w("br"))
        case Footnote():
            yield footnotes.call(inline)


def write_span(span: Span, style_id: str = "", room: re.Pattern[str] = ROOM) -> Iterator[Element]:
    """The runs of a span; what `room` finds takes the Chinese face. Raises InputError, with the place, for a character
    that XML cannot hold."""
    for number, part in enumerate(room.split(span.text)):
        if part:
            run = w("r", span_properties(span, style_id, is_room=number % 2 == 1))
            try:
                run.extend(_write_text(part))
            except ValueError as error:
                raise refuse_character(span) from error
            yield run


def _write_text(characters: str) -> Iterator[Element]:
    for number, piece in enumerate(characters.split("\t")):
        if number:
            yield w("tab")
        if piece:
            yield text(piece)


def span_properties(span: Span, style_id: str = "", is_room: bool = False) -> Element | None:
    """The `w:rPr` of a span, None when it looks like its paragraph; spaces that are room take the Chinese face.

    A run has one character style: where that is given, emphasis is bold and italic.
    """
    style = style_id or {(True, False): "Strong", (False, True): "Emphasis", (True, True): "IntenseEmphasis"}.get(
        (span.strong, span.emphasis)
    )
    position = POSITIONS.get(span.position)
    parts = (
        w("rStyle", val=style) if style else None,
        w("rFonts", ascii=OFFICE_FACES["仿宋"]) if is_room else None,
        w("b") if style_id and span.strong else None,
        w("i") if style_id and span.emphasis else None,
        w("vertAlign", val=position) if position else None,
        w("lang", val=CHINESE) if is_room else None,
    )
    return w("rPr", *parts) if any(part is not None for part in parts) else None


def refuse_character(span: Span) -> InputError:
    """The error for the first character of a span that XML 1.0 (2.2) does not allow."""
    found = FORBIDDEN.search(span.text)
    assert found
    place = span.place and replace(span.place, column=span.place.column + found.start())
    return InputError(f"文中有 Word 文件存不下的控制字符 U+{ord(found[0]):04X}", "请在原稿里删去它", place)
