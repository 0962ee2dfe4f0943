"""The numbers of lists in a web page: type, start and value of their elements, the list styles of CSS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publish.readers.word.numerals import write_number

Node = Any
BULLET = "•"
CLOSING = "、）)．"  # after which a number needs no space
NUMBER = re.compile(r"-?[0-9]{1,6}")
LISTED = re.compile(r"list-style(?:-type)?\s*:\s*(?:[^;]{0,60}?\s)?([a-z-]{4,30})", re.I)
TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# CSS Counter Styles 3: the format of the number and what stands behind it.
STYLES = {
    "lower-alpha": ("lowerLetter", "."), "lower-latin": ("lowerLetter", "."), "upper-alpha": ("upperLetter", "."),
    "upper-latin": ("upperLetter", "."), "lower-roman": ("lowerRoman", "."), "upper-roman": ("upperRoman", "."),
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), ("chineseCounting", "、")),
    "cjk-heavenly-stem": ("ideographTraditional", "、"), "none": ("none", ""),
}  # fmt: skip


def number_items(node: Node) -> Iterator[str]:
    """The number or bullet of each item of a list, in order."""
    styled = LISTED.search(node.get("style") or "")
    form, behind = TYPES.get(node.get("type") or "", "decimal"), "."
    form, behind = STYLES.get(styled[1].lower(), (form, behind)) if styled else (form, behind)
    number = _integer(node.get("start"), 1)
    for item in node.iterchildren("li"):
        number = _integer(item.get("value"), number)
        if node.tag != "ol":
            yield BULLET
        else:
            yield "" if form == "none" else f"{write_number(number, form)}{behind}"
        number += 1


def _integer(said: str | None, otherwise: int) -> int:
    return int(said) if said and NUMBER.fullmatch(said) else otherwise
