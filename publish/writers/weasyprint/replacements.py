"""Every function of WeasyPrint and pydyf that this wing replaces: one table.

A function is replaced only while its body is one that we have read: the text of it, decorators and parameters included,
has a checksum in the table. Of any other body the native one stays: slower where it was for speed, and with a warning
where the page would look different (`hook.guard`, `grid`).

Moving to another WeasyPrint (71, or a 70.x whose bodies differ):
1. Install it, run `pytest tests/writers/weasyprint`. `test_replacements` names the rows whose body changed, with the
   checksum found now; nothing else of publish is to be touched by such a move, since no other room imports WeasyPrint.
2. For each row, compare the two bodies. What changed is of no concern to us: add the checksum to the row (the older
   stays while the older version is allowed). It does concern us: change the replacement, then replace the checksum.
3. `needless` says which change upstream makes a row needless: look whether it has come; then delete row and function.
4. Functions that are called or inherited from, not replaced, stand in `hook.guard` with their parameters.
   What else we read or call of WeasyPrint stands in `tests/stubs` with its types; `test_stubs` names what is gone.
5. Build a few real documents before and after: pages that differ are to be looked at, then raise the range in
   pyproject.toml.

Imports made quicker (`engine`, `declarations`, `deferral`) replace nothing beyond the import: placeholders for modules
of `engine.DEFERRED`, `cffi.FFI`, `importlib.resources.files` and `ssl._create_default_https_context` are taken back at
its end. `pydyf.zlib` is replaced as a name (`tuning.compress_quickly`: level 6 in place
of 9, outlines by the frequency of their bytes; noticed by test_engine).
"""

from __future__ import annotations

import inspect
from functools import cache
from pathlib import Path
from types import CodeType
from typing import NamedTuple
from zlib import crc32


class Replacement(NamedTuple):
    """A row: checksums of the native bodies we know, by what it is replaced, why (figures: seconds saved, best of 15,
    of the seed fifty times over "x50" (1.7) or of a batch of 40 files (2.3)), the test file that notices,
    and what upstream would make it needless."""

    bodies: tuple[str, ...]
    ours: str
    why: str
    test: str
    needless: str


_COMPOSED = "a hook for line breaking, called with a line box and giving its lines"
_SPEED = "the same done in WeasyPrint"

# fmt: off
TABLE: dict[str, Replacement] = {
    "weasyprint.layout.inline:iter_line_boxes": Replacement(
        ("9a94b559",), "hook.replacement", "lines are composed by us; those that follow are not laid out: x50 0.17",
        "test_hook", _COMPOSED),
    "weasyprint.layout.inline:split_text_box": Replacement(
        ("f3c0ef3d",), "hook.replacement", "a text box ends where our composition breaks", "test_hook", _COMPOSED),
    "weasyprint.layout.inline:justify_line": Replacement(
        ("050821c7",), "hook.replacement", "composed lines are justified already", "test_hook", _COMPOSED),
    "weasyprint.layout.inline:strut": Replacement(
        ("ba9e4abe",), "hook.replacement", "baselines stand on the grid whatever the font", "test_hook",
        "CSS line-height-step, or text-box-trim for baselines"),
    "weasyprint.draw.text:draw_first_line": Replacement(
        ("53d2799b",), "hook.replacement", "ActualText of each line; glyphs written as they were measured: x50 0.49",
        "test_quick_lines", "ActualText of lines, and glyphs drawn without shaping again"),
    "weasyprint.draw:draw_inline_level": Replacement(
        ("71acc21e",), "hook.painting", "lines of plain text are drawn at once", "test_quick_lines", _SPEED),
    "weasyprint.draw.text:draw_text": Replacement(
        ("a13a1813",), "hook.painting", "not replaced: what it does is done for plain text by the row above",
        "test_quick_lines", _SPEED),
    "weasyprint.pdf.stream:Stream.marked": Replacement(
        ("6a3ee7f6",), "hook.painting", "not replaced: likewise", "test_quick_lines", _SPEED),
    "weasyprint.pdf.stream:Stream.set_color": Replacement(
        ("2f73d23a",), "hook.painting", "not replaced: likewise", "test_quick_lines", _SPEED),
    "weasyprint.layout:make_all_pages": Replacement(
        ("676634dc",), "hook.timing", "syllables of every page are counted before its margins", "test_lectern",
        "string-set from a page's own text"),
    "weasyprint.layout:make_margin_boxes": Replacement(
        ("e9810653",), "hook.timing, many_pages",
        "reading time as named strings of each page; empty boxes without lengths: x50 0.08", "test_lectern",
        "string-set from a page's own text"),
    "weasyprint.layout.block:table_layout": Replacement(
        ("a6e37caf",), "grid", "tables end on the grid of the page", "test_tables", "CSS block-step-size (css-rhythm)"),
    "weasyprint.pdf.tags:_build_box_tree": Replacement(
        ("982e13f6",), "tagging", "structure elements are traced to their HTML, to join what pages parted",
        "test_archive",
        "one structure element for all fragments of a box"),
    "weasyprint.css:StyleFor.set_computed_styles": Replacement(
        ("f84ce44d",), "shared_styles", "pages and elements alike share computed styles", "test_shared_styles", _SPEED),
    "weasyprint.layout:LayoutContext._update_footnote_area": Replacement(
        ("360de8ce",), "note_area", "each footnote is measured once, not once per note of its page", "test_note_area",
        _SPEED),
    "weasyprint.layout.background:layout_box_backgrounds": Replacement(
        ("c56ba125",), "per_style", "styles, not boxes, are asked for backgrounds: x50 0.08", "test_shared_styles",
        _SPEED),
    "weasyprint.layout.page:set_page_type_computed_styles": Replacement(
        ("bbd9f25e",), "many_pages", "styles declared for earlier pages are forgotten: 1,000 pages 0.5",
        "test_many_pages", _SPEED),
    "weasyprint.layout.page:make_page": Replacement(
        ("67a47389",), "many_pages",
        "anchors of earlier pages, for which nobody asks, are forgotten; None is not looked for among the footnotes "
        "to come: 1,000 pages 0.8; 1,500 notes 1.0", "test_many_pages", _SPEED),
    "weasyprint.layout:layout_fixed_boxes": Replacement(
        ("6eed3ca6",), "many_pages",
        "without fixed boxes no page is asked for them: 1,000 pages 0.4", "test_many_pages", _SPEED),
    "weasyprint:CSS.__init__": Replacement(
        ("30892a95",), "tuning", "a style sheet is parsed once per process: 0.04 per document", "test_engine", _SPEED),
    "weasyprint:HTML.__init__": Replacement(
        ("649440b8",), "polyglot", "its HTML parser: our pages are read by expat, in a twentieth of the time",
        "test_markup",
        "XHTML read as XML"),
    "weasyprint.pdf.fonts:get_hb_object_data": Replacement(
        ("a448bd3a",), "tuning", "fonts are looked at where they are mapped, not copied: batch 0.41",
        "test_engine", _SPEED),
    "weasyprint.pdf.fonts:Font.subset": Replacement(
        ("523afbf0",), "tuning, subsetting", "a font without a glyph drawn is subset too, not embedded whole",
        "test_subsetting", "unused fonts left out"),
    "weasyprint.pdf.fonts:Font._harfbuzz_subset": Replacement(
        ("e9bfc35b",), "subsetting", "subset once and without tables a PDF needs not: batch 1.26",
        "test_subsetting", _SPEED),
    "pydyf:PDF.page_references": Replacement(
        ("f4f222a6",), "tuning", "pages are listed once, not once per tag: x50 0.34", "test_engine",
        "the same done in pydyf"),
    "pydyf:PDF.write": Replacement(
        ("ebc793fa",), "tuning", "objects become bytes once, not twice (the checksum): seed 0.06", "test_engine",
        "the same done in pydyf"),
    "pydyf:Stream.data": Replacement(
        ("41b8b812",), "archive", "a stream that ends in CR is delimited by CR LF (ISO 19005-2 6.1.7.1)",
        "test_archive",
        "the same done in pydyf"),
}
# fmt: on


def is_known(function: object, place: str) -> bool:
    """Whether what stands at a place of the table ("module:name") has a body that we have read."""
    native = function.fget if isinstance(function, property) else function
    code = getattr(inspect.unwrap(native), "__code__", None) if callable(native) else None
    return isinstance(code, CodeType) and sum_body(code) in TABLE[place].bodies


@cache
def sum_body(code: CodeType) -> str:
    """The checksum of a function's text from its first decorator to its last statement; "" when there is no text."""
    lines = _read_lines(code.co_filename)[code.co_firstlineno - 1 : _find_end(code)]
    return f"{crc32(b''.join(lines)):08x}" if lines else ""


def _find_end(code: CodeType) -> int:
    inner = (_find_end(constant) for constant in code.co_consts if isinstance(constant, CodeType))
    return max(*(line or 0 for *_, line in code.co_lines()), code.co_firstlineno, *inner)


@cache
def _read_lines(path: str) -> list[bytes]:
    try:
        with Path(path).open("rb") as file:
            return file.readlines()
    except OSError:  # a WeasyPrint that comes without its text: nothing is known of it
        return []
