"""May the fonts of a finished document be embedded, and are they? PDF/A demands every glyph (ISO 19005-2 6.2.11)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from typing import Any

from publish.errors import FontError
from publish.fonts.charmap import CharmapError, read_table

# OpenType OS/2 fsType: bits 0-3 exclude each other, the least restrictive one counts.
RESTRICTED, PREVIEW, EDITABLE = 0x0002, 0x0004, 0x0008
NO_SUBSETTING, BITMAP_ONLY = 0x0100, 0x0200
LARGEST = 8_000_000  # bytes; a subset is far smaller, so that this is a whole font
HINT = "请换一种字体：用 publish fonts 查看，publish fonts install 安装可以嵌入的免费字体"


def check_embedding(fonts: Iterable[Any]) -> None:
    """Raise FontError naming the first of WeasyPrint's fonts that must not be embedded or could not be made small."""
    for font in fonts:
        if font.bitmap:
            raise FontError(f"字体“{font.family}”是点阵字体，不能嵌入", HINT)
        if forbids_embedding(_read_fs_type(font)):
            raise FontError(f"字体“{font.family}”的许可不允许嵌入", HINT)
        if len(font.file_content) > LARGEST:
            size = len(font.file_content) // 1_000_000
            raise FontError(f"字体“{font.family}”嵌入后有 {size} MB，太大了", HINT)


def forbids_embedding(fs_type: int) -> bool:
    """Whether an OS/2 fsType forbids a subset of the font in a PDF that is read and printed."""
    restricted = fs_type & RESTRICTED and not fs_type & (PREVIEW | EDITABLE)
    return bool(restricted or fs_type & (NO_SUBSETTING | BITMAP_ONLY))


def _read_fs_type(font: Any) -> int:
    content = font.file_content
    try:
        table = read_table(io.BytesIO(content), font.index if content[:4] == b"ttcf" else 0, b"OS/2")
        return int.from_bytes(table[8:10], "big")
    except (CharmapError, struct.error):  # no such table: nothing is forbidden
        return 0
