"""The pages of our styles are the same tree to expat as to an HTML parser; any other page is left to the latter."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any, Literal
from xml.etree.ElementTree import Element

import pytest

from publish.fonts.roles import find_faces
from publish.model import Document, Figure, Metadata, Picture, Role
from publish.writers.html.page import Setting, render_html
from publish.writers.shared.arrangement import arrange
from publish.writers.shared.outline import list_entries, outline_headings
from publish.writers.weasyprint.engine import load_weasyprint
from publish.writers.weasyprint.polyglot import POLYGLOT, parse_xml, read_as_xml
from tests.writers.word.word_files import document, every_feature, paragraph, style

tinyhtml5: Any = import_module("tinyhtml5")
OPTIONS: dict[str, Any] = {"namespace_html_elements": False}
TEXTS = ["<b>&amp;</b> ]]> <!-- & --> \"'", "一\t二\n三\r\n四\r五\u0085六\u2028七\u00a0", "𠀀\ufffd\U0010fffd\ue000"]


def flatten(root: Element) -> list[tuple[str, dict[str, str], str | None, str | None]]:
    return [(each.tag, each.attrib, each.text, each.tail) for each in root.iter()]


def parse(html: str) -> Element:
    root = load_weasyprint().tinyhtml5.parse(io.StringIO(html), **OPTIONS)
    assert isinstance(root, Element)
    return root


def with_text(text: str) -> Document:
    """A document that has a text in all places where an attribute or an element can hold it."""
    blocks = (paragraph(text, Role.TITLE), paragraph(text, run_in=text), Figure("0.png", text))
    return Document(blocks, Metadata(speaker=text), pictures={"0.png": Picture(b"", "image/png", 1, 1)})


@pytest.mark.parametrize("made", [every_feature(), *map(with_text, TEXTS)])
@pytest.mark.parametrize("notes", ["page", "end"])
def test_a_page_of_ours_is_one_tree_to_both_parsers(made: Document, notes: Literal["page", "end"]) -> None:
    made = arrange(made, style())
    entries = list_entries(outline_headings(made), 2)
    html = render_html(made, Setting(style(), find_faces(), entries=entries, notes=notes))
    assert flatten(parse_xml(html)) == flatten(tinyhtml5.parse(html, **OPTIONS))


def test_pages_are_read_as_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    load_weasyprint()
    monkeypatch.setattr(tinyhtml5, "parse", None)
    html = render_html(document(paragraph("正文")), Setting(style(), find_faces()))
    assert flatten(parse(html)) == flatten(parse_xml(html))


@pytest.mark.parametrize(
    "html",
    [
        "<p>一<p>二",
        f"{POLYGLOT}><body><p>一<p>二</body></html>",
        f"{POLYGLOT}><body>一&nbsp;二</body></html>",
        f"{POLYGLOT}><body>一\x01二</body></html>",
        f"{POLYGLOT}><body>一\ud800二</body></html>",
        "<html><body><table><tr><td>一</td></tr></table></body></html>",
    ],
)
def test_any_other_page_is_read_as_html(html: str) -> None:
    assert flatten(parse(html)) == flatten(tinyhtml5.parse(html, **OPTIONS))


def test_an_engine_of_another_shape_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    weasyprint = load_weasyprint()

    def init(self: object, string: str) -> None:
        """A later WeasyPrint might parse elsewhere."""

    used = weasyprint.tinyhtml5
    monkeypatch.setattr(weasyprint.HTML, "__init__", init)
    read_as_xml()
    assert weasyprint.tinyhtml5 is used
