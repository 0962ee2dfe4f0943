"""Code in the text is text: printed literally in every field, nothing run, nothing read, nothing fetched."""

from __future__ import annotations

import http.server
import io
import re
import threading
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import tinycss2

from publish.fonts.roles import find_faces
from publish.model import Cell, Document, Figure, Footnote, Heading, Metadata, Paragraph, Picture, Role, Span, Table
from publish.pipeline.one import make
from publish.pipeline.request import Request
from publish.style import load_style
from publish.writers.html.page import Setting, render_html
from publish.writers.shared.arrangement import arrange
from tests import CASE_FOLDER

tinyhtml5: Any = import_module("tinyhtml5")
PAYLOADS = CASE_FOLDER / "faults" / "payloads.txt"
CANARY = "金丝雀canary"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fea7"
    "3581840000000049454e44ae426082"
)


def read_payloads(*urls: str) -> list[str]:
    lines = [
        line
        for line in PAYLOADS.read_text(encoding="utf-8").splitlines()
        if (line and line[0] != "#") or "#{" in line[:2]
    ]
    return [line.replace("{url}", url) for line in lines for url in urls]


STATIC = read_payloads("file:///etc/passwd", "http://127.0.0.1:9/x", "data:text/css,*{}", "picture:0.png")


def put_everywhere(text: str) -> Document:
    """A document with the text in every field a document has."""
    content = (Span(text),)
    caption = Paragraph(content, Role.CAPTION)
    cell = Cell((Paragraph(content), Heading(2, content)))
    everywhere = (Span(text, strong=True), Footnote((Span(text, emphasis=True),)), Span(text, position="super"))
    roles = tuple(Paragraph(content, role) for role in Role)
    run_in = Paragraph(content, run_in=Heading(1, content))
    headings = tuple(Heading(level, content) for level in range(1, 6))
    table = Table(((cell, cell), (cell, cell)), 1, caption)
    figure = Figure("0.png", text, caption=caption)
    pictures = {"0.png": Picture(PIXEL, "image/png", 1, 1)}
    metadata = Metadata(text, text, text, fill={"×": text})
    return Document((*roles, run_in, *headings, Paragraph(everywhere), table, figure), metadata, pictures=pictures)


def render(text: str) -> ET.Element:
    style = load_style("speech", {"contents": "on"})
    html = render_html(arrange(put_everywhere(text), style), Setting(style, find_faces()))
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    assert isinstance(root, ET.Element)
    return root


def outline(root: ET.Element) -> list[tuple[str, tuple[str, ...]]]:
    """Elements and the names of their attributes in order; line breaks aside, which depend on a title's length, and the
    strong label that what stands before a colon is in a list of those present (出席：)."""
    shown = (each for each in root.iter() if each.tag != "br" and each.get("class") != "strong")
    return [(str(each.tag), tuple(sorted(each.attrib))) for each in shown]


@pytest.fixture(scope="module")
def neutral() -> list[tuple[str, tuple[str, ...]]]:
    return outline(render("同志们"))


def test_there_are_200_payloads() -> None:
    assert len(set(STATIC)) >= 200


@pytest.mark.parametrize("payload", STATIC)
def test_no_payload_makes_an_element(payload: str, neutral: list[tuple[str, tuple[str, ...]]]) -> None:
    root = render(payload)
    assert outline(root) == neutral
    body = root.find("body")
    assert body is not None
    # Titles are parted into lines; everything else holds the payload in one piece.
    assert "".join(body.itertext()).count(payload) >= 20


@pytest.mark.parametrize("payload", STATIC[::4])
def test_no_payload_leaves_its_css_string(payload: str) -> None:
    style = load_style("speech", {"folio.form": payload.replace("{", "").replace("}", "") + "{page}"})
    html = render_html(Document((Paragraph((Span("同志们"),)),)), Setting(style, find_faces()))
    css = tinyhtml5.parse(html, namespace_html_elements=False).find("head/style").text
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    assert not [rule for rule in rules if rule.type == "error"]
    assert {rule.at_keyword for rule in rules if rule.type == "at-rule"} <= {"page", "font-face"}
    assert "url(http" not in re.sub(r'"(?:[^"\\]|\\.)*"', '""', css)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine that notes who asks."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/x.png", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def source(tmp_path: Path, listener: tuple[str, list[str]]) -> Path:
    """A Markdown-free speech with every payload as a paragraph, aimed at a canary file and at the listener."""
    canary = tmp_path / "canary.png"
    canary.write_text(CANARY, encoding="utf-8")
    payloads = read_payloads(canary.as_uri(), str(canary), listener[0])
    path = tmp_path / "讲话.txt"
    path.write_text(
        "\n".join(["题目", "同志们：", *(f"第{n}句，{each}。" for n, each in enumerate(payloads))]), encoding="utf-8"
    )
    return path


def test_a_pdf_reads_nothing_and_carries_nothing(source: Path, listener: tuple[str, list[str]]) -> None:
    data = make(source, Request("pdf")).output.data
    assert listener[1] == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        assert "/OpenAction" not in pdf.Root
        for item in pdf.objects:
            if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
                assert "/JS" not in item
                assert item.get("/S") not in ("/URI", "/Launch", "/JavaScript", "/GoToR", "/SubmitForm")
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image":
                assert CANARY.encode() not in item.read_bytes()


def test_a_word_file_refers_to_nothing(source: Path, listener: tuple[str, list[str]]) -> None:
    data = make(source, Request("docx")).output.data
    assert listener[1] == []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            text = package.read(name).decode(errors="replace")
            assert CANARY not in text.replace("canary.png", "")
            if name.endswith(".rels"):
                assert 'TargetMode="External"' not in text
            fields = re.findall(r"<w:instrText[^>]*>([^<]*)<", text)
            assert not [
                field
                for field in fields
                if not re.match(r"\s*(PAGE|NUMPAGES|TOC|PAGEREF|STYLEREF|SECTIONPAGES)\b", field)
            ]


def test_markdown_reads_only_pictures_beside_it(source: Path, listener: tuple[str, list[str]], tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    path = source.rename(tmp_path / "sub" / "讲话.md")
    data = make(path, Request("pdf")).output.data
    assert listener[1] == []
    assert CANARY.encode() not in data
