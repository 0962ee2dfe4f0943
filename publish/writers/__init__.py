"""Writers: Document -> bytes. WRITERS is the table of formats; each verifies its own output before handing it over."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Protocol, cast

from publish.model import Document
from publish.processes.press import HERE, Press
from publish.writers.order import EPOCH, Attached, Order, Output

__all__ = ["EPOCH", "WRITERS", "Attached", "Order", "Output", "Writer", "find_writer", "make_output"]


class Writer(Protocol):
    """What a module in WRITERS offers."""

    def make(self, document: Document, order: Order, press: Press) -> Output:
        """The verified output; work that loads much goes through the press. Raises PublishError."""

    def load_common(self) -> None:
        """Load what the process that reads and the press both need, so that it is loaded once, before the fork."""

    def load(self) -> None:
        """Load, in the press, what writes the format."""

    def load_before_forking(self) -> None:
        """Load what makes the format in a process from which others that make it are forked: nothing with a thread."""


# Format, which is also the ending of its files -> the module that makes it, loaded when it is wanted.
WRITERS = {
    "pdf": "publish.writers.pdf.format",
    "ofd": "publish.writers.ofd.format",
    "docx": "publish.writers.word.format",
}


def find_writer(format_: str) -> Writer:
    """The writer of a format of WRITERS."""
    return cast("Writer", import_module(WRITERS[format_]))


def make_output(format_: str, document: Document, order: Order, press: Press = HERE) -> Output:
    """The verified output of a format of WRITERS. Raises PublishError."""
    output = find_writer(format_).make(document, order, press)
    if order.style.head.form == "none":
        return output
    from publish.writers.official.remarks import list_remarks

    remarks = list_remarks(document, order.style.tighten(output.tightened))
    return replace(output, findings=(*remarks, *output.findings))
