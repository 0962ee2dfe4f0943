"""Lines of a title: whole words, 梯形 or 菱形, no tiny line, as GB/T 9704-2012 7.3.1 asks of titles that turn.

The best lines are those of least total cost: what each break hurts (title_words) plus what the shape hurts. All ways
that fit are weighed, so that equal titles always get equal lines.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publish.composition.title_words import FORBIDDEN, INSIDE_WORD, break_costs

AIR = 1.0  # characters a line of a title leaves free: it shall not look full
LEAST = 3.0  # characters; shorter lines are never made while another way exists
SMALL = 5.0  # characters; shorter lines look lost above or below long ones
WESTERN = 0.55  # mean advance of a Western letter or digit, in characters
SAME = 0.6  # lines closer than this look equally long

UNEVEN = 4.0
LOST = 1.2
FULL = 1.5
HOURGLASS = 6.0
RECTANGLE = 0.5
TOP_SHORT = 0.2
GAP = 1.3  # a space inside a line: the author meant a pause there
EXTRA_LINE = 1.6
AUTHOR = 2.5  # how much worse than ours an author's own lines may be and still stand
MOST_LINES = 9


@dataclass(frozen=True)
class _Line:
    """A line that may follow: `end` in the text, `width` in characters, `cost` of breaking after it."""

    end: int
    width: float
    cost: float


@dataclass(frozen=True)
class _Frame:
    """What the lines shall fill: a text of `length` offsets, in `count` lines of `mean` width on the measure."""

    length: int
    characters: float
    count: int
    mean: float


def break_title(text: str, characters: float, breaks: Sequence[int] = ()) -> list[str]:
    """The lines of the title `text` on a measure of `characters` em of its size.

    `breaks` are the offsets at which the author broke the title (source lines, wide gaps); they stand when the lines
    they make are good. Spaces at a break are dropped, nothing else: the lines joined are the text.
    """
    text = text.strip()
    if title_width(text) <= characters - AIR or len(text) < 2 * LEAST:
        return [text] if text else []
    costs = break_costs(text)
    best = _search(text, costs, characters)
    if best is None:
        return _chop(text, characters)
    own = _author_lines(text, costs, characters, breaks)
    ends = own[1] if own and own[0] <= best[0] + AUTHOR else best[1]
    return [text[start:end].strip() for start, end in pairwise((0, *ends))]


def title_width(text: str) -> float:
    """Width of a title in characters (em): Han and full-width marks 1, others about half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else WESTERN for char in text)


def _search(text: str, costs: Sequence[float], characters: float) -> tuple[float, tuple[int, ...]] | None:
    """The cheapest ends of lines: the least number of lines that fits, or one more when that reads much better."""
    for limit in (INSIDE_WORD, FORBIDDEN):
        points = [index for index in range(1, len(text)) if costs[index] < limit]
        lines = _possible_lines(text, costs, points, characters)
        found: list[tuple[float, tuple[int, ...]]] = []
        least = 0
        for count in range(2, MOST_LINES + 1):
            best = _cheapest(lines, _Frame(len(text), characters, count, title_width(text) / count))
            least = least or (count if best else 0)
            if best:
                found.append((best[0] + EXTRA_LINE * (count - least), best[1]))
            if least and count > least:
                break
        if found:
            return min(found)
    return None


def _possible_lines(
    text: str, costs: Sequence[float], points: Sequence[int], characters: float
) -> dict[int, tuple[_Line, ...]]:
    """The lines that fit, by the offset at which they start."""
    issuers = text.find("关于")  # gaps between issuers may stay in a line
    found: dict[int, tuple[_Line, ...]] = {}
    for start in (0, *points):
        lines = []
        for end in (*points[bisect_right(points, start) :], len(text)):
            width = title_width(text[start:end].strip())
            if width > characters:
                break
            if width >= LEAST:
                gaps = len(text[max(start, issuers) : end].split()) - 1 if end > issuers else 0
                lines.append(_Line(end, width, costs[end] + GAP * gaps))
        found[start] = tuple(lines)
    return found


def _cheapest(lines: Mapping[int, Sequence[_Line]], frame: _Frame) -> tuple[float, tuple[int, ...]] | None:
    """The cheapest way through `lines` to the text's end in exactly `frame.count` steps."""
    # Best ways so far by (end, width of the last line, whether lines have begun to shrink).
    ways: dict[tuple[int, float, bool], tuple[float, tuple[int, ...]]] = {(0, 0.0, False): (0.0, ())}
    for number in range(1, frame.count + 1):
        longer: dict[tuple[int, float, bool], tuple[float, tuple[int, ...]]] = {}
        for (start, width, shrunk), (cost, ends) in ways.items():
            for line in lines[start]:
                if (line.end == frame.length) != (number == frame.count):
                    continue
                step = cost + line.cost + _shape_cost(line.width, width, shrunk, frame)
                key = (line.end, line.width, shrunk or (width > 0 and line.width < width - SAME))
                way = (step, (*ends, line.end))
                if key not in longer or way < longer[key]:
                    longer[key] = way
        ways = longer
    return min(ways.values(), default=None)


def _shape_cost(width: float, above: float, shrunk: bool, frame: _Frame) -> float:
    cost = UNEVEN * ((width - frame.mean) / frame.mean) ** 2
    if width < SMALL:
        cost += LOST
    if width > frame.characters - AIR:
        cost += FULL
    if above == 0:
        return cost
    if abs(width - above) < SAME:
        cost += RECTANGLE
    elif width > above:
        cost += HOURGLASS if shrunk else TOP_SHORT / (frame.count - 1)
    return cost


def _author_lines(
    text: str, costs: Sequence[float], characters: float, breaks: Iterable[int]
) -> tuple[float, tuple[int, ...]] | None:
    points = sorted({offset for offset in breaks if 0 < offset < len(text) and costs[offset] < FORBIDDEN})
    lines = _possible_lines(text, costs, points, characters)
    count = len(points) + 1
    return _cheapest(lines, _Frame(len(text), characters, count, title_width(text) / count)) if points else None


def _chop(text: str, characters: float) -> list[str]:
    """Full lines for what no rule can break (a long Western word): nothing is lost, nothing overflows."""
    lines = [""]
    for char in text:
        if lines[-1] and title_width(lines[-1] + char) > characters:
            lines.append("")
        lines[-1] += char
    return [line.strip() for line in lines if line.strip()]
