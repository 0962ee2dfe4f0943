"""Advances, blanks and glyphs as Pango shapes them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from weasyprint.css import ComputedStyle
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

from publish.composition.metrics import ClusterTable
from publish.fonts.roles import Faces
from publish.plain import is_plain
from publish.writers.weasyprint.per_style import per_style

PANGO_SCALE = 1024  # Pango units in a px
MOST_TABLES = 64  # of clusters kept for the documents to come: a look has a dozen
LAST_GLYPH = 0xFFFF  # of OpenType; Pango's own numbers for empty and missing glyphs lie above

FONT_PROPERTIES = (
    "font_family", "font_weight", "font_style", "font_stretch", "font_kerning", "font_variant_ligatures",
    "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override", "lang",
    "direction",
)  # fmt: skip


CONTEXT = "国"  # marks and digits take the script, and with it the glyphs, of what stands before them
# Scripts whose letters keep their glyphs and their order whatever stands beside them: Latin, Greek, Cyrillic, general
# punctuation and symbols, Chinese and Japanese; no combining marks, nothing unseen, no conjoining jamo, no emoji.
PLAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2070-\u20cf"
    "\u2100-\u23ff\u2460-\u25ff\u2e80-\u3029\u3030-\u3098\u309b-\ua48f\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff9d"
    "\uffe0-\uffe6\U00020000-\U0003ffff]+"
)


def find_unit(size: float) -> float:
    """Pango units in 1/1000 em of a font of `size` px, which Pango cuts to whole units."""
    return int(size * PANGO_SCALE) / 1000


class Glyph(NamedTuple):
    """A glyph of `char`: its number, its width in the font and its advance as shaped (1/1000 em)."""

    char: str
    number: int
    width: int
    advance: int


class Shaped(NamedTuple):
    """A cluster with one upright glyph for every character, all of one font of Pango."""

    font: Any
    glyphs: list[Glyph]


class PangoFont:
    """A font as a CSS style asks for it; all figures in 1/1000 em."""

    def __init__(self, style: ComputedStyle, covered: Container[int]) -> None:
        self._style = style
        self._unit = find_unit(style["font_size"])
        self._covered = covered
        self._shaped: dict[str, Shaped | None] = {}
        self._unshaped: set[str] = set()  # ideographs measured without shaping them
        self._layouts: dict[Any, Layout] = {}  # by a font that lives as long as they do
        self._ideograph = self.advance(CONTEXT)

    def advance(self, text: str) -> int:
        """Advance of a text, each glyph rounded as the PDF will hold it."""
        if len(text) == 1 and "\u4e00" < text <= "\u9fff" and ord(text) in self._covered and text != CONTEXT:
            self._unshaped.add(text)
            return self._ideograph
        if shaped := self.shape(text):
            return sum(glyph.advance for glyph in shaped.glyphs)
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

    def shape(self, cluster: str) -> Shaped | None:
        """The glyphs of a cluster; None when their places or number may differ from its characters'."""
        if cluster in self._unshaped:
            self._shape_ideographs()
        if cluster not in self._shaped:
            glyphs = self._shape(cluster) if PLAIN.fullmatch(cluster) else []
            alike = len({font for font, _ in glyphs}) == 1
            self._shaped[cluster] = Shaped(glyphs[0][0], [glyph for _, glyph in glyphs]) if alike else None
        return self._shaped[cluster]

    def _shape_ideographs(self) -> None:
        """Shape all that were measured, in one go: to set Pango up takes as long as to shape thirty of them."""
        glyphs = self._shape("".join(sorted(self._unshaped)))
        self._shaped.update((glyph.char, Shaped(font, [glyph])) for font, glyph in glyphs)
        self._unshaped.clear()

    def _shape(self, text: str) -> list[tuple[Any, Glyph]]:
        """A glyph for every character, each with its font of Pango; nothing when it is not as simple as that."""
        layout, line = self._lay_out(text)
        found = list(iter_glyphs(line, len(CONTEXT.encode())))
        byte = len(CONTEXT.encode())
        extents = ffi.new("PangoRectangle *")
        glyphs: list[tuple[Any, Glyph]] = []
        for char, (end, info, font) in zip(text, found, strict=False):
            byte += len(char.encode())
            number, geometry = info.glyph, info.geometry
            if end != byte or number > LAST_GLYPH or geometry.x_offset or geometry.y_offset:
                return []
            pango.pango_font_get_glyph_extents(font, number, ffi.NULL, extents)
            width, advance = (round(figure / self._unit) for figure in (extents.width, geometry.width))
            glyphs.append((font, Glyph(char, number, width, advance)))
            self._layouts.setdefault(font, layout)
        return glyphs if len(found) == len(text) else []

    def _lay_out(self, text: str) -> tuple[Any, Any]:
        layout = Layout(self._style)
        layout.set_text(CONTEXT + text)
        return layout, layout.get_first_line()[0]


class FontTables:
    """One table of clusters for every font in use."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._tables: dict[tuple[Any, ...], ClusterTable] = {}
        self._per_style = per_style(self._find_table)

    def find(self, style: ComputedStyle) -> ClusterTable:
        """The table of the font a CSS style asks for."""
        return self._per_style(style)

    def _find_table(self, style: ComputedStyle) -> ClusterTable:
        key = tuple(style[name] for name in FONT_PROPERTIES)
        table = self._tables.get(key)
        if table is None:
            table = self._tables[key] = self._open(key, style)
        return table

    def _open(self, key: tuple[Any, ...], style: ComputedStyle) -> ClusterTable:
        """A table for a font whose figures are taken at the size of this style: one that another document left, or a
        new one."""
        known = _left_tables(style)
        place = (*key, style["font_size"], *self._find_face(style))
        if place not in known or is_plain():
            if len(known) >= MOST_TABLES:
                known.clear()
            known[place] = ClusterTable(PangoFont(style, self._coverage(style)))
        table: ClusterTable = known[place]
        return table

    def find_font(self, style: ComputedStyle) -> PangoFont:
        """The font itself."""
        font = self.find(style).font
        assert isinstance(font, PangoFont)
        return font

    def _coverage(self, style: ComputedStyle) -> Container[int]:
        """What the first Chinese font of a style has glyphs for, empty when it has none of ours."""
        from publish.fonts.roles import load_coverage

        face = self._find_face(style)
        return load_coverage(*face) if face else frozenset()

    def _find_face(self, style: ComputedStyle) -> tuple[Path, int] | tuple[()]:
        """File and index of that font."""
        from publish.fonts.roles import WESTERN

        chosen = {chain[0].family: chain[0] for name, chain in self._faces.items() if name != WESTERN}
        first = next((chosen[family] for family in style["font_family"] if family in chosen), None)
        return (first.path, first.index) if first else ()


def _left_tables(style: Any) -> dict[tuple[Any, ...], ClusterTable]:
    """The tables that documents left, which live as long as the fonts of the process."""
    known: dict[tuple[Any, ...], ClusterTable] = vars(style.font_config).setdefault("_publish_tables", {})
    return known


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
