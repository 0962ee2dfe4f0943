"""Pictures in an RTF file (\\pict): PNG and JPEG as they are; others are named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.model import Picture
from publish.readers.pictures import PictureError, inspect_picture
from publish.readers.rtf.tokens import Token

RASTERS = (b"pngblip", b"jpegblip")
TWIPS = 20
NOT_HEX = re.compile(rb"[^0-9a-fA-F]+")


def read_picture(tokens: Sequence[Token]) -> tuple[str, Picture, float]:
    """A picture with its key and its width in pt, from the tokens of its group. Raises PictureError."""
    depth, words, digits, raw = 0, dict[bytes, int | None](), bytearray(), b""
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0 and token.kind == "word":
            words[token.value] = token.number
        elif depth == 0 and token.kind == "raw":
            raw = token.value
        elif depth == 0 and token.kind == "text":
            digits += NOT_HEX.sub(b"", token.value)
    if not any(kind in words for kind in RASTERS):
        raise PictureError("是 WMF、EMF 等格式，只能排 PNG 和 JPEG")
    data = raw or bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    key, picture = inspect_picture(data)
    width = (words.get(b"picwgoal") or 0) / TWIPS * (words.get(b"picscalex") or 100) / 100
    return key, picture, max(0.0, width)
