"""What stands on the pages of a PDF beside its text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from publish.readers.pdf.characters import OUTSIDE
from publish.readers.pdf.page_contents import Page
from publish.readers.pdf.pages import Line

DASHES = r"[-—–－─·•~～\s]{0,12}"
FOLIO = re.compile(
    rf"{DASHES}(?:第\s{{0,4}})?(?P<page>\d{{1,4}}|[ivxlcdm]{{1,7}})(?:\s{{0,4}}页)?"
    rf"(?:\s{{0,4}}[/／,，]?\s{{0,4}}(?:共|of|/)?\s{{0,4}}\d{{1,4}}(?:\s{{0,4}}页)?)?{DASHES}|Page\s{{1,4}}\d+(?:\s{{1,4}}of\s{{1,4}}\d+)?",
    re.I,
)
ADDRESS = re.compile(r"(?:https?|file)://\S+\s*\d+/\d+")  # at the foot of what a browser prints; the date above
PRINTED = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?\s.*|\d{4}年\d{1,2}月\d{1,2}日\s.*\d{1,2}:\d{2}.*")
EDGE = 2  # lines at the head and at the foot of a page that may be furniture
SAME_PLACE = 4.0  # pt
OTHER_SIZE = 0.08
TITLE_SIZE = 1.25  # of the next line's size
BARE = re.compile(r"\d{1,4}")
APART = 1.3  # of the usual distance of lines
MARGIN = 0.12  # of the page's height: a number that stands alone there is the page's
SHARE = 0.4  # of the pages: a running head may stand on the right or left ones only
DIGITS = re.compile(r"\d+")


def find_furniture(pages: Sequence[Page]) -> dict[tuple[int, int], str]:
    """What kind of furniture the lines are that are some ("folio", "running"), by page and row."""
    found: dict[tuple[int, int], str] = {}
    _find_browser(pages, found)
    _find_outside(pages, found)
    for edge in (0, -1):
        for depth in range(EDGE):
            _find_at(pages, edge, depth, found)
    lines = {(line.page, line.row): line for page in pages for line in page.lines}
    folios = [lines[key] for key, kind in found.items() if kind == "folio"]
    for line in _find_numbers(folios, len(pages)):
        del found[line.page, line.row]
    return found


def _find_numbers(folios: Sequence[Line], pages: int) -> Iterator[Line]:
    """Lines that are a number and nothing else, and count no pages: larger than those are many, and no other goes on
    from it. A year or a sum may stand at the foot of a page."""
    bare = {id(line): int(line.text) - line.page for line in folios if BARE.fullmatch(line.text.strip())}
    steps = Counter(bare.values())
    for line in folios:
        if id(line) in bare and int(line.text) > pages and steps[bare[id(line)]] == 1:
            yield line


def _find_browser(pages: Sequence[Page], found: dict[tuple[int, int], str]) -> None:
    """The address and the date that a browser prints round a page."""
    for page in pages:
        if len(page.lines) < EDGE or not ADDRESS.fullmatch(page.lines[-1].text.strip()):
            continue
        found[page.lines[-1].page, page.lines[-1].row] = "running"
        if PRINTED.fullmatch(page.lines[0].text):
            found[page.lines[0].page, page.lines[0].row] = "running"


def _find_outside(pages: Sequence[Page], found: dict[tuple[int, int], str]) -> None:
    """The outermost lines of a page that its structure tree leaves out."""
    for page in pages:
        for lines in (page.lines, page.lines[::-1]):
            for line in takewhile(lambda line: line.block == OUTSIDE, lines):
                kind = "folio" if FOLIO.fullmatch(line.text.strip()) else "running"
                found.setdefault((line.page, line.row), kind)


def _find_at(pages: Sequence[Page], edge: int, depth: int, found: dict[tuple[int, int], str]) -> None:
    """Judge the outermost line of every page that has not been found yet; those behind only where the outer was."""
    same: dict[str, list[Line]] = defaultdict(list)
    for page in pages:
        left = [line for line in page.lines if (line.page, line.row) not in found]
        gone = len(page.lines) - len(left)
        if not left or (depth and not gone):
            continue
        line = left[edge]
        if FOLIO.fullmatch(line.text.strip()) and _is_marginal(line, page):
            found[line.page, line.row] = "folio"
        elif _is_set_apart(left if edge == 0 else left[::-1]) and not _is_title(left, edge):
            same[DIGITS.sub("#", "".join(line.text.split()))].append(line)
    for lines in same.values():
        level = [line for line in lines if abs(line.base - lines[0].base) < SAME_PLACE]
        if len(level) > 1 and len(level) >= SHARE * len(pages):
            found.update({(line.page, line.row): "running" for line in level})


def _is_set_apart(lines: Sequence[Line]) -> bool:
    """Whether the first of lines, counted from an edge of the page, has another size than the next, or a wider space
    after it than that."""
    if len(lines) < 2:
        return True
    line, below = lines[:2]
    gap = abs(line.base - below.base)
    usual = abs(below.base - lines[2].base) if len(lines) > 2 else APART * below.size
    return abs(line.size - below.size) > OTHER_SIZE * below.size or gap > APART * usual


def _is_title(lines: Sequence[Line], edge: int) -> bool:
    """Whether the first line of a page is set so much larger than the next that it heads it: 聘书 on every page."""
    return edge == 0 and len(lines) > 1 and lines[0].size > TITLE_SIZE * lines[1].size


def _is_marginal(line: Line, page: Page) -> bool:
    """Whether a line stands in the margin of its page, and is not all there is on it."""
    if len(page.lines) == 1 and not page.tables:
        return False
    return min(line.base, page.height - line.base) < MARGIN * page.height
