"""Footnotes are measured once each, and stand where WeasyPrint puts them."""

from __future__ import annotations

from typing import Any

import pytest

from publish.writers.weasyprint.engine import font_configuration, load_weasyprint

STYLE = """<style>@page { size: 300px 400px; margin: 20px; @footnote { border-top: 1px solid; padding-top: 5px AREA } }
i { float: footnote; footnote-policy: line; NOTE }
::footnote-call, ::footnote-marker { content: counter(footnote) }</style>"""


def page_of(count: int, area: str = "", note: str = "") -> str:
    notes = "".join(f"第{number}句<i>{'注释。' * (number % 9 + 1)}</i>，" for number in range(count))
    return STYLE.replace("AREA", area).replace("NOTE", note) + f"<p>{notes}</p><p>{'正文。' * 90}<i>末注</i></p>"


def lay_out(html: str) -> list[tuple[int, str, float, float, float]]:
    """Every box: its page, tag, place and height."""
    rendered = load_weasyprint().HTML(string=html).render(font_config=font_configuration())
    return [
        (number, str(box.element_tag), box.position_x, box.position_y, box.height)
        for number, page in enumerate(rendered.pages)
        for box in page._page_box.descendants()
        if isinstance(box.height, (int, float))
    ]


def area_of_context() -> Any:
    load_weasyprint()
    from weasyprint import layout

    return layout.LayoutContext


@pytest.mark.parametrize(
    ("area", "note"),
    [("", ""), ("; max-height: 60px", ""), ("", "margin-top: 3px"), ("", "footnote-display: inline")],
)
def test_notes_stand_where_weasyprint_puts_them(area: str, note: str, monkeypatch: pytest.MonkeyPatch) -> None:
    context = area_of_context()
    html = page_of(40, area, note)
    quick = lay_out(html)
    monkeypatch.setattr(context, "_update_footnote_area", context._update_footnote_area.__wrapped__)
    native = lay_out(html)
    assert len({number for number, *_ in native}) > 2
    assert [box[:2] for box in quick] == [box[:2] for box in native]
    assert [box[2:] for box in quick] == [pytest.approx(box[2:]) for box in native]


def test_a_note_is_laid_out_once_to_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """The native way lays out a page's notes again for each that joins: their number squared."""
    context = area_of_context()
    from weasyprint.layout import block

    def count(notes: int) -> int:
        calls: list[object] = []
        native: Any = block.block_level_layout

        def counted(context: Any, box: Any, *rest: Any) -> Any:
            calls.append(box)
            return native(context, box, *rest)

        with monkeypatch.context() as patched:
            patched.setattr(block, "block_level_layout", counted)
            lay_out(page_of(notes))
        return len(calls)

    quick = count(40)
    monkeypatch.setattr(context, "_update_footnote_area", context._update_footnote_area.__wrapped__)
    assert quick < count(40)
