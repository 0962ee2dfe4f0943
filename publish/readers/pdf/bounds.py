"""Is a PDF small enough to be read? Told before its pages are unpacked by anything that has no bounds itself."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from publish.errors import InputError
from publish.model import Place

MOST_PAGES = 500
MOST_PAGE_BYTES = 16 << 20  # of the instructions of a page, forms as often as they are drawn
MOST_TEXT_BYTES = 96 << 20  # of all pages
MOST_FORMS = 2_000  # forms of a page
DEEPEST = 12  # forms drawn by forms
DRAWN = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do\b")
HINT = "请分成几个文件，或者找到它的原稿（Word 文件等）再试"


class TooComplexError(ValueError):
    """Instructions longer or deeper than they may be."""


def check_bounds(pdf: Any, name: str) -> None:
    """Raise InputError when an open PDF has too many pages, or pages whose instructions are too long."""
    if len(pdf.pages) > MOST_PAGES:
        raise InputError(f"PDF 有 {len(pdf.pages)} 页，最多读 {MOST_PAGES} 页", HINT, Place(name, 1))
    total = 0
    for page in pdf.pages:
        try:
            total += _Weigher().weigh_page(page.obj)
            if total > MOST_TEXT_BYTES:
                raise TooComplexError
        except TooComplexError:
            raise InputError("PDF 里有一页太复杂，读不了", HINT, Place(name, 1)) from None


class _Weigher:
    """How many bytes of instructions a page has, each form counted as often as it is drawn."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], int] = {}

    def weigh_page(self, page: Any) -> int:
        """The bytes of a page. Raises TooComplexError."""
        return self._weigh(unpack_contents(page), page, ())

    def _weigh(self, data: bytes, holder: Any, above: tuple[tuple[int, int], ...]) -> int:
        size = len(data)
        drawn = Counter(DRAWN.findall(data))
        for form in _forms(holder):
            times = drawn[form[0].encode()]
            size += times * self._weigh_form(form[1], above) if times else 0
            if size > MOST_PAGE_BYTES:
                raise TooComplexError
        return size

    def _weigh_form(self, form: Any, above: tuple[tuple[int, int], ...]) -> int:
        key = form.objgen
        if key in above or len(above) >= DEEPEST or len(self._known) > MOST_FORMS:
            raise TooComplexError
        if key not in self._known:
            self._known[key] = self._weigh(unpack(form, MOST_PAGE_BYTES), form, (*above, key))
        return self._known[key]


def _forms(holder: Any) -> Iterator[tuple[str, Any]]:
    """The forms a page or form may draw, by their names."""
    import pikepdf

    resources = holder.get("/Resources")
    named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    for name, form in named.items() if isinstance(named, pikepdf.Dictionary) else ():
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
            yield name.removeprefix("/"), form


def unpack_contents(page: Any) -> bytes:
    """The instructions of a page. Raises TooComplexError."""
    import pikepdf

    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(unpack(each, MOST_PAGE_BYTES) for each in streams if isinstance(each, pikepdf.Stream))


def unpack(stream: Any, most: int) -> bytes:
    """The bytes of a stream. Raises TooComplexError for more than `most`, or filters that cannot be bounded."""
    import pikepdf

    raw: bytes = stream.read_raw_bytes()
    said = stream.get("/Filter")
    filters = [str(each) for each in said] if isinstance(said, pikepdf.Array) else [str(said)] if said else []
    if filters in (["/FlateDecode"], ["/Fl"]) and "/DecodeParms" not in stream:
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(raw, most + 1)
        except zlib.error:
            data = raw  # damaged: whoever reads it will say so
    elif not filters:
        data = raw
    elif len(filters) > 2 or len(raw) > most >> 8:
        raise TooComplexError  # such filters make few bytes many: a thousandfold each
    else:
        data = stream.read_bytes()
    if len(data) > most:
        raise TooComplexError
    return data
