"""Lines to paragraphs and tables: a paragraph per line, or several hard-wrapped lines joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.model import Block, Hints, Paragraph, Span
from publish.readers.text.lines import Line
from publish.readers.text.tables import find_tables, make_table
from publish.text.widths import estimate_width

MEASURES = range(10, 61)  # widths in em at which mail programs and terminals wrap
NEARLY_ALL = 0.95  # a stray line may be longer
LONG = 0.6  # of the measure: a line that long has something to say about wrapping
LEAST_BROKEN = 3
SENTENCES_SHARE = 0.5
INDENTED_SHARE = 0.05
RAGGED = 2.0  # a wrapped line may fall short by a character that kinsoku pulled down, or a word
PUNCTUATION = re.compile("[，。；、]")
# What a new paragraph opens with, even when the line above reaches the measure.
OPENING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}[.．、）)](?!\d)|第[一二三四五六七八九十百]{1,4}[章节条]|——|附件|[图表]\s?\d"
)
SENTENCE_END = "。！？；：…”’）)!?;:.】》"


def join_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The tables and paragraphs of a text, wrapped lines joined when the text as a whole is hard-wrapped."""
    blocks: list[Block] = []
    tables = list(find_tables(lines))
    rows = {index for table in tables for index in table}
    prose = [line for index, line in enumerate(lines) if index not in rows]
    measure = wrapping_measure(prose)
    indented = sum(1 for line in prose if line.indent) >= INDENTED_SHARE * len(prose)
    start = 0
    for table in tables:
        blocks += _join(lines[start : table.start], measure, indented)
        blocks.append(make_table(lines[table.start : table.stop]))
        start = table.stop
    return (*blocks, *_join(lines[start:], measure, indented))


def _join(lines: Sequence[Line], measure: float, indented: bool) -> Iterator[Paragraph]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and measure and _continues(groups[-1], line, measure, indented):
            groups[-1].append(line)
        else:
            groups.append([line])
    return map(_paragraph, groups)


def wrapping_measure(lines: Sequence[Line]) -> float:
    """The measure in em at which the text was wrapped by hand or machine; 0 when lines are whole paragraphs.

    Evidence: hardly a line is longer; lines that stop in the middle of a sentence reach the measure, and the next
    line goes on without indent; few long lines stop short of it without a mark.
    """
    if len(lines) < 3:
        return 0.0
    widths = [_whole_width(line) for line in lines]
    measure = sorted(widths)[round(NEARLY_ALL * (len(widths) - 1))]
    if not MEASURES.start <= measure <= MEASURES.stop:
        return 0.0
    return measure if _is_wrapped(lines, widths, measure) else 0.0


def _is_wrapped(lines: Sequence[Line], widths: Sequence[float], measure: float) -> bool:
    reaching = broken = sentences = against = 0
    for index, (line, wide) in enumerate(zip(lines, widths, strict=True)):
        if wide >= measure - RAGGED:
            reaching += 1
            sentences += bool(PUNCTUATION.search(line.text))
            broken += index + 1 < len(lines) and _goes_on(line, lines[index + 1])
        elif wide > LONG * measure:
            against += line.text[-1] not in SENTENCE_END
    return broken >= LEAST_BROKEN and sentences >= SENTENCES_SHARE * reaching and broken > 2 * against


def _goes_on(above: Line, below: Line) -> bool:
    """Whether a line stops in the middle of a sentence and the next may be its continuation."""
    return above.text[-1] not in SENTENCE_END and not (below.blank_before or below.indent or OPENING.match(below.text))


def _whole_width(line: Line) -> float:
    return estimate_width(line.indent) + estimate_width(line.text)


def _continues(group: Sequence[Line], line: Line, measure: float, indented: bool) -> bool:
    """Whether a line belongs to the paragraph of the lines above; where paragraphs are indented, lines above that are
    not are titles, unless they hold punctuation (主送机关 stands at the margin)."""
    above = group[-1]
    if line.blank_before or line.indent or OPENING.match(line.text):
        return False
    if indented and not group[0].indent and not PUNCTUATION.search(above.text):
        return False
    return _whole_width(above) >= measure - RAGGED


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
