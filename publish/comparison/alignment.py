"""Which blocks of two drafts correspond: equal ones first, then between them the most alike, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publish.comparison.rows import find_differences, measure_likeness

ALIKE = 0.45  # share of equal characters from which a paragraph is taken for the other's new wording
LEAST = 0.2  # the same where both stand alone between equal neighbours: 一、总体要求, 一、目标任务
GAIN = 0.08  # how much more alike a paragraph must become when a neighbour is joined to it
FEW = 2_500  # pairs of texts in a gap that are all looked at; of more only the likely ones
CELLS = 400_000_000  # and pairs of their characters
PIECE, RARE, LIKELY, NEAR = 3, 8, 8, 4  # characters; texts that share one; texts looked at; of those about as far down


class Group(NamedTuple):
    """Blocks of the old draft (`old_start` to `old_end`) and of the new that correspond; one side may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def align(old: Sequence[str], new: Sequence[str]) -> list[Group]:
    """The groups of two rows of texts, in order, covering both: equal, reworded, joined, parted, deleted, inserted."""
    groups: list[Group] = []
    for equal, old_start, old_end, new_start, new_end in find_differences(old, new):
        if equal:
            groups += (
                Group(old_start + i, old_start + i + 1, new_start + i, new_start + i + 1)
                for i in range(old_end - old_start)
            )
        else:
            groups += _align_gap(Group(old_start, old_end, new_start, new_end), old, new)
    return groups


def _align_gap(group: Group, old: Sequence[str], new: Sequence[str]) -> Iterator[Group]:
    """The groups inside a gap between equal blocks."""
    pairs = _pair(old[group.old_start : group.old_end], new[group.new_start : group.new_end])
    at_old, at_new = group.old_start, group.new_start
    for old_index, new_index in [*pairs, (group.old_end - group.old_start, group.new_end - group.new_start)]:
        upto_old, upto_new = group.old_start + old_index, group.new_start + new_index
        yield from (Group(i, i + 1, at_new, at_new) for i in range(at_old, upto_old))
        yield from (Group(upto_old, upto_old, i, i + 1) for i in range(at_new, upto_new))
        if (old_index, new_index) in pairs:  # not so at the gap's end
            yield Group(upto_old, upto_old + 1, upto_new, upto_new + 1)
        at_old, at_new = upto_old + 1, upto_new + 1


def _pair(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of alike texts in order, whose likeness sums up to the most; among equals the earliest."""
    if len(old) == len(new) == 1 and measure_likeness(old[0], new[0]) >= LEAST:
        return [(0, 0)]  # nothing else stands between equal neighbours
    rows: list[list[tuple[int, float]]] = [[] for _ in new]
    for i, (text, likely) in enumerate(zip(old, _find_likely(old, new), strict=True)):
        for j in likely:
            if (share := measure_likeness(text, new[j])) >= ALIKE:
                rows[j].append((i, share))
    chains = [(0.0, len(old), len(new), 0)]  # likeness of all its pairs, its first pair, the chain of the others
    best = [(0.0, 0)] * (len(old) + 1)  # of chains and their numbers, in a Fenwick tree over the rows they begin with
    for j in range(len(new) - 1, -1, -1):
        longer = [(share + (rest := _best_after(best, i))[0], i, j, rest[1]) for i, share in reversed(rows[j])]
        for chain in longer:
            chains.append(chain)
            at = len(old) - chain[1]
            while at < len(best):
                best[at] = max(best[at], (chain[0], len(chains) - 1))
                at += at & -at
    pairs, number = [], max((chain[0], number) for number, chain in enumerate(chains))[1]
    while number:
        _, i, j, number = chains[number]
        pairs.append((i, j))
    return pairs


def _best_after(best: Sequence[tuple[float, int]], row: int) -> tuple[float, int]:
    """The likeness and number of the best chain that begins below a row."""
    found, at = (0.0, 0), len(best) - 2 - row
    while at > 0:
        found = max(found, best[at])
        at -= at & -at
    return found


def _find_likely(old: Sequence[str], new: Sequence[str]) -> Iterator[Iterable[int]]:
    """For each old text the new ones that may be like it: in long gaps those that share what few others have, then
    those about as far down, as many as there is time for."""
    characters = sum(map(len, new))
    if len(old) * len(new) <= FEW and characters * sum(map(len, old)) <= CELLS:
        yield from (range(len(new)) for _ in old)
        return
    holders: dict[str, list[int]] = {}
    for j, text in enumerate(new):
        for piece in _cut(text):
            holders.setdefault(piece, []).append(j)
    for i, text in enumerate(old):
        found = (holders.get(piece, ()) for piece in _cut(text))
        shared = Counter(j for texts in found if len(texts) <= RARE for j in texts)
        middle = i * len(new) // len(old)
        near = sorted(range(max(0, middle - NEAR), min(len(new), middle + NEAR + 1)), key=lambda j: abs(j - middle))
        likely = list(dict.fromkeys([*(j for j, _ in shared.most_common(LIKELY)), *near]))
        room = CELLS * len(new) // (len(old) * (len(text) + 1) * (characters + 1))
        yield likely[: max(1, room)]


def _cut(text: str) -> set[str]:
    return {text[start : start + PIECE] for start in range(max(1, len(text) - PIECE + 1))}


def join_neighbours(groups: Sequence[Group], old: Sequence[str], new: Sequence[str]) -> list[Group]:
    """Groups with a deleted block joined to the reworded one beside it when that one took its text in, and an inserted
    block to the one it was parted from."""
    joined: list[Group] = []
    for group in groups:
        if joined and _belong(joined[-1], group, old, new):
            last = joined.pop()
            joined.append(Group(last.old_start, group.old_end, last.new_start, group.new_end))
        else:
            joined.append(group)
    return joined


def _belong(upper: Group, lower: Group, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two neighbouring groups are more alike together than the better filled of them alone."""
    one_sided = [_is_one_sided(group) for group in (upper, lower)]
    if one_sided[0] == one_sided[1]:
        return False
    whole = upper if one_sided[1] else lower
    texts = [
        "".join(side[start:end])
        for side, start, end in ((old, upper.old_start, lower.old_end), (new, upper.new_start, lower.new_end))
    ]
    alone = ["".join(old[whole.old_start : whole.old_end]), "".join(new[whole.new_start : whole.new_end])]
    return measure_likeness(*texts) > measure_likeness(*alone) + GAIN


def _is_one_sided(group: Group) -> bool:
    return group.old_start == group.old_end or group.new_start == group.new_end
