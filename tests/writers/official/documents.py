"""The golden texts of official documents: recognised, given their look, and what of the standard they must show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from publish.fonts.roles import find_faces
from publish.model import Document, Metadata, Paragraph, Role, plain_text
from publish.readers.text.reader import parse
from publish.structure.choosing import choose_style
from publish.structure.recognise import recognise
from publish.style import Style, load_style
from publish.writers import Order
from publish.writers.pdf.writer import verify_pdf, write_pdf
from publish.writers.shared.arrangement import arrange
from tests import CASE_FOLDER
from tests.structure.rendering import Case, read_cases

REPEATED = re.compile(r"^\[(\d+)\](.*)$", re.MULTILINE)
CASES = list(read_cases(CASE_FOLDER / "official" / "documents.txt"))


@dataclass(frozen=True)
class Made:
    """A golden text made into a PDF: as recognised, as laid out, its look, its bytes."""

    case: Case
    document: Document
    arranged: Document
    style: Style
    data: bytes
    pages: int
    pitch: float  # of its lines, mm

    def count(self, role: Role) -> int:
        """How many paragraphs of a role it has."""
        return len(self.texts(role))

    def texts(self, role: Role) -> list[str]:
        """The texts of a role's paragraphs."""
        blocks = (block for block in self.arranged.blocks if isinstance(block, Paragraph) and block.role is role)
        return [plain_text(block.content) for block in blocks]


def read(case: Case) -> Document:
    """The document of a case; `[8]text` stands for eight paragraphs."""
    source = REPEATED.sub(lambda match: "\n".join([match[2]] * int(match[1])), case.source)
    return recognise(parse(source, "公文.txt"), Metadata())


@cache
def make(name: str) -> Made:
    """The PDF of the case of that name, verified."""
    case = next(case for case in CASES if case.name == name)
    document = read(case)
    style = load_style(choose_style(document).style)
    pdf = write_pdf(document, Order(style), find_faces())
    verify_pdf(pdf, document, style)
    return Made(case, document, arrange(document, style), style, pdf.data, pdf.pages, 225 / (22 + pdf.tightened))
