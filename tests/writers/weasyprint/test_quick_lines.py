"""What our lines take from the line above and from what was measured is what WeasyPrint and Pango would have said."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from publish.fonts.roles import find_faces
from publish.model import Document, Metadata
from publish.readers import read_source
from publish.structure.recognise import recognise
from publish.style import Style
from publish.writers import Order
from publish.writers.pdf.writer import write_pdf
from publish.writers.weasyprint.hook import following
from publish.writers.weasyprint.hook.drawing import GlyphWriter
from publish.writers.weasyprint.hook.layout import ComposedLayout
from publish.writers.weasyprint.hook.painting import LinePainter
from publish.writers.weasyprint.hook.shaping import PLAIN
from tests import SEED
from tests.writers.pdf.pdf_files import make
from tests.writers.pdf.pdf_lines import read_pieces
from tests.writers.weasyprint.test_hook import render
from tests.writers.word.word_files import every_feature, paragraph, style

LOOKS = {
    "grid": style(contents="on"),
    "compressed": style(composition="compressed", run_in="own-line"),
    "sentences": style(page_turn="sentence"),
}
KINDS = [pytest.param("seed", marks=pytest.mark.slow), "every feature"]


def read(kind: str) -> Document:
    return recognise(read_source(SEED), Metadata()) if kind == "seed" else every_feature()


@cache
def write_quickly(kind: str, look: str) -> bytes:
    """The PDF as we make it, once for all that is compared with it; before anything is taken out."""
    return write_pdf(read(kind), Order(LOOKS[look]), find_faces()).data


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", KINDS)
def test_lines_that_follow_stand_where_weasyprint_lays_them_out(
    look: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = write_quickly(kind, look)
    followed: list[bool] = []
    monkeypatch.setattr(following, "_place", lambda *_: followed.append(True))
    assert write_pdf(read(kind), Order(LOOKS[look]), find_faces()).data == quick
    assert followed


BROKEN = [
    "春眠不觉晓，<br>处处闻啼鸟。<br><br>夜来风雨声，<br>花落知多少。",
    f"{'各位来宾，' * 20}<br> 各位朋友：<b>请<br>入座</b><br>",
    "<br>第一行是空的<br>",
    "<br>",
]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_lines_that_end_by_force_stand_where_weasyprint_lays_them_out(
    look: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraphs = [f"<p>{text}</p>" for text in BROKEN] * 12  # several pages, so that some begin behind a break
    quick = render(paragraphs, look)
    monkeypatch.setattr(following, "FORCED", None)
    assert render(paragraphs, look) == quick


def test_nearly_all_lines_that_end_by_force_are_not_laid_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[object] = []
    remember = following._remember

    def note(*line: Any) -> None:
        laid_out.append(line)
        remember(*line)

    monkeypatch.setattr(following, "_remember", note)
    render([f"<p>{'张三<br>' * 300}</p>"], style())
    assert len(laid_out) < 20


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", KINDS)
def test_lines_drawn_at_once_are_what_weasyprint_draws(look: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = write_quickly(kind, look)
    written: list[bool] = []
    monkeypatch.setattr(LinePainter, "_write", lambda *_: written.append(True))
    assert write_pdf(read(kind), Order(LOOKS[look]), find_faces()).data == quick
    assert written


@pytest.mark.parametrize("look", LOOKS)
def test_glyphs_stand_where_pango_draws_them(look: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = read_pieces(write_quickly("every feature", look))
    monkeypatch.setattr(GlyphWriter, "_encode", lambda *_: None)
    native = read_pieces(write_pdf(every_feature(), Order(LOOKS[look]), find_faces()).data)
    for ours, pangos in zip(quick, native, strict=True):
        assert (ours.page, ours.text) == (pangos.page, pangos.text)
        assert ours.left == pytest.approx(pangos.left, abs=0.01)
        assert ours.right == pytest.approx(pangos.right, abs=0.05)
        assert ours.baseline == pytest.approx(pangos.baseline, abs=0.01)


WRITTEN = {
    "Chinese": "各位委员、同志们：“今天”——我们……开会。",
    "figures": "2024年，增长5.8%，达1,234.5亿元（约100 km/h）。",
    "Western": "GDP（国内生产总值）与 R&D 投入，见 https://example.cn/a?b=1。",
    "a character of another font": "朱镕基、王珺、㐂",
}


def list_drawn(text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Pango draws of the lines of a paragraph, the composed ones of them."""
    drawn: list[str] = []
    shape = ComposedLayout.shape

    def note(self: Any, css: Any) -> None:
        drawn.append(self.text)
        shape(self, css)

    monkeypatch.setattr(ComposedLayout, "shape", note)
    make(paragraph(text))
    return drawn


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_plain_lines_are_written_without_pango(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list_drawn(text, monkeypatch) == []


def test_a_line_whose_glyphs_depend_on_each_other_is_drawn_by_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list_drawn("我们去 cafe\u0301 见。", monkeypatch) == ["我们去 cafe\u0301 见。"]


@pytest.mark.parametrize(
    "text", ["שלום", "مرحبا", "नमस्ते", "e\u0301", "\u1112\u1161", "👨\u200d👩", "a\u00adb", "\u202eab"]
)
def test_scripts_that_join_reorder_or_combine_are_not_plain(text: str) -> None:
    assert not PLAIN.fullmatch(text)
