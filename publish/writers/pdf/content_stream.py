"""The text of a PDF we wrote, read from its content streams: ActualText where it is given, else what ToUnicode says.

Slower than pdfium, and blind to what other programs' files may hold, but without pdfium's losses (characters beyond
the first plane, hyphens at line ends, overlapping glyphs): the second witness when pdfium's copy differs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from publish.text.cmap import decode, read_to_unicode


def read_content(data: bytes) -> list[str]:
    """The text of each page in drawing order, white space and margins included."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts: dict[str, dict[int, str]] = {}
        return ["".join(_read_page(page, fonts)) for page in pdf.pages]


def _read_page(page: Any, fonts: dict[str, dict[int, str]]) -> Iterator[str]:
    import pikepdf

    named = page.Resources.get("/Font", {})
    characters: dict[int, str] = {}
    actual: list[bool] = []  # of the marked content around: has it an ActualText?
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BMC":
                actual.append(False)
            case "BDC":
                given = operands[1].get("/ActualText") if isinstance(operands[1], pikepdf.Dictionary) else None
                if given is not None and not any(actual):
                    yield str(given)
                actual.append(given is not None)
            case "EMC":
                actual.pop()
            case "Tf":
                font = named[str(operands[0])]
                characters = fonts.setdefault(str(font.BaseFont), {}) or _read_to_unicode(font, fonts)
            case "Tj" | "TJ" if not any(actual):
                yield decode(operands[0], characters)


def _read_to_unicode(font: Any, fonts: dict[str, dict[int, str]]) -> dict[int, str]:
    found = read_to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    fonts[str(font.BaseFont)] = found
    return found
