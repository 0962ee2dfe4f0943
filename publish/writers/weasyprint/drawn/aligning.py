"""Which characters each glyph of a drawn line stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publish.writers.shared.drawn import Cluster, Matrix
from publish.writers.shared.expected import is_unseen


@dataclass
class Run:
    """Glyphs of one font: each with its number, what the font says it reads, its origin (em from that of `matrix`)."""

    font: str
    end: float
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    glyphs: list[tuple[int, str, tuple[float, float]]] = field(default_factory=list)

    def add(self, glyph: int, text: str, at: float, rise: float) -> None:
        """One more glyph."""
        self.glyphs.append((glyph, text, (at, rise)))


def align(runs: Sequence[Run], actual: str | None) -> list[tuple[Cluster, ...]]:
    """The clusters of each run of a line that reads `actual` (None: what the fonts say).

    Where characters and glyphs are as many, they go together one by one; else each glyph takes what its font says it
    reads, as long as the line goes on with that, characters that are not seen going before it; else the whole run is
    one cluster.
    """
    if actual is None:
        return [tuple(Cluster(text, (glyph,), (place,)) for glyph, text, place in run.glyphs) for run in runs]
    if sum(len(run.glyphs) for run in runs) == len(actual):
        characters = iter(actual)
        return [tuple(Cluster(next(characters), (glyph,), (place,)) for glyph, _, place in run.glyphs) for run in runs]
    return _follow(runs, actual) or list(_divide(runs, actual))


def _follow(runs: Sequence[Run], actual: str) -> list[tuple[Cluster, ...]] | None:
    """The clusters when the fonts' readings are the line's; None when they are not."""
    at, found = 0, []
    for run in runs:
        clusters = []
        for glyph, text, place in run.glyphs:
            while not actual.startswith(text, at) and at < len(actual) and is_unseen(actual[at]):
                at += 1
            if not actual.startswith(text, at):
                return None
            at += len(text)
            clusters.append(Cluster(text, (glyph,), (place,)))
        found.append(tuple(clusters))
    return found if all(map(is_unseen, actual[at:])) else None


def _divide(runs: Sequence[Run], actual: str) -> Iterator[tuple[Cluster, ...]]:
    """The whole line as the reading of its first run that has glyphs; the others read as nothing."""
    for run in runs:
        glyphs = tuple(glyph for glyph, _, _ in run.glyphs)
        yield (Cluster(actual, glyphs, tuple(place for *_, place in run.glyphs)),) if glyphs else ()
        actual = "" if glyphs else actual
