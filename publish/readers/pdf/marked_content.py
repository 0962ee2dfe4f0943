"""The marked content of a page (ISO 32000-1 14.6): the characters and pictures of each piece, by its number.

Characters are what ActualText says, else what the font's ToUnicode says: pdfium drops some of both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from publish.readers.pdf.bounds import unpack
from publish.text.cmap import decode, read_to_unicode

MOST_MAP = 4 << 20  # bytes of a font's ToUnicode
RAISED = 0.7  # of the size: super- and subscripts


@dataclass
class Piece:
    """Marked content: its characters, the number of its line on the page from 1, the picture drawn in it."""

    text: str = ""
    row: int = 1
    picture: Any = None


@dataclass
class PageContents:
    """The pieces of a page by their numbers (MCID)."""

    page: Any
    fonts: dict[tuple[int, int], dict[int, str]]
    pieces: dict[int, Piece] = field(default_factory=dict)
    _open: list[tuple[int | None, bool]] = field(default_factory=list)  # number of a mark; has it an ActualText?
    _row: int = 0
    _at: tuple[float, float, float] = (0.0, 0.0, 0.0)  # where the last words began, and their size
    _size: float = 0.0
    _map: dict[int, str] = field(default_factory=dict)

    def read(self) -> dict[int, Piece]:
        """The pieces, in the order they are drawn."""
        import pikepdf

        for instruction in pikepdf.parse_content_stream(self.page):
            self._obey(str(instruction.operator), instruction.operands)
        return self.pieces

    def _obey(self, operator: str, operands: Any) -> None:
        match operator:
            case "BMC":
                self._open.append((None, False))
            case "BDC":
                self._begin(operands)
            case "EMC":
                del self._open[-1:]
            case "Tf":
                self._map, self._size = self._read_font(str(operands[0])), float(operands[1])
            case "Tm":
                self._move(float(operands[4]), float(operands[5]))
            case "Tj" | "TJ":
                if not any(actual for _, actual in self._open):
                    self._add(decode(operands[0], self._map))
            case "Do":
                self._draw(str(operands[0]))

    def _current(self) -> Piece | None:
        number = next((number for number, _ in reversed(self._open) if number is not None), None)
        return None if number is None else self.pieces.setdefault(number, Piece())

    def _begin(self, operands: Any) -> None:
        import pikepdf

        marks: Any = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else {}
        number, actual = marks.get("/MCID"), marks.get("/ActualText")
        inside = any(given for _, given in self._open)
        self._open.append((None if number is None else int(number), actual is not None))
        if self._current() is None:
            return
        if actual is not None and not inside:
            self._add(str(actual))

    def _add(self, text: str) -> None:
        piece = self._current()
        if piece:
            piece.text += text

    def _move(self, x: float, y: float) -> None:
        """Notice a new line: further down, or back to the left; what is only raised or lowered stands in the same."""
        before_x, before_y, size = self._at
        down = abs(y - before_y)
        if not self._row or down > RAISED * max(size, self._size) or (down > 0 and x < before_x):
            self._row += 1
        self._at = x, y, self._size
        piece = self._current()
        if piece:
            piece.row = self._row

    def _draw(self, name: str) -> None:
        piece, images = self._current(), self.page.Resources.get("/XObject", {})
        if piece and name in images and images[name].get("/Subtype") == "/Image":
            piece.picture = images[name]

    def _read_font(self, name: str) -> dict[int, str]:
        font = self.page.Resources.Font.get(name)
        if font is None or "/ToUnicode" not in font:
            return {}
        key = font.ToUnicode.objgen
        if key not in self.fonts:
            self.fonts[key] = read_to_unicode(unpack(font.ToUnicode, MOST_MAP))
        return self.fonts[key]
