"""Lines to paragraphs and tables: a paragraph per line, or several hard-wrapped lines joined again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publish.model import Block, Hints, Paragraph, Span
from publish.readers.text.lines import Line
from publish.readers.text.tables import find_tables, list_cells, make_table, space_cells
from publish.text.widths import estimate_width

MEASURES = range(13, 61)  # widths in em at which mail programs and terminals wrap
NEARLY_ALL = 0.95  # a stray line may be longer
LONG = 0.6  # of the measure: a line that long has something to say about wrapping
LEAST_BROKEN = 3
SENTENCES_SHARE = 0.5
INDENTED_SHARE = 0.05
RAGGED = 2.0  # a wrapped line may fall short by a character that kinsoku pulled down, or a word
PUNCTUATION = re.compile("[，。；、,;]")
# What a new paragraph opens with, even when the line above reaches the measure.
OPENING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}[.．、）)](?!\d)|第[一二三四五六七八九十百]{1,4}[章节条]|——|附件|[图表]\s?\d"
)
DATE = re.compile(r"[0-9０-９〇○零一二三四五六七八九十]{4}\s*年.{1,12}日$")
CALL = re.compile("(?:们|同志|朋友|来宾|代表|委员)[：:]$")  # the last line of a salutation
PUSHED = 8.0  # em of white space that push a signature or a folio to the right, or a title to the middle
LABELLED = re.compile(r"[\u4e00-\u9fff\s]{2,8}[：:]")  # 列席：, 抄送：
BROKEN = 15  # characters at least of a line broken by hand; those of poems are shorter
SENTENCE_END = "。！？；：…”’）)!?;:.】》"


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text was wrapped: at `measure`, counted by `ruler` in em or in characters; 0 when lines are paragraphs.

    Programs that count characters wrap lines with digits shorter than others.
    """

    measure: float
    ruler: Callable[[str], float]

    def reaches(self, line: Line) -> bool:
        """Whether a line is as long as wrapped lines are."""
        return self.width(line) >= self.measure - RAGGED

    def width(self, line: Line) -> float:
        """The line's length with what it is indented."""
        return self.ruler(line.indent) + self.ruler(line.text)


def join_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The tables and paragraphs of a text, wrapped lines joined when the text as a whole is hard-wrapped."""
    blocks: list[Block] = []
    lines = space_cells(list_cells(lines))
    tables = list(find_tables(lines))
    rows = {index for table in tables for index in table}
    prose = [line for index, line in enumerate(lines) if index not in rows]
    wrapping = find_wrapping(prose)
    indented = sum(1 for line in prose if line.indent) >= INDENTED_SHARE * len(prose)
    start = 0
    for table in tables:
        blocks += _join(lines[start : table.start], wrapping, indented)
        blocks.append(make_table(lines[table.start : table.stop]))
        start = table.stop
    return (*blocks, *_join(lines[start:], wrapping, indented))


def _join(lines: Sequence[Line], wrapping: Wrapping, indented: bool) -> Iterator[Paragraph]:
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        signs = below is not None and _signs(groups[-1][-1] if groups else None, line, below)
        wrapped = groups and wrapping.measure and not signs and continues(groups[-1], line, wrapping, indented)
        if wrapped or (groups and _runs_on(groups[-1], line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return map(_paragraph, groups)


def find_wrapping(lines: Sequence[Line]) -> Wrapping:
    """The measure at which the text was wrapped by hand or machine, in em or in characters: by which more lines go on.

    Evidence: hardly a line is longer; lines that stop in the middle of a sentence reach the measure, and the next
    line goes on without indent; few long lines stop short of it without a mark.
    """
    found = [_measured(lines, ruler) for ruler in (estimate_width, len)]
    return max(found, key=lambda wrapping: _count_broken(lines, wrapping))


def _measured(lines: Sequence[Line], ruler: Callable[[str], float]) -> Wrapping:
    none = Wrapping(0.0, ruler)
    if len(lines) < 3:
        return none
    widths = sorted(none.width(line) for line in lines)
    wrapping = Wrapping(widths[round(NEARLY_ALL * (len(widths) - 1))], ruler)
    if not MEASURES.start <= wrapping.measure <= MEASURES.stop:
        return none
    return wrapping if _is_wrapped(lines, wrapping) else none


def _count_broken(lines: Sequence[Line], wrapping: Wrapping) -> int:
    if not wrapping.measure:
        return 0
    return sum(1 for above, below in pairwise(lines) if wrapping.reaches(above) and _goes_on(above, below))


def _is_wrapped(lines: Sequence[Line], wrapping: Wrapping) -> bool:
    reaching = [line for line in lines if wrapping.reaches(line)]
    sentences = sum(1 for line in reaching if PUNCTUATION.search(line.text))
    free = [line for line in lines if wrapping.ruler(line.indent) < PUSHED]
    short = [line for line in free if LONG * wrapping.measure < wrapping.width(line) < wrapping.measure - RAGGED]
    against = sum(1 for line in short if line.text[-1] not in SENTENCE_END and not OPENING.match(line.text))
    broken = _count_broken(lines, wrapping)
    return broken >= LEAST_BROKEN and sentences >= SENTENCES_SHARE * len(reaching) and broken > 2 * against


def _goes_on(above: Line, below: Line) -> bool:
    """Whether a line stops in the middle of a sentence and the next may be its continuation."""
    return above.text[-1] not in SENTENCE_END and not (below.blank_before or below.indent or OPENING.match(below.text))


def _signs(above: Line | None, line: Line, below: Line) -> bool:
    """Whether a line is a signature: below a full stop, above a date, and no sentence itself."""
    ended = above is None or above.text[-1] in SENTENCE_END
    return ended and bool(DATE.match(below.text)) and not PUNCTUATION.search(line.text)


def continues(group: Sequence[Line], line: Line, wrapping: Wrapping, indented: bool) -> bool:
    """Whether a line belongs to the paragraph of the lines above; where paragraphs are indented, lines above that are
    not are titles, unless they hold punctuation (主送机关 stands at the margin)."""
    above = group[-1]
    if line.blank_before or line.indent or OPENING.match(line.text):
        return False
    if indented and not group[0].indent and not PUNCTUATION.search(above.text):
        return False
    return wrapping.reaches(above)


def _runs_on(group: Sequence[Line], line: Line) -> bool:
    """Whether a line goes on a paragraph that stops at a comma, since it was broken by hand: at the margin below an
    indented one, or indented below a label (列席：…，)."""
    above = group[-1].text
    if line.blank_before or above[-1] not in "，、," or OPENING.match(line.text) or CALL.search(line.text):
        return False
    if LABELLED.match(group[0].text):
        return len(line.indent) > len(group[0].indent) and not LABELLED.match(line.text)
    return bool(group[0].indent) and not line.indent and len(above) >= BROKEN


def _paragraph(group: Sequence[Line]) -> Paragraph:
    first = group[0]
    content: list[Span] = []
    for line in group:
        if content and are_words(content[-1].text, line.text):
            content.append(Span(" "))
        content.extend(line.spans)
    hints = Hints(blank_before=first.blank_before, raw_indent=first.indent)
    return Paragraph(tuple(content), place=first.spans[0].place, hints=hints)


def are_words(above: str, below: str) -> bool:
    """Whether two lines meet between words of a script that writes spaces."""
    return above[-1].isascii() and below[0].isascii() and (above[-1].isalpha() or below[0].isalpha())
