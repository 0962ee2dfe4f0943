"""Which characters the glyphs of a drawn line stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from publish.writers.shared.drawn import Matrix
from publish.writers.shared.expected import is_unseen


@dataclass
class Run:
    """Glyphs of one font on one baseline: their numbers, what the font says each reads, the places of their origins and
    of what follows (1/1000 em of `matrix`)."""

    font: str
    matrix: Matrix
    glyphs: list[int] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    places: list[float] = field(default_factory=list)

    def part(self, start: int, end: int, text: str) -> Part:
        """Some of its glyphs as a part that reads `text`."""
        return Part(self, text, tuple(self.glyphs[start:end]), tuple(self.places[start : end + 1]))


@dataclass(frozen=True)
class Part:
    """Glyphs of a run and the characters they stand for, one by one where there are as many; the places of the glyphs
    and of what follows."""

    run: Run
    text: str
    glyphs: tuple[int, ...]
    places: tuple[float, ...]


def align(runs: Sequence[Run], actual: str | None) -> Iterator[Part]:
    """The parts of a line that reads `actual` (None: what the fonts say).

    Where characters and glyphs are as many, they go together one by one; else each glyph takes what its font says it
    reads, as long as the line goes on with that, characters that are not seen left out; else the whole line is read
    from the glyphs of its first run.
    """
    if actual is not None and sum(len(run.glyphs) for run in runs) == len(actual):
        at = 0
        for run in runs:
            yield run.part(0, len(run.glyphs), actual[at : at + len(run.glyphs)])
            at += len(run.glyphs)
    elif actual is None or _reads(runs, actual):
        for run in runs:
            yield from _take_readings(run)
    else:
        for run in runs:
            yield run.part(0, len(run.glyphs), actual)
            actual = ""


def _reads(runs: Iterable[Run], actual: str) -> bool:
    """Whether the fonts' readings are the line, characters that are not seen aside."""
    said = "".join(reading for run in runs for reading in run.readings)
    return _strip(said) == _strip(actual)


def _strip(text: str) -> str:
    return "".join(char for char in text if not is_unseen(char))


def _take_readings(run: Run) -> Iterator[Part]:
    """The glyphs that read one character each together, every other one for itself."""
    start = 0
    for single, readings in groupby(run.readings, lambda reading: len(reading) == 1):
        group = list(readings)
        for text in ["".join(group)] if single else group:
            end = start + (len(group) if single else 1)
            yield run.part(start, end, text)
            start = end
