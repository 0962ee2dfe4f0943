"""Bytes of a web page to characters: by its mark, by what it says of itself, else as any text is guessed."""

from __future__ import annotations

import re

from publish.readers.text.encoding import BYTE_ORDER_MARKS, decode_unmarked

CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.I)
DECLARED_WITHIN = 4_096  # bytes; browsers look at 1,024
CHINESE = ("gb2312", "gbk", "gb_2312-80", "x-gbk", "hz-gb-2312")  # all read as GB 18030, which holds them


def decode_page(data: bytes, file: str, charset: str = "") -> str:
    """The characters of a page; `charset`: what its mail or server said. Raises InputError when nothing fits."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    said = CHARSET.search(data[:DECLARED_WITHIN])
    name = (charset or (said[1].decode("ascii") if said else "")).lower()
    try:
        if name:
            return data.decode("gb18030" if name in CHINESE else name)
    except (LookupError, UnicodeDecodeError):
        pass  # what a page says of itself is often wrong
    return decode_unmarked(data, file)
