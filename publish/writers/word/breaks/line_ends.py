"""Word's lines end where the PDF's do: where it would end one elsewhere (a number parted from its unit, a last line of
one character), the characters of that line are set a little wider or closer, as a clerk would do it by hand (字符间距).

Programs leave different gaps between Han and Western, so a line is set so that it ends there with all of them. Where
one sets the lines otherwise still, some characters stand a little wider, which nobody sees.

No program parts an address where the PDF does; the line above it would be stretched to the measure, however little it
holds. Such a paragraph is set left, its lines up to there as wide as the measure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cache
from itertools import accumulate, compress, count, pairwise
from operator import add

from publish.composition.classes import KINDS, PARTINGS, TRIMMED, WEIGHT, Kind, Parting, split_clusters
from publish.composition.paragraph import KIND
from publish.style import Style
from publish.writers.word.breaks.cells import CELLS, KNOWN, Frame, break_text
from publish.writers.word.ooxml import Element, W, twips, w

# Between Han and letters or digits, 1/1000 em: Word's (measured in it by others), LibreOffice's (its source: a fifth).
GAPS = (250, 200)
ROUNDED = 0.025  # pt: half a twip, by which a length in twips may be more
FULL = 0.9  # of the characters of a line: a text of fewer is one line
BREAK = "\n"
UNLIKE = re.compile("[!-~０-９]")
WIDE = re.compile("[０-９]")
# Where Han, or what else is no ASCII, meets letters or digits.
MEETING = re.compile(r"(?<=[A-Za-z0-9])(?=[^\W\x00-\x7f])|(?<=[^\W\x00-\x7f])(?=[A-Za-z0-9])")
BEHIND_ALIGNMENT = {"outlineLvl", "rPr"}  # of what our paragraphs have
BEHIND_SPACING = {"w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "vertAlign", "lang"}


class Measured:
    """A text as programs measure it, by its clusters: `offsets` of their ends, `places` where a line may end at all
    (indexes of clusters), `reaches` up to each, pt, for each of GAPS, with the style's own spacing of characters."""

    def __init__(self, text: str, style: Style) -> None:
        parts = _split(text)
        self.kinds = kinds = bytes(map(KIND, map(CELLS.__getitem__, parts)))
        self.places = [*compress(count(1), map(PARTINGS.__getitem__, _join(kinds))), len(parts)]
        self.offsets = list(accumulate(map(len, parts), initial=0))
        widths = list(map(_widths(style.body.size, style.word_tracking).__getitem__, parts))
        gaps = (gap / 1000 * style.body.size for gap in (GAPS if style.western.gap else (0,)))
        self.reaches = [list(accumulate(self._part_scripts(text, widths, gap), initial=0.0)) for gap in gaps]
        self.stretch = style.stretch
        self.parts, self.cell = parts, style.page.cell

    def _part_scripts(self, text: str, widths: Sequence[float], gap: float) -> Sequence[float]:
        """The widths with a gap before each cluster where Han meets letters or digits."""
        parted = list(widths)
        for met in MEETING.finditer(text):
            at = bisect_left(self.offsets, met.start())
            if self.offsets[at] == met.start():
                parted[at] += gap
        return parted

    def ends_alone(self, start: int, end: int, room: float) -> bool:
        """Whether a line ends there by itself in every program."""
        return all(self._find_end(reaches, start, room) == end for reaches in self.reaches)

    def _find_end(self, reaches: Sequence[float], start: int, room: float) -> int:
        full = bisect_right(reaches, reaches[start] + room, start + 1) - 1
        while full < len(self.kinds) and self.kinds[full] == Kind.SPACE:
            full += 1
        place = bisect_right(self.places, full) - 1
        return self.places[place] if place >= 0 else 0

    def stays_short(self, start: int, end: int, room: float) -> bool:
        """Whether a line of the PDF, not the last, ends inside an address, or short since it holds too little."""
        last = self._trim(end, start + 1)
        inside = end == last < len(self.kinds)  # a word longer than a line is parted within itself, and may be the last
        if inside and PARTINGS[self.kinds[end - 1] * KINDS + self.kinds[end]] == Parting.AT_NEED:
            return True
        joints = sum(map(WEIGHT.__getitem__, _join(self.kinds[start:last])))
        return room - self.reaches[0][last] + self.reaches[0][start] > self.stretch.short * self.cell * joints

    def find_spacing(self, start: int, end: int, room: float, fill: bool = False) -> float | None:
        """What to add to each character of a line so that it ends there in every program, pt, and the most of it where
        the line is to `fill` the measure; None: nothing does."""
        if start == end:  # a piece of a word longer than a line
            return None
        last = self._trim(end, start + 1)
        count = self.offsets[end] - self.offsets[start]
        most = min((room - reaches[last] + reaches[start]) / count for reaches in self.reaches)
        least = float("-inf")
        if end < len(self.parts):
            seen = self._trim(self.places[bisect_right(self.places, end)], end)
            if self.kinds[seen - 1] in TRIMMED:
                seen = max(seen - 1, end)  # the mark may hang outside
            # The next characters stand outside the spaced run.
            least = max((room - reaches[seen] + reaches[start]) / count for reaches in self.reaches)
        if least >= most:
            return None
        if fill:
            return most - ROUNDED
        spare = min(self.stretch.spare * self.cell / count, (most - least) / 2)
        return min(max(0.0, least + spare), most - spare)

    def _trim(self, end: int, least: int) -> int:
        while end > least and self.kinds[end - 1] == Kind.SPACE:
            end -= 1
        return end


class _Widths(dict[str, float]):
    """The widths of clusters with the spacing of their characters, pt."""

    def __init__(self, size: float, tracking: float) -> None:
        super().__init__()
        self._size, self._tracking = size, tracking

    def __missing__(self, cluster: str) -> float:
        width = self[cluster] = CELLS[cluster].advance / 1000 * self._size + self._tracking * len(cluster)
        return width


_widths = cache(_Widths)  # a style has one of each


def _split(text: str) -> list[str]:
    """The clusters of a text; full-width numbers, which programs part, by their digits."""
    clusters = split_clusters(text)
    if not WIDE.search(text):
        return clusters
    return [part for each in clusters for part in (each if CELLS[each].kind == Kind.WIDE_NUMBER else (each,))]


def _join(kinds: bytes) -> Iterator[int]:
    """Where the tables of classes say something of each two kinds beside each other."""
    return map(add, map(KINDS.__mul__, kinds), kinds[1:])


def fit_lines(paragraph: Element, style: Style, frame: Frame) -> None:
    """Let the lines of a paragraph in the size of body text end as in the PDF."""
    if style.composition != "grid" or style.body.align != "justify":
        return
    runs = list(_read_runs(paragraph))
    text = "".join(part for _run, part in runs)
    spaced: list[tuple[int, int, int]] = []
    start = 0
    for line in text.split(BREAK):
        if len(line) + frame.indent > frame.characters * FULL and KNOWN.fullmatch(line):
            found, short = find_spaced(line, style, frame)
            spaced += [(start + first, start + last, wide) for first, last, wide in found]
            if short:
                set_left(paragraph)
        start += len(line) + 1
        frame = replace(frame, indent=0)
    _space_out(runs, spaced)


def find_spaced(text: str, style: Style, frame: Frame) -> tuple[list[tuple[int, int, int]], bool]:
    """Where the lines of a text that must be spaced begin and end, and what their characters' spacing is, twips; and
    whether one of its lines stays short."""
    ends = (0, *break_text(text, style, frame))
    # Programs differ about Western letters, full-width digits and names only; any last line may be too short.
    first = 0 if frame.names or UNLIKE.search(text) else ends[max(len(ends) - 3, 0)]
    measured = Measured(text[first:], style)
    lines = []
    for start, end in pairwise(end - first for end in ends if end >= first):
        room = (frame.characters - (0 if start + first else frame.indent)) * measured.cell
        lines.append((bisect_left(measured.offsets, start), bisect_left(measured.offsets, end), room))
    short = next((at for at, line in enumerate(lines[:-1]) if measured.stays_short(*line)), None)
    spaced = []
    for start, end, room in lines[:short]:  # below it programs part the text elsewhere
        if short is None and measured.ends_alone(start, end, room):
            continue
        spacing = measured.find_spacing(start, end, room, fill=short is not None)
        if spacing is not None and -style.stretch.closer <= spacing / measured.cell <= style.stretch.wider:
            place = first + measured.offsets[start], first + measured.offsets[end]
            tracking = twips(style.word_tracking + spacing)
            if short is None or tracking != twips(style.word_tracking):
                spaced.append((*place, tracking))
    return spaced, short is not None


def set_left(paragraph: Element) -> None:
    """Let no line of a paragraph be stretched to the measure."""
    properties = paragraph[0]
    for own in properties.findall(f"{W}jc"):
        properties.remove(own)
    place = next((at for at, child in enumerate(properties) if child.tag.removeprefix(W) in BEHIND_ALIGNMENT), None)
    properties.insert(len(properties) if place is None else place, w("jc", val="left"))


def _read_runs(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The runs of a paragraph with their characters; one that is no text has a character of its own."""
    for run in paragraph.iter(f"{W}r"):
        raised = run.find(f"{W}rPr/{W}vertAlign") is not None
        texts = [_read(child, raised) for child in run if child.tag != f"{W}rPr"]
        yield run, "".join(texts)


def _read(child: Element, raised: bool) -> str:
    if child.tag == f"{W}t":
        characters = child.text or ""
        return "\0" * len(characters) if raised else characters
    return BREAK if child.tag == f"{W}br" else "\0"


def _space_out(runs: Sequence[tuple[Element, str]], spaced: Sequence[tuple[int, int, int]]) -> None:
    """Set stretches of the characters of all runs (from, to, twips), each run parted once."""
    place = number = 0
    for run, text in runs:
        inside = []
        while number < len(spaced) and spaced[number][0] < place + len(text):
            start, end, tracking = spaced[number]
            first, last = max(start - place, 0), min(end - place, len(text))
            if first < last:
                inside.append((first, last, tracking))
            if end > place + len(text):
                break
            number += 1
        if inside:
            _part_run(run, len(text), inside)
        place += len(text)


def _part_run(run: Element, count: int, inside: Sequence[tuple[int, int, int]]) -> None:
    """Set stretches of the `count` characters of a run; one of which a part is set has one text."""
    pieces = list(pairwise(sorted({0, count, *(edge for first, last, _ in inside for edge in (first, last))})))
    parted = [run]
    if len(pieces) > 1:
        text = run.find(f"{W}t")
        assert text is not None
        assert text.text is not None
        characters, text.text = text.text, ""
        parted += [deepcopy(run) for _ in pieces[1:]]
        for each, (first, last) in zip(parted, pieces, strict=True):
            each.find(f"{W}t").text = characters[first:last]  # type: ignore[union-attr] # a copy has it too
    wide = {first: tracking for first, _, tracking in inside}
    for each, (first, _) in zip(parted, pieces, strict=True):
        if first in wide:
            _space(each, wide[first])
    for before, after in pairwise(parted):
        before.addnext(after)


def _space(run: Element, tracking: int) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = w("rPr")
        run.insert(0, properties)
    place = next((k for k, child in enumerate(properties) if child.tag.removeprefix(W) in BEHIND_SPACING), None)
    properties.insert(len(properties) if place is None else place, w("spacing", val=tracking))
