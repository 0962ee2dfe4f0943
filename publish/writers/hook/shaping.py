"""Advances, blanks and glyphs as Pango shapes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

from publish.composition.metrics import ClusterTable
from publish.fonts import Faces

PANGO_SCALE = 1024  # Pango units in a px

FONT_PROPERTIES = (
    "font_family", "font_weight", "font_style", "font_stretch", "font_kerning", "font_variant_ligatures",
    "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override", "lang",
    "direction",
)  # fmt: skip


CONTEXT = "国"  # marks and digits take the script, and with it the glyphs, of what stands before them


def find_unit(size: float) -> float:
    """Pango units in 1/1000 em of a font of `size` px, which Pango cuts to whole units."""
    return int(size * PANGO_SCALE) / 1000


class PangoFont:
    """A font as a CSS style asks for it; all figures in 1/1000 em."""

    def __init__(self, style: Any, covered: frozenset[int]) -> None:
        self._style = style
        self._unit = find_unit(style["font_size"])
        self._covered = covered
        self._ideograph = self.advance(CONTEXT)

    def advance(self, text: str) -> int:
        """Advance of a text, each glyph rounded as the PDF will hold it."""
        if len(text) == 1 and "\u4e00" < text <= "\u9fff" and ord(text) in self._covered and text != CONTEXT:
            return self._ideograph
        layout, line = self._lay_out(text)
        glyphs = iter_glyphs(line, len(CONTEXT.encode()))
        advance: int = sum(round(glyph.geometry.width / self._unit) for _, glyph, _ in glyphs)
        layout.deactivate()
        return advance

    def blanks(self, mark: str) -> tuple[int, int]:
        """Space without ink at the left and right of a mark."""
        layout, line = self._lay_out(mark)
        ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
        *_, (_, glyph, font) = iter_glyphs(line, len(CONTEXT.encode()))
        pango.pango_font_get_glyph_extents(font, glyph.glyph, ink, logical)
        left = round(ink.x / self._unit)
        right = round((logical.width - ink.x - ink.width) / self._unit)
        layout.deactivate()
        return left, right

    def _lay_out(self, text: str) -> tuple[Any, Any]:
        layout = Layout(self._style)
        layout.set_text(CONTEXT + text)
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


def iter_glyphs(line: Any, skip: int = 0) -> Iterator[tuple[int, Any, Any]]:
    """The glyphs of a Pango line behind byte `skip`, in visual order: the byte behind a cluster with its last glyph
    (-1 with its other glyphs), the glyph, its font."""
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        count, offset, starts, infos = glyphs.num_glyphs, item.offset, glyphs.log_clusters, glyphs.glyphs
        font, backwards, before = item.analysis.font, item.analysis.level % 2, item.length
        for index in range(count):
            start = starts[index]
            after = starts[index + 1] if index + 1 < count else -1
            if offset + start >= skip:
                end = before if backwards else after if after >= 0 else item.length
                yield (-1 if after == start else offset + end), infos[index], font
            if after != start:
                before = start
