"""Pages of a PDF as PNG, made when asked for; their characters and where each stands."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS_PER_POINT = 2.0  # sharp on a common screen: an A4 page is 1190 pixels wide
KEPT_PAGES = 40
GREYS = [level for level in range(256) for _ in "rgb"]

_pdfium = threading.RLock()  # PDFium may be used by one thread at a time


class Pages:
    """The pages of one PDF: their number, their sizes in pt, their pictures, their text."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._pictures: OrderedDict[tuple[int, float], bytes] = OrderedDict()
        self._opened: dict[int, tuple[Any, Any]] = {}  # pages with their text, while it is asked for
        with _pdfium:
            self._document = pypdfium2.PdfDocument(pdf)
            self.sizes: list[tuple[float, float]] = [
                self._document.get_page_size(number) for number in range(len(self._document))
            ]

    def draw(self, number: int, scale: float = PIXELS_PER_POINT) -> bytes:
        """The PNG of a page, counted from 0, at so many pixels per point. Raises IndexError."""
        with _pdfium:
            key = (number, scale)
            if key not in self._pictures:
                self._pictures[key] = self._render(number, scale)
            self._pictures.move_to_end(key)
            while len(self._pictures) > KEPT_PAGES:
                self._pictures.popitem(last=False)
            return self._pictures[key]

    def _render(self, number: int, scale: float) -> bytes:
        if not 0 <= number < len(self.sizes):
            raise IndexError(number)
        page = self._opened[number][0] if number in self._opened else self._document[number]
        try:
            bitmap = page.render(scale=scale, rev_byteorder=True)
            file = io.BytesIO()
            _bleach(bitmap.to_pil()).save(file, "PNG", compress_level=1)
            bitmap.close()
        finally:
            if number not in self._opened:
                page.close()
        return file.getvalue()

    def read(self, number: int) -> list[str]:
        """The characters of a page in the order PDFium counts them; one it cannot name is empty."""
        from pypdfium2 import raw

        with _pdfium:
            text = self._text(number)
            whole = str(text.get_text_range())
            if len(whole) == text.count_chars():
                return list(whole)
            codes = [raw.FPDFText_GetUnicode(text, index) for index in range(text.count_chars())]
        return [chr(code) if 0 < code < 0x110000 else "" for code in codes]

    def find_box(self, number: int, index: int) -> tuple[float, float, float, float]:
        """Left, top, bottom and right of a character that `read` gave, in pt from the page's upper left corner."""
        with _pdfium:
            left, bottom, right, top = self._text(number).get_charbox(index, loose=True)
        height = self.sizes[number][1]
        return left, height - top, height - bottom, right

    def _text(self, number: int) -> Any:
        if number not in self._opened:
            page = self._document[number]
            self._opened[number] = (page, page.get_textpage())
        return self._opened[number][1]

    def close(self) -> None:
        """Let go of the document's memory."""
        with _pdfium:
            for page, text in self._opened.values():
                text.close()
                page.close()
            self._opened.clear()
            self._pictures.clear()
            self._document.close()
            self.sizes = []


def _bleach(picture: Image) -> Image:
    """A picture in grey where it has no colour, as most pages are: a third of the work to compress it.

    As a palette of greys, since Pillow tries the five filters of PNG on all else, which take longer and save nothing.
    """
    from PIL import Image, ImageChops

    picture = picture if picture.mode == "RGB" else picture.convert("RGB")
    red, green, blue = picture.split()
    if ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox():
        return picture
    grey = Image.frombuffer("P", red.size, red.tobytes())
    grey.putpalette(GREYS)
    return grey
