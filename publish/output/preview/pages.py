"""Pages of a PDF as PNG, made when asked for."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict

PIXELS_PER_POINT = 2.0  # sharp on a common screen: an A4 page is 1190 pixels wide
KEPT_PAGES = 40

_pdfium = threading.RLock()  # PDFium may be used by one thread at a time


class Pages:
    """The pages of one PDF: their number, their sizes in pt, their pictures."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._pictures: OrderedDict[int, bytes] = OrderedDict()
        with _pdfium:
            self._document = pypdfium2.PdfDocument(pdf)
            self.sizes: list[tuple[float, float]] = [page.get_size() for page in self._document]

    def draw(self, number: int) -> bytes:
        """The PNG of a page, counted from 0. Raises IndexError."""
        with _pdfium:
            if number not in self._pictures:
                self._pictures[number] = self._render(number)
            self._pictures.move_to_end(number)
            while len(self._pictures) > KEPT_PAGES:
                self._pictures.popitem(last=False)
            return self._pictures[number]

    def _render(self, number: int) -> bytes:
        if not 0 <= number < len(self.sizes):
            raise IndexError(number)
        page = self._document[number]
        try:
            bitmap = page.render(scale=PIXELS_PER_POINT, rev_byteorder=True)
            file = io.BytesIO()
            bitmap.to_pil().convert("L" if bitmap.n_channels == 1 else "RGB").save(file, "PNG", compress_level=1)
            bitmap.close()
        finally:
            page.close()
        return file.getvalue()

    def close(self) -> None:
        """Let go of the document's memory."""
        with _pdfium:
            self._pictures.clear()
            self._document.close()
            self.sizes = []
