"""The blocks of a finished PDF by its structure tree, line for line, and what is measured of them: our own ruler."""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pikepdf

from publish.composition.classes import BLANKS, NO_LINE_END, NO_LINE_START, WESTERNS, Kind, classify, split_clusters
from tests.writers.pdf.pdf_lines import Glyph, Piece, read_pieces

INSIDE = {"/Span", "/Link", "/Em", "/Strong", "/Reference", "/Lbl", "/LBody"}  # parts of a line, not blocks
RUN_IN = {"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}  # inside a /Div: the beginning of its paragraph


@dataclass(frozen=True)
class Line:
    """A line of a block by its glyphs from left to right, `baseline` from the top, `size` of its first piece, pt."""

    page: int
    baseline: float
    size: float
    text: str
    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading or a cell: `path` names the elements of the structure tree down to it."""

    path: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def in_table(self) -> bool:
        return "/TD" in self.path or "/TH" in self.path


def read_blocks(data: bytes) -> list[Block]:
    """The blocks of a PDF in the order of its structure tree, each by its lines."""
    pieces: dict[tuple[int, int], list[Piece]] = {}
    for piece in read_pieces(data):
        if piece.mark is not None and piece.glyphs:
            pieces.setdefault((piece.page, piece.mark), []).append(piece)
    blocks = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        for path, marks in _walk(pdf.Root.StructTreeRoot, (), numbers):
            found = [piece for mark in marks for piece in pieces.get(mark, ())]
            if found:
                blocks.append(Block(path, tuple(_lines(found))))
    return blocks


def _walk(
    element: pikepdf.Object, path: tuple[str, ...], pages: dict[Any, int]
) -> Iterator[tuple[tuple[str, ...], list[tuple[int, int]]]]:
    """Every block with the pages and numbers of what it draws; a run-in heading belongs to its paragraph."""
    own: list[tuple[int, int]] = []
    kinds = [str(child.get("/S")) for child in _children(element)]
    run_in = path[-1:] == ("/Div",) and len(kinds) == 2 and kinds[0] in RUN_IN and kinds[1] == "/P"
    for child, kind in zip(_children(element), kinds, strict=True):
        if run_in or kind in INSIDE:
            own += _marks(child, pages)
        else:
            yield from _walk(child, (*path, kind), pages)
    own = own or _marks(element, pages, deep=False)
    if own:
        yield path, own


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _kids(element: pikepdf.Object) -> list[Any]:
    kids: Any = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _marks(element: Any, pages: dict[Any, int], deep: bool = True) -> list[tuple[int, int]]:
    found = []
    for kid in _kids(element):
        if isinstance(kid, int):
            found.append((pages[element.Pg.objgen], kid))
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            found.append((pages[kid.get("/Pg", element.Pg).objgen], int(kid.MCID)))
        elif deep and isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += _marks(kid, pages)
    return found


def _lines(pieces: Iterable[Piece]) -> Iterator[Line]:
    rows: list[list[Piece]] = []
    for piece in pieces:
        last = rows[-1][-1] if rows else None
        if last and last.page == piece.page and abs(piece.baseline - last.baseline) < max(piece.size, last.size) / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        text = "".join(piece.text for piece in row)
        glyphs = tuple(glyph for piece in row for glyph in piece.glyphs)
        largest = max(row, key=lambda piece: piece.size)
        yield Line(row[0].page, largest.baseline, largest.size, text, glyphs)


def find_kinsoku_faults(block: Block) -> list[str]:
    """The ends and beginnings of lines that stand against kinsoku."""
    faults = []
    for above, below in pairwise(block.lines):
        if classify(split_clusters(below.text)[0]) in NO_LINE_START - BLANKS:  # an author's line may begin with room
            faults.append(f"{above.text[-4:]}|{below.text[:4]}")
        if classify(split_clusters(above.text)[-1]) in NO_LINE_END:
            faults.append(f"{above.text[-4:]}|{below.text[:4]}")
    return faults


def find_gaps(line: Line) -> list[float]:
    """The gaps between Han and Western letters or figures of one line, em."""
    joints = pairwise(line.glyphs)
    return [(after.left - before.right) / line.size for before, after in joints if _meet(before.text, after.text)]


def deviation_of_gaps(block: Block) -> float | None:
    """The standard deviation of the gaps between Han and Western over a block's lines, em; None where there are less
    than three."""
    gaps = [gap for line in block.lines for gap in find_gaps(line)]
    return statistics.pstdev(gaps) if len(gaps) > 2 else None


def count_last_characters(block: Block) -> int:
    """How many characters the last line of a block of several lines has, marks aside; 0 for a block of one."""
    if len(block.lines) < 2:
        return 0
    return sum(character.isalnum() for character in block.lines[-1].text)


def _meet(before: str, after: str) -> bool:
    if not before or not after:
        return False
    kinds = classify(before), classify(after)
    return (kinds[0] is Kind.HAN and kinds[1] in WESTERNS) or (kinds[0] in WESTERNS and kinds[1] is Kind.HAN)


def measure_edges(blocks: Sequence[Block], left: float, right: float, em: float) -> list[float]:
    """How far justified lines of body text end from the right edge of the measure, pt.

    Justified are all lines but the last of a block whose later lines begin at the left edge of the measure, and none
    before a line that begins with room: there the author broke the line.
    """
    edges = []
    for block in blocks:
        if block.in_table or len(block.lines) < 2 or any(abs(line.left - left) > em / 20 for line in block.lines[1:]):
            continue
        pairs = pairwise(block.lines)
        edges += [above.right - right for above, below in pairs if not below.text[0].isspace()]
    return edges
