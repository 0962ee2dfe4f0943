"""Official documents as Word files: valid, read back as the same document, and measured as LibreOffice draws them."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import docx
import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator

from publish.model import Block, Metadata, Paragraph, inlines, plain_text
from publish.readers import read_source
from publish.structure.choosing import choose_style
from publish.structure.recognise import recognise
from publish.style import load_style
from publish.writers.official.elements import order_elements
from publish.writers.shared.keeping import find_loose
from publish.writers.word.writer import verify_word, write_word
from tests.writers.official.documents import CASES, Made, make, read
from tests.writers.official.ruler import Ink, Sheet, same

NAMES = [case.name for case in CASES]
ELEMENTS = ("Masthead", "DocumentNumber", "IssueSigner", "CopyNumber", "Marking", "CopyTo", "Imprint")
OFFICE = shutil.which("soffice")
NEAR = 1.0  # mm
SOME = 5  # characters that tell a line


@cache
def write(name: str) -> bytes:
    """The Word file of a golden text."""
    document = read(next(case for case in CASES if case.name == name))
    style = load_style(choose_style(document).style)
    data = write_word(document, style)
    verify_word(data, order_elements(document, style))
    return data


def describe(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """Role and text, without white space, of every block."""
    roles = [block.role.value if isinstance(block, Paragraph) else f"{type(block).__name__}" for block in blocks]
    texts = ["".join(plain_text(inlines(block)).split()) for block in blocks]  # type: ignore[arg-type]
    return list(zip(roles, texts, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_valid(name: str, tmp_path: Path) -> None:
    path = tmp_path / "公文.docx"
    path.write_bytes(write(name))
    assert OpenXmlValidator().validate(str(path)).errors == []


@pytest.mark.parametrize("name", NAMES)
def test_read_back_it_is_the_same_document(name: str, tmp_path: Path) -> None:
    made = make(name)
    path = tmp_path / "公文.docx"
    path.write_bytes(write(name))
    again = recognise(read_source(path), Metadata())
    assert choose_style(again).style == made.style.name
    wanted = order_elements(made.document, made.style)
    assert describe(order_elements(again, made.style).blocks) == describe(wanted.blocks)


def test_every_element_is_a_paragraph_in_a_style_of_its_own() -> None:
    found = set()
    for name in NAMES:
        for paragraph in docx.Document(io.BytesIO(write(name))).paragraphs:
            assert paragraph.style is not None
            found.add(paragraph.style.style_id)
    assert set(ELEMENTS) <= found


def test_the_same_document_gives_the_same_bytes() -> None:
    name = NAMES[1]
    assert write.__wrapped__(name) == write(name)


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every golden text's Word file as LibreOffice draws it."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer-nogui)")
    folder = tmp_path_factory.mktemp("drawn")
    for number, name in enumerate(NAMES):
        (folder / f"{number}.docx").write_bytes(write(name))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    files = [str(folder / f"{number}.docx") for number in range(len(NAMES))]
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": str(folder)})
    return {name: (folder / f"{number}.pdf").read_bytes() for number, name in enumerate(NAMES)}


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_draws_every_line_where_the_pdf_has_it(name: str, drawn: dict[str, bytes]) -> None:
    """Head, text and 版记 of the first and the last page, ± 1 mm; the pages turn alike, except that LibreOffice (7.4,
    25.2) moves a paragraph whole that is kept with what follows, where Word and the PDF part it before its last line.
    """
    made, other = make(name), drawn[name]
    if parted := find_parted(made):
        assert read_page(made.data, made.pages - 2)[-SOME:] in parted
        assert read_page(other, made.pages - 1).startswith(parted)
        return
    for page in {0, made.pages - 1}:
        for colour in ("red", "black"):
            wanted, found = rows(made.data, page, colour), rows(other, page, colour)
            assert len(wanted) == len(found), colour
            pairs = zip(wanted, found, strict=True)
            assert [pair for pair in pairs if not same(pair[0].middle, pair[1].middle, NEAR)] == []


def find_parted(made: Made) -> str:
    """The text kept with the closing lines between whose lines the last page turns, without white space, "" if none."""
    blocks = made.arranged.blocks
    last = read_page(made.data, made.pages - 1)
    for block, loose in zip(blocks, find_loose(blocks, made.style), strict=True):
        text = "".join(plain_text(inlines(block)).split()) if loose and isinstance(block, Paragraph) else ""
        begin = text.find(last[:SOME], 1)
        if begin > 0 and last.startswith(text[begin:]):
            return text
    return ""


def read_page(data: bytes, number: int) -> str:
    """The text of a page without white space and page number."""
    page = pypdfium2.PdfDocument(data)[number]
    text = "".join(page.get_textpage().get_text_range().split())
    return text.removesuffix(f"—{number + 1}—").removeprefix(f"—{number + 1}—")


def rows(data: bytes, page: int, colour: str) -> list[Ink]:
    """The rows of ink of a page above its page number."""
    found = Sheet(data, page).list_rows(colour, (0, 25, 210, 263 if colour == "black" else 297))
    return found if colour == "black" else [row for row in found if row.bottom - row.top > 3]  # double rules differ
