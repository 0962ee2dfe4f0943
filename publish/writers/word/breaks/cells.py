"""Where Word breaks its lines: by the widths of the grid's cells and of Times New Roman's letters, as it stands in the
PDF, since what Word will have is not known here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from publish.composition.composer import Setting, find_grid_ends
from publish.composition.metrics import ClusterTable
from publish.composition.paragraph import Run
from publish.style import Style
from publish.writers.shared.word_fit import find_looseness, find_word_fit

KEPT = 4096  # texts
# What is as wide as a cell of the grid whatever the font (Han, Chinese marks, —— and ……), and what Times New Roman has.
KNOWN = re.compile("[\u3000-\u3017\u3400-\u4dbf\u4e00-\u9fff！-～—…“”‘’·×÷±℃Ⅰ-Ⅻ①-⑳ -~]+")
# Advances of its characters from space to ~, 1/1000 em (Adobe's metrics of Times-Roman, which it shares).
TIMES = (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722,
    722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333,
    278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
)  # fmt: skip


class _Cells:
    """A font whose Chinese characters are as wide as the grid's cells, and its others those of Times New Roman."""

    def advance(self, text: str) -> int:
        """Advance in 1/1000 em."""
        return sum(TIMES[ord(char) - 32] if char < "\x7f" else 1000 for char in text)

    def blanks(self, _mark: str) -> tuple[int, int]:
        """None: nothing is trimmed."""
        return 0, 0


CELLS = ClusterTable(_Cells())


@dataclass(frozen=True)
class Frame:
    """Where a paragraph in the size of body text stands: characters its lines hold, how many its first line begins
    further in (negative: further out), whether it lists names."""

    characters: float
    indent: float = 0.0
    names: bool = False


def break_text(text: str, style: Style, frame: Frame) -> tuple[int, ...]:
    """Offsets in a text at which its lines end in the PDF, and in Word once `line_ends` has seen to them."""
    setting = Setting(
        round(1000 * frame.characters),
        round(1000 * frame.indent),
        words=style.words,
        gap=round(1000 * style.western.gap),
        names=frame.names,
        word=find_word_fit(style, is_body=True, parts_quantities=style.quantities == "part"),
        last=style.last_line,
        looseness=find_looseness(style),
    )
    return _break(text, setting)


@lru_cache(maxsize=KEPT)  # each paragraph is asked for twice: for its pages, and for its lines
def _break(text: str, setting: Setting) -> tuple[int, ...]:
    return tuple(find_grid_ends([Run(text, CELLS)], setting))
