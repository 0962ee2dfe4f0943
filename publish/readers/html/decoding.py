"""Bytes of a web page to characters: by its mark, by what it says of itself, else as any text is guessed."""

from __future__ import annotations

import re

from publish.readers.text.encoding import BYTE_ORDER_MARKS, decode_named, decode_unmarked

CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.I)
DECLARED_WITHIN = 4_096  # bytes; browsers look at 1,024


def decode_page(data: bytes, file: str, charset: str = "") -> str:
    """The characters of a page; `charset`: what its mail or server said. Raises InputError when nothing fits."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    said = CHARSET.search(data[:DECLARED_WITHIN])
    text = decode_named(data, charset or (said[1].decode("ascii") if said else ""))
    return decode_unmarked(data, file) if text is None else text
