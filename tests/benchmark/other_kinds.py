"""Kinds of content of the other formats (`tests.benchmark.kinds`): web pages, RTF, OpenDocument, mails, PDFs."""

from __future__ import annotations

import io
import zipfile

from tests.benchmark.kinds import PARAGRAPH, SENTENCE, Kind
from tests.readers.pdf.pdf_files import make_pdf, set_lines

RTF_HEAD, RTF_P = "{\\rtf1\\ansi\\ansicpg936\\uc1 ", "\\u22362?\\u25345?\\u20826?\\u12290?\\par\n"
ODT_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>'
)
ODT_NOTE = (
    "<text:p>甲<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p>"
    "</text:note-body></text:note></text:p>"
)
MAIL_HEAD = "From: a@example.cn\nSubject: speech\nContent-Type: text/plain; charset=utf-8\n\n讲话\n"


def web(name: str, unit: str, count: int, before: str = "", after: str = "") -> Kind:
    """A page of `count` units at its smallest."""
    head = "<!DOCTYPE html><meta charset=utf-8><body><h1>讲话</h1>"
    return Kind(f"web: {name}", ".html", lambda times: (head + before + unit * (count * times) + after).encode())


def rich(name: str, unit: str, count: int) -> Kind:
    """An RTF file of `count` units at its smallest."""
    return Kind(f"rtf: {name}", ".rtf", lambda times: (RTF_HEAD + unit * (count * times) + "}").encode())


def open_document(name: str, unit: str, count: int, before: str = "", after: str = "") -> Kind:
    """An OpenDocument text of `count` units at its smallest."""

    def make(times: int) -> bytes:
        data = io.BytesIO()
        content = ODT_HEAD + before + unit * (count * times) + after
        with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", content + "</office:text></office:body></office:document-content>")
        return data.getvalue()

    return Kind(f"odt: {name}", ".odt", make)


def lines_on_pages(times: int) -> bytes:
    """A PDF of so many pages of lines."""
    words = SENTENCE * 2
    return make_pdf([set_lines([words[at : at + 28] for at in range(20)]) for _ in range(4 * times)])


def make_parts(count: int) -> bytes:
    """A mail of so many parts."""
    head = b"From: a@example.cn\nContent-Type: multipart/mixed; boundary=x\n\n"
    return head + "--x\nContent-Type: text/plain; charset=utf-8\n\n甲。\n".encode() * count + b"--x--\n"


OTHER_KINDS = [
    web("paragraphs", f"<p>{PARAGRAPH}</p>", 40),
    web("boxes", f"<div><div><p>{SENTENCE}</p></div></div>", 100),
    web("boxes that differ", f"<div class=a>{SENTENCE}<a href=x>甲</a></div>", 100),
    web("boxes in boxes", "<div>甲", 90),
    web("table rows", "<tr><td>甲<td>12", 300, "<table>", "</table>"),
    web("tables in tables", "<table><tr><td>甲", 24),
    web("open emphasis", "<b>甲<i>", 60),
    web("entities", "&amp;&#20013;&hellip;", 1500, "<p>"),
    web("line ends", "甲<br>", 1500, "<p>"),
    rich("paragraphs", RTF_P, 300),
    rich("groups", "{\\b \\u22362?}", 800),
    rich("groups in groups", "{\\b 1", 100),
    rich("table rows", "\\trowd\\cellx9\\cellx99\\intbl 1\\cell 2\\cell\\row\n", 300),
    rich("footnotes", "1{\\footnote\\pard 2\\par}\\par\n", 200),
    rich("unknown words", "\\xyz1 a", 1500),
    open_document("paragraphs", f"<text:p>{SENTENCE}</text:p>", 200),
    open_document("runs", "<text:span>甲</text:span>", 800, "<text:p>", "</text:p>"),
    open_document("spaces", '<text:s text:c="9"/>甲', 800, "<text:p>", "</text:p>"),
    open_document("footnotes", ODT_NOTE, 150),
    open_document("lists", "<text:list><text:list-item><text:p>甲</text:p></text:list-item></text:list>", 300),
    Kind("mail: paragraphs", ".eml", lambda times: (MAIL_HEAD + PARAGRAPH * (40 * times)).encode()),
    Kind("mail: quoted lines", ".eml", lambda times: (MAIL_HEAD + f"> {SENTENCE}\n" * (200 * times)).encode()),
    Kind("mail: parts", ".eml", lambda times: make_parts(100 * times)),
    Kind("pdf: pages", ".pdf", lines_on_pages),
]
