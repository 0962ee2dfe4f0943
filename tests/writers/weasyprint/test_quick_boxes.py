"""Boxes of one style take each other's used lengths, and those with nothing behind them are passed over."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from publish.writers.weasyprint.engine import font_configuration, load_weasyprint
from publish.writers.weasyprint.quick_boxes import SQUARE, USED

PAGE = """<style>
p { margin: 5% 1em; padding: 2px 3%; width: 50%; min-height: 10%; box-sizing: border-box; border: 1px solid }
.filled { background: #eee } .round { border-radius: 4px } .hidden { visibility: hidden } .outer { width: 300px }
table { border-collapse: collapse } td { border: 2px solid; padding: 4% } .flex { display: flex }
</style>
<p>一<p>二<div class="outer"><p>三<p class="filled">四</div><p class="round">五<p class="hidden">六
<table><tr><td>甲<td>乙</table><div class="flex"><p>七</p><p>八八八</p></div>"""


def describe(plain: bool, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What every box of the page was laid out with."""
    weasyprint = load_weasyprint()
    if plain:
        background: Any = import_module("weasyprint.layout.background")
        percent: Any = import_module("weasyprint.layout.percent")
        resolve = percent.resolve_percentages.__wrapped__
        for name in ("absolute", "block", "column", "float", "grid", "inline", "page", "table"):
            monkeypatch.setattr(f"weasyprint.layout.{name}.resolve_percentages", resolve)
        native = background.layout_box_backgrounds.__wrapped__
        monkeypatch.setattr(background, "layout_box_backgrounds", native)
    rendered = weasyprint.HTML(string=PAGE).render(font_config=font_configuration())
    names = (*USED, *SQUARE, "position_x", "position_y")
    boxes = [box for page in rendered.pages for box in page._page_box.descendants()]
    laid_out = [{name: vars(box).get(name) for name in names} for box in boxes]
    colors = [str(getattr(vars(box).get("background"), "color", None)) for box in boxes]
    return [{"color": color, **box} for color, box in zip(colors, laid_out, strict=True)]


def test_boxes_are_laid_out_as_weasyprint_does(monkeypatch: pytest.MonkeyPatch) -> None:
    quick, native = describe(False, monkeypatch), describe(True, monkeypatch)
    assert len(quick) >= 40
    assert [str(box) for box in quick] == [str(box) for box in native]


def test_lengths_are_found_once_per_style(monkeypatch: pytest.MonkeyPatch) -> None:
    weasyprint = load_weasyprint()
    percent: Any = import_module("weasyprint.layout.percent")
    calls: list[str] = []
    one = percent.resolve_one_percentage

    def resolve_one(box: Any, name: str, refer_to: float) -> None:
        calls.append(name)
        one(box, name, refer_to)

    monkeypatch.setattr(percent, "resolve_one_percentage", resolve_one)
    counts = []
    for paragraphs in (10, 20):
        calls.clear()
        html = "<style>p { margin: 1em }</style>" + "<p>一" * paragraphs
        weasyprint.HTML(string=html).render(font_config=font_configuration())
        counts.append(len(calls))
    assert counts[1] <= counts[0] + 20, counts
