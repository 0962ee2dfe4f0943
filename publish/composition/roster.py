"""Lists of names aligned by the author's spaces (组　长：王　强, the next name below): where their lines begin, in
characters (em)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from publish.composition.title.people import DOUBLE_SURNAMES, SURNAMES
from publish.text.widths import measure_room

# A name in a list of names: 出席：李某某、王某、欧阳某某（请假）; behind whom one stands for: 列席：市应急局张某某。
ENDS = r"(?=[、，。；（(\s]|\Z)"
NAME = re.compile(
    rf"(?<=[、，：:；\s])[\u3400-\u9fff×]{{2,4}}{ENDS}"
    rf"|(?<=[局委办部厅院处室科会社司行校])(?:{DOUBLE_SURNAMES}|[{SURNAMES}])(?:某某|××|[\u3400-\u9fff]{{1,2}}){ENDS}"
)
LABEL = re.compile(r"[^：:，。；！？]{1,8}[：:]\s*(?=\S)")
DEEPER = 2.0  # characters a continuation stands further in than the label above it, at least
SENTENCE = re.compile("[。；！？]$")


def find_name_offsets(text: str) -> frozenset[int]:
    """Offsets inside the names of a list."""
    return frozenset(offset for name in NAME.finditer(text) for offset in range(name.start() + 1, name.end()))


def align_names(
    lines: Sequence[tuple[str, str]], indent: float, width: Callable[[str], float]
) -> Iterator[tuple[float, float] | None]:
    """For each line (white space in front of it, text): where its turned lines begin and its first line relative to
    them, when it is part of a list of names; a label alone, without a name in the line below, is none.

    A continuation begins below the first name behind the label, whatever number of spaces the author needed for that.
    """
    start = 0
    while start < len(lines):
        room, text = lines[start]
        label, end = LABEL.match(text), start + 1
        while label and end < len(lines) and _continues(lines[end], measure_room(room)):
            end += 1
        if label and end > start + 1:
            head = width(label[0])
            yield indent + head, -head
            yield from [(indent + head, 0.0)] * (end - start - 1)
        else:
            yield None
        start = end


def _continues(line: tuple[str, str], room: float) -> bool:
    white, text = line
    return measure_room(white) >= room + DEEPER and not LABEL.match(text) and not SENTENCE.search(text)
