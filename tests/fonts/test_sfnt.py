"""A `cmap` put into a font file leads where it was told to, in every subtable, and the file stays whole."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.fonts.charmap import CharmapError
from publish.fonts.roles import find_faces
from publish.fonts.sfnt import MOST_SEGMENTS, add_charmap, write_charmap

FACE = find_faces()["仿宋"][0]
FONT = FACE.path.read_bytes()


def list_maps(data: bytes) -> dict[tuple[int, int], dict[int, int]]:
    """Every subtable of a font: code points -> glyph numbers."""
    font = TTFont(io.BytesIO(data), checkChecksums=2)
    order = font.getReverseGlyphMap()
    tables = font["cmap"].tables
    return {
        (each.platformID, each.platEncID): {code: order[name] for code, name in each.cmap.items()} for each in tables
    }


@settings(deadline=None, max_examples=10)
@given(
    st.dictionaries(st.integers(0x20, 0x2FFFF).filter(lambda code: not 0xD800 <= code < 0xE000), st.integers(1, 800))
)
def test_all_subtables_say_the_same(glyphs: dict[int, int]) -> None:
    maps = list_maps(add_charmap(FONT, glyphs, FACE.index))
    assert maps[3, 10] == glyphs
    assert maps[3, 1] == maps[0, 3] == {code: glyph for code, glyph in glyphs.items() if code < 0xFFFF}


def test_runs_are_runs() -> None:
    glyphs = {code: code - 0x4E00 + 5 for code in range(0x4E00, 0x4E00 + 200)}
    table = write_charmap(glyphs)
    assert len(table) < 150
    assert list_maps(add_charmap(FONT, glyphs, FACE.index))[3, 1] == glyphs


def test_what_format_4_cannot_hold_is_in_format_12_only() -> None:
    glyphs = {code: 1 + code * 3 % 7 for code in range(0x4E00, 0x4E00 + MOST_SEGMENTS + 2)}
    maps = list_maps(add_charmap(FONT, glyphs, FACE.index))
    assert maps == {(3, 10): glyphs}
    del glyphs[0x4E00], glyphs[0x4E01]
    assert list_maps(add_charmap(FONT, glyphs, FACE.index))[3, 1] == glyphs


def test_everything_else_of_the_font_is_kept() -> None:
    before, after = (
        TTFont(io.BytesIO(FONT), fontNumber=FACE.index),
        TTFont(io.BytesIO(add_charmap(FONT, {65: 3}, FACE.index))),
    )
    for tag in set(before.keys()) - {"GlyphOrder", "cmap", "DSIG", "head"}:
        assert before.reader[tag] == after.reader[tag]
    assert set(before.keys()) - {"DSIG"} == set(after.keys())


@pytest.mark.parametrize("data", [b"", b"OTTO", b"ttcf" + bytes(20), FONT[:20]])
def test_what_is_no_font_is_refused(data: bytes) -> None:
    with pytest.raises(CharmapError):
        add_charmap(data, {65: 1})
