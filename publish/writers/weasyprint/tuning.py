"""What makes WeasyPrint 70 and pydyf quicker without changing how a page looks.

Every function here replaces one thing, after checking that it still has the shape we know; else it is left alone:
slower, never wrong.
"""

from __future__ import annotations

import copy
import functools
import types
import zlib
from typing import Any

from publish.plain import is_plain
from publish.writers.weasyprint.kept_sheets import parse_kept
from publish.writers.weasyprint.many_pages import forget_earlier_pages, spare_empty_margins
from publish.writers.weasyprint.note_area import measure_notes_once
from publish.writers.weasyprint.per_style import look_for_backgrounds_once
from publish.writers.weasyprint.polyglot import read_as_xml
from publish.writers.weasyprint.replacements import is_known
from publish.writers.weasyprint.shared_styles import share_styles
from publish.writers.weasyprint.subsetting import subset_lightly, subset_unseen

ACTIVE_RULES = ("@import", "@counter-style", "@color-profile", "@layer", "@namespace")
KEPT_SHEETS = 4
COMPRESSION = 6  # level 9 takes 1.7 times as long for 0.2 % less
OUTLINES = b"OTTO"  # how a font of CFF outlines begins


def tune() -> None:
    """Apply every change that fits the WeasyPrint that is installed: those that make a PDF smaller, and unless we are
    to be plain those that make it sooner."""
    subset_unseen()
    subset_lightly()
    compress_quickly()
    if is_plain():
        return
    share_styles()
    measure_notes_once()
    forget_earlier_pages()
    spare_empty_margins()
    look_for_backgrounds_once()
    remember_page_references()
    borrow_font_data()
    serialise_once()
    remember_stylesheets()
    read_as_xml()


def remember_page_references() -> None:
    """Let pydyf list its pages once, not once per tag (0.5 s of 4 s for 240 pages)."""
    import pydyf

    listing = vars(pydyf.PDF).get("page_references")
    if not isinstance(listing, property) or not is_known(listing, "pydyf:PDF.page_references"):
        return
    list_pages: Any = listing.fget

    def page_references(self: Any) -> Any:
        count = len(self.pages["Kids"])
        known = vars(self).get("_publish_pages")
        if known is None or known[0] != count:
            known = self._publish_pages = (count, list_pages(self))
        return known[1]

    pydyf.PDF.page_references = property(page_references)


def borrow_font_data() -> None:
    """Look at font files where HarfBuzz has them mapped, instead of copying each (25 MB for Noto) per document."""
    from weasyprint.pdf import fonts

    read: Any = getattr(fonts, "get_hb_object_data", None)
    subset: Any = getattr(fonts.Font, "subset", None)
    known = is_known(read, f"{fonts.__name__}:get_hb_object_data") and is_known(subset, f"{fonts.__name__}:Font.subset")
    if not known:
        return
    ffi, harfbuzz = fonts.ffi, fonts.harfbuzz

    @functools.wraps(read)
    def borrow(hb_object: Any, ot_color: str | None = None, glyph: int | None = None) -> Any:
        if ot_color is not None:
            return read(hb_object, ot_color, glyph)
        blobs = [ffi.gc(harfbuzz.hb_face_reference_blob(hb_object), harfbuzz.hb_blob_destroy) for _ in range(2)]
        if blobs[0] != blobs[1]:  # made for us each time, as a subset is: only a copy lives on
            return read(hb_object)
        length = ffi.new("unsigned int *")
        data = harfbuzz.hb_blob_get_data(blobs[0], length)
        # The face, which WeasyPrint's Font keeps, owns these bytes.
        return None if data == ffi.NULL else ffi.buffer(data, int(length[0]))

    @functools.wraps(subset)
    def subset_to_bytes(self: Any, to_unicode: Any, hinting: Any) -> None:
        subset(self, to_unicode, hinting)
        if not isinstance(self.file_content, bytes | None):
            self.file_content = bytes(self.file_content)

    fonts.get_hb_object_data = borrow
    fonts.Font.subset = subset_to_bytes


def compress_quickly() -> None:
    """Deflate streams at zlib's usual level, and CFF outlines, in which hardly anything stands twice, by the frequency
    of their bytes alone: a third of the time for 5 % more."""
    import pydyf

    if getattr(pydyf, "zlib", None) is zlib:
        names = types.SimpleNamespace(**vars(zlib))
        names.compressobj = lambda **_options: _Compressor()
        pydyf.zlib = names


class _Compressor:
    """What pydyf asks of a compressor: the whole of the data once, then the rest."""

    def compress(self, data: bytes) -> bytes:
        """The beginning of the stream."""
        strategy = zlib.Z_HUFFMAN_ONLY if data.startswith(OUTLINES) else zlib.Z_DEFAULT_STRATEGY
        self._stream = zlib.compressobj(COMPRESSION, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
        return self._stream.compress(data)

    def flush(self) -> bytes:
        """What is left of the stream."""
        return self._stream.flush()


def serialise_once() -> None:
    """Let pydyf turn each object into bytes once: for the checksum that identifies the file it does it all a second
    time (0.06 s for the four fonts of a speech)."""
    import pydyf

    write: Any = getattr(pydyf.PDF, "write", None)
    if not is_known(write, "pydyf:PDF.write"):
        return

    class Serialised(pydyf.Object):  # type: ignore[misc]
        """Stands for an object while the file is written."""

        data: bytes = b""
        compressible: bool = False

        def __init__(self, source: Any) -> None:
            super().__init__()
            self.number, self.generation, self.free = source.number, source.generation, source.free
            self.compressible = source.compressible
            if self.free == "n":
                self.data = pydyf._to_bytes(source)

    @functools.wraps(write)
    def write_once(self: Any, *arguments: Any, **options: Any) -> None:
        # Not by threads: they take a batch longer than they save, and one file gains a hundredth.
        for place, each in enumerate(self.objects):
            self.objects[place] = Serialised(each)  # what it stands for is needed no more
        write(self, *arguments, **options)

    pydyf.PDF.write = write_once


def remember_stylesheets() -> None:
    """Parse a style's CSS once (40 ms) and keep it, for this process and for later ones; WeasyPrint only reads what was
    parsed.

    A sheet with rules that act while it is parsed, other than loading fonts into the shared configuration, is left
    alone.
    """
    from weasyprint import css

    parse = getattr(css, "CSS", None)
    names = {"string", "base_url", "url_fetcher", "media_type", "font_config", "counter_style", "page_rules"}
    names |= {"color_profiles", "layers"}
    if not isinstance(parse, type) or not is_known(vars(parse)["__init__"], "weasyprint:CSS.__init__"):
        return
    kept: dict[tuple[Any, ...], tuple[Any, list[Any], list[Any]]] = {}

    def parse_once(**options: Any) -> Any:
        text = options.get("string")
        if set(options) != names or not text or any(rule in text for rule in ACTIVE_RULES):
            return parse(**options)
        key = (text, options["base_url"], options["media_type"], options["font_config"])
        if key not in kept:
            if len(kept) >= KEPT_SHEETS:
                kept.clear()
            sheet = parse_kept(parse, options | {"page_rules": [], "layers": []})
            kept[key] = (sheet, sheet.page_rules, sheet.layers)
        sheet, page_rules, layers = kept[key]
        sheet = copy.copy(sheet)
        sheet.page_rules, sheet.layers = options["page_rules"], options["layers"]
        sheet.page_rules.extend(page_rules)
        sheet.layers.extend(layers)
        return sheet

    css.CSS = parse_once
