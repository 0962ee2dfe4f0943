"""The format ofd: the pages of the PDF as GB/T 33190-2016 has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from publish.model import Document
from publish.processes.press import Press
from publish.writers.order import Order, Output

if TYPE_CHECKING:
    from publish.writers.pdf.writer import PageFormat


def make(document: Document, order: Order, press: Press) -> Output:
    """The verified OFD. Raises PublishError."""
    from publish.writers.pdf.format import make_pages

    return make_pages(ofd_format(press), document, order)


def ofd_format(press: Press) -> PageFormat:
    """OFD, typeset by a press."""
    from publish.writers.ofd.typesetting import typeset
    from publish.writers.pdf.writer import PageFormat

    return PageFormat("OFD", lambda copy, order: press.submit(typeset, copy, order), _load_reader, _read)


def _load_reader() -> None:
    import publish.writers.ofd.verify
    import publish.writers.pdf.verify_text  # noqa: F401 both loaded for `_read`


def _read(data: bytes, forms: Sequence[str]) -> Iterable[list[str]]:
    from publish.writers.ofd.verify import extract_ofd
    from publish.writers.pdf.verify_text import strip_margins

    yield strip_margins(extract_ofd(data), forms)


def load_common() -> None:
    """Load what is needed on both sides of the press."""
    from publish.writers.pdf.format import load_common

    load_common()


def load() -> None:
    """Load, in the press, what typesets."""
    from publish.writers.ofd.typesetting import load

    load()


def load_before_forking() -> None:
    """Load what every worker will need, and nothing that keeps a thread."""
    from publish.writers.ofd.typesetting import load_modules
    from publish.writers.pdf.format import load_before_forking

    load_before_forking()
    load_modules()
