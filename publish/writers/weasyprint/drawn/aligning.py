"""Which characters the glyphs of a drawn line stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from publish.writers.shared.drawn import Matrix
from publish.writers.shared.expected import is_copied_in_order, is_unseen

NOTHING = "\u200b"  # what glyphs read that stand for no character: a text must have some


@dataclass
class Run:
    """Glyphs of one font on one baseline: their numbers, what the font says each reads, the places of their origins and
    of what follows (1/1000 em of `matrix`)."""

    font: str
    matrix: Matrix
    glyphs: list[int] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    places: list[float] = field(default_factory=list)

    @property
    def reading(self) -> str:
        """What the font says that all of it reads."""
        return "".join(self.readings)

    def part(self, start: int, end: int, text: str, paired: bool = False) -> Part:
        """Some of its glyphs as a part that reads `text`."""
        return Part(self, text, tuple(self.glyphs[start:end]), tuple(self.places[start : end + 1]), paired)


@dataclass(frozen=True)
class Part:
    """Glyphs of a run and the characters they stand for, one by one if they are `paired`; the places of the glyphs and
    of what follows."""

    run: Run
    text: str
    glyphs: tuple[int, ...]
    places: tuple[float, ...]
    paired: bool


def align(runs: Sequence[Run], actual: str | None) -> Iterator[Part]:
    """The parts of a line that reads `actual` (None: what the fonts say); every run has glyphs.

    Where characters and glyphs are as many and in the same order, they go together one by one. Else every run, from
    both ends of the line inwards, that has the characters its font says, takes these; what is left in between (marks
    that combine, glyphs that other characters share) is shared out among the runs there.
    """
    if actual is not None and sum(len(run.glyphs) for run in runs) == len(actual) and is_copied_in_order(actual):
        at = 0
        for run in runs:
            yield run.part(0, len(run.glyphs), actual[at : at + len(run.glyphs)], paired=True)
            at += len(run.glyphs)
        return
    texts = [run.reading for run in runs] if actual is None or not runs else _share(runs, _strip(actual))
    for run, text in zip(runs, texts, strict=True):
        yield from _take_readings(run) if text == run.reading else [run.part(0, len(run.glyphs), text or NOTHING)]


def _share(runs: Sequence[Run], rest: str) -> list[str]:
    """The text of each run of a line."""
    texts = [""] * len(runs)
    first, last = 0, len(runs)
    while first < last and _has_letters(rest[: len(runs[first].reading)], runs[first]):
        at = len(runs[first].reading)
        texts[first], rest, first = rest[:at], rest[at:], first + 1
    while first < last and _has_letters(rest[max(0, len(rest) - len(runs[last - 1].reading)) :], runs[last - 1]):
        at = len(rest) - len(runs[last - 1].reading)
        texts[last - 1], rest, last = rest[at:], rest[:at], last - 1
    if first == last:
        texts[-1] += rest
    left = sum(len(run.glyphs) for run in runs[first:last])
    for index in range(first, last):
        glyphs = len(runs[index].glyphs)
        share = len(rest) if index == last - 1 else round(len(rest) * glyphs / left)
        texts[index], rest, left = rest[:share], rest[share:], left - glyphs
    return texts


def _has_letters(text: str, run: Run) -> bool:
    """Whether a text has the characters that a run's font says, in its own order or from right to left."""
    return text == run.reading or sorted(text) == sorted(run.reading)


def _strip(text: str) -> str:
    """A text without what is not seen, blanks aside, which have glyphs."""
    return "".join(char for char in text if char.isspace() or not is_unseen(char))


def _take_readings(run: Run) -> Iterator[Part]:
    """The glyphs that read one character each together; every other one for itself, glyphs that read nothing with the
    next (those of one cluster: the last reads it)."""
    ends = [end for end, reading in enumerate(run.readings, 1) if reading] or [0]
    ends[-1] = len(run.readings)
    spans = list(pairwise([0, *ends]))
    for single, group in groupby(
        spans, lambda span: span[1] - span[0] == len("".join(run.readings[slice(*span)])) == 1
    ):
        together = list(group)
        for start, end in [(together[0][0], together[-1][1])] if single else together:
            yield run.part(start, end, "".join(run.readings[start:end]) or NOTHING, single)
