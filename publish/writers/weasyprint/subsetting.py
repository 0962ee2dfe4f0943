"""Subsets of fonts for the PDF, made by HarfBuzz from what of a font a PDF needs.

For each font WeasyPrint lets HarfBuzz read the whole `cmap`, whose variants of characters drag in glyphs from the end
of the font, and subsets a second time to be rid of the empty places before them: 60 ms for the fonts of a short speech,
16 without the tables left out here. Codes in the PDF are glyph numbers, so that it needs no `cmap` (ISO 32000-1 9.9,
table 126).
"""

from __future__ import annotations

import ctypes
import functools
from contextlib import suppress
from typing import Any, NamedTuple

from publish.fonts.cff import name_by_places
from publish.plain import is_plain
from publish.writers.weasyprint.glyph_codes import may_renumber, renumber
from publish.writers.weasyprint.replacements import is_known

HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")
# Characters, layout, vertical writing, signatures, bitmaps, tables of long gone printers.
LEFT_OUT = (
    b"cmap", b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GDEF", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ",
    b"VORG", b"vhea", b"vmtx",
)  # fmt: skip
MOST_TABLES = 100
MOST_FACES, MOST_SUBSETS = 64, 16
NOTDEF = {0: ""}  # the glyph every font has, and the text it stands for
PICTURES = ("bitmap", "png", "svg", "colr")


class Wanted(NamedTuple):
    """What a subset is to have: hints, an outline of the glyph that stands for missing ones, numbers of its own."""

    hinting: bool
    notdef: bool
    renumbered: bool


class Subset(NamedTuple):
    """A font file; the number that each glyph of the whole font has in it (None: its own)."""

    data: bytes
    numbers: dict[int, int] | None


def subset_unseen() -> None:
    """Subset a font, too, of which no glyph is drawn (a heading of soft hyphens); WeasyPrint embeds it whole."""
    from weasyprint.pdf import fonts

    subset: Any = getattr(fonts.Font, "subset", None)
    if not is_known(subset, "weasyprint.pdf.fonts:Font.subset"):
        return

    @functools.wraps(subset)
    def subset_any(self: Any, to_unicode: Any, hinting: Any) -> None:
        # A form's font needs all its glyphs; our documents have none.
        subset(self, to_unicode or ({} if self.used_in_forms else dict(NOTDEF)), hinting)

    fonts.Font.subset = subset_any


def subset_lightly() -> None:
    """Let WeasyPrint's fonts be subset by us; those with pictures or variations, and all when HarfBuzz cannot be
    reached directly, as ever."""
    from weasyprint.pdf import fonts

    native: Any = getattr(fonts.Font, "_harfbuzz_subset", None)
    library = _load_harfbuzz(fonts) if getattr(fonts, "harfbuzz_subset", None) else None
    if library is None or not is_known(native, "weasyprint.pdf.fonts:Font._harfbuzz_subset"):
        return

    faces = _Faces(fonts, library)
    subsets: dict[tuple[Any, ...], Subset] = {}  # the page numbers of short documents are often the same glyphs

    @functools.wraps(native)
    def subset(self: Any, to_unicode: Any, hinting: Any) -> None:
        made = None
        if not holds_pictures(self) and "fvar" not in self.tables:
            face, glyphs = faces.find(self.hb_face), sorted(to_unicode)
            wanted = Wanted(bool(hinting), bool(self.missing), may_renumber(self, glyphs))
            key = (face, wanted, *glyphs)
            made = subsets.get(key) or _subset(fonts, face, glyphs, wanted)
            if made and not is_plain():
                subsets[key] = made
                while len(subsets) > MOST_SUBSETS:
                    subsets.pop(next(iter(subsets)))
        if made is None:
            native(self, to_unicode, hinting)
            return
        self.file_content = made.data
        if made.numbers is not None:
            renumber(self, made.numbers)

    fonts.Font._harfbuzz_subset = subset


def holds_pictures(font: Any) -> bool:
    """Whether glyphs of a font (WeasyPrint's of a PDF) are pictures, as emoji are."""
    return any(getattr(font, kind, False) for kind in PICTURES)


def _load_harfbuzz(fonts: Any) -> Any:
    """The library WeasyPrint uses, with the functions it does not declare; None when it cannot be had."""
    used = int(fonts.ffi.cast("uintptr_t", fonts.ffi.addressof(fonts.harfbuzz, "hb_face_destroy")))
    for name in HARFBUZZ:
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(name)
            library.hb_face_builder_create.restype = ctypes.c_void_p
            library.hb_face_reference.argtypes, library.hb_face_reference.restype = [ctypes.c_void_p], ctypes.c_void_p
            library.hb_face_builder_add_table.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p]
            if ctypes.cast(library.hb_face_destroy, ctypes.c_void_p).value == used:
                return library
    return None


class _Faces:
    """Faces without the tables left out, kept for the documents to come with what HarfBuzz has found out of them."""

    def __init__(self, fonts: Any, library: Any) -> None:
        self._fonts, self._library = fonts, library
        self._known: dict[int, Any] = {}

    def find(self, face: Any) -> Any:
        """The face (hb_face_t) for another."""
        address = int(self._fonts.ffi.cast("uintptr_t", face))
        known = self._known.get(address)
        if known is None:
            known = _without_tables(self._fonts, self._library, face)
            if len(self._known) < MOST_FACES and not is_plain():
                self._library.hb_face_reference(address)  # so that no other face comes to lie there
                self._known[address] = known
        return known


def _without_tables(fonts: Any, library: Any, face: Any) -> Any:
    """A face (hb_face_t) of another's tables except those left out."""
    ffi, harfbuzz = fonts.ffi, fonts.harfbuzz
    built = ffi.gc(ffi.cast("hb_face_t *", library.hb_face_builder_create()), harfbuzz.hb_face_destroy)
    count, tags = ffi.new("unsigned int *", MOST_TABLES), ffi.new(f"hb_tag_t[{MOST_TABLES}]")
    harfbuzz.hb_face_get_table_tags(face, 0, count, tags)
    unwanted = {harfbuzz.hb_tag_from_string(name, -1) for name in LEFT_OUT}
    for tag in set(tags[0 : count[0]]) - unwanted:
        table = harfbuzz.hb_face_reference_table(face, tag)
        addresses = (int(ffi.cast("uintptr_t", each)) for each in (built, table))
        library.hb_face_builder_add_table(next(addresses), tag, next(addresses))
        harfbuzz.hb_blob_destroy(table)
    return built


def _subset(fonts: Any, face: Any, glyphs: list[int], wanted: Wanted) -> Subset | None:
    """The font file of these glyphs of a face, numbered anew if wanted and if no glyph brings others with it; None when
    HarfBuzz fails."""
    data, count = _cut(fonts, face, glyphs, wanted)
    numbers = {glyph: number for number, glyph in enumerate(sorted({0, *glyphs}))} if wanted.renumbered else None
    if numbers and count != len(numbers):  # glyphs made of others, which have numbers among them
        return _subset(fonts, face, glyphs, wanted._replace(renumbered=False))
    if data and numbers:
        data = name_by_places(data, count)
    return Subset(data, numbers) if data else None


def _cut(fonts: Any, face: Any, glyphs: list[int], wanted: Wanted) -> tuple[bytes | None, int]:
    """HarfBuzz's font file of these glyphs of a face, and how many it holds."""
    ffi, harfbuzz, library = fonts.ffi, fonts.harfbuzz, fonts.harfbuzz_subset
    asked = ffi.gc(library.hb_subset_input_create_or_fail(), library.hb_subset_input_destroy)
    numbers = ffi.new("hb_codepoint_t[]", glyphs)
    harfbuzz.hb_set_add_sorted_array(library.hb_subset_input_glyph_set(asked), numbers, len(glyphs))
    flags = library.HB_SUBSET_FLAGS_DESUBROUTINIZE | library.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
    flags |= 0 if wanted.renumbered else library.HB_SUBSET_FLAGS_RETAIN_GIDS
    flags |= 0 if wanted.hinting else library.HB_SUBSET_FLAGS_NO_HINTING
    flags |= library.HB_SUBSET_FLAGS_NOTDEF_OUTLINE if wanted.notdef else 0
    library.hb_subset_input_set_flags(asked, flags)
    made = ffi.gc(library.hb_subset_or_fail(face, asked), harfbuzz.hb_face_destroy)
    data: bytes | None = fonts.get_hb_object_data(made) if made else None
    return data, int(harfbuzz.hb_face_get_glyph_count(made)) if made else 0
