"""Ways to make a PDF in a test and to look into its structure."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from publish.fonts.roles import find_faces
from publish.model import Block, Document
from publish.style import Style
from publish.writers import Order
from publish.writers.pdf.writer import Pdf, verify_pdf, write_pdf
from tests.writers.word.word_files import document, style


def make(*blocks: Block, **tokens: str) -> Pdf:
    """The verified PDF of some blocks in the look "speech" with tokens changed."""
    return make_document(document(*blocks), style(**tokens))


def make_document(made: Document, look: Style) -> Pdf:
    """The verified PDF of a document."""
    pdf = write_pdf(made, Order(look), find_faces())
    verify_pdf(pdf, made, look)
    return pdf


@dataclass(frozen=True)
class Element:
    """A structure element: its type, the pages its content stands on, its dictionary, its children."""

    kind: str
    pages: frozenset[int]
    entry: Any
    children: tuple[Element, ...]
    file: pikepdf.Pdf  # kept open for the entry

    def walk(self) -> Iterator[Element]:
        """The element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, kind: str) -> list[Element]:
        """Every element of a type at or below this one, in reading order."""
        return [element for element in self.walk() if element.kind == kind]


def read_structure(data: bytes) -> Element:
    """The structure tree of a PDF."""
    pdf = pikepdf.open(io.BytesIO(data))
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return _read(pdf.Root.StructTreeRoot.K[0], numbers, pdf)


def _read(entry: Any, numbers: dict[Any, int], pdf: pikepdf.Pdf) -> Element:
    kids = list(entry.K) if isinstance(entry.get("/K"), pikepdf.Array) else []
    children = tuple(_read(kid, numbers, pdf) for kid in kids if not isinstance(kid, int) and "/S" in kid)
    pages = {number for child in children for number in child.pages}
    if any(isinstance(kid, int) for kid in kids):
        pages.add(numbers[entry.Pg.objgen])
    return Element(str(entry.S)[1:], frozenset(pages), entry, children, pdf)


def read_outline(data: bytes) -> list[tuple[int, str]]:
    """Depth (from 1) and title of every bookmark."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        found: list[tuple[int, str]] = []

        def walk(items: Any, depth: int) -> None:
            for item in items:
                found.append((depth, str(item.title)))
                walk(item.children, depth + 1)

        walk(outline.root, 1)
        return found
