"""Last lines of a single character: Word leaves them, so the line above is set wide enough to hold one character less,
as a clerk would do it by hand (字符间距).

Where Word breaks its lines is known of Chinese alone, whose characters are all as wide as the grid's cells; with letters
or figures among them a paragraph is left to Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from publish.composition.linebreak import count_letters, fit_first
from publish.composition.metrics import ClusterTable
from publish.composition.paragraph import Clusters, Run
from publish.style import Style
from publish.writers.word.ooxml import Element, W, twips, w

# What stands in cells of the grid, whatever the font: Han, Chinese marks, —— and …….
EVEN = re.compile("[\u3001-\u3017\u3400-\u4dbf\u4e00-\u9fff！（），：；？—…“”‘’]+")
BEHIND_SPACING = {"w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "vertAlign", "lang"}


class _Cells:
    """A font whose characters are as wide as the grid's cells."""

    def advance(self, text: str) -> int:
        """1000 for every character."""
        return 1000 * len(text)

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
    if len(text) + indent > style.page.characters and EVEN.fullmatch(text):
        start, end = find_line(text, style.page.characters, indent, style.last_line)
        _widen(runs, start, end, style)


def find_line(text: str, characters: int, indent: float, last: int) -> tuple[int, int]:
    """Where the line begins and ends that must hold less, so that the last has `last` characters; (0, 0): none."""
    clusters = Clusters([Run(text, CELLS)], 1000 * characters)
    measure, first = 1000 * characters, round(1000 * indent)
    ends = fit_first(clusters, measure, first)
    if len(ends) < 2 or count_letters(clusters, ends[-2]) >= last:
        return 0, 0
    wanted = fit_first(clusters, measure, first, last=last)
    if wanted == ends:
        return 0, 0
    offsets = [len("".join(clusters.texts[:end])) for end in (0, *wanted)]
    return offsets[-3], offsets[-2]


def _read_runs(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The runs of a paragraph with their characters; one that is no text has a character of its own."""
    for run in paragraph.iter(f"{W}r"):
        texts = [child.text or "" if child.tag == f"{W}t" else "\0" for child in run if child.tag != f"{W}rPr"]
        yield run, "".join(texts)


def _widen(runs: list[tuple[Element, str]], start: int, end: int, style: Style) -> None:
    """Give the characters from `start` to `end` room of which the line holds half a character less than one more."""
    tracking = style.page.measure / (style.page.characters - 0.5) - style.body.size
    place = 0
    for run, text in runs:
        first, last = max(start - place, 0), min(end - place, len(text))
        place += len(text)
        if first >= last:
            continue
        if last < len(text):
            _split(run, last)
        _space(_split(run, first) if first else run, twips(tracking))


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
