"""A page is made without a walk through those before; that its bytes are the same, test_shared_styles says."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from weasyprint import layout

from publish.writers.weasyprint.engine import font_configuration, load_weasyprint
from publish.writers.weasyprint.many_pages import FIXED

HEAD = (
    "<style>@page { size: 60mm 40mm; margin: 5mm; @bottom-center { content: counter(page) } } h2 { break-before: page }"
)
NOTES = "span { float: footnote }"
LINKS = 'a::after { content: target-counter("#h3", page) }'
BODY = "".join(f'<h2 id="h{number}">第{number}条</h2><p>内容<span>注</span><a>见</a>' for number in range(1, 9))


def render(css: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """The pages of eight headings, and WeasyPrint's context, when the last of them is made."""
    weasyprint = load_weasyprint()
    contexts: list[Any] = []
    lay_out = vars(layout)["layout_fixed_boxes"]

    def note(context: Any, *rest: Any) -> Any:
        contexts.append(context)
        return lay_out(context, *rest)

    monkeypatch.setattr(layout, "layout_fixed_boxes", note)
    rendered = weasyprint.HTML(string=f"{HEAD}{NOTES}{css}</style>{BODY}").render(font_config=font_configuration())
    return rendered, contexts[-1]


def test_anchors_of_earlier_pages_are_kept_only_where_somebody_asks_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def list_anchors(css: str) -> list[str]:
        _, context = render(css, monkeypatch)
        return [anchor for *_, state in context.page_maker for anchor in state["anchors"]]

    assert set(list_anchors("")) <= {"h8"}
    assert list_anchors(LINKS) == [f"h{number}" for number in range(1, 9)]


def test_styles_declared_for_earlier_pages_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered, context = render("", monkeypatch)
    assert {page.index for page, _ in context.style_for.get_cascaded_styles()} == {len(rendered.pages) - 1}


@pytest.mark.parametrize("css", ["", "h2:first-of-type { position: fixed }"])
def test_what_is_fixed_stands_on_every_page(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered, context = render(css, monkeypatch)
    shown = [box.element.get("id") for box in rendered.pages[-1]._page_box.descendants() if box.element_tag == "h2"]
    assert hasattr(context, FIXED) == ("h1" in shown) == bool(css)


def test_of_a_margin_without_content_no_length_is_found() -> None:
    load_weasyprint()
    box = SimpleNamespace(is_generated=False)
    vars(layout.page)["resolve_percentages"](box, (1, 1))
    assert vars(box) == {"is_generated": False}
