"""Lines to paragraphs: a line goes on when the one above was full, and opens one where it is indented or set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from publish.model import Heading, Hints, Inline, LineBreak, Paragraph, Span, plain_text
from publish.readers.headings import is_heading
from publish.readers.joining import join_spans
from publish.readers.pdf.measures import Measure
from publish.readers.pdf.pages import Line, place_on_page
from publish.text.widths import estimate_width

INDENT = 1.2  # em: a line that far in is indented
SAME_EDGE = 0.4  # em
APART = 1.4  # of the pitch: lines that far apart belong to different paragraphs
OTHER_SIZE = 0.08  # of the size
CENTRED = 1.2  # em by which the room on both sides of a centred line may differ
DEEP = 0.4  # of the measure: what begins there stands at the right
SLACK = 0.6  # em that a full line may leave
HANGING = 4.5  # em that the lines of an item may hang
OPENING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}[.．、）)](?!\d)|第[一二三四五六七八九十百]{1,4}[章节条]|——"
    r"|[①-⑳]|[•·●○■□◆◇▪–\-➢✓]\s?"
)
ENDED = "。！？；：…”’）)!?;:.】》"
# The characters that a line cannot be broken in or before: a word or number with what closes it.
TOKEN = re.compile(r"[（(《“‘「『〈【\[]*(?:[A-Za-z0-9.,%‰/:@_+\-]+|.)[)\]，。、；：！？）》」』”’〉】…—％%]*")


@dataclass
class Joiner:
    """Joins the lines of a text; `doubtful`: before which nothing shows whether a paragraph ended. `cell`: of a table,
    where lines are aligned in any way. `levels`: of blocks that are headings."""

    file: str
    measures: dict[tuple[int, int], Measure]
    size: float
    indented: bool
    doubtful: list[Line] = field(default_factory=list)
    cell: bool = False
    levels: Mapping[int, int] = field(default_factory=dict)

    def join(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """The lines by paragraphs."""
        group: list[Line] = []
        for line in lines:
            if group and not self._goes_on(group, line):
                yield group
                group = []
            group.append(line)
        if group:
            yield group

    def _goes_on(self, group: Sequence[Line], line: Line) -> bool:
        above = group[-1]
        if above.block > 0 and line.block > 0:
            return above.block == line.block
        if len(line.segments) > 1 or len(above.segments) > 1 or self._is_apart(above, line):
            return False
        if self.cell:
            return self._is_full(above, line)
        centred = self.is_centred(above) + self.is_centred(line)
        if centred:  # the lines of a title
            return centred == 2 and line.size > (1 + OTHER_SIZE) * self.size
        return self._is_full(above, line) and self._fits(group, line)

    def _fits(self, group: Sequence[Line], line: Line) -> bool:
        """Whether a line that follows a full one may go on with it, by its indent and its first characters."""
        above = group[-1]
        indent, before = self._indent(line), self._indent(above)
        if indent > INDENT:
            if len(group) > 1:
                return abs(indent - before) < SAME_EDGE
            return bool(OPENING.match(above.text)) and SAME_EDGE < indent - before < HANGING
        if above.text[-1] in ENDED and OPENING.match(line.text):
            return False
        if not self.indented and above.text[-1] in "。！？":
            self.doubtful.append(line)
        return True

    def _is_apart(self, above: Line, line: Line) -> bool:
        if abs(above.size - line.size) > OTHER_SIZE * above.size:
            return True
        if above.page == line.page and bool(above.column) != bool(line.column):
            return True  # below columns, over the whole width
        gap = above.base - line.base
        pitch = self.measures[line.region].pitch * max(1.0, line.size / self.size)
        return above.region == line.region and gap > APART * pitch

    def _is_full(self, above: Line, line: Line, widest: Line | None = None) -> bool:
        """Whether the first word of a line had no room in the line above; `widest`: of their paragraph."""
        measure = self.measures[above.region]
        if widest and widest is not above:
            measure = replace(measure, right=min(measure.right, widest.right))
        taken = above.right - above.left if self.cell else above.right - measure.left
        room = (measure.right - measure.left - taken) / above.size
        token = TOKEN.match(line.text)
        return room < estimate_width(token[0] if token else "") + SLACK

    def _indent(self, line: Line) -> float:
        """How far a line begins within the measure, in em."""
        return (line.left - self.measures[line.region].left) / line.size

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle of the measure, with room on both sides."""
        measure = self.measures[line.region]
        left, right = line.left - measure.left, measure.right - line.right
        least = 0.3 if line.size > (1 + OTHER_SIZE) * self.size else 1.5  # titles may nearly fill the measure
        if min(left, right) < least * line.size or abs(left - right) > CENTRED * line.size:
            return False
        return abs(left - 2 * self.size) > 0.5 * self.size or right > 3 * self.size or line.size > 1.1 * self.size

    def paragraph(self, group: Sequence[Line], gap: bool) -> Paragraph | Heading:
        """A paragraph of lines; `gap`: an empty line stands before it."""
        first, joined = group[0], tuple(join_spans(self.flow(group)))
        level = self.levels.get(first.block, 0)
        hints = Hints(
            level=level,
            align=self._align(first),
            bold=all(line.bold for line in group),
            size=first.size,
            blank_before=gap,
            raw_indent="\u3000\u3000" if self._indent(first) > INDENT and self._align(first) == "" else "",
            lead=_lead(group),
        )
        place = place_on_page(self.file, first.page, first.row)
        if level and is_heading(plain_text(joined)):
            return Heading(level, joined, place, hints)
        return Paragraph(joined, place=place, hints=hints)

    def flow(self, group: Sequence[Line]) -> Iterator[Inline]:
        """The text of lines, one after the other; lines that end early stay lines, in titles and where tags tell."""
        widest = max(group, key=lambda line: line.right)
        for above, line in zip([None, *group], group, strict=False):
            if above and self._ends_early(above, line, widest):
                yield LineBreak()
            elif above and _are_words(above.text, line.text):
                yield Span(" ")
            yield from _spans(line, self.file)

    def _ends_early(self, above: Line, line: Line, widest: Line) -> bool:
        if above.block > 0:
            return not self._is_full(above, line, widest)
        return not self.cell and self.is_centred(above) and not self._is_full(above, line)

    def _align(self, line: Line) -> Literal["", "center", "right"]:
        measure = self.measures[line.region]
        if self.cell:
            return ""
        if self.is_centred(line):
            return "center"
        return "right" if line.left - measure.left > DEEP * (measure.right - measure.left) else ""


def _spans(line: Line, file: str) -> Iterator[Span]:
    """A line's text, wide gaps as tabs; each with its column."""
    column, place = 1, place_on_page(file, line.page, line.row)
    for number, segment in enumerate(line.segments):
        if number:
            yield Span("\t", place)
            column += 1
        for run in segment:
            yield Span(run.text, place, position=run.position)  # type: ignore[arg-type]
            column += len(run.text)


def _are_words(above: str, below: str) -> bool:
    """Whether two lines meet between words of a script that writes spaces."""
    if not above or not below or above[-1] in "-/_@." or not (above[-1].isascii() and below[0].isascii()):
        return False
    return above[-1].isalnum() and below[0].isalnum()


def _lead(group: Sequence[Line]) -> int:
    """Characters at the start whose Han characters have another face than all others."""
    runs = [run for line in group for segment in line.segments for run in segment]
    faces = [(len(run.text), run.face) for run in runs if any("\u4e00" <= char <= "\u9fff" for char in run.text)]
    if len({face for _, face in faces}) != 2 or faces[0][1] in [face for _, face in faces if face != faces[0][1]]:
        return 0
    count, text = 0, "".join(run.text for run in runs)
    for run in runs:
        if run.face != faces[0][1] and any("\u4e00" <= char <= "\u9fff" for char in run.text):
            break
        count += len(run.text)
    return count + (text[count : count + 1] in tuple("。：！？"))
