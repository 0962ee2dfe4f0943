"""Where the lines of a finished PDF stand, read from its content streams: our own ruler, pt from the top left."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pikepdf

DEFAULT_WIDTH = 1000


class Glyph(NamedTuple):
    """A glyph drawn: its character and where its advance begins and ends, pt from the left."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class Piece:
    """Composed text drawn at once: `left` and `right` of its advances, `baseline`, `size`, ActualText, and the number
    by which the structure tree knows it."""

    page: int
    left: float
    right: float
    baseline: float
    size: float
    text: str
    mark: int | None = None
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True)
class Row:
    """The pieces of one baseline."""

    page: int
    left: float
    right: float
    baseline: float
    text: str


def read_rows(data: bytes, size: float) -> list[Row]:
    """The lines of a PDF that start with text of `size` pt, from top to bottom, superscripts among them."""
    lines: list[list[Piece]] = []
    for piece in sorted(read_pieces(data), key=lambda piece: (piece.page, piece.baseline)):
        top = lines[-1][0] if lines else piece
        if lines and piece.page == top.page and piece.baseline - top.baseline < size / 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    for line in lines:
        line.sort(key=lambda piece: piece.left)
    return [
        Row(line[0].page, line[0].left, line[-1].right, line[0].baseline, "".join(piece.text for piece in line))
        for line in lines
        if abs(line[0].size - size) < size / 100
    ]


def read_pieces(data: bytes) -> Iterator[Piece]:
    """Every piece of text in drawing order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        known: dict[str, _Font] = {}
        for number, page in enumerate(pdf.pages):
            fonts = page.Resources.get("/Font", {}).items()
            pen = _Pen({name: known.setdefault(str(font.BaseFont), _Font(font)) for name, font in fonts})
            for instruction in pikepdf.parse_content_stream(page):
                assert isinstance(instruction, pikepdf.ContentStreamInstruction)
                operator = str(instruction.operator)
                if pen.start is not None and operator in ("BDC", "EMC", "ET", "Tm"):
                    top, size = float(page.mediabox[3]) - pen.start.f, pen.size * abs(pen.start.d)
                    glyphs = tuple(pen.glyphs)
                    text = pen.actual or "".join(glyph.text for glyph in glyphs)
                    yield Piece(number, pen.start.e, pen.place.e, top, size, text, pen.mark, glyphs)
                    pen.start, pen.actual, pen.glyphs = None, "", []
                pen.obey(operator, instruction.operands)


class _Font:
    """Widths (1/1000 em) and characters of a font's glyphs."""

    def __init__(self, font: pikepdf.Object) -> None:
        self.widths: dict[int, int] = {}
        entries = iter(font.DescendantFonts[0].W)
        for first, run in zip(entries, entries, strict=True):
            self.widths.update({int(first) + k: int(width) for k, width in enumerate(run)})
        pairs = re.findall(rb"<([0-9a-fA-F]+)> *<([0-9a-fA-F]+)>", font.ToUnicode.read_bytes())
        self.characters = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


class _Pen:
    """The state of a content stream: `matrix` of coordinates, `place` of the next glyph, the text being drawn."""

    def __init__(self, fonts: dict[str, _Font]) -> None:
        self.fonts = fonts
        self.font: _Font
        self.stack: list[pikepdf.Matrix] = []
        self.matrix = self.place = pikepdf.Matrix()
        self.start: pikepdf.Matrix | None = None
        self.actual, self.size = "", 0.0
        self.mark: int | None = None
        self.glyphs: list[Glyph] = []

    def obey(self, operator: str, operands: Any) -> None:
        """Follow one operator."""
        if operator in ("q", "Q", "cm", "Tm"):
            self._move(operator, operands)
        elif operator == "Tf":
            self.font, self.size = self.fonts[str(operands[0])], float(operands[1])
        elif operator == "BDC" and "/ActualText" in operands[1]:
            self.actual = str(operands[1]["/ActualText"])
        elif operator in ("BDC", "BMC"):
            self.mark = int(operands[1]["/MCID"]) if operator == "BDC" and "/MCID" in operands[1] else None
        elif operator in ("TJ", "Tj"):
            self.start = self.place if self.start is None else self.start
            self._show(operands[0] if operator == "TJ" else [operands[0]])

    def _show(self, strings: Any) -> None:
        advance, unit = 0.0, self.size * self.place.a / 1000
        for item in strings:
            if isinstance(item, pikepdf.String):
                codes = bytes(item)
                for glyph in (int.from_bytes(codes[k : k + 2], "big") for k in range(0, len(codes), 2)):
                    left, advance = advance, advance + self.font.widths.get(glyph, DEFAULT_WIDTH)
                    edges = (self.place.e + unit * edge for edge in (left, advance))
                    self.glyphs.append(Glyph(self.font.characters.get(glyph, ""), *edges))
            else:
                advance -= float(item)
        self.place = pikepdf.Matrix(1, 0, 0, 1, advance * self.size / 1000, 0) @ self.place

    def _move(self, operator: str, operands: Any) -> None:
        match operator:
            case "q":
                self.stack.append(self.matrix)
            case "Q":
                self.matrix = self.stack.pop()
            case "cm":
                self.matrix = pikepdf.Matrix(*map(float, operands)) @ self.matrix
            case "Tm":
                self.place = pikepdf.Matrix(*map(float, operands)) @ self.matrix
