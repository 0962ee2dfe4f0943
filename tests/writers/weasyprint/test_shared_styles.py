"""Styles that are shared change nothing that can be seen; and they are used."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from publish.writers.weasyprint import shared_styles
from publish.writers.weasyprint.engine import font_configuration, load_weasyprint
from tests.readers.word.docx_files import png

PICTURE = "data:image/png;base64," + base64.b64encode(png(30, 20)).decode()
TEXT = "同志们，大家好，今天开会。" * 8
SHEETS = {
    "pages": """
        @page { size: 80mm 90mm; margin: 10%; @top-left { content: "顶" string(part); width: 30% }
          @bottom-center { content: counter(page) "/" counter(pages); border-top: 1pt solid; width: 4em }
          @bottom-right { content: "很长的页脚文字，一行放不下，要分成几行才行"; vertical-align: top }
          @left-middle { content: "左"; height: 50% } }
        @page :first { background: #eee; @top-right { content: "首页"; margin: 2vw; padding: 1vh } }
        @page :left { @top-center { content: "左页"; counter-increment: page 2 } } @page :right { margin-left: 1vw }
        @page :blank { @top-center { content: none } } @page wide { size: 120mm 80mm; @top-center { content: "宽" } }
        h2 { string-set: part content(); break-before: right } table { page: wide }""",
    "floats": """
        .a { float: left; width: 40% } .b { float: right; margin: -1em 5% } img { float: left; clear: left }
        p { overflow: hidden } p:nth-child(3n) { clear: both } span { float: footnote }""",
    "places": """
        .a { position: relative; left: 10%; z-index: 1 } .b { position: absolute; top: 20%; right: 0; z-index: -1 }
        h2 { position: fixed; bottom: 0 } span { display: inline-block; transform: rotate(9deg) } b { opacity: 0.5 }
        i { position: relative; top: -5px } p::first-letter { font-size: 2em; opacity: 0.3; float: inherit }""",
    "decorations": """
        .a { border: 1px solid red; border-radius: 10% 3px; background: #cde } b { outline: 2px dotted }
        .b { box-shadow: 1px 1px 2px blue; padding: 5% } i { background: linear-gradient(red, blue) }
        i { border-left: 3px double } h2 { background: url(PICTURE) no-repeat; border: 5px solid }
        h2 { border-image: url(PICTURE) 3 } span, div { visibility: hidden; background: red; border: 1px solid }""",
    "sizes": """
        p { box-sizing: border-box; width: 80%; min-height: 2em; padding: 1em 2%; max-width: calc(50mm + 10%) }
        .a { width: 30mm; min-width: 40mm; height: 10% } .b { margin: auto; width: min(70%, 60mm) }
        .b { box-sizing: padding-box } div { height: 60mm } h2 { margin: 1em 0 -0.5em; text-indent: 10% }
        b { padding: 0 3px; margin: 0 -1px }""",
    "tables": """
        table { width: 90%; border-collapse: collapse; border: 2px solid } td { border: 1px solid; padding: 3% }
        td + td { background: #eee; width: 20mm } .b td { border-width: 3px } .a table { border-collapse: separate }""",
    "columns": """
        section { columns: 2; column-rule: 1px solid; column-gap: 5% } h2 { column-span: all }
        .a { direction: rtl; text-align: justify } p::first-line { color: red; font-weight: bold }""",
    "boxes": """
        .k + section + img + div { display: flex; flex-wrap: wrap; padding: 2% } ol { display: grid }
        ol { grid: auto / 1fr 2fr } .a table { width: 40%; flex: 1 1 30% }
        li { display: list-item; list-style: "—" inside } li + li { list-style: decimal outside; margin-left: 3em }""",
}
PARTS = "".join(
    f'<h2 id="h{number}" class="k">第{number}部分</h2>'
    f'<section><p class="a" id="p{number}">{TEXT}<b>黑</b><i>斜体</i></p>'
    f'<p class="b" id="q{number}">{TEXT}<span id="s{number}">注</span><a href="#h1">见</a></p><p>{TEXT}</p></section>'
    f'<img src="{PICTURE}" id="i{number}"><div class="b"><table><tr><td>表<td>格</table></div>'
    f'<div class="a"><table><tr><td>表<td>格</table></div><ol><li>一<li>二</ol>'
    for number in (1, 2, 3)
)
BASE = """html { font: 12px Noto Sans CJK SC } @page { size: 90mm 110mm; margin: 10mm }
section, p, h2, div, ol { display: block; margin: 0 } .k { bookmark-level: 2; bookmark-label: content() }
::footnote-marker { content: counter(footnote) }
a::after { content: leader(dotted) target-counter("#h3", page) }"""
BUILD = """
import hashlib, json, sys
from publish.writers.weasyprint import tuning
from publish.writers.weasyprint.engine import font_configuration, load_weasyprint
if sys.argv[1] == "native":
    for change in ('share_styles', 'forget_earlier_pages', 'spare_empty_margins', 'look_for_backgrounds_once'):
        setattr(tuning, change, lambda: None)
weasyprint = load_weasyprint()
def build(html):
    options = {"pdf_tags": True, "uncompressed_pdf": True, "font_config": font_configuration()}
    return hashlib.sha256(weasyprint.HTML(string=html).write_pdf(**options)).hexdigest()
json.dump({name: build(html) for name, html in json.load(sys.stdin).items()}, sys.stdout)
"""


def write_html(name: str) -> str:
    sheet = BASE + SHEETS[name].replace("PICTURE", PICTURE)
    return f"<html lang=zh-CN><head><title>题</title><style>{sheet}</style></head><body>{PARTS}</body></html>"


def build(way: str) -> Any:
    """Checksums of the PDFs, made in a process of its own: what is replaced once stays replaced."""
    sources = json.dumps({name: write_html(name) for name in SHEETS}).encode()
    done = subprocess.run([sys.executable, "-c", BUILD, way], input=sources, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_pages_are_the_same_bytes() -> None:
    native, tuned = build("native"), build("tuned")
    assert list(native) == list(SHEETS)
    assert tuned == native


@pytest.fixture(scope="module")
def rendered() -> Any:
    html = write_html("decorations").replace("<style>", "<style>@page { @bottom-right { content: counter(page) } }")
    return load_weasyprint().HTML(string=html).render(font_config=font_configuration())


def walk(rendered: Any) -> Iterator[Any]:
    for page in rendered.pages:
        yield from page._page_box.descendants()


def find(rendered: Any, tag: str) -> list[Any]:
    """The boxes of elements, not those inside them that WeasyPrint adds."""
    return [box for box in walk(rendered) if box.element_tag == tag and "Anonymous" not in type(box.style).__name__]


def test_later_pages_share_their_styles(rendered: Any) -> None:
    _, second, third, *_ = (page._page_box for page in rendered.pages)
    assert second.style is third.style
    assert second.children[-1].at_keyword == "@bottom-right"
    assert second.children[-1].style is third.children[-1].style


def test_elements_with_an_id_share_all_values_but_that(rendered: Any) -> None:
    first, second, third = (box.style for box in find(rendered, "h2"))
    assert [first["anchor"], second["anchor"], third["anchor"]] == ["h1", "h2", "h3"]
    assert first is second.model is third.model
    assert first["border_top_width"] == second["border_top_width"] == 5
    assert first.anonymous_style is second.anonymous_style
    assert second.copy()["anchor"] == "h2"
    assert dict(second.copy()) == dict(second)


def test_a_style_is_asked_once_for_backgrounds(rendered: Any) -> None:
    def ask(tag: str) -> set[bool]:
        return {vars(box.style)["_publish_is_bare"] for box in find(rendered, tag)}

    assert ask("b") == {True}  # an outline
    assert ask("i") == {False}  # a gradient


def test_what_stands_before_elements_alike_shares_its_styles() -> None:
    rendered = load_weasyprint().HTML(string="<p>一<br>二<br>三").render(font_config=font_configuration())
    first, second = (box.style for box in find(rendered, "br::before"))
    assert first is second


def test_a_function_of_another_shape_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def stranger(box: object, layer: object) -> None:
        """A later WeasyPrint might take other arguments."""

    load_weasyprint()
    from weasyprint.css import StyleFor

    monkeypatch.setattr(StyleFor, "set_computed_styles", stranger)
    shared_styles.share_styles()
    assert StyleFor.set_computed_styles is stranger
