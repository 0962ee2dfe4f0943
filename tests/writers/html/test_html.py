"""HTML of a document: every field printed literally, no address but ours read, numbers from the tokens."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from publish.errors import StyleError
from publish.fonts.roles import find_faces
from publish.model import Cell, Document, Figure, Footnote, Heading, LineBreak, Metadata, Paragraph, Role, Span, Table
from publish.style import Style
from publish.writers import Attached, Order
from publish.writers.html.page import Setting, render_html
from publish.writers.pdf.writer import write_pdf
from publish.writers.shared.outline import list_entries, outline_headings
from publish.writers.word.writer import write_word
from tests.writers.pdf.pdf_files import make_document
from tests.writers.word.word_files import PICTURES, SENTENCE, W, document, every_feature, paragraph, part, say, style


class Canary(http.server.ThreadingHTTPServer):
    """A listener on this machine that counts who calls."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        super().__init__(("127.0.0.1", 0), CanaryHandler)


class CanaryHandler(http.server.BaseHTTPRequestHandler):
    server: Canary

    def do_GET(self) -> None:
        self.server.calls.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base class's name
        pass


@pytest.fixture
def listener() -> Iterator[Canary]:
    server = Canary()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def payloads(file: Path, port: int) -> list[str]:
    web = f"http://127.0.0.1:{port}"
    return [
        "<b>粗</b><script>alert(1)</script>",
        f'<img src="{web}/a.png"><link rel="attachment" href="{file.as_uri()}">',
        f"<style>@import url({web}/b.css); body {{ background: url({file.as_uri()}) }}</style>",
        f'"></style></title></p><iframe src="{web}/c"></iframe><!--',
        f"']]>-->{file.as_uri()} url({web}/d)",
        "{{ 7 * 7 }}{% include 'page.css.j2' %}{# 注 #}{{ setting.__class__.__mro__ }}",
        "&lt;&amp;&#x4e00;&nbsp;\\201c\\",
    ]


def everywhere(payload: str) -> Document:
    """A document with the payload in every field a source can fill."""
    content = (*say(payload), Span(payload, strong=True, position="super"), LineBreak(), Footnote(say(payload)))
    key = "图" + payload
    return Document(
        (
            *(Paragraph(content, role) for role in Role),
            Paragraph(content, run_in=Heading(1, content)),
            Heading(2, content),
            Table(((Cell((Paragraph(content), Heading(3, content))),),), 1, paragraph(payload, Role.CAPTION)),
            Figure(key, payload, caption=paragraph(payload, Role.CAPTION)),
        ),
        Metadata(title=payload, speaker=payload, date=payload, style=payload),
        (),
        {key: PICTURES["小"]},
    )


@pytest.mark.parametrize("number", range(7))
def test_nothing_a_source_says_is_obeyed(number: int, tmp_path: Path, listener: Canary) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("CANARY-4711", encoding="utf-8")
    made = everywhere(payloads(canary, listener.server_port)[number])
    pdf = make_document(made, style(contents="on"))  # verified: every payload is on the pages, literally
    assert listener.calls == []
    assert b"CANARY-4711" not in pdf.data
    assert b"/EmbeddedFile" not in pdf.data


def test_nothing_a_file_name_says_is_obeyed() -> None:
    import io

    import pikepdf

    name = '"><script>{{ 7*7 }}</script>.txt'
    order = Order(style(), source=Attached(name, b"x"))
    with pikepdf.open(io.BytesIO(write_pdf(every_feature(), order, find_faces()).data)) as pdf:
        assert [spec.filename for spec in pdf.attachments.values()] == [name]


def test_nothing_a_token_says_ends_its_string() -> None:
    form = '</style><script>alert(1)</script>" \\ } {page}'
    html = render_html(document(paragraph("正文")), Setting(style(folio__form=form), find_faces()))
    assert "<script>" not in html
    assert html.count("</style>") == 1


def test_a_run_in_heading_is_part_of_its_paragraph() -> None:
    html = render_html(document(paragraph("把牢方向。", run_in="一要讲政治。")), Setting(style(), find_faces()))
    assert '>一要讲政治。</h1><p class="rest">把牢方向。</p></div>' in html


def test_a_title_breaks_between_words() -> None:
    title = paragraph("在全市优化营商环境暨招商引资工作推进会议上的讲话", Role.TITLE)
    html = render_html(document(title), Setting(style(), find_faces()))
    assert ">在全市优化营商环境<br/>暨招商引资工作推进会议上的讲话</h1>" in html


@pytest.mark.parametrize("role", [Role.SUBTITLE, Role.SPEAKER, Role.DATELINE])
def test_centred_lines_break_like_titles(role: Role) -> None:
    line = paragraph("2025年1月17日在江西省第十四届人民代表大会第三次会议上省长叶建春作政府工作报告。", role)
    html = render_html(document(line), Setting(style(), find_faces()))
    assert "会议上<br/>省长叶建春" in html
    assert breaks_of(write_word(document(line), style())) == 1


def test_a_centred_line_that_fits_is_left_alone() -> None:
    line = paragraph("2020年12月23日 最高人民法院审判委员会第1823次会议通过", Role.SUBTITLE)
    assert "<br/>" not in render_html(document(line), Setting(style(), find_faces()))


@pytest.mark.parametrize("role", [Role.BODY, Role.SALUTATION, Role.SIGNATURE])
def test_other_lines_break_where_they_are_full(role: Role) -> None:
    html = render_html(document(paragraph(SENTENCE * 3, role)), Setting(style(), find_faces()))
    assert "<br/>" not in html
    assert breaks_of(write_word(document(paragraph(SENTENCE * 3, role)), style())) == 0


def breaks_of(data: bytes) -> int:
    return len(list(part(data).iter(f"{W}br")))


def test_a_broken_title_keeps_its_spans_and_notes() -> None:
    content = (
        Span("在全市优化"),
        Span("营商环境", position="super"),
        Span("暨招商引资工作推进会议上的讲话"),
        Footnote(say("注")),
    )
    html = render_html(document(Paragraph(content, Role.TITLE)), Setting(style(), find_faces()))
    assert '<span class="super">营商环境</span><br/>暨招商' in html
    assert '<span class="footnote">注</span></h1>' in html


def test_the_contents_list_own_line_headings_and_attached_documents() -> None:
    made = document(
        paragraph("题目", Role.TITLE),
        Heading(1, say("一、总体要求")),
        Heading(2, say("（一）指导思想")),
        Heading(3, say("1. 目标")),
        paragraph("把牢方向。", run_in="一要讲政治。"),
        Table(((Cell((Heading(1, say("格中标题")),)),),)),
        paragraph("任务分工", Role.PART_TITLE),
    )
    entries = list_entries(outline_headings(made), 2)
    assert [(entry.text, entry.anchor) for entry in entries] == [
        ("一、总体要求", "heading-0"),
        ("（一）指导思想", "heading-1"),
        ("任务分工", "title-1"),
    ]


def test_pictures_fill_whole_lines_and_stay_on_the_measure() -> None:
    html = render_html(document(Figure("宽"), Figure("高"), Figure("小", width=60)), Setting(style(), find_faces()))
    look = style()
    for width, height, padding in sizes(html):
        lines = (height + 2 * padding) / look.page.pitch
        assert lines == pytest.approx(round(lines), abs=1e-3)
        assert width <= look.page.measure + 0.01
        assert height <= look.page.text_height - 2 * look.page.pitch + 0.01


def sizes(html: str) -> list[tuple[float, float, float]]:
    import re

    found = re.findall(r"width: ([\d.]+)pt; height: ([\d.]+)pt; padding: ([\d.]+)pt", html)
    assert len(found) == 3
    return [(float(width), float(height), float(padding)) for width, height, padding in found]


def test_a_broken_template_names_style_and_line(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("<p>\n{{ nowhere.at_all }}", encoding="utf-8")
    look: Style = replace(style(), name="我的版式", folders=(tmp_path, *style().folders))
    with pytest.raises(StyleError, match="我的版式"):
        render_html(document(paragraph("正文")), Setting(look, find_faces()))


def test_a_template_cannot_leave_its_sandbox(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("{{ ''.__class__.__mro__[1].__subclasses__() }}", encoding="utf-8")
    look = replace(style(), folders=(tmp_path, *style().folders))
    with pytest.raises(StyleError):
        render_html(document(paragraph("正文")), Setting(look, find_faces()))
