"""A ruler for finished pages: where ink and rules stand, in mm from the upper left corner of the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from PIL import ImageChops

PER_MM = 10  # pixels
Region = tuple[float, float, float, float]  # left, top, right, bottom, mm
WHOLE: Region = (0, 0, 210, 297)
RULE = 0.75  # of its width a row of ink must cover to be a rule


@dataclass(frozen=True)
class Ink:
    """A run of ink: its edges, mm."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half-way between its upper and lower edge."""
        return (self.top + self.bottom) / 2


class Sheet:
    """One printed page."""

    def __init__(self, data: bytes, page: int) -> None:
        pdf = pypdfium2.PdfDocument(data)
        image = pdf[page].render(scale=PER_MM * 25.4 / 72).to_pil().convert("RGB")
        pdf.close()
        red, green, _ = image.split()
        coloured = ImageChops.subtract(red, green).point(lambda value: 255 * (value > 90))
        dark = red.point(lambda value: 255 * (value < 128))
        self._masks = {"red": coloured, "black": ImageChops.subtract(dark, coloured)}

    def find(self, colour: str, region: Region = WHOLE) -> Ink | None:
        """Where ink of a colour ("red", "black") stands in a region."""
        box = [round(edge * PER_MM) for edge in region]
        found = self._masks[colour].crop((box[0], box[1], box[2], box[3])).getbbox()
        if found is None:
            return None
        left, top, right, bottom = (edge / PER_MM for edge in found)
        return Ink(region[0] + left, region[1] + top, region[0] + right, region[1] + bottom)

    def list_rows(self, colour: str, region: Region = WHOLE, gap: float = 0.3) -> list[Ink]:
        """The rows of ink in a region, from top to bottom; what is closer than `gap` mm is one row."""
        box = [round(edge * PER_MM) for edge in region]
        _, lines = self._masks[colour].crop((box[0], box[1], box[2], box[3])).getprojection()
        spans: list[list[float]] = []
        for number in (number for number, line in enumerate(lines) if line):
            top = region[1] + number / PER_MM
            if spans and top - spans[-1][1] < gap:
                spans[-1][1] = top + 1 / PER_MM
            else:
                spans.append([top, top + 1 / PER_MM])
        rows = (self.find(colour, (region[0], top, region[2], bottom)) for top, bottom in spans)
        return [row for row in rows if row]

    def list_rules(self, colour: str, region: Region = WHOLE) -> list[Ink]:
        """The horizontal rules among the rows: thin, and inked over their whole length."""
        return [row for row in self.list_rows(colour, region, 0.05) if row.bottom - row.top < 2 and self._is_solid(row)]

    def _is_solid(self, row: Ink) -> bool:
        mask = self._masks["red"], self._masks["black"]
        box = tuple(round(edge * PER_MM) for edge in (row.left, row.top, row.right, row.bottom))
        if row.right - row.left < 100:
            return False
        columns = [sum(each.crop(box).getprojection()[0]) for each in mask]  # type: ignore[arg-type]
        return max(columns) >= RULE * (box[2] - box[0])


def same(found: float, wanted: float, tolerance: float) -> bool:
    """Whether two lengths agree."""
    return abs(found - wanted) <= tolerance


def text_rows(rows: Sequence[Ink], least: float = 1.5) -> list[Ink]:
    """The rows that are lines of text, higher than any rule."""
    return [row for row in rows if row.bottom - row.top >= least]
