"""Advances, blanks and glyphs as Pango shapes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

from publish.composition.metrics import ClusterTable
from publish.fonts import Faces

UNITS = 1.024  # Pango units in 1/1000 px

FONT_PROPERTIES = (
    "font_family", "font_weight", "font_style", "font_stretch", "font_kerning", "font_variant_ligatures",
    "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override", "lang",
    "direction",
)  # fmt: skip


class PangoFont:
    """A font as a CSS style asks for it; all figures in 1/1000 em."""

    def __init__(self, style: Any, covered: frozenset[int]) -> None:
        self._style = style
        self._unit = style["font_size"] * UNITS
        self._covered = covered
        self._ideograph = self._shape("国")

    def advance(self, text: str) -> int:
        """Advance of a text, each glyph rounded as the PDF will hold it."""
        if len(text) == 1 and "\u4e00" <= text <= "\u9fff" and ord(text) in self._covered:
            return self._ideograph
        return self._shape(text)

    def blanks(self, mark: str) -> tuple[int, int]:
        """Space without ink at the left and right of a mark."""
        layout, line = self._lay_out(mark)
        ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(line, ink, logical)
        left = round((ink.x - logical.x) / self._unit)
        right = round((logical.x + logical.width - ink.x - ink.width) / self._unit)
        layout.deactivate()
        return left, right

    def _shape(self, text: str) -> int:
        layout, line = self._lay_out(text)
        advance = sum(round(glyph.geometry.width / self._unit) for _, glyph in iter_glyphs(line))
        layout.deactivate()
        return advance

    def _lay_out(self, text: str) -> tuple[Any, Any]:
        layout = Layout(self._style)
        layout.set_text(text)
        return layout, layout.get_first_line()[0]


class FontTables:
    """One table of clusters for every font in use."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._tables: dict[tuple[Any, ...], ClusterTable] = {}

    def find(self, style: Any) -> ClusterTable:
        """The table of the font a CSS style asks for."""
        key = tuple(style[name] for name in FONT_PROPERTIES)
        table = self._tables.get(key)
        if table is None:
            table = self._tables[key] = ClusterTable(PangoFont(style, self._coverage(style)))
        return table

    def _coverage(self, style: Any) -> frozenset[int]:
        """What the first font of a style has glyphs for, empty when it is none of ours."""
        from publish.fonts import load_coverage

        family = style["font_family"][0]
        chosen = (chain[0] for chain in self._faces.values())
        return next((load_coverage(f.path, f.index) for f in chosen if f.family == family), frozenset())


def iter_glyphs(line: Any) -> Iterator[tuple[int, Any]]:
    """The glyphs of a Pango line in visual order, each with the byte behind the cluster it belongs to."""
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        count, offset, clusters, infos = glyphs.num_glyphs, item.offset, glyphs.log_clusters, glyphs.glyphs
        for index in range(count):
            end = clusters[index + 1] if index + 1 < count else item.length
            yield offset + end, infos[index]
