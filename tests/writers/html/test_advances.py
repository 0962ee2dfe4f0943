"""The quick reading of a font's advances agrees with fontTools'."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from publish.fonts.roles import Face, find_faces
from publish.text.widths import estimate_width
from publish.writers.html import advances
from publish.writers.html.advances import measure_with

FACES = [chain[0] for chain in find_faces().values()]
TEXT = "2024年5月8日 Wiki（Il）·—…“”"


def measure(text: str, face: Face) -> float:
    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        names, em = font.getBestCmap(), font["head"].unitsPerEm
        known = [font["hmtx"][names[ord(char)]][0] / em for char in text if ord(char) < 0x2E80 and ord(char) in names]
        rest = [char for char in text if ord(char) >= 0x2E80 or ord(char) not in names]
        return float(sum(known) + sum(map(estimate_width, rest)))


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_the_fonts_of_this_machine(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = measure(TEXT, face)
    monkeypatch.setattr("fontTools.ttLib.TTFont", None)
    advances._load_advances.cache_clear()
    assert measure_with([face])(TEXT) == pytest.approx(expected)


def test_a_rare_font_is_left_to_fonttools(tmp_path: Path) -> None:
    whole = FACES[0].path.read_bytes()
    face = dataclasses.replace(FACES[0], path=tmp_path / "damaged.otf")
    face.path.write_bytes(whole.replace(b"head", b"hEAD", 1))
    with pytest.raises(KeyError, match="head"):
        measure_with([face])(TEXT)
