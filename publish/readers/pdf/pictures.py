"""Pictures of a PDF as the PNG or JPEG they were made of."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

from publish.model import Figure, Finding, FindingKind, Picture
from publish.readers.pdf.pages import place_on_page
from publish.readers.pdf.placed import Drawn
from publish.readers.pictures import MAX_PIXELS, PictureError, inspect_picture

LEAST = 12.0  # pt of a side: what is smaller is an ornament
WHOLE = 0.8  # of the sheet
OFTEN = 0.6  # of the pages
NONE = (0, 0)  # the identity of what is no object of its own


def read_picture(image: Any) -> tuple[str, Picture]:
    """A picture with its key, given an image XObject. Raises PictureError for what cannot be taken out."""
    import pikepdf

    if image is None:
        raise PictureError("取不出来")
    try:
        if int(image.Width) * int(image.Height) > MAX_PIXELS:
            raise PictureError(f"有 {int(image.Width)} × {int(image.Height)} 像素，太大了")
        if image.get("/Filter") == "/DCTDecode":
            return inspect_picture(image.read_raw_bytes())
        made = io.BytesIO()
        shown = pikepdf.PdfImage(image).as_pil_image()
        if "/SMask" in image:
            shown = shown.convert("RGB")
            shown.putalpha(pikepdf.PdfImage(image.SMask).as_pil_image().convert("L"))
        shown.save(made, "PNG")
    except PictureError:
        raise
    except Exception as error:  # pikepdf and Pillow raise whatever a strange file leads them to
        raise PictureError("取不出来") from error
    return inspect_picture(made.getvalue())


class Gallery:
    """The pictures of the pages of a PDF; `found` holds them by key, `findings` says what is not shown."""

    def __init__(self, file: str, pages: Sequence[Sequence[Drawn]], heights: Sequence[tuple[float, float]]) -> None:
        self.found: dict[str, Picture] = {}
        self.findings: list[Finding] = []
        self._file = file
        self._sizes = heights
        self._keys: dict[tuple[int, int], str] = {}
        seen = Counter(key for page in pages for key in {_identity(drawn) for drawn in page} if key != NONE)
        self._often = {key for key, count in seen.items() if count > 2 and count >= OFTEN * len(pages)}

    def show(self, drawn: Drawn, page: int) -> Figure | None:
        """A picture on a page as a block; None for one that is not shown, which is told."""
        place = place_on_page(self._file, page, 1)
        why = self._judge(drawn, page)
        key = self._keys.get(_identity(drawn), "")
        if not why and not key:
            try:
                key, picture = read_picture(drawn.image)
            except PictureError as error:
                why = str(error)
            else:
                self.found[key] = picture
                if _identity(drawn) != NONE:
                    self._keys[_identity(drawn)] = key
        if why:
            message = f"PDF 里的图片没有排出：{why}"
            self.findings.append(Finding(FindingKind.LEFT_OUT, message, place, code="picture"))
            return None
        return Figure(key, "", drawn.right - drawn.left, place=place)

    def _judge(self, drawn: Drawn, page: int) -> str:
        """Why a picture is not one of the text; empty for one that is."""
        width, height = drawn.right - drawn.left, drawn.top - drawn.bottom
        sheet = self._sizes[page - 1]
        if width * height > WHOLE * sheet[0] * sheet[1]:
            return "它铺满整页，是底图或扫描件"
        if _identity(drawn) in self._often:
            return "它每页都有，是页眉或底图"
        return "太小，是装饰" if min(width, height) < LEAST else ""


def _identity(drawn: Drawn) -> tuple[int, int]:
    return NONE if drawn.image is None else drawn.image.objgen
