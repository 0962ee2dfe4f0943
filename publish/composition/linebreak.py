"""Where the lines of a paragraph end: first fit as Word does it, or the best of all ways (total fit)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container

from publish.composition.classes import BLANKS, KINDS, PARTINGS, Kind, Parting
from publish.composition.justification import WORD_LOOSE, can_squeeze, loosen, trim_spaces
from publish.composition.paragraph import Clusters

LETTERS = {Kind.HAN, Kind.ORDINAL, Kind.WESTERN, Kind.NUMBER, Kind.WIDE_NUMBER}
LONGEST_LINE = 1000  # clusters; zero-width ones would otherwise never fill a line
FREELY = (Parting.FREELY,)
AT_JOINT = (Parting.FREELY, Parting.AT_JOINT)
AT_NEED = (*AT_JOINT, Parting.AT_NEED)
AT_NAME = (*AT_NEED, Parting.AT_NAME)


def fit_first(clusters: Clusters, measure: int, indent: int, spare: float = 0, last: int = 1) -> list[int]:
    """Ends of the lines, each filled as far as it goes; lengths in 1/1000 em, `spare` what Word has left of a thousand.

    A mark that may not start a line takes its neighbour along; a number is parted from its measure, or an address,
    where the line would be too loose without its beginning; where nothing may be parted, a line ends at the last
    cluster that fits, before a mark or behind one only when there is no other. A last line of a single character gets a
    second one, if it fits and leaves the line above more than one; one of less than `last`, marks aside, more of them,
    if that leaves the line above no looser than a number is parted for (a name, where the number was).
    """
    ends: list[int] = []
    count, start = len(clusters), 0
    while start < count:
        end = _fill(clusters, start, measure - (0 if ends else indent), spare)
        ends.append(end)
        start = end
    _avoid_runt(clusters, ends, (measure, measure - indent), last)
    return ends


def _fill(clusters: Clusters, start: int, measure: int, spare: float) -> int:
    room = measure + int(measure * spare / 1000)
    full = _reach(clusters, start, room, (clusters.word_reaches, clusters.word_gaps))
    while full > start + 1 and not can_squeeze(clusters, (start, full), measure - clusters.width(start, full)):
        full -= 1
    end = _part(clusters, start, _hang_blanks(clusters, full), measure)
    if clusters.word_reaches is clusters.reaches or _loosen(clusters, (start, end), measure) <= WORD_LOOSE:
        return end
    # Word's gaps are wider: a line that ours leave too loose for it takes what it holds by ours.
    full = _reach(clusters, start, measure, (clusters.reaches, clusters.gaps))
    return max(end, _part(clusters, start, _hang_blanks(clusters, full), measure))


def _reach(clusters: Clusters, start: int, room: int, sums: tuple[list[int], list[int]]) -> int:
    """Index behind the last cluster that stands in `room` by the reaches and the gaps given."""
    reaches, gaps = sums
    limit = min(len(clusters), start + LONGEST_LINE)
    return max(start + 1, bisect_right(reaches, reaches[start] + gaps[start] + room, start + 1, limit + 1) - 1)


def _hang_blanks(clusters: Clusters, full: int) -> int:
    """Spaces hang behind the line."""
    while full < len(clusters) and clusters.kinds[full] in BLANKS:
        full += 1
    return full


def _part(clusters: Clusters, start: int, full: int, measure: int) -> int:
    """Where a line ends that has room for the clusters up to `full`."""
    if full >= len(clusters):
        return len(clusters)
    end = _find_end(clusters, start, full, FREELY)
    if end == full:  # most lines
        return end
    bounds = clusters.looseness
    for partings, bound in ((AT_JOINT, bounds.number), (AT_NEED, bounds.address), (AT_NAME, bounds.name)):
        within = _find_end(clusters, end, full, partings)
        if within > end and _loosen(clusters, (start, end), measure) > bound:
            end = within
    return end if end > start else _cut(clusters, start, full)


def _cut(clusters: Clusters, start: int, full: int) -> int:
    """Where a line ends that holds nothing but a part of something too wide for it."""
    end = full
    while end > start and not clusters.is_cut_at_least(end):
        end -= 1
    return end if end > start else full


def _find_end(clusters: Clusters, start: int, end: int, partings: Container[int]) -> int:
    """The last place up to `end` where a line may end in one of some ways; `start` if there is none."""
    kinds = clusters.kinds
    while end > start and (
        not PARTINGS[kinds[end - 1] * KINDS + kinds[end]]  # asked here, since most places of a long word are such
        or clusters.find_parting(end) not in partings
    ):
        end -= 1
    return end


def _loosen(clusters: Clusters, span: tuple[int, int], measure: int) -> float:
    start, end = span
    visible = trim_spaces(clusters, start, end)
    return loosen(clusters, (start, visible), measure - clusters.width(start, visible))


def _avoid_runt(clusters: Clusters, ends: list[int], rooms: tuple[int, int], last: int) -> None:
    """Let a last line of too few characters have more; `rooms`: of any line and of the first."""
    if len(ends) < 2:
        return
    alone = sum(map(len, clusters.texts[ends[-2] :])) == 1
    if not alone and count_letters(clusters, ends[-2]) >= last:
        return
    start = ends[-3] if len(ends) > 2 else 0
    end = _find_end(clusters, start, ends[-2] - 1, AT_NEED)
    while not alone and end > start and count_letters(clusters, end) < last:
        end = _find_end(clusters, start, end - 1, FREELY)
    if sum(map(len, clusters.texts[start:end])) < 2 or clusters.width(end, len(clusters)) > rooms[0]:
        return
    # A number parted from a measure that stands alone (50亿|元。) is as bad as a name parted.
    parted = clusters.find_parting(ends[-2]) == Parting.AT_JOINT
    bound = clusters.looseness.name if parted else clusters.looseness.number
    if alone or _loosen(clusters, (start, end), rooms[not start]) <= bound:
        ends[-2] = end


def count_letters(clusters: Clusters, start: int) -> int:
    """Characters from a cluster on, marks aside."""
    kinds, texts = clusters.kinds[start:], clusters.texts[start:]
    return sum(len(text) for kind, text in zip(kinds, texts, strict=True) if kind in LETTERS)
