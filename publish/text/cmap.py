"""What the strings on a PDF page say: codes of two bytes, which the font's ToUnicode turns into characters
(ISO 32000-1 9.10.3)."""

from __future__ import annotations

import re
from typing import Any

CODE_BYTES = 2  # of the composite fonts that Chinese is set in (9.7.6.2, Identity-H)
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")  # <0041> <4E2D>: code, UTF-16
_CODES = re.compile(rb"begincodespacerange.*?endcodespacerange", re.DOTALL)  # <0000> <FFFF>: which codes there are


def read_to_unicode(cmap: bytes) -> dict[int, str]:
    """The characters of each code that a ToUnicode stream names one by one."""
    pairs = _PAIR.findall(_CODES.sub(b"", cmap))
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in pairs}


def list_codes(shown: Any) -> list[int]:
    """The codes that Tj or TJ shows; `shown`: its operand, a string or an array of strings and distances."""
    import pikepdf

    strings = [shown] if isinstance(shown, pikepdf.String) else shown
    return [
        int.from_bytes(codes[at : at + CODE_BYTES], "big")
        for codes in (bytes(item) for item in strings if isinstance(item, pikepdf.String))
        for at in range(0, len(codes), CODE_BYTES)
    ]


def decode(shown: Any, characters: dict[int, str]) -> str:
    """The text that Tj or TJ shows; a code without characters shows none."""
    return "".join(characters.get(code, "") for code in list_codes(shown))
