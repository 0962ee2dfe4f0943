"""The format docx."""

from __future__ import annotations

from dataclasses import replace

from publish.model import Document, Finding
from publish.processes.press import Press
from publish.writers.order import Order, Output
from publish.writers.shared.effort import bear


def make(document: Document, order: Order, press: Press) -> Output:
    """The verified Word file. Raises PublishError."""
    bear(document, "docx")
    pending = press.submit(_write, document, order)
    from publish.writers.shared.arrangement import arrange
    from publish.writers.word.verify import verify_word

    data, remarks, more = pending()
    verify_word(data, arrange(document, order.style))  # the elements of an official document change places
    with_pages = order.style.contents != "off"  # page numbers in the contents are the PDF's
    return Output(data, findings=remarks, fonts=with_pages, tightened=more)


def load_common() -> None:
    """Load what is needed on both sides of the press."""
    import publish.writers.shared.arrangement
    import publish.writers.word.verify  # noqa: F401 both: before it is written, after it was


def load() -> None:
    """Load, in the press, what writes Word files. Half of the time a Word file takes goes into importing python-docx;
    OpenSSL, which it wants for the checksums of pictures only, is left out of it."""
    from publish.writers.weasyprint.deferral import deferring

    with deferring("hashlib"):
        import docx  # noqa: F401 loaded
    import publish.writers.word.breaks.pages
    import publish.writers.word.writer  # noqa: F401 loaded for whoever writes


load_before_forking = load


def _write(document: Document, order: Order) -> tuple[bytes, tuple[Finding, ...], int]:
    load()
    from publish.writers.shared.tightening import name_tightened
    from publish.writers.word.breaks.pages import choose_tightening
    from publish.writers.word.writer import write_word

    more = choose_tightening(document, order.style)
    remarks = (name_tightened(order.style, more),) if more else ()
    order = replace(order, style=order.style.tighten(more))
    contents = None
    if order.style.contents != "off":
        from publish.fonts.roles import find_faces
        from publish.writers.pdf.writer import find_contents_pages

        contents = find_contents_pages(document, order, find_faces())
    return write_word(document, order.style, contents, order.created), remarks, more
