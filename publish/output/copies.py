"""Numbered copies of one document in one PDF for the print room: pages are shared, only 份号 (GB/T 9704 7.2.1) differs.

The document is typeset once with the ten digits in place of its 份号, so that the font holds all of them and their
glyphs are known; every copy's first page then shows its own six. Such a file is for printing: it has no tags and says
nothing of PDF/A.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pikepdf

from publish.errors import OutputError
from publish.text.cmap import CODE_BYTES, list_codes, read_to_unicode

DIGITS = "0123456789"  # what stands in place of the 份号 in the document typeset
TEXT = ("TJ", "Tj")
ARCHIVE = ("/StructTreeRoot", "/MarkInfo", "/Metadata", "/Outlines")


def number_copies(data: bytes, numbers: Iterable[str], duplex: bool) -> bytes:
    """The PDF that holds a copy of `data` for each number; printed on both sides of the paper (`duplex`), every copy
    begins on a sheet of its own. Raises OutputError when the page does not show the ten digits."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = len(pdf.pages)
        originals = [page.obj for page in pdf.pages]
        instructions, place, glyphs = _find_digits(pdf.pages[0])
        for number in numbers:
            for index, original in enumerate(originals):
                page = pdf.make_indirect(pikepdf.Dictionary({key: original[key] for key in original.keys()}))  # noqa: SIM118 - no dict
                _drop(page, ("/StructParents",))
                if index == 0:
                    content = _write(instructions, place, b"".join(glyphs[digit] for digit in number))
                    page.Contents = pdf.make_stream(content)
                pdf.pages.append(pikepdf.Page(page))
            if duplex and count % 2:
                width, height = (float(length) for length in list(originals[0].MediaBox)[2:])
                pdf.add_blank_page(page_size=(width, height))
        del pdf.pages[:count]
        _drop(pdf.Root, ARCHIVE)
        return _save(pdf)


def _drop(dictionary: pikepdf.Object, keys: Iterable[str]) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]


def _find_digits(page: pikepdf.Page) -> tuple[list[Any], int, dict[str, bytes]]:
    """The page's instructions, the index of the one that shows the ten digits, and the glyph of each digit."""
    fonts = {name: _read_characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    characters: dict[int, str] = {}
    for index, instruction in enumerate(instructions):
        if str(instruction.operator) == "Tf":
            characters = fonts[str(instruction.operands[0])]
        elif str(instruction.operator) in TEXT:
            codes = list_codes(instruction.operands[0])
            if "".join(characters.get(code, "?") for code in codes) == DIGITS:
                glyphs = {digit: code.to_bytes(CODE_BYTES) for digit, code in zip(DIGITS, codes, strict=True)}
                return instructions, index, glyphs
    raise OutputError("份号没有排在首页，做不成编号的各份", "请换用公文版式（--style gongwen），或逐份用 --copy-number")


def _read_characters(font: Any) -> dict[int, str]:
    return read_to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}


def _write(instructions: list[Any], place: int, codes: bytes) -> bytes:
    """The content stream that shows these glyphs at `place`, without marks of structure."""
    shown = pikepdf.ContentStreamInstruction([pikepdf.String(codes)], pikepdf.Operator("Tj"))
    kept = [shown if index == place else each for index, each in enumerate(instructions)]
    marks = ("BDC", "BMC", "EMC")
    return pikepdf.unparse_content_stream([each for each in kept if str(each.operator) not in marks])


def _save(pdf: pikepdf.Pdf) -> bytes:
    pdf.remove_unreferenced_resources()
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()
