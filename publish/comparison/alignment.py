"""Which blocks of two drafts correspond: equal ones first, then between them the most alike, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

ALIKE = 0.45  # share of equal characters from which a paragraph is taken for the other's new wording
LEAST = 0.2  # the same where both stand alone between equal neighbours: 一、总体要求, 一、目标任务
GAIN = 0.08  # how much more alike a paragraph must become when a neighbour is joined to it


class Group(NamedTuple):
    """Blocks of the old draft (`old_start` to `old_end`) and of the new that correspond; one side may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def align(old: Sequence[str], new: Sequence[str]) -> list[Group]:
    """The groups of two rows of texts, in order, covering both: equal, reworded, joined, parted, deleted, inserted."""
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(text, len(numbers)) for text in texts] for texts in (old, new)]
    groups: list[Group] = []
    for change in Indel.opcodes(coded[0], coded[1]):
        if change.tag == "equal":
            groups += (
                Group(change.src_start + i, change.src_start + i + 1, change.dest_start + i, change.dest_start + i + 1)
                for i in range(change.src_end - change.src_start)
            )
        elif groups and change.src_start == groups[-1].old_end and _is_open(groups, old, new):
            last = groups.pop()
            groups.append(Group(last.old_start, change.src_end, last.new_start, change.dest_end))
        else:
            groups.append(Group(change.src_start, change.src_end, change.dest_start, change.dest_end))
    return [
        part for group in groups for part in ([group] if _is_equal(group, old, new) else _align_gap(group, old, new))
    ]


def _is_equal(group: Group, old: Sequence[str], new: Sequence[str]) -> bool:
    return list(old[group.old_start : group.old_end]) == list(new[group.new_start : group.new_end])


def _is_open(groups: Sequence[Group], old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the last group is a difference too: a deletion followed by an insertion is one gap."""
    return not _is_equal(groups[-1], old, new)


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
    """Pairs of alike texts in order, whose likeness sums up to the most (dynamic programming over the gap)."""
    if len(old) == len(new) == 1 and ratio(old[0], new[0]) >= LEAST * 100:
        return [(0, 0)]  # nothing else stands between equal neighbours
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likeness = [[_likeness(first, second) for second in new] for first in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(first: str, second: str) -> float:
    """The share of equal characters, 0 when it is too small to speak of one paragraph."""
    share: float = ratio(first, second) / 100
    return share if share >= ALIKE else 0.0


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
    return bool(ratio(*texts) > ratio(*alone) + GAIN * 100)


def _is_one_sided(group: Group) -> bool:
    return group.old_start == group.old_end or group.new_start == group.new_end
