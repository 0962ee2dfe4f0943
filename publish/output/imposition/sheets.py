"""Sheets: which page stands where on which side of which sheet, and what to tell whoever prints it. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from publish.style import POINTS_PER_MM


class Layout(StrEnum):
    """How pages share a sheet."""

    BOOKLET = "booklet"
    TWO_UP = "2up"
    FOUR_UP = "4up"


class Sheet(StrEnum):
    """Paper sizes of ISO 216."""

    A4 = "A4"
    A3 = "A3"


class Edge(StrEnum):
    """The edge over which a duplex printer turns the sheet; the values are what Chinese printer dialogues say."""

    SHORT = "短边翻转"
    LONG = "长边翻转"


SHEET_SIZES = {
    Sheet.A4: (210 * POINTS_PER_MM, 297 * POINTS_PER_MM),
    Sheet.A3: (297 * POINTS_PER_MM, 420 * POINTS_PER_MM),
}


@dataclass(frozen=True)
class Imposition:
    """The imposed PDF: `pages` put in, `blanks` added after them, `sides` written, printed on `sheets` sheets."""

    data: bytes
    layout: Layout
    sheet: Sheet
    pages: int
    blanks: int
    sides: int
    edge: Edge

    @property
    def sheets(self) -> int:
        """Sheets of paper when printed on both sides."""
        return (self.sides + 1) // 2


class Cell(NamedTuple):
    """The part of a sheet's side that one page fills, pt from the lower left corner."""

    left: float
    bottom: float
    width: float
    height: float


class Plan(NamedTuple):
    """The size of a sheet's side, its cells in reading order, and the pages (from 0, None blank) of every side."""

    width: float
    height: float
    cells: list[Cell]
    sides: list[tuple[int | None, ...]]

    @property
    def edge(self) -> Edge:
        """The edge to turn over so that both sides of a sheet stand the same way up."""
        return Edge.SHORT if self.width > self.height else Edge.LONG


def instructions(imposition: Imposition) -> str:
    """The Chinese line for whoever stands at the printer: sheets, duplex edge, how to fold."""
    paper = f"{imposition.sheets} 张 {imposition.sheet} 纸"
    blanks = f"（末尾补 {imposition.blanks} 页空白）" if imposition.blanks else ""
    duplex = "单面打印" if imposition.sides == 1 else f"双面打印，选“{imposition.edge}”"
    line = f"共 {imposition.pages} 页{blanks}，用 {paper}；按“实际大小”{duplex}"
    if imposition.layout is not Layout.BOOKLET:
        return line + "。"
    fold = "印好后第 1 页所在的一面朝下，沿中线对折"
    if imposition.sheets > 1:
        fold = "印好后按出纸顺序摞齐，第 1 页所在的一面朝下，整摞沿中线对折，在折线上钉两枚骑马钉"
    return f"{line}；{fold}，第 1 页即为封面。"


def plan_sheets(count: int, wide: bool, layout: Layout, sheet: Sheet) -> Plan:
    """Where `count` pages go; 2-up and 4-up follow the pages' shape (`wide`: broader than high), a booklet lies."""
    turned = {Layout.BOOKLET: True, Layout.TWO_UP: not wide, Layout.FOUR_UP: wide}[layout]
    width, height = sorted(SHEET_SIZES[sheet], reverse=turned)
    sides = _booklet_order(count) if layout is Layout.BOOKLET else _reading_order(count, layout)
    return Plan(width, height, _cells(layout, width, height), sides)


def _booklet_order(count: int) -> list[tuple[int | None, ...]]:
    """Left and right page (from 0, None blank) of every side, outermost sheet first, its outer side first."""
    total = -(-count // 4) * 4
    order = []
    for side in range(total // 2):
        pair = (side, total - 1 - side) if side % 2 else (total - 1 - side, side)
        order.append(tuple(page if page < count else None for page in pair))
    return order


def _reading_order(count: int, layout: Layout) -> list[tuple[int | None, ...]]:
    step = 2 if layout is Layout.TWO_UP else 4
    return [tuple(range(start, min(start + step, count))) for start in range(0, count, step)]


def _cells(layout: Layout, width: float, height: float) -> list[Cell]:
    """The cells of a side in reading order: from the left, row by row from the top."""
    columns = 1 if layout is Layout.TWO_UP and width < height else 2
    rows = {Layout.BOOKLET: 1, Layout.TWO_UP: 3 - columns, Layout.FOUR_UP: 2}[layout]
    w, h = width / columns, height / rows
    return [Cell(column * w, (rows - 1 - row) * h, w, h) for row in range(rows) for column in range(columns)]


def shift_cells(cells: Sequence[Cell], shift: float) -> list[Cell]:
    """The cells moved towards the middle of the sheet, where the spine is."""
    return (
        [cell._replace(left=cell.left + (shift if cell.left == 0 else -shift)) for cell in cells] if shift else [*cells]
    )
