"""The text of PDF pages through the dozen functions of PDFium's C interface that reading back needs (fpdfview.h,
fpdf_text.h).

pypdfium2, which brings the library, binds all 469 when it is imported: an eighth of the instructions the reading
process executes for a speech. Where its library does not lie where its wheels have it (a PDFium of the system), its
own helpers are used.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Iterator
from ctypes import POINTER, c_char_p, c_int, c_size_t, c_uint, c_ushort, c_void_p
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from publish.plain import is_plain

CONFIG_VERSION = 2  # of the structure below: what PDFium added later is not wanted
FONTS_VERSION = 1


class _Config(ctypes.Structure):
    """FPDF_LIBRARY_CONFIG."""

    _fields_ = (("version", c_int), ("fonts", c_void_p), ("isolate", c_void_p), ("slot", c_uint))


class _Fonts(ctypes.Structure):
    """FPDF_SYSFONTINFO: eight functions, here none."""

    _fields_ = (("version", c_int), ("functions", c_void_p * 8))


# Function -> what it gives, what it takes.
FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "FPDF_InitLibraryWithConfig": (None, (POINTER(_Config),)),
    "FPDF_SetSystemFontInfo": (None, (POINTER(_Fonts),)),
    "FPDF_LoadMemDocument64": (c_void_p, (c_char_p, c_size_t, c_char_p)),
    "FPDF_GetPageCount": (c_int, (c_void_p,)),
    "FPDF_LoadPage": (c_void_p, (c_void_p, c_int)),
    "FPDF_ClosePage": (None, (c_void_p,)),
    "FPDF_CloseDocument": (None, (c_void_p,)),
    "FPDFText_LoadPage": (c_void_p, (c_void_p,)),
    "FPDFText_ClosePage": (None, (c_void_p,)),
    "FPDFText_CountChars": (c_int, (c_void_p,)),
    "FPDFText_GetText": (c_int, (c_void_p, c_int, c_int, POINTER(c_ushort))),
    "FPDFText_GetTextIndexFromCharIndex": (c_int, (c_void_p, c_int)),
}


def read_pages(data: bytes) -> list[str]:
    """The text of each page of a PDF as PDFium copies it."""
    library = load_pdfium()
    return _read_by_helpers(data) if library is None else list(_read(library, data))


@functools.cache
def load_pdfium() -> Any:
    """PDFium, told that this machine has no fonts (it would look through all of them for stand-ins); None: what brings
    it has to be asked."""
    path = None if is_plain() else _find_library()
    if path is None:
        import pypdfium2

        none = pypdfium2.raw.FPDF_SYSFONTINFO(version=FONTS_VERSION)
        pypdfium2.raw.FPDF_SetSystemFontInfo(none)
        load_pdfium.fonts = none  # type: ignore[attr-defined]  # it must live as long as the library
        return None
    library: Any = ctypes.CDLL(str(path))
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    library.FPDF_InitLibraryWithConfig(_Config(version=CONFIG_VERSION))
    library.fonts = _Fonts(version=FONTS_VERSION)  # it must live as long as the library
    library.FPDF_SetSystemFontInfo(library.fonts)
    return library


def _find_library() -> Path | None:
    """PDFium as the wheels of pypdfium2 bring it."""
    spec = find_spec("pypdfium2_raw")
    folders = (spec.submodule_search_locations if spec else None) or []
    return next((path for folder in folders for path in sorted(Path(folder).glob("*pdfium.[ds]*"))), None)


def _read(library: Any, data: bytes) -> Iterator[str]:
    document = library.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise ValueError("PDFium cannot read this PDF")
    try:
        for number in range(library.FPDF_GetPageCount(document)):
            page = library.FPDF_LoadPage(document, number)
            text = library.FPDFText_LoadPage(page)
            yield _copy(library, text)
            library.FPDFText_ClosePage(text)
            library.FPDF_ClosePage(page)
    finally:
        library.FPDF_CloseDocument(document)


def _copy(library: Any, text: Any) -> str:
    """All characters of a page, those aside that PDFium counts and does not copy, at its beginning and end."""
    first, last = 0, library.FPDFText_CountChars(text) - 1
    index = library.FPDFText_GetTextIndexFromCharIndex
    while first <= last and index(text, first) < 0:
        first += 1
    while first <= last and index(text, last) < 0:
        last -= 1
    if first > last:
        return ""
    room = index(text, last) - index(text, first) + 2  # with the NUL at the end
    buffer = (c_ushort * room)()
    copied = library.FPDFText_GetText(text, first, last - first + 1, buffer)
    return bytes(memoryview(buffer)[: max(copied, 1) - 1]).decode("utf-16-le", errors="ignore")


def _read_by_helpers(data: bytes) -> list[str]:
    import pypdfium2

    pages = []
    pdf = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(pdf)):
            page = pdf[number]
            text_page = page.get_textpage()
            pages.append(text_page.get_text_range())
            text_page.close()
            page.close()
    finally:
        pdf.close()
    return pages
