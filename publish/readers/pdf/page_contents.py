"""What stands on each page of a PDF: lines, tables, pictures, and what of it cannot be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publish.errors import InputError
from publish.model import Finding, FindingKind, Place
from publish.readers.pdf.alignment import find_aligned
from publish.readers.pdf.characters import OUTSIDE, Glyph, hide_actual_text, open_pages, read_glyphs
from publish.readers.pdf.columns import split_columns
from publish.readers.pdf.pages import Line, fold, place_on_page, read_lines
from publish.readers.pdf.placed import Drawn, find_drawn
from publish.readers.pdf.ruling import TOUCH, Grid, find_grids, read_rules
from publish.readers.pdf.tables import Ruled, read_head, read_row, read_tables, read_tagged_table
from publish.readers.pdf.tags import Tags
from publish.readers.pdf.witness import PageWitness
from publish.readers.text.lines import CONTROL

UNREADABLE = 0.05  # share of characters without a code: the rest cannot be trusted either
REACHED = 0.6  # share of a page's characters that a structure tree must hold to be believed
EDGE = 0.08  # of the page's height: where running heads and folios stand
SEPARATOR = 0.6  # of the page's width: a rule above notes is shorter
HINT = "请找到它的原稿（Word 文件等）再试"


@dataclass(frozen=True)
class Page:
    """A page: its lines from top to bottom, its height and width in pt, its tables, its pictures; `separators`: the
    heights of short rules that belong to no table."""

    lines: Sequence[Line]
    height: float
    tables: Sequence[Ruled] = ()
    width: float = 0.0
    pictures: Sequence[Drawn] = ()
    separators: Sequence[float] = ()


def read_pages(pdf: Any, data: bytes, name: str, tags: Tags, findings: list[Finding]) -> list[Page]:
    """The pages of a PDF; `pdf` is the same file opened by pikepdf. What is not read goes into `findings`.

    Raises InputError when the fonts do not say what they draw.
    """
    lost = total = 0
    pages: list[Page] = []
    gutters: set[float] = set()
    witness, tabled = PageWitness({}), _TabledGlyphs(tags)
    with open_pages(hide_actual_text(pdf, data)) as document:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            text_page = page.get_textpage()
            glyphs = _trust(list(read_glyphs(text_page, tags.on_page(number))), page.get_height())
            total += len(glyphs)
            lost += sum(_is_lost(glyph.char) for glyph in glyphs)
            findings += _tell_unread(glyphs, witness.count(pdf.pages[number - 1]), place_on_page(name, number, 1))
            glyphs = _clear(glyphs, place_on_page(name, number, 1), findings)
            rest = tabled.take(glyphs, number)
            pages.append(replace(_part(rest, page, number, name, gutters), pictures=find_drawn(pdf.pages[number - 1])))
            text_page.close()
            page.close()
    if lost > UNREADABLE * max(total, 1):
        raise InputError("PDF 里的字体没有注明是什么字，取出来是乱码", HINT, Place(name, 1))
    return tabled.put(pages, name)


def _trust(glyphs: list[Glyph], height: float) -> list[Glyph]:
    """The characters of a page; what the structure tree says of them only where it reaches most, margins aside."""
    shown = [glyph for glyph in glyphs if not glyph.char.isspace() and EDGE < glyph.base / height < 1 - EDGE]
    if sum(glyph.block > 0 for glyph in shown) >= REACHED * len(shown) or not any(glyph.block for glyph in glyphs):
        return glyphs
    return [replace(glyph, block=0) for glyph in glyphs]


def _clear(glyphs: list[Glyph], place: Place, findings: list[Finding]) -> list[Glyph]:
    """The characters of a page, a space for each that no page can carry: fonts without a map give their codes."""
    unseen = "".join(glyph.char for glyph in glyphs if CONTROL.match(glyph.char))
    if not unseen:
        return glyphs
    message = f"不可打印的字符 U+{ord(unseen[0]):04X} 已换成空格"
    findings.append(Finding(FindingKind.NORMALISED, message, place, unseen, " ", "unprintable"))
    return [replace(glyph, char=" ") if CONTROL.match(glyph.char) else glyph for glyph in glyphs]


class _TabledGlyphs:
    """The characters in the tables of the structure tree, over all pages."""

    def __init__(self, tags: Tags) -> None:
        self._tables = tags.tables
        cells = ((at, cell) for at, table in enumerate(tags.tables) for row in table.rows for cell in row)
        self._home = {block: at for at, cell in cells for block in cell.blocks}
        self._taken: dict[int, list[tuple[int, Glyph]]] = defaultdict(list)

    def take(self, glyphs: Sequence[Glyph], page: int) -> list[Glyph]:
        """What of a page stands in no table; the rest is kept for its table."""
        rest = []
        for glyph in glyphs:
            if glyph.upright and glyph.block in self._home:
                self._taken[self._home[glyph.block]].append((page, glyph))
            else:
                rest.append(glyph)
        return rest

    def put(self, pages: Sequence[Page], file: str) -> list[Page]:
        """The pages with the tables that have words; their heads, which later pages repeat outside the tree, once."""
        pages = list(pages)
        for at, glyphs in sorted(self._taken.items()):
            table = read_tagged_table(self._tables[at], glyphs, file)
            head = Counter(_join(read_head(table.table)))
            tops: dict[int, float] = {}
            for number, glyph in glyphs:
                tops[number] = max(tops.get(number, 0.0), glyph.base)
            for number, top in tops.items():
                if number > table.page:
                    pages[number - 1] = _drop_head(pages[number - 1], head, top)
            first = pages[table.page - 1]
            pages[table.page - 1] = replace(first, tables=(*first.tables, table))
        return pages


def _drop_head(page: Page, head: Counter[str], top: float) -> Page:
    """A page without what stands outside the structure tree right above a table and says what its head says."""

    def repeats(line: Line) -> bool:
        return line.block == OUTSIDE and line.base >= top and not Counter("".join(line.text.split())) - head

    tables = [table for table in page.tables if not (table.outside and not Counter(_words(table)) - head)]
    return replace(page, lines=[line for line in page.lines if not repeats(line)], tables=tables)


def _words(table: Ruled) -> str:
    return _join(text for row in table.table.rows for text in read_row(row))


def _join(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def _tell_unread(glyphs: Sequence[Glyph], counted: Counter[str], place: Place) -> Iterator[Finding]:
    """What of a page is not read: words that do not lie level, and characters that only the second witness sees."""
    if turned := "".join(glyph.char for glyph in glyphs if not glyph.upright).strip():
        yield Finding(FindingKind.LEFT_OUT, "斜着、竖着的字没有排出", place, turned, code="pdf-turned")
    seen = Counter(char for glyph in glyphs for char in fold(glyph.char))
    missing: Counter[str] = Counter()
    for char, count in counted.items():
        for each in fold(char):
            missing[each] += count
    if missing := missing - seen:
        message = "这一页有些字两种读法读出的次数不同，只排了一种，请对照核对"
        yield Finding(FindingKind.LEFT_OUT, message, place, "".join(missing.elements()), code="pdf-witness")


def _part(glyphs: Sequence[Glyph], page: Any, number: int, name: str, gutters: set[float]) -> Page:
    """A page, its tables apart from its lines; `gutters`: of the columns on pages before."""
    rules = list(read_rules(page))
    grids = [grid for grid in find_grids(rules) if any(_lies_in(glyph, grid) for glyph in glyphs)]
    loose = [glyph for glyph in glyphs if not any(_lies_in(glyph, grid) for grid in grids)]
    parts = split_columns(loose, gutters)
    aligned = [find_aligned(part, rules) for part in parts]
    grids = sorted([*grids, *(grid for each in aligned for grid in each)], key=lambda grid: -grid.rows[0])
    inside = [glyph for glyph in glyphs if glyph.upright and any(_lies_in(glyph, grid) for grid in grids)]
    gone = set(map(id, inside))
    lines: list[Line] = []
    for column, part in enumerate(parts):
        own = [glyph for glyph in part if id(glyph) not in gone]
        lines += read_lines(own, number, len(lines), column if 0 < column < len(parts) - 1 else 0)
    width = page.get_width()
    short = sorted(rule.at for rule in rules if not rule.upright and rule.end - rule.start < SEPARATOR * width)
    apart = [at for at in short if not any(grid.rows[-1] - TOUCH < at < grid.rows[0] + TOUCH for grid in grids)]
    return Page(lines, page.get_height(), tuple(read_tables(grids, inside, number, name)), width, separators=apart)


def _lies_in(glyph: Glyph, grid: Grid) -> bool:
    return not glyph.char.isspace() and grid.holds((glyph.left + glyph.right) / 2, glyph.base + glyph.size * 0.3)


def _is_lost(char: str) -> bool:
    return char in "\0\ufffd\ufffe\uffff" or "\ue000" <= char <= "\uf8ff"
