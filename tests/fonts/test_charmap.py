"""The quick reading of a font's cmap agrees with fontTools', and refuses what it does not know."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._g_l_y_f import Glyph

from publish.fonts.charmap import CharmapError, read_charmap, read_glyphs
from publish.fonts.roles import find_faces, load_coverage

# Runs, single characters, holes, both ends of the BMP, and beyond it.
CODES = [*range(0x20, 0x7F), 0xB7, *range(0x4E00, 0x4E80), 0x4E90, 0x4E92, 0xFFFC, 0xFFFD]
ASTRAL = [0x1F44D, *range(0x20000, 0x20010), 0x10FFFD]


def make_font(codes: list[int], kinds: list[tuple[int, int, int]]) -> TTFont:
    """A font whose glyphs are numbered in an order that is not the characters'."""
    names = [".notdef", *(f"g{code}" for code in sorted(codes, key=lambda code: code * 7919 % 1009))]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupGlyf({name: Glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    tables = []
    for kind, platform, encoding in kinds:
        table = CmapSubtable.newSubtable(kind)
        table.platformID, table.platEncID, table.language = platform, encoding, 0
        table.cmap = {code: f"g{code}" for code in codes if kind == 12 or code < 0x10000}
        tables.append(table)
    builder.font["cmap"].tables = tables
    return builder.font


@pytest.mark.parametrize("kinds", [[(4, 3, 1)], [(4, 0, 3)], [(12, 3, 10)], [(4, 3, 1), (12, 3, 10)]])
def test_both_formats(tmp_path: Path, kinds: list[tuple[int, int, int]]) -> None:
    make_font(CODES + ASTRAL, kinds).save(tmp_path / "a.ttf")
    expected = CODES + ASTRAL if kinds[-1][0] == 12 else CODES
    charmap = read_charmap(tmp_path / "a.ttf")
    assert list(charmap) == expected
    assert len(charmap) == len(expected)
    assert [code for code in range(0x110000) if code in charmap] == expected
    with TTFont(tmp_path / "a.ttf") as font:
        glyphs = {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    assert read_glyphs(tmp_path / "a.ttf", 0, 0x110000) == glyphs
    assert sorted(read_glyphs(tmp_path / "a.ttf", 0, 0x4E01)) == [*range(0x20, 0x7F), 0xB7, 0x4E00]


def test_a_face_of_a_collection(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [make_font([0x4E00], [(4, 3, 1)]), make_font([0x4E01], [(12, 3, 10)])]
    collection.save(tmp_path / "a.ttc")
    assert [sorted(read_charmap(tmp_path / "a.ttc", index)) for index in (0, 1)] == [[0x4E00], [0x4E01]]
    with pytest.raises(CharmapError):
        read_charmap(tmp_path / "a.ttc", 2)


def test_the_fonts_of_this_machine() -> None:
    faces = {(face.path, face.index) for chain in find_faces().values() for face in chain}
    for path, index in faces:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            expected = sorted(font.getBestCmap())
            assert list(read_charmap(path, index)) == list(load_coverage(path, index)) == expected
            assert all(code in load_coverage(path, index) for code in expected)


def test_what_is_no_font_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    make_font(CODES, [(4, 3, 1)]).save(out)
    whole = out.getvalue()
    path = tmp_path / "a.ttf"
    for data in (b"", b"ttcf", b"not a font at all", whole[:100], whole.replace(b"cmap", b"xmap")):
        path.write_bytes(data)
        with pytest.raises(CharmapError):
            read_charmap(path)
        with pytest.raises(CharmapError):
            read_glyphs(path, 0, 0x80)
