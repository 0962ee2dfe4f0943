"""Last lines of a single character: Word leaves them, so the line above is set wide enough to hold one character less,
as a clerk would do it by hand (字符间距).

Where a program sets the lines otherwise than `cells` says, some characters stand a little wider, which nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from publish.style import Style
from publish.writers.word.breaks.cells import CELLS, KNOWN, break_text, find_last_lines
from publish.writers.word.ooxml import Element, W, twips, w

BEHIND_SPACING = {"w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "vertAlign", "lang"}


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
    broken = break_text(text, style, indent)
    if broken.lines < 2 or broken.last >= style.last_line:
        return 0, 0
    natural, wanted = find_last_lines(text, style, indent, style.last_line)
    return ([0, *wanted][-3], wanted[-2]) if wanted != natural else (0, 0)


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
