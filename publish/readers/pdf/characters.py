"""The characters of a page as pdfium sees them: what, where, how large, in which face.

pdfium takes the characters of an ActualText (ISO 32000-1 14.9.4) and spreads them over the box of one glyph, where
nobody can tell lines, gaps or what is printed twice: for the fonts that say what they draw, it does not see it. Of a
single glyph it stays: browsers write it for one that several characters have in common, and for ligatures.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from publish.readers.pdf.bounds import unpack_contents

LONGEST_CODE = 2  # bytes
MOST_CHARACTERS = 2_000_000
HYPHEN, BROKEN = "-", 2  # what pdfium gives for a hyphen at the end of a line
OUTSIDE = -1  # of the structure tree
UPRIGHT = 0.05  # rise on a run of 1 that is still level


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its box in pt (y upwards), its baseline and size; `upright`: it does not lie on its side;
    `generated`: pdfium made it up; `block`: its number in the structure tree, 0 unknown, -1 outside."""

    char: str
    left: float
    right: float
    base: float
    size: float
    weight: int
    face: str
    upright: bool
    generated: bool
    block: int = 0


@contextmanager
def open_pages(data: bytes) -> Iterator[Any]:
    """An open pdfium document. Raises ValueError when it, or a page within, cannot be opened."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        try:
            yield pdf
        finally:
            pdf.close()
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


def hide_actual_text(pdf: Any, data: bytes) -> bytes:
    """The bytes of a PDF, without ActualText of several glyphs on pages whose fonts all have a ToUnicode.

    `pdf`: the same, opened by pikepdf; it is changed.
    """
    import pikepdf

    hidden = False
    for page in pdf.pages:
        fonts = page.get("/Resources", {}).get("/Font", {})
        named = page.get("/Resources", {}).get("/Properties", {})
        if not named and b"/ActualText" not in unpack_contents(page):
            continue
        if not all("/ToUnicode" in font for font in fonts.values()):
            continue
        instructions = pikepdf.parse_content_stream(page)
        actual = list(_find_actual(instructions, named))
        for span in actual:
            if "/ActualText" in span:  # one may mark several pieces
                del span["/ActualText"]
        if actual:
            page.Contents = pikepdf.Stream(pdf, pikepdf.unparse_content_stream(instructions))
            hidden = True
    if not hidden:
        return data
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def _find_actual(instructions: Any, named: Any) -> Iterator[Any]:
    """The marks with an ActualText that have more than one code drawn in them: a ligature has one."""
    import pikepdf

    open_marks: list[Any] = []
    drawn: list[int] = []
    for each in instructions:
        match str(each.operator):
            case "BMC" | "BDC":
                said = each.operands[1] if len(each.operands) > 1 else None
                mark = said if isinstance(said, pikepdf.Dictionary) else named.get(str(said))
                open_marks.append(mark if isinstance(mark, pikepdf.Dictionary) and "/ActualText" in mark else None)
                drawn.append(0)
            case "EMC" if open_marks:
                mark, length = open_marks.pop(), drawn.pop()
                if mark is not None and length > LONGEST_CODE:
                    yield mark
            case "Tj" | "TJ" | "'" | '"' if open_marks:
                shown = each.operands[-1]
                strings = shown if isinstance(shown, pikepdf.Array) else [shown]
                length = sum(len(bytes(each)) for each in strings if isinstance(each, pikepdf.String))
                drawn[:] = [before + length for before in drawn]


def copy_text(data: bytes) -> str:
    """All that a viewer would copy."""
    texts = []
    with open_pages(data) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
    return "".join(texts)


def read_glyphs(text_page: Any, blocks: Mapping[int, int] | None = None) -> Iterator[Glyph]:
    """The characters of a pdfium text page in the order they are drawn; `blocks`: by the numbers of marked content."""
    from pypdfium2 import raw

    handle = text_page.raw
    box = raw.FS_RECTF()
    x, y, matrix, high = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX(), 0
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    for index in range(min(raw.FPDFText_CountChars(handle), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a pair; both have the same box
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetFontInfo(handle, index, name, 128, flags)
        raw.FPDFText_GetMatrix(handle, index, matrix)
        yield Glyph(
            HYPHEN if code == BROKEN else chr(code) if code < 0x110000 else "\ufffd",
            min(box.left, box.right),
            max(box.left, box.right),
            y.value,
            raw.FPDFText_GetFontSize(handle, index) * (math.hypot(matrix.c, matrix.d) or 1.0),
            raw.FPDFText_GetFontWeight(handle, index),
            name.value.decode("utf-8", "replace"),
            abs(matrix.b) <= UPRIGHT * matrix.a,  # slanted (c) is italic, and level
            raw.FPDFText_IsGenerated(handle, index) == 1,
            _find_block(handle, index, blocks) if blocks else 0,
        )


def _find_block(handle: Any, index: int, blocks: Mapping[int, int]) -> int:
    from pypdfium2 import raw

    drawn = raw.FPDFText_GetTextObject(handle, index)
    return blocks.get(raw.FPDFPageObj_GetMarkedContentID(drawn), OUTSIDE) if drawn else OUTSIDE
