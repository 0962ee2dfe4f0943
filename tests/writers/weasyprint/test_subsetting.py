"""Fonts in the PDF: only what a PDF needs of them, and every glyph as the font has it."""

from __future__ import annotations

import io
import struct
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from publish.fonts.roles import find_faces
from publish.model import Heading
from publish.text.cmap import read_to_unicode
from publish.writers import Order
from publish.writers.pdf.writer import write_pdf
from publish.writers.weasyprint import subsetting
from publish.writers.weasyprint.engine import load_weasyprint
from tests.writers.word.word_files import document, every_feature, paragraph, say, style


def make() -> bytes:
    return write_pdf(every_feature(), Order(style()), find_faces()).data


def read_fonts(data: bytes) -> dict[str, tuple[TTFont, set[int]]]:
    """The embedded fonts by their names without the tag of the subset, each with the glyphs the PDF says it uses."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/CIDFontType0":
                program = TTFont(io.BytesIO(each.FontDescriptor.FontFile3.read_bytes()), checkChecksums=2)
                runs = iter(each.W)
                used = {int(first) + k for first, widths in zip(runs, runs, strict=True) for k in range(len(widths))}
                found[str(each.BaseFont).partition("+")[2]] = program, used
    return found


def draw(font: TTFont, glyph: int) -> Any:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(glyph)].draw(pen)
    return pen.value


def read_characters(data: bytes, family: str) -> dict[str, int]:
    """The glyph of each character that a font of the PDF is said to show."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each and str(each.BaseFont).endswith(family):
                return {text: code for code, text in read_to_unicode(each.ToUnicode.read_bytes()).items()}
    raise AssertionError(family)


def test_embedded_fonts_hold_the_glyphs_in_use_as_the_font_has_them() -> None:
    sources = {face.path.stem: face for chain in find_faces().values() for face in chain}
    fandol, data = sources["FandolFang-Regular"], make()
    program, used = read_fonts(data)["FandolFang"]
    characters = read_characters(data, "FandolFang")
    with TTFont(fandol.path) as source:
        names = source.getBestCmap()
        assert set(characters.values()) == used
        assert len(used) > 50
        for char, glyph in characters.items():
            assert draw(program, glyph) == draw(source, source.getGlyphID(names[ord(char)]))
    assert not {name.decode() for name in subsetting.LEFT_OUT} & set(program.keys())


def test_glyphs_are_numbered_without_gaps_by_place_and_by_cid_alike() -> None:
    for program, used in read_fonts(make()).values():
        assert used | {0} == set(range(program["maxp"].numGlyphs))
        named = program["CFF "].cff[0].charset
        if hasattr(program["CFF "].cff[0], "ROS"):  # else its glyphs have names, not CIDs
            assert named == [".notdef", *(f"cid{number:05}" for number in range(1, len(named)))]


def test_the_checksums_of_a_font_hold_though_its_glyphs_are_named_anew() -> None:
    with pikepdf.open(io.BytesIO(make())) as pdf:
        descriptors = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile3" in each]
        files = [each.FontFile3.read_bytes() for each in descriptors]
    assert files
    for data in files:
        assert sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF == 0xB1B0AFBA  # OpenType 1.9, "head"


def test_a_font_whose_glyphs_are_made_of_others_keeps_its_numbers() -> None:
    """é is drawn as e and an accent, which come into the file with numbers among those of the glyphs in use."""
    data = write_pdf(document(paragraph("各国的 café 与 naïve。")), Order(style()), find_faces()).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        western = next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each)
        program = TTFont(io.BytesIO(western.FontFile2.read_bytes()))
    characters = read_characters(data, "Publish-Western")
    source = find_faces()["西文"][0]
    with TTFont(source.path) as whole:
        names = whole.getBestCmap()
        for char in "caféïv":
            assert characters[char] == whole.getGlyphID(names[ord(char)])
            assert draw(program, characters[char]) == draw(whole, characters[char])


def test_no_glyphs_are_kept_behind_the_last_one_in_use() -> None:
    for program, used in read_fonts(make()).values():
        assert program["maxp"].numGlyphs == max(used) + 1


def test_pages_look_as_with_the_fonts_weasyprint_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    def render(data: bytes) -> list[bytes]:
        pdf = pypdfium2.PdfDocument(data)
        return [pdf[number].render(scale=1).to_pil().tobytes() for number in range(len(pdf))]

    light = make()
    load_weasyprint()
    from weasyprint.pdf import fonts

    monkeypatch.setattr(fonts.Font, "_harfbuzz_subset", fonts.Font._harfbuzz_subset.__wrapped__)
    assert render(make()) == render(light)


def test_a_harfbuzz_out_of_reach_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    load_weasyprint()
    from weasyprint.pdf import fonts

    native = fonts.Font._harfbuzz_subset.__wrapped__
    monkeypatch.setattr(fonts.Font, "_harfbuzz_subset", native)
    monkeypatch.setattr(subsetting, "HARFBUZZ", ("libharfbuzz-of-another-world.so",))
    subsetting.subset_lightly()
    assert fonts.Font._harfbuzz_subset is native


@pytest.mark.parametrize("text", ["\u00ad", "\u200b", "\u2060\u00ad"])
def test_a_font_of_which_nothing_is_seen_is_small_too(text: str) -> None:
    data = write_pdf(document(Heading(1, say(text)), paragraph("正文。")), Order(style()), find_faces()).data
    assert len(data) < 200_000


def test_the_next_document_takes_the_same_glyphs_of_a_font_as_they_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[int, ...]] = []
    subset = subsetting._subset

    def count(fonts: Any, face: Any, glyphs: list[int], wanted: subsetting.Wanted) -> subsetting.Subset | None:
        made.append(tuple(glyphs))
        return subset(fonts, face, glyphs, wanted)

    monkeypatch.setattr(subsetting, "_subset", count)

    def write(text: str) -> bytes:
        return write_pdf(document(Heading(1, say("标题")), paragraph(text)), Order(style()), find_faces()).data

    first = write("抓落实。")
    made.clear()
    write("另一篇。")
    assert made  # other characters
    made.clear()
    assert write("抓落实。") == first
    assert not made
