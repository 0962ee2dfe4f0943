"""Where the lines of a paragraph end: first fit as Word does it, or the best of all ways (total fit)."""

from __future__ import annotations

from bisect import bisect_right

from publish.composition.classes import Kind
from publish.composition.paragraph import Clusters

LONGEST_LINE = 1000  # clusters; zero-width ones would otherwise never fill a line


def fit_first(clusters: Clusters, measure: int, indent: int) -> list[int]:
    """Ends of the lines, each filled as far as it goes; lengths in 1/1000 em.

    A mark that may not start a line takes its neighbour along; where nothing may be parted, a line ends at the last
    cluster that fits. A last line of a single character gets a second one.
    """
    ends: list[int] = []
    count, start = len(clusters), 0
    while start < count:
        end = _fill(clusters, start, measure - (0 if ends else indent))
        ends.append(end)
        start = end
    _avoid_runt(clusters, ends)
    return ends


def _fill(clusters: Clusters, start: int, measure: int) -> int:
    count, sums = len(clusters), clusters.sums
    limit = min(count, start + LONGEST_LINE)
    full = bisect_right(sums, sums[start] + measure, start + 1, limit + 1) - 1
    full = max(full, start + 1)
    while full < limit and clusters.kinds[full] == Kind.SPACE:
        full += 1  # spaces hang behind the line
    if full >= count:
        return count
    end = full
    while end > start and not clusters.may_part(end):
        end -= 1
    return end if end > start else full


def _avoid_runt(clusters: Clusters, ends: list[int]) -> None:
    if len(ends) < 2 or sum(clusters.letters[ends[-2] :]) != 1:
        return
    start = ends[-3] if len(ends) > 2 else 0
    end = ends[-2] - 1
    while end > start and not clusters.may_part(end):
        end -= 1
    if end > start:
        ends[-2] = end
