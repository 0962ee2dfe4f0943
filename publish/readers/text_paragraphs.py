"""Lines to paragraphs: one per line, or several hard-wrapped lines joined again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from publish.model import Hints, Paragraph, Span
from publish.readers.text_lines import Line

MEASURES = range(10, 61)  # widths in em at which mail programs and terminals wrap
FULL_SHARE = 0.5
UNFINISHED_SHARE = 0.5
NEARLY_ALL = 0.95  # a stray line may be longer
SENTENCES_SHARE = 0.5
RAGGED = 2.0  # a wrapped line may fall short by a character that kinsoku pulled down, or a word
PUNCTUATION = re.compile("[，。；：、！？]")
# What a new paragraph opens with, even when the line above reaches the measure.
OPENING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}[.．、）)](?!\d)|第[一二三四五六七八九十百]{1,4}[章节条]|——|附件|[图表]\s?\d"
)
SENTENCE_END = "。！？；：…”’）)!?;:.】》"


def join_paragraphs(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, wrapped lines joined when the text as a whole is hard-wrapped."""
    measure = wrapping_measure(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and measure and _continues(groups[-1][-1], line, measure):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_paragraph(group) for group in groups)


def wrapping_measure(lines: Sequence[Line]) -> float:
    """The measure in em at which the text was wrapped by hand or machine; 0 when lines are whole paragraphs.

    Evidence: hardly a line is longer, most reach it, and most of those that reach it hold punctuation and stop in
    the middle of a sentence.
    """
    if len(lines) < 3:
        return 0.0
    widths = [width(line.indent) + width(line.text) for line in lines]
    measure = sorted(widths)[round(NEARLY_ALL * (len(widths) - 1))]
    if not MEASURES.start <= measure <= MEASURES.stop:
        return 0.0
    full = [line for line, wide in zip(lines, widths, strict=True) if wide >= measure - RAGGED]
    unfinished = [line for line in full if line.text[-1] not in SENTENCE_END]
    sentences = [line for line in full if PUNCTUATION.search(line.text)]
    if len(sentences) < SENTENCES_SHARE * len(full):
        return 0.0
    wrapped = len(full) >= FULL_SHARE * len(lines) and len(unfinished) > UNFINISHED_SHARE * len(full)
    return measure if wrapped else 0.0


def width(text: str) -> float:
    """Width of a text in em: wide characters count one, the others half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def _continues(above: Line, line: Line, measure: float) -> bool:
    if line.blank_before or line.indent or OPENING.match(line.text):
        return False
    return width(above.text) + width(above.indent) >= measure - RAGGED


def _paragraph(group: Sequence[Line]) -> Paragraph:
    first = group[0]
    content: list[Span] = []
    for line in group:
        if content and _are_words(content[-1].text, line.text):
            content.append(Span(" "))
        content.extend(line.spans)
    hints = Hints(blank_before=first.blank_before, raw_indent=first.indent)
    return Paragraph(tuple(content), place=first.spans[0].place, hints=hints)


def _are_words(above: str, below: str) -> bool:
    """Whether two lines meet between words of a script that writes spaces."""
    return above[-1].isascii() and below[0].isascii() and (above[-1].isalpha() or below[0].isalpha())
