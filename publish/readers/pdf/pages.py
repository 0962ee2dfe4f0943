"""A page of characters to lines: what stands on one baseline, from left to right, parted where wide gaps are."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.model import PAGE, Place
from publish.readers.pdf.characters import Glyph

SAME_LINE = 0.5  # of the size: baselines that far apart are one line's (superscripts)
WORD_GAP = 0.18  # em between words that have no space of their own
FULL_GAP = 0.8  # em that stand for an ideographic space
CELL_GAP = 2.4  # em between what stands side by side without being one text
TWICE = 0.12  # em: the same character that near is printed twice to look bold
WIDE = "—…"  # of which fonts make one glyph of two
SMALL, RAISED = 0.9, 0.12  # of the line's size: size and height of super- and subscripts
RAISED_FULL = 0.3  # of one whose size is not smaller: browsers give Han and Western faces sizes of their own
BOLD = 600
HEAVY = ("bold", "heavy", "black", "simhei", "黑体")
# Radicals that some programs write for the characters they look like; NFKC knows those from U+2F00 to U+2FDF.
RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳", "母民虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of one look in a line; `bold` says whether they are heavier than text."""

    text: str
    face: str
    bold: bool
    position: str = "baseline"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page (both numbered from 1): its runs by the segments wide gaps part, and their left edges; its
    edges, baseline and size in pt."""

    page: int
    row: int
    segments: tuple[tuple[Run, ...], ...]
    lefts: tuple[float, ...]
    left: float
    right: float
    base: float
    size: float
    block: int = 0
    column: int = 0

    @property
    def region(self) -> tuple[int, int]:
        """Its page and column: lines of one region have one measure."""
        return self.page, self.column

    @property
    def text(self) -> str:
        """Its characters, segments parted by tabs."""
        return "\t".join("".join(run.text for run in segment) for segment in self.segments)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.bold for segment in self.segments for run in segment if run.text.strip())


def place_on_page(file: str, page: int, row: int) -> Place:
    """The place of a line (both from 1): page 3, line 12 is 3012."""
    return Place(file, page * PAGE + min(row, PAGE - 1))


def read_lines(glyphs: Iterable[Glyph], page: int, above: int = 0, column: int = 0) -> list[Line]:
    """The lines of a page, or of a column (from 1), from top to bottom; `above`: lines that stand before them."""
    lines: list[Line] = []
    for group in group_glyphs([glyph for glyph in glyphs if glyph.upright and glyph.size > 0]):
        line = _line(group, page, above + len(lines) + 1)
        if line:
            lines.append(replace(line, column=column) if column else line)
    return lines


def group_glyphs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs by baselines, from the top down."""
    group: list[Glyph] = []
    main: Glyph | None = None  # the first of the largest, on whose baseline the others stand
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.base, glyph.left)):
        if main and main.base - glyph.base > SAME_LINE * max(glyph.size, main.size):
            yield group
            group, main = [], None
        group.append(glyph)
        main = glyph if main is None or glyph.size > main.size else main
    if group:
        yield group


def _line(group: Sequence[Glyph], page: int, row: int) -> Line | None:
    shown = [glyph for glyph in group if not glyph.char.isspace()]
    if not shown:
        return None
    size = Counter(round(glyph.size, 1) for glyph in shown).most_common(1)[0][0]
    base = Counter(round(glyph.base, 1) for glyph in shown if glyph.size >= SMALL * size).most_common(1)[0][0]
    first, last = min(glyph.left for glyph in shown), max(glyph.right for glyph in shown)
    ordered = sorted(group, key=lambda glyph: glyph.left)
    within = [glyph for glyph in ordered if first <= glyph.left <= last]
    parts = list(_segments(list(_once(within, size)), size))
    segments = tuple(tuple(_runs(part, size, base)) for part in parts)
    lefts = tuple(part[0].left for part in parts)
    blocks = {glyph.block for glyph in shown}
    block = blocks.pop() if len(blocks) == 1 else 0
    return Line(page, row, segments, lefts, first, last, base, size, block)


def _once(glyphs: Sequence[Glyph], size: float) -> Iterator[Glyph]:
    """The glyphs without those that are printed a second time on the same spot, and without spaces pdfium made up."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        if glyph.generated:
            continue
        near = (other for other in kept[-4:] if other.char == glyph.char and not _is_ligature(other, glyph))
        if any(abs(other.left - glyph.left) < TWICE * size for other in near) and not glyph.char.isspace():
            continue
        kept.append(glyph)
        yield glyph


def _is_ligature(one: Glyph, other: Glyph) -> bool:
    """Whether two characters are one wide glyph (——, ……), and share its box."""
    return one.char in WIDE and (one.left, one.right) == (other.left, other.right)


def _segments(glyphs: Sequence[Glyph], size: float) -> Iterator[list[Glyph]]:
    """The glyphs parted where wide gaps are, spaces put in where narrower ones show them."""
    part: list[Glyph] = []
    inked: Glyph | None = None
    for glyph in glyphs:
        if glyph.char.isspace():
            part.append(glyph) if part else None
            continue
        gap = (glyph.left - inked.right) / size if inked else 0.0
        spaced = bool(part) and part[-1].char.isspace()
        if inked and gap > CELL_GAP and not _is_filled(part, glyph, size):
            yield _trim(part)
            part = []
        elif inked and not spaced and (space := _space(inked, glyph, gap)):
            part.append(_blank(space, inked, glyph))
        part.append(glyph)
        inked = glyph
    if part:
        yield _trim(part)


def _is_filled(part: Sequence[Glyph], glyph: Glyph, size: float) -> bool:
    """Whether spaces of the text itself take up the gap before a glyph."""
    return bool(part) and part[-1].char.isspace() and (glyph.left - part[-1].right) / size < CELL_GAP


def _space(above: Glyph, glyph: Glyph, gap: float) -> str:
    words = above.char.isascii() and glyph.char.isascii() and (above.char.isalnum() or glyph.char.isalnum())
    if words and gap > WORD_GAP:
        return " "
    return "\u3000" if gap > FULL_GAP else ""


def _blank(space: str, above: Glyph, glyph: Glyph) -> Glyph:
    return Glyph(space, above.right, glyph.left, glyph.base, glyph.size, glyph.weight, glyph.face, True, True)


def _trim(part: list[Glyph]) -> list[Glyph]:
    while part and part[-1].char.isspace():
        part.pop()
    return part


def _runs(part: Sequence[Glyph], size: float, base: float) -> Iterator[Run]:
    text, look = "", None
    for glyph in part:
        own = (glyph.face, _is_bold(glyph), _position(glyph, size, base))
        if look is not None and own != look:
            yield Run(text, *look)
            text = ""
        text, look = text + fold(glyph.char), own
    if look is not None:
        yield Run(text, *look)


def _is_bold(glyph: Glyph) -> bool:
    return glyph.weight >= BOLD or any(name in glyph.face.lower() for name in HEAVY)


def _position(glyph: Glyph, size: float, base: float) -> str:
    rise = (glyph.base - base) / size
    least = RAISED if glyph.size < SMALL * size else RAISED_FULL
    return "super" if rise > least else "sub" if rise < -least / 2 else "baseline"


def fold(char: str) -> str:
    """A character, radicals and presentation forms as what they stand for; other white space as a space."""
    if "\u2f00" <= char <= "\u2fdf" or "\ufb00" <= char <= "\ufb06":
        return unicodedata.normalize("NFKC", char)
    if char in "\u00a0\t\r\n":
        return " "
    return char.translate(RADICALS)
