"""The format pdf: tried in the arrangements that WeasyPrint may need, until one keeps the whole text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from publish.errors import VerificationError
from publish.model import Document, Finding, FindingKind, Footnote, inlines, paragraphs
from publish.processes.press import Press
from publish.writers.order import Order, Output

if TYPE_CHECKING:
    from publish.fonts.roles import Faces
    from publish.writers.pdf.writer import PageFormat


def make(document: Document, order: Order, press: Press) -> Output:
    """The verified PDF. Raises PublishError."""
    from publish.writers.pdf.writer import pdf_format

    return make_pages(pdf_format(press), document, order)


def make_pages(format_: PageFormat, document: Document, order: Order) -> Output:
    """The verified output in a format of composed pages. Raises PublishError."""
    from publish.fonts.roles import find_faces
    from publish.writers.pdf.writer import verify_pages, write_pages

    faces = find_faces()
    substituted = tuple(_name_substitutes(faces))
    for arranged, notes, remarks in _arrangements(format_.name, document):
        try:
            made = write_pages(format_, arranged, order, faces, notes)
            verify_pages(format_, made, arranged, order.style)
        except VerificationError as error:
            refused = error
        else:
            return Output(made.data, made.pages, (*substituted, *made.findings, *remarks), tightened=made.tightened)
    raise refused


def load_common() -> None:
    """Load what is needed on both sides of the press."""
    import publish.inputs
    import publish.writers.pdf.typesetting
    import publish.writers.pdf.verify_text  # noqa: F401 all three with what they need


def load() -> None:
    """Load, in the press, what typesets."""
    from publish.writers.pdf.typesetting import load

    load()


def load_before_forking() -> None:
    """Load what every worker will need, and nothing that keeps a thread, as Pango does once it has looked at fonts."""
    import publish.writers.pdf.writer  # noqa: F401 loaded for whoever makes one
    from publish.fonts.roles import find_faces
    from publish.writers.pdf.pdfium import load_pdfium
    from publish.writers.pdf.typesetting import load_modules

    load_modules()
    find_faces()
    load_pdfium()


def _arrangements(name: str, document: Document) -> Iterator[tuple[Document, Literal["page", "end"], list[Finding]]]:
    """How a document may be set, the next one when a page lost some of its text, each with what is to be said of it.

    WeasyPrint loses notes when several long ones meet on a page, and text of tables in the cells of tables that are
    parted by a page break.
    """
    from publish.writers.shared.unnesting import dissolve_tables, holds_tables, unnest_tables

    yield document, "page", []
    remarks = []
    if has_footnotes(document):
        remarks.append(_warn(f"脚注太长，页脚放不下，{name} 里改排在正文之后", "notes-at-end"))
        yield document, "end", remarks
    if holds_tables(document):
        message = f"表格里套的表格，分页后放不全，{name} 里改排成外面那一格里的段落"
        yield unnest_tables(document), "end", [*remarks, _warn(message, "tables-unnested")]
        message = f"表格分页后放不全，{name} 里改排成段落"
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
