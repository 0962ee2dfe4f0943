"""Paragraphs into lines: the one entry of composition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from publish.composition.compression import Blanks
from publish.composition.justification import Line, find_limit, stretch, trim_spaces
from publish.composition.linebreak import fit_first
from publish.composition.paragraph import Clusters, Looseness, Run, WordFit
from publish.composition.roster import find_name_offsets
from publish.composition.totalfit import fit_best
from publish.composition.words import find_inner_offsets


@dataclass(frozen=True, slots=True)
class Setting:
    """How to compose: measure, first-line indent and gap between Han and Western in 1/1000 em, the way, whether lines
    fill the measure, whether a line may end inside a word, whether the last line, too, is spread over the whole
    measure, whether the names of a list stay whole while their lines can bear it, and how Word fits lines, where the
    grid's are to end as in the Word file; how many characters the last line of the grid has at least; and how loose a
    line may be."""

    measure: int
    indent: int = 0
    composition: Literal["grid", "compressed"] = "grid"
    justified: bool = True
    words: Literal["break", "keep"] = "break"
    filled: bool = False
    gap: int = 125
    names: bool = False
    word: WordFit | None = None
    last: int = 1
    looseness: Looseness = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Composed:
    """A paragraph's clusters and its lines."""

    clusters: Clusters
    lines: list[Line]


def compose(runs: Sequence[Run], setting: Setting) -> Composed:
    """The lines of a paragraph; every cluster stands in exactly one."""
    clusters = _read(runs, setting)
    lines = _compose_compressed(clusters, setting) if setting.composition == "compressed" else None
    return Composed(clusters, lines or _compose_grid(clusters, setting))


def find_grid_ends(runs: Sequence[Run], setting: Setting) -> list[int]:
    """Offsets in the text at which the lines of a paragraph end on the grid."""
    clusters = _read(runs, setting)
    offsets = list(accumulate(map(len, clusters.texts), initial=0))
    return [offsets[end] for end in _end_grid(clusters, setting)]


def _read(runs: Sequence[Run], setting: Setting) -> Clusters:
    clusters = Clusters(runs, setting.measure - setting.indent, setting.looseness, setting.gap)
    if setting.words == "keep":
        clusters.keep(find_inner_offsets("".join(run.text for run in runs)))
    if setting.names:
        clusters.hold(find_name_offsets("".join(run.text for run in runs)))
    return clusters


def _compose_compressed(clusters: Clusters, setting: Setting) -> list[Line] | None:
    """Lines of total fit, None when a word is too wide for them or nothing is to be justified."""
    if not setting.justified or not len(clusters):
        return None
    blanks = Blanks(clusters)
    ends = fit_best(blanks, setting.measure, setting.indent)
    if ends is None:
        return None
    lines: list[Line] = []
    start = 0
    for end in ends:
        room = setting.measure - (0 if lines else setting.indent)
        lines.append(blanks.fill(start, end, room, end == len(clusters)))
        start = end
    return lines


def _end_grid(clusters: Clusters, setting: Setting) -> list[int]:
    if setting.word:
        clusters.fit_word(setting.word)
    spare = setting.word.spare if setting.word else 0
    return fit_first(clusters, setting.measure, setting.indent, spare, setting.last)


def _compose_grid(clusters: Clusters, setting: Setting) -> list[Line]:
    ends = _end_grid(clusters, setting)
    lines: list[Line] = []
    start = 0
    for end in ends:
        room = setting.measure - (0 if lines else setting.indent)
        visible = trim_spaces(clusters, start, end)
        slack = room - clusters.width(start, visible)
        limit = _limit(clusters, end, slack, setting) if setting.justified else None
        spaces = stretch(clusters, (start, visible), slack, limit)
        lines.append(Line(start, end, spaces))
        start = end
    return lines


def _limit(clusters: Clusters, end: int, slack: int, setting: Setting) -> int | None:
    if end < len(clusters):
        return find_limit(clusters, end)
    return slack if setting.filled else None
