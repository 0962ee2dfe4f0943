"""Writers: Document -> bytes. WRITERS is the table of formats; each verifies its own output before handing it over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from publish.errors import VerificationError
from publish.model import Document, Finding, FindingKind, Footnote, inlines, paragraphs
from publish.processes.press import submit
from publish.style import Style

if TYPE_CHECKING:
    from publish.fonts.roles import Faces

Meanwhile = Callable[[], None]
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Attached:
    """A file carried inside the PDF (PDF/A-3): its name and bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Order:
    """How an output is wanted: the style, the date its metadata carry, a source to attach (PDF only)."""

    style: Style
    created: datetime = EPOCH
    source: Attached | None = None


@dataclass(frozen=True)
class Output:
    """A verified output: its bytes, its pages (None: the reader's program breaks them), what is to be said about it,
    whether the fonts of this machine decided how it looks."""

    data: bytes
    pages: int | None = None
    findings: tuple[Finding, ...] = ()
    fonts: bool = True


def _make_pdf(document: Document, order: Order, meanwhile: Meanwhile) -> Output:
    from publish.fonts.roles import find_faces
    from publish.writers.pdf.verify_text import load_pdfium
    from publish.writers.pdf.writer import verify_pdf, write_pdf

    def look_ahead() -> None:
        load_pdfium()
        meanwhile()

    faces = find_faces()
    substituted = tuple(_name_substitutes(faces))
    for arranged, notes, remarks in _arrangements(document):
        try:
            pdf = write_pdf(arranged, order, faces, notes=notes, meanwhile=look_ahead)
            verify_pdf(pdf, arranged, order.style)
        except VerificationError as error:
            refused = error
        else:
            return Output(pdf.data, pdf.pages, (*substituted, *pdf.findings, *remarks))
    raise refused


def _arrangements(document: Document) -> Iterator[tuple[Document, Literal["page", "end"], list[Finding]]]:
    """How a document may be set, the next one when a page lost some of its text, each with what is to be said of it.

    WeasyPrint loses notes when several long ones meet on a page, and text of tables in the cells of tables that are
    parted by a page break.
    """
    from publish.writers.shared.unnesting import dissolve_tables, holds_tables, unnest_tables

    yield document, "page", []
    remarks = []
    if has_footnotes(document):
        remarks.append(_warn("脚注太长，页脚放不下，PDF 里改排在正文之后", "notes-at-end"))
        yield document, "end", remarks
    if holds_tables(document):
        message = "表格里套的表格，分页后放不全，PDF 里改排成外面那一格里的段落"
        yield unnest_tables(document), "end", [*remarks, _warn(message, "tables-unnested")]
        message = "表格分页后放不全，PDF 里改排成段落"
        yield dissolve_tables(document), "end", [*remarks, _warn(message, "tables-dissolved")]


def _warn(message: str, code: str) -> Finding:
    return Finding(FindingKind.WARNING, message, code=code)


def _name_substitutes(faces: Faces) -> Iterator[Finding]:
    """A warning for each role set in a face of another design, since the page then looks wrong."""
    from publish.fonts.roles import INSTALL_HINT, substitutes

    for name in substitutes(faces):
        message = f"没有{name}字体，用{faces[name][0].family}代替；{INSTALL_HINT}"
        yield Finding(FindingKind.WARNING, message, code="substitute-face")


def has_footnotes(document: Document) -> bool:
    """Whether a paragraph calls a footnote."""
    return any(isinstance(inline, Footnote) for block in paragraphs(document.blocks) for inline in inlines(block))


def _make_word(document: Document, order: Order, meanwhile: Meanwhile) -> Output:
    pending = submit(_write_word, document, order)
    from publish.writers.shared.arrangement import arrange
    from publish.writers.word.verify import verify_word

    meanwhile()
    data = pending()
    verify_word(data, arrange(document, order.style))  # the elements of an official document change places
    return Output(data, fonts=order.style.contents != "off")  # page numbers in the contents are the PDF's


def _write_word(document: Document, order: Order) -> bytes:
    load_press("docx")
    from publish.writers.word.writer import write_word

    contents = None
    if order.style.contents != "off":
        from publish.fonts.roles import find_faces
        from publish.writers.pdf.writer import find_contents_pages

        contents = find_contents_pages(document, order, find_faces())
    return write_word(document, order.style, contents, order.created)


WRITERS: dict[str, Callable[[Document, Order, Meanwhile], Output]] = {"pdf": _make_pdf, "docx": _make_word}


def make_output(format_: str, document: Document, order: Order, meanwhile: Meanwhile = lambda: None) -> Output:
    """The verified output of a format of WRITERS. `meanwhile` is called when the press may be at work on it: what this
    process will need later it can get ready then. Raises PublishError."""
    output = WRITERS[format_](document, order, meanwhile)
    if order.style.head.form == "none":
        return output
    from publish.writers.official.remarks import list_remarks

    return replace(output, findings=(*list_remarks(document, order.style), *output.findings))


def load_press(format_: str) -> None:
    """Load what the press needs to write a format."""
    if format_ == "pdf":
        from publish.writers.pdf.typesetting import load

        load()
    else:
        from publish.writers.word.library import load_docx

        load_docx()
        import publish.writers.word.writer  # noqa: F401 loaded for whoever writes


def load_all(format_: str) -> None:
    """Import what making a format needs, in a process from which others that make it will be forked: nothing that keeps
    a thread, as Pango does once it has looked at fonts."""
    if format_ != "pdf":
        load_press(format_)
        return
    import publish.writers.pdf.writer  # noqa: F401 loaded for whoever makes one
    from publish.fonts.roles import find_faces
    from publish.writers.pdf.typesetting import load_modules
    from publish.writers.pdf.verify_text import load_pdfium

    load_modules()
    find_faces()
    load_pdfium()
