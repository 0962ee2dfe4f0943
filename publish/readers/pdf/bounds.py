"""Is a PDF small enough to be read? Told before its pages are unpacked by anything that has no bounds itself."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from publish.errors import InputError
from publish.model import Place

MOST_PAGES = 500
MOST_PAGE_BYTES = 16 << 20  # of the instructions of a page
MOST_TEXT_BYTES = 96 << 20  # of all pages
MOST_FORMS = 2_000  # forms drawn by a page, each counted as often as it is named
DEEPEST = 12


def check_bounds(pdf: Any, name: str) -> None:
    """Raise InputError when an open PDF has too many pages, or pages whose instructions are too long."""
    hint = "请分成几个文件，或者找到它的原稿（Word 文件等）再试"
    if len(pdf.pages) > MOST_PAGES:
        raise InputError(f"PDF 有 {len(pdf.pages)} 页，最多读 {MOST_PAGES} 页", hint, Place(name, 1))
    total = 0
    for page in pdf.pages:
        size = 0
        for number, stream in enumerate(_streams(page.obj, 0)):
            size += _unpacked(stream)
            if size > MOST_PAGE_BYTES or number > MOST_FORMS:
                raise InputError("PDF 里有一页太复杂，读不了", hint, Place(name, 1))
        total += size
        if total > MOST_TEXT_BYTES:
            raise InputError("PDF 太复杂，读不了", hint, Place(name, 1))


def _streams(holder: Any, depth: int) -> Iterator[Any]:
    """The content streams of a page, and of the forms it may draw."""
    import pikepdf

    contents = holder.get("/Contents") if depth == 0 else holder
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(stream, pikepdf.Stream):
            yield stream
    resources = holder.get("/Resources")
    forms = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if depth >= DEEPEST or not isinstance(forms, pikepdf.Dictionary):
        return
    for form in forms.values():
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
            yield from _streams(form, depth + 1)


def _unpacked(stream: Any) -> int:
    """How many bytes a stream has when it is unpacked, or a few more than allowed."""
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if filters is None:
        return len(raw)
    names = [str(each) for each in filters] if not isinstance(filters, str) and _is_array(filters) else [str(filters)]
    if names in (["/FlateDecode"], ["/Fl"]):
        unpacker = zlib.decompressobj()
        try:
            return len(unpacker.decompress(raw, MOST_PAGE_BYTES + 1))
        except zlib.error:
            return len(raw)
    if len(names) > 1 and any(name in ("/FlateDecode", "/LZWDecode", "/RunLengthDecode") for name in names[1:]):
        return MOST_PAGE_BYTES + 1 if len(names) > 2 else len(raw) * 4
    return len(raw)


def _is_array(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)
