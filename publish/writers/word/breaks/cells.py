"""Where Word breaks its lines: by the widths of the grid's cells and of Times New Roman's letters, as it stands in the
PDF, since what Word will have is not known here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from publish.composition.linebreak import count_letters, fit_first
from publish.composition.metrics import ClusterTable
from publish.composition.paragraph import Clusters, Run, WordFit
from publish.style import Style
from publish.writers.shared.word_fit import find_word_fit

KEPT = 4096  # texts
# What is as wide as a cell of the grid whatever the font (Han, Chinese marks, —— and ……), and what Times New Roman has.
KNOWN = re.compile("[\u3000-\u3017\u3400-\u4dbf\u4e00-\u9fff！-～—…“”‘’ -~]+")
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
class Broken:
    """How Word breaks a text: how many lines it makes, how many characters the last has, marks aside."""

    lines: int
    last: int


def break_text(text: str, style: Style, indent: float) -> Broken:
    """A text in the size of body text, its first line indented by `indent` characters."""
    return _break(text, style.page.characters, indent, find_word_fit(style, is_body=True, parts_quantities=True))


@lru_cache(maxsize=KEPT)  # each paragraph is asked for twice: for its pages, and for its last line
def _break(text: str, characters: int, indent: float, fit: WordFit) -> Broken:
    clusters = _read(text, characters, fit)
    ends = [0, *_find_ends(clusters, characters, indent, fit)]
    return Broken(len(ends) - 1, count_letters(clusters, ends[-2]) if text else 0)


def find_last_lines(text: str, style: Style, indent: float, last: int) -> tuple[list[int], list[int]]:
    """Offsets in a text at which its lines end as Word breaks it, and so that the last has `last` characters if it can
    be helped."""
    characters, fit = style.page.characters, find_word_fit(style, is_body=True, parts_quantities=True)
    clusters = _read(text, characters, fit)
    offsets = [0, *accumulate(map(len, clusters.texts))]
    both = (_find_ends(clusters, characters, indent, fit, least) for least in (1, last))
    natural, wanted = ([offsets[end] for end in ends] for ends in both)
    return natural, wanted


def _read(text: str, characters: int, fit: WordFit) -> Clusters:
    clusters = Clusters([Run(text, CELLS)], 1000 * characters, 1)
    clusters.fit_word(fit)
    clusters.reaches, clusters.gaps = clusters.word_reaches, clusters.word_gaps
    return clusters


def _find_ends(clusters: Clusters, characters: int, indent: float, fit: WordFit, last: int = 1) -> list[int]:
    return fit_first(clusters, 1000 * characters, round(1000 * indent), fit.spare, last=last)
