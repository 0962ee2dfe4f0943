"""What is remembered of fonts, styles and glyphs is what WeasyPrint and Pango say when asked each time."""

from __future__ import annotations

import functools
import itertools
from typing import Any

import pydyf
import pytest

from publish.fonts.roles import find_faces
from publish.model import Document, Metadata
from publish.readers import read_source
from publish.structure.recognise import recognise
from publish.style import Style, load_style
from publish.writers import Order
from publish.writers.pdf.writer import write_pdf
from publish.writers.weasyprint.engine import font_configuration, load_weasyprint
from publish.writers.weasyprint.hook import composing, drawing
from publish.writers.weasyprint.hook.drawing import describe_text
from publish.writers.weasyprint.hook.pieces import place_baseline
from publish.writers.weasyprint.hook.shaping import FontTables, PangoFont, Shaped
from publish.writers.weasyprint.per_style import per_style
from tests import SEED
from tests.writers.pdf.pdf_files import make
from tests.writers.word.word_files import every_feature, paragraph, style

LOOKS = {"grid": style(contents="on"), "compressed": style(composition="compressed")}
PAGE = """<html lang="zh-CN"><style>
html { font: 16pt/29pt FandolFang R, "Noto Serif CJK SC" } b { font-size: 1.2em; line-height: 0 }
i { line-height: 1.5 } u { line-height: 120% } s { line-height: normal } u, s { text-decoration: none } p { margin: 0 }
</style><p>各位委员，<b>同志们</b><i>同志们</i><u>同志们</u><s>同志们</s></p><p>2024年，<s>R&amp;D</s>。</p>"""


def read(kind: str) -> Document:
    return every_feature() if kind == "every feature" else recognise(read_source(SEED), Metadata())


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("kind", [pytest.param("seed", marks=pytest.mark.slow), "every feature"])
def test_glyphs_joined_at_once_are_those_joined_one_by_one(
    kind: str, look: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined: list[str | None] = []
    find_plain = drawing._Codes.find_plain

    def note(*args: Any) -> str | None:
        joined.append(find_plain(*args))
        return joined[-1]

    monkeypatch.setattr(drawing._Codes, "find_plain", note)
    quick = write_pdf(read(kind), Order(look), find_faces()).data
    assert any(joined)
    monkeypatch.setattr(drawing._Codes, "find_plain", lambda *_: None)
    assert write_pdf(read(kind), Order(look), find_faces()).data == quick


def test_ideographs_shaped_together_are_those_shaped_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def make_pdf() -> bytes:
        return write_pdf(every_feature(), Order(style()), find_faces()).data

    together = make_pdf()
    monkeypatch.setattr(PangoFont, "_shape_ideographs", lambda self: self._unshaped.clear())
    assert make_pdf() == together


def test_pango_is_set_up_once_for_all_ideographs(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[str] = []
    lay_out = PangoFont._lay_out

    def note(self: PangoFont, text: str) -> Any:
        laid_out.append(text)
        return lay_out(self, text)

    monkeypatch.setattr(PangoFont, "_lay_out", note)
    text = b"".join(bytes([row, cell]) for row in range(0xB0, 0xB4) for cell in range(0xA1, 0xFF)).decode("gb2312")
    make(paragraph(f"{text}，{text}。"))
    assert max(map(len, laid_out)) > 200
    assert len(laid_out) < 30


@pytest.mark.parametrize("cluster", ["，", "“", "——", "……", "·", "2024", "5.8%", "AVATAR", "ffi", "R&D", "㎡", "é"])
def test_a_cluster_advances_as_its_glyphs_do(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = load_weasyprint().HTML(string=PAGE).render(font_config=font_configuration()).pages[0]
    css = next(box.style for box in page._page_box.descendants() if box.element_tag == "p")
    font = FontTables(find_faces()).find_font(css)
    assert isinstance(font.shape(cluster), Shaped)
    advance = font.advance(cluster)
    monkeypatch.setattr(font, "shape", lambda _: None)
    assert font.advance(cluster) == advance


def test_struts_are_asked_for_once_and_keep_their_height(monkeypatch: pytest.MonkeyPatch) -> None:
    weasyprint = load_weasyprint()
    from weasyprint.layout import inline

    native, asked = inline.strut, []

    @functools.wraps(native)
    def strut(css: Any) -> Any:
        asked.append(id(css))
        return native(css)

    monkeypatch.setattr(inline, "strut", strut)
    with composing(load_style("speech"), find_faces()):
        document = weasyprint.HTML(string=PAGE).render(font_config=font_configuration())
        styles = [box.style for page in document.pages for box in page._page_box.descendants()]
        for css in styles:
            assert inline.strut(css) == (native(css)[0], place_baseline(native(css)[0], css["font_size"]))
    assert len(asked) == len(set(asked)) >= 6


def test_every_pdf_of_a_layout_has_fonts_of_its_own() -> None:
    weasyprint = load_weasyprint()
    with composing(load_style("speech"), find_faces()):
        document = weasyprint.HTML(string=PAGE).render(font_config=font_configuration())
        assert document.write_pdf() == document.write_pdf()


def test_what_was_found_stands_on_the_style() -> None:
    numbers = itertools.count(1)

    class Computed(dict[str, int]):
        """A style as WeasyPrint has them: a dictionary that can be given attributes."""

    def count(_style: Any) -> int:
        return next(numbers)

    recall = per_style(count)
    first, second = Computed(size=1), Computed(size=1)
    assert [recall(first), recall(second), recall(first)] == [1, 2, 1]
    assert [recall(Computed(size=2)) for _ in range(50)] == list(range(3, 53)), (
        "none takes the place of one that is gone"
    )


@pytest.mark.parametrize("text", ["同志们，", "2024年", "GDP", "(a\\b)", "“䶮”𬸘", "é", ""])
def test_the_text_of_a_line_is_described_as_pydyf_would(text: str) -> None:
    assert describe_text(text) == pydyf.Dictionary({"ActualText": pydyf.String(text)}).data
