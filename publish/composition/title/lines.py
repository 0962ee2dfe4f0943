"""Lines of a title: whole words, 梯形 or 菱形, no tiny line, as GB/T 9704-2012 7.3.1 asks of titles that turn.

The best lines are those of least total cost: what each break hurts (title_costs) plus what the shape hurts. All ways
that fit are weighed, so that equal titles always get equal lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice, pairwise

from publish.composition.title.costs import FORBIDDEN, INSIDE_WORD, break_costs, find_issuers_end
from publish.composition.title.halves import BEHIND_DATE, find_kept_breaks
from publish.text.widths import title_width

AIR = 1.0  # characters a line of a title leaves free: it shall not look full
SMALL = 5.0  # characters; shorter lines look lost above or below long ones
SAME = 0.6  # lines closer than this look equally long

UNEVEN = 3.2
LOST = 1.2
FULL = 1.5
HOURGLASS = 6.0
RECTANGLE = 0.5
TOP_SHORT = 0.2
LEAST = 3.0  # characters; shorter lines are never made while another way exists
GAP = 2.4  # a space inside a line: the author meant a pause there
ISSUER_GAP = 2.2
EXTRA_LINE = 1.3
AUTHOR = 2.5  # how much worse than ours an author's own lines may be and still stand
MOST_LINES = 9

_Way = tuple[float, tuple[int, ...]]  # cost of some lines, the offsets at which they start


@dataclass(frozen=True)
class _Line:
    """A line that may follow: `end` in the text, `width` in characters, `cost` of breaking after it."""

    end: int
    width: float
    cost: float


@dataclass(frozen=True)
class _Frame:
    """What the lines shall fill: `count` lines of `mean` width; wider ones than `full` look full."""

    full: float
    count: int
    mean: float


def break_title(text: str, characters: float, breaks: Sequence[int] = (), air: float = AIR) -> list[str]:
    """The lines of the title `text` on a measure of `characters` em of its size.

    `breaks` are the offsets at which the author broke the title (source lines, wide gaps); they stand between issuers
    and between the halves of a slogan, else when the lines they make are good. Lines leave `air` characters free where
    they can (subtitles and datelines may take 0). Spaces at a break are dropped, nothing else: the lines joined are the
    text.
    """
    text = text.strip()
    if not text:
        return []
    stops = [0, *find_kept_breaks(text, breaks, characters - air), len(text)]
    lines: list[str] = []
    for start, end in pairwise(stops):
        inner = [offset - start for offset in breaks if start < offset < end]
        lines += _break_piece(text[start:end].strip(), characters, inner, air)
    return lines


def _break_piece(text: str, characters: float, breaks: Sequence[int], air: float) -> list[str]:
    full = characters - air
    if title_width(text) <= full or len(text) < 2 * LEAST:
        return [text]
    costs = break_costs(text)
    best = _search(text, costs, (characters, full))
    if best is None:
        return _chop(text, characters)
    own = _author_lines(text, costs, (characters, full), breaks)
    starts = own[1] if own and own[0] <= best[0] + AUTHOR else best[1]
    return [text[start:end].strip() for start, end in pairwise((*starts, len(text)))]


def _search(text: str, costs: Sequence[float], measure: tuple[float, float]) -> _Way | None:
    """The cheapest ends of lines: the least number of lines that fits, or one more when that reads much better."""
    characters, full = measure
    for limit in (INSIDE_WORD, FORBIDDEN):
        points = [index for index in range(1, len(text)) if costs[index] < limit]
        lines = _possible_lines(text, costs, points, characters)
        away = _lines_away(lines, len(text), MOST_LINES)
        least = next((count for count in range(2, MOST_LINES + 1) if 0 in away[count]), MOST_LINES + 1)
        found: list[_Way] = []
        for count in range(least, min(least + 1, MOST_LINES) + 1):
            best = _cheapest(lines, away[: count + 1], _Frame(full, count, title_width(text) / count))
            if best:
                found.append((best[0] + EXTRA_LINE * (count - least), best[1]))
        if found:
            return min(found)
    return None


def _possible_lines(
    text: str, costs: Sequence[float], points: Sequence[int], characters: float
) -> dict[int, tuple[_Line, ...]]:
    """The lines that fit, by the offset at which they start."""
    issuers = find_issuers_end(text)  # gaps between issuers may stay in a line
    advances = list(map(title_width, text))
    stops = (*points, len(text))
    found: dict[int, tuple[_Line, ...]] = {}
    for number, start in enumerate((0, *points)):
        lines = []
        first = len(text) - len(text[start:].lstrip())
        for end in islice(stops, number, None):
            width = sum(advances[first : start + len(text[start:end].rstrip())])
            if width > characters:
                break
            if width >= LEAST:
                lines.append(_Line(end, width, costs[end] + _gap_cost(text, (start, end), issuers)))
        found[start] = tuple(lines)
    return found


def _lines_away(lines: Mapping[int, Sequence[_Line]], length: int, most: int) -> list[Set[int]]:
    """The offsets from which exactly 0, 1, ... `most` lines reach the text's end: other ways are not worth weighing."""
    away: list[Set[int]] = [{length}]
    for _ in range(most):
        away.append({start for start, after in lines.items() if any(line.end in away[-1] for line in after)})
    return away


def _gap_cost(text: str, span: tuple[int, int], issuers: int) -> float:
    start, end = span
    if end <= issuers:
        return 0
    part = text[max(start, issuers) : end]
    gaps = len(part.split()) - 1 - len(BEHIND_DATE.findall(part.rstrip()))
    return GAP * gaps + ISSUER_GAP * (start < issuers and " " in text[:issuers])


def _cheapest(lines: Mapping[int, Sequence[_Line]], away: Sequence[Set[int]], frame: _Frame) -> _Way | None:
    """The cheapest way through `lines` to the text's end in exactly `frame.count` steps."""
    # Best ways so far by (offset reached, width of the last line, whether lines have begun to shrink).
    ways: dict[tuple[int, float, bool], _Way] = {(0, 0.0, False): (0.0, ())}
    for number in range(1, frame.count + 1):
        goals = away[frame.count - number]
        after = {
            start: [(line, _own_cost(line.width, frame)) for line in lines[start] if line.end in goals]
            for start in {start for start, _, _ in ways}
        }
        longer: dict[tuple[int, float, bool], _Way] = {}
        for (start, width, shrunk), (cost, earlier) in ways.items():
            starts = (*earlier, start)
            for line, own in after[start]:
                way = (cost + line.cost + (own + _pair_cost(line.width, width, shrunk, frame)), starts)
                key = (line.end, line.width, shrunk or (width > 0 and line.width < width - SAME))
                if key not in longer or way < longer[key]:
                    longer[key] = way
        ways = longer
    return min(ways.values(), default=None)


def _own_cost(width: float, frame: _Frame) -> float:
    cost = UNEVEN * ((width - frame.mean) / frame.mean) ** 2
    if width < SMALL:
        cost += LOST
    if width > frame.full:
        cost += FULL
    return cost


def _pair_cost(width: float, above: float, shrunk: bool, frame: _Frame) -> float:
    if above == 0:
        return 0.0
    if abs(width - above) < SAME:
        return RECTANGLE
    if width > above:
        return HOURGLASS if shrunk else TOP_SHORT / (frame.count - 1)
    return 0.0


def _author_lines(
    text: str, costs: Sequence[float], measure: tuple[float, float], breaks: Iterable[int]
) -> _Way | None:
    characters, full = measure
    points = sorted({offset for offset in breaks if 0 < offset < len(text) and costs[offset] < FORBIDDEN})
    if not points:
        return None
    count = len(points) + 1
    lines = _possible_lines(text, costs, points, characters)
    frame = _Frame(full, count, title_width(text) / count)
    return _cheapest(lines, _lines_away(lines, len(text), count), frame)


def _chop(text: str, characters: float) -> list[str]:
    """Full lines for what no rule can break (a long Western word): nothing is lost, nothing overflows."""
    lines = [""]
    for char in text:
        if lines[-1] and title_width(lines[-1] + char) > characters:
            lines.append("")
        lines[-1] += char
    return [line.strip() for line in lines if line.strip()]
