"""The names of the fonts of a Word 97–2003 document by number (SttbfFfn, [MS-DOC] 2.9.286)."""

from __future__ import annotations

import struct

FONTS_AT = 0x112  # fcSttbfFfn in the FIB
NAME_AT = 40  # bytes of a font's description before its name
MOST_FONTS = 2_000


def read_fonts(stream: bytes, table: bytes) -> tuple[str, ...]:
    """The names; as many as can be read."""
    if len(stream) < FONTS_AT + 8:
        return ()
    start, length = struct.unpack_from("<II", stream, FONTS_AT)
    part = table[start : start + length]
    count = min(struct.unpack_from("<H", part)[0] if len(part) >= 4 else 0, MOST_FONTS)
    names, at = list[str](), 4
    for _ in range(count):
        if at >= len(part):
            break
        font = part[at : at + 1 + part[at]]
        names.append(font[NAME_AT:].decode("utf-16-le", "replace").split("\0")[0])
        at += len(font)
    return tuple(names)
