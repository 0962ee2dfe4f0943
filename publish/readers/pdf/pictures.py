"""Pictures of a PDF as the PNG or JPEG they were made of."""

from __future__ import annotations

import io
from typing import Any

from publish.model import Picture
from publish.readers.pictures import MAX_PIXELS, PictureError, inspect_picture


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
