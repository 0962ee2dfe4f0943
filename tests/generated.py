"""Documents made by chance from a number: every kind of block and inline, nested as readers may hand them over."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

from PIL import Image

from publish.model import (
    Block,
    Cell,
    Figure,
    Footnote,
    Heading,
    Hints,
    Inline,
    LineBreak,
    Paragraph,
    Picture,
    Place,
    Role,
    Source,
    Span,
    Table,
)

WORDS = [
    "同志们",
    "今天我们召开会议",
    "，",
    "。",
    "一、",
    "（一）",
    "1.",
    "第一条",
    "二要勇于担当新使命。",
    " ",
    "\u3000",
    "2024年5月1日",
    "“引文”",
    "——",
    "……",
    "GDP",
    "×",
    "100%",
    "https://example.cn/a_b",
    "附件：",
    "附件1",
    "1. 名单",
    "（此件公开发布）",
    "各单位：",
    "海州市人民政府",
    "王建国",
    "来源：海州日报",
    "首页 > 新闻",
    "抄送：市委",
    "\xa0",
    "①",
    "-",
    "*",
    "<b>",
    "&amp;",
]
LONG = "坚持党对政协工作的全面领导，把牢正确方向，围绕中心、服务大局，深入调查研究。" * 3
FILE = "生成.md"


def picture() -> Picture:
    """A small sound picture."""
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(data, "PNG")
    return Picture(data.getvalue(), "image/png", 40, 30)


class Maker:
    """One generated source; the same number makes the same."""

    def __init__(self, number: int) -> None:
        self._random = random.Random(number)
        self._line = 0

    def source(self) -> Source:
        """A source of up to 14 blocks."""
        blocks = tuple(self.block() for _ in range(self._random.randint(1, 14)))
        return Source(FILE, blocks, pictures={"p.png": picture()})

    def block(self, depth: int = 2) -> Block:
        """A paragraph, heading, table or figure."""
        kinds: list[tuple[Callable[[int], Block], int]] = [
            (self.paragraph, 8), (self.heading, 3), (self.table, 2 if depth else 0), (self.figure, 1)
        ]  # fmt: skip
        make = self._random.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        return make(depth)

    def paragraph(self, _depth: int = 0) -> Paragraph:
        """A paragraph, perhaps in a list or quotation, perhaps of nothing but a footnote's call, or of nothing."""
        chance = self._random
        hints = Hints(
            align=chance.choice(["", "", "center", "right"]), blank_before=chance.random() < 0.3,
            bold=chance.random() < 0.1, quotation=chance.random() < 0.1, list_depth=chance.choice([0, 0, 0, 1, 3]),
        )  # fmt: skip
        return Paragraph(self.content(), place=self.place(), hints=hints)

    def heading(self, _depth: int = 0) -> Heading:
        """A heading of any level."""
        level = self._random.randint(1, 4)
        return Heading(level, self.content(), self.place(), Hints(level=level))

    def figure(self, _depth: int = 0) -> Figure:
        """A picture."""
        return Figure("p.png", self._random.choice(["", "照片"]), place=self.place())

    def table(self, depth: int) -> Table:
        """A table with spans that fit, up to two rows of them repeated."""
        chance = self._random
        columns, rows = chance.randint(1, 4), chance.randint(1, 5)
        free = [[True] * columns for _ in range(rows)]
        made = tuple(self._row(free, number, depth) for number in range(rows))
        caption = Paragraph(self.content(), Role.CAPTION, self.place()) if chance.random() < 0.3 else None
        return Table(made, chance.randint(0, min(2, rows)), caption, place=self.place())

    def _row(self, free: list[list[bool]], row: int, depth: int) -> tuple[Cell, ...]:
        cells = []
        for column, is_free in enumerate(free[row]):
            if not is_free or not free[row][column]:
                continue
            wide = 2 if column + 1 < len(free[row]) and free[row][column + 1] and self._random.random() < 0.2 else 1
            high = 2 if row + 1 < len(free) and wide == 1 and self._random.random() < 0.25 else 1
            for below in range(high):
                for beside in range(wide):
                    free[row + below][column + beside] = False
            blocks = tuple(self.block(depth - 1) for _ in range(self._random.choice([0, 1, 1, 1, 2])))
            cells.append(Cell(blocks, wide, high))
        return tuple(cells)

    def content(self, depth: int = 1) -> tuple[Inline, ...]:
        """Inline content; notes may stand anywhere, alone, twice, first or last, and in notes."""
        return tuple(self._inline(depth) for _ in range(self._random.choice([0, 1, 1, 2, 3, 5])))

    def _inline(self, depth: int) -> Inline:
        kind = self._random.random()
        if kind < 0.2:
            return Footnote(self.content(depth - 1), self.place()) if depth else Span("注", self.place())
        if kind < 0.3:
            return LineBreak()
        words = [self._random.choice(WORDS) for _ in range(self._random.randint(1, 4))]
        text = LONG if self._random.random() < 0.1 else "".join(words)
        strong, emphasis = self._random.random() < 0.2, self._random.random() < 0.1
        position = self._random.choices(["baseline", "super", "sub"], [18, 1, 1])[0]
        return Span(text, self.place(), strong, emphasis, position)  # type: ignore[arg-type]

    def place(self) -> Place:
        """The next line of the source."""
        self._line += 1
        return Place(FILE, self._line)
