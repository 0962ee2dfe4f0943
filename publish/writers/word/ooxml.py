"""WordprocessingML elements and the units OOXML counts in (ECMA-376 Part 1)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = "{" + NAMESPACE + "}"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Readers look for r in parts without relationships too (docx2python 3.7: KeyError on a footer).
NAMESPACES = {"w": NAMESPACE, "r": RELATIONSHIPS}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
ROUNDING = 1e-6  # lengths given in mm are a hair off in pt

Element = etree._Element


def w(tag: str, *children: Element | None, **attributes: object) -> Element:
    """The element `w:tag` with attributes of the same namespace; children that are None are left out."""
    made = etree.Element(W + tag, {W + name: str(value) for name, value in attributes.items()}, NAMESPACES)
    made.extend([child for child in children if child is not None])
    return made


def text(characters: str) -> Element:
    """A `w:t` that keeps its white space. Raises ValueError for characters XML cannot hold."""
    made = etree.Element(W + "t", {XML_SPACE: "preserve"}, NAMESPACES)
    made.text = characters
    return made


def strip_forbidden(characters: str) -> str:
    """A text without the characters XML cannot hold; for what describes the document, never for its own words."""
    return FORBIDDEN.sub("", characters)


def field(instruction: str, result: str) -> Iterator[Element]:
    """The runs of a field (`PAGE`, `NUMPAGES`) with its cached result; w:fldSimple is lost in some readers."""
    yield from (field_mark("begin"), field_code(instruction), field_mark("separate"))
    yield from (w("r", text(result)), field_mark("end"))


def field_mark(kind: str) -> Element:
    """A run that begins, separates or ends a complex field."""
    return w("r", w("fldChar", fldCharType=kind))


def field_code(instruction: str) -> Element:
    """The run that holds a complex field's instruction."""
    code = w("instrText")
    code.set(XML_SPACE, "preserve")
    code.text = f" {instruction} "
    return w("r", code)


def twips(points: float) -> int:
    """Twentieths of a point, to the nearest."""
    return round(points * 20)


def whole_twips(points: float) -> int:
    """Twentieths of a point, rounded down: so many lines still fit."""
    return math.floor(points * 20 + ROUNDING)


def half_points(points: float) -> int:
    """Font sizes (w:sz)."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Border widths (w:sz of a border), at least the thinnest Word draws."""
    return max(round(points * 8), 2)


def emu(points: float) -> int:
    """English metric units of DrawingML."""
    return round(points * 12700)


def hundredths(count: float) -> int:
    """Hundredths of a character or line (firstLineChars, beforeLines)."""
    return round(count * 100)
