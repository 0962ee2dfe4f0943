"""The best of all ways to break a paragraph (Knuth and Plass), for compressed composition; lengths in 1/1000 em.

What a way costs is summed over its lines, and the cheapest way to a break is found from the cheapest ways to the
breaks a line before it; so time grows with the paragraph's length only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress

from publish.composition.classes import BLANKS, Kind, Parting
from publish.composition.compression import GRACE, Blanks
from publish.composition.justification import trim_spaces
from publish.composition.metrics import LARGEST_TRIM
from publish.composition.paragraph import Clusters

WIDEST_SLACK = 1500  # lines are stretched by more only when nothing else is possible
BEARABLE = 40  # stretch of one joint that counts as badness 100
LINE = 3
ADJUSTED = 5
TAKEN = 0.03  # for each unit taken from blanks
HOLE = 10  # for each unit it stays short
RUNT = 1_000_000  # a last line of one character, marks aside
SHORT = 4_000  # a last line in which to look for it
DASH_STARTS, DASH_ENDS = 300, 80
WINDOW = 64  # breaks tried for a line at most
INFINITE = float("inf")
CHARACTERS = {Kind.HAN, Kind.ORDINAL, Kind.WESTERN, Kind.NUMBER, Kind.DASH}


# A place where a line may end: index, advance of all before it, blanks they give, the last mark's blank, willingness
# of their joints, penalty. A plain tuple, since the search unpacks hundreds of thousands of them.
Stop = tuple[int, int, int, int, int, float]


def _cost(limit: int) -> float:
    """What a line costs whose joints are stretched by a limit: as much as what is done rather."""
    return 100 * (limit / BEARABLE) ** 3


def fit_best(blanks: Blanks, measure: int, indent: int) -> list[int] | None:
    """Ends of the lines of the cheapest way; None when a word is too wide for every way."""
    stops = _find_stops(blanks)
    narrow = _Search(blanks, stops, WIDEST_SLACK)
    ends = narrow.run(measure, indent)
    parted = _cost(blanks.clusters.looseness.address)
    if ends and narrow.cost < (parted if any(stop[-1] >= parted for stop in stops) else RUNT):
        return ends
    wide = _Search(blanks, stops, measure)
    wider = wide.run(measure, indent)
    return wider if wide.cost < narrow.cost else ends


def _find_stops(blanks: Blanks) -> list[Stop]:
    clusters, rights, tails = blanks.clusters, blanks.rights, blanks.tails
    kinds, sums, given, weighed = clusters.kinds, blanks.sums, blanks.given, blanks.weighed
    breaks = clusters.breaks()
    parted = any(parting > Parting.FREELY for parting in breaks)
    plain = BLANKS.isdisjoint(kinds) and Kind.DASH not in kinds and not parted
    stops = []
    for index in compress(range(len(kinds) + 1), breaks):
        end, penalty = (index, 0) if plain else (trim_spaces(clusters, 0, index), _penalise(clusters, breaks, index))
        stops.append((index, sums[end], given[end] - rights[end - 1], tails[end - 1], weighed[end], penalty))
    return stops


def _penalise(clusters: Clusters, breaks: Sequence[int], index: int) -> float:
    kinds, looseness = clusters.kinds, clusters.looseness
    if breaks[index] == Parting.AT_NEED:
        return _cost(looseness.address)
    if breaks[index] in (Parting.AT_JOINT, Parting.AT_NAME):
        return _cost(looseness.number if breaks[index] == Parting.AT_JOINT else looseness.name)
    if index < len(kinds) and kinds[index] == Kind.DASH:
        return DASH_STARTS
    return DASH_ENDS if kinds[index - 1] == Kind.DASH and index < len(kinds) else 0


class _Search:
    """The dynamic programme: `best[k]` is the cost of the cheapest lines that end before cluster k."""

    def __init__(self, blanks: Blanks, stops: list[Stop], widest: int) -> None:
        count = len(blanks.clusters)
        self.blanks, self.widest = blanks, widest
        self.short = blanks.clusters.looseness.short
        self.ragged = _cost(self.short)
        self.finish, self.stops = stops[-1], stops[:-1]
        self.reaches = [stop[1] for stop in self.stops]
        self.best, self.previous = [INFINITE] * (count + 1), [0] * (count + 1)
        self.best[0] = 0.0

    @property
    def cost(self) -> float:
        """Cost of the whole paragraph."""
        return self.best[-1]

    def run(self, measure: int, indent: int) -> list[int] | None:
        """Ends of the lines."""
        best, sums = self.best, self.blanks.sums
        nearly_there = self.finish[1] - 2 * measure
        for start in (0, *[stop[0] for stop in self.stops]):
            if best[start] < INFINITE:
                room = measure if start else measure - indent
                self._leave(start, room)
                if sums[start] > nearly_there:
                    self._finish(start, room)
        end = len(best) - 1
        if best[end] == INFINITE:
            return None
        ends = []
        while end:
            ends.append(end)
            end = self.previous[end]
        return ends[::-1]

    def _leave(self, start: int, room: int) -> None:
        """Try every line that starts at a break and is not the last."""
        best, previous, so_far = self.best, self.previous, self.best[start] + LINE
        short, ragged = self.short, self.ragged
        origin, given_before, weighed_before = self._origin(start)
        first = bisect_left(self.reaches, origin + room - self.widest)
        for index, reach, given, tail, weighed, penalty in self.stops[first : first + WINDOW]:
            if index <= start:
                continue
            cost, slack = so_far + penalty, room - reach + origin
            if slack < 0 and tail:
                slack += tail  # all or nothing: a mark trimmed halfway would end neither inside nor outside
            if slack > 0:
                joints = weighed - weighed_before
                if slack <= short * joints:
                    cost += ADJUSTED + 100 * (slack / joints / BEARABLE) ** 3
                else:
                    cost += ragged + HOLE * slack
            elif slack < 0:
                blanks = given - given_before + GRACE
                if blanks < -slack:
                    if blanks < -slack - LARGEST_TRIM:
                        break
                    continue
                cost += ADJUSTED - TAKEN * slack - 100 * (slack / blanks) ** 3
            if cost < best[index]:
                best[index], previous[index] = cost, start

    def _finish(self, start: int, room: int) -> None:
        """Try the last line."""
        index, reach, given, tail, _, _ = self.finish
        origin, given_before, _ = self._origin(start)
        slack, blanks = room - reach + origin, given - given_before + tail + GRACE
        if blanks < -slack:
            return
        cost = self.best[start] + LINE
        if slack < 0:
            cost += ADJUSTED + 100 * (slack / blanks) ** 2
        elif start and reach - origin < SHORT:
            kinds = self.blanks.clusters.kinds[start:]
            cost += RUNT if sum(kind in CHARACTERS for kind in kinds) < 2 else 0
        if cost < self.best[index]:
            self.best[index], self.previous[index] = cost, start

    def _origin(self, start: int) -> tuple[int, int, int]:
        """What of advances, blanks and joints lies before a line that starts at a break."""
        blanks = self.blanks
        gone = blanks.gaps[start] + blanks.heads[start] if start else 0
        given = blanks.given[start] + blanks.lefts[start]
        return blanks.sums[start] + gone, given, blanks.weighed[start + 1]
