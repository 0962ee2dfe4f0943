"""Last lines of a single character: Word leaves them, so the line above is set wide enough to hold one character less,
as a clerk would do it by hand (字符间距).

Where Word breaks its lines is known from the widths of the grid's cells and of Times New Roman's letters, as it stands
in the PDF; where a program sets them otherwise, some characters stand a little wider, which nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from publish.composition.linebreak import count_letters, fit_first
from publish.composition.metrics import ClusterTable
from publish.composition.paragraph import Clusters, Run
from publish.style import Style
from publish.writers.shared.word_fit import find_word_fit
from publish.writers.word.ooxml import Element, W, twips, w

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
BEHIND_SPACING = {"w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "vertAlign", "lang"}


class _Cells:
    """A font whose Chinese characters are as wide as the grid's cells, and its others those of Times New Roman."""

    def advance(self, text: str) -> int:
        """Advance in 1/1000 em."""
        return sum(TIMES[ord(char) - 32] if char < "\x7f" else 1000 for char in text)

    def blanks(self, _mark: str) -> tuple[int, int]:
        """None: nothing is trimmed."""
        return 0, 0


CELLS = ClusterTable(_Cells())


def widen_line_above(paragraph: Element, style: Style, indent: float) -> None:
    """Set the line above the last one wider, if that would hold less than the characters the token `last_line` says.

    `indent` of the first line in characters.
    """
    if style.last_line < 2 or style.composition != "grid" or style.body.align != "justify":
        return
    runs = list(_read_runs(paragraph))
    text = "".join(part for _run, part in runs)
    if len(text) + indent <= style.page.characters or not KNOWN.fullmatch(text):
        return
    start, end = find_line(text, style, indent)
    if end:
        room = style.page.measure - (0 if start else indent * style.page.cell)
        width = sum(map(CELLS.font.advance, text[start:end])) / 1000
        # The line has room for half a character more than it is to hold.
        extra = room / (width + 0.5) * width - style.body.size * width
        _space_out(runs, start, end, twips(extra / (end - start)))


def find_line(text: str, style: Style, indent: float) -> tuple[int, int]:
    """Where in a text the line begins and ends that must hold less; (0, 0): none."""
    clusters = Clusters([Run(text, CELLS)], 1000 * style.page.characters, 1)
    fit = find_word_fit(style, is_body=True, parts_quantities=True)
    clusters.fit_word(fit)
    clusters.reaches, clusters.gaps = clusters.word_reaches, clusters.word_gaps
    size = 1000 * style.page.characters, round(1000 * indent), fit.spare
    ends = fit_first(clusters, *size)
    if len(ends) < 2 or count_letters(clusters, ends[-2]) >= style.last_line:
        return 0, 0
    wanted = fit_first(clusters, *size, last=style.last_line)
    offsets = [len("".join(clusters.texts[:end])) for end in (0, *wanted)]
    return (offsets[-3], offsets[-2]) if wanted != ends else (0, 0)


def _read_runs(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The runs of a paragraph with their characters; one that is no text has a character of its own."""
    for run in paragraph.iter(f"{W}r"):
        texts = [child.text or "" if child.tag == f"{W}t" else "\0" for child in run if child.tag != f"{W}rPr"]
        yield run, "".join(texts)


def _space_out(runs: list[tuple[Element, str]], start: int, end: int, tracking: int) -> None:
    """Add `tracking`, twips, to the characters from `start` to `end`."""
    place = 0
    for run, text in runs:
        first, last = max(start - place, 0), min(end - place, len(text))
        place += len(text)
        if first >= last:
            continue
        if last < len(text):
            _split(run, last)
        _space(_split(run, first) if first else run, tracking)


def _split(run: Element, at: int) -> Element:
    """Part a run of one text before a character; the new run behind it."""
    rest = deepcopy(run)
    for each, part in ((run, slice(None, at)), (rest, slice(at, None))):
        text = each.find(f"{W}t")
        assert text is not None
        assert text.text is not None
        text.text = text.text[part]
    run.addnext(rest)
    return rest


def _space(run: Element, tracking: int) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = w("rPr")
        run.insert(0, properties)
    place = next((k for k, child in enumerate(properties) if child.tag.removeprefix(W) in BEHIND_SPACING), None)
    properties.insert(len(properties) if place is None else place, w("spacing", val=tracking))
