"""Every glyph stands where it stands in the PDF, and the text is the document's."""

from __future__ import annotations

import ctypes
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publish.errors import VerificationError
from publish.model import Document
from publish.pipeline import Request
from publish.pipeline.one import make as make_source
from publish.processes.press import HERE
from publish.style import Style
from publish.writers import Order, make_output
from publish.writers.ofd.format import ofd_format
from publish.writers.ofd.verify import extract_ofd
from publish.writers.pdf.writer import Pdf, verify_pages
from tests.writers.ofd.ofd_files import OFD, list_characters, make, read
from tests.writers.ofd.test_ofd_structure import SOURCES, ofd_of
from tests.writers.word.word_files import every_feature, paragraph, speech, style

MM = 25.4 / 72
NEAR = 0.05  # mm


def list_origins(data: bytes) -> Iterator[dict[str, list[tuple[float, float]]]]:
    """The origins (mm from the upper left) of the characters of each page of a PDF, as PDFium has them. Without the
    ActualText, since PDFium puts all characters of one at its beginning."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            kept = [
                each for each in pikepdf.parse_content_stream(page) if str(each.operator) not in ("BDC", "EMC", "BMC")
            ]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        plain = io.BytesIO()
        pdf.save(plain)
    document = pypdfium2.PdfDocument(plain.getvalue())
    x, y = ctypes.c_double(), ctypes.c_double()
    for page in document:
        text, height = page.get_textpage(), page.get_height()
        found = defaultdict(list)
        for index in range(text.count_chars()):
            pypdfium2.raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            char = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, index))
            found[char].append((x.value * MM, (height - y.value) * MM))
        text.close()
        page.close()
        yield found
    document.close()


def check_places(ofd: bytes, pdf: bytes) -> None:
    pages, origins = read(ofd).pages, list(list_origins(pdf))
    assert len(pages) == len(origins)
    checked = 0
    for page, found in zip(pages, origins, strict=True):
        for char, x, y, _ in list_characters(page):
            if not char.isspace():  # PDFium makes its own blanks
                assert any(abs(x - left) < NEAR and abs(y - top) < NEAR for left, top in found[char]), (char, x, y)
                checked += 1
    assert checked > 50


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parent.name)
def test_glyphs_stand_where_they_stand_in_the_pdf(source: Path) -> None:
    look = source.parent.name if source != SOURCES[0] else "speech"
    check_places(ofd_of(source), make_source(source, Request("pdf", style=look)).output.data)


@pytest.mark.parametrize("tokens", [{}, {"contents": "on", "composition": "compressed"}])
def test_so_do_those_of_tables_notes_and_contents(tokens: dict[str, str]) -> None:
    order = Order(style(**tokens))
    ofd, pdf = (make_output(format_, every_feature(), order) for format_ in ("ofd", "pdf"))
    assert ofd.pages == pdf.pages
    check_places(ofd.data, pdf.data)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parent.name)
def test_an_ofd_is_not_much_larger_than_the_pdf(source: Path) -> None:
    look = source.parent.name if source != SOURCES[0] else "speech"
    pdf = make_source(source, Request("pdf", style=look)).output.data
    assert len(ofd_of(source)) < 1.2 * len(pdf)


@pytest.mark.parametrize(
    "text",
    [
        "𠮷野家的𠮷字，㐂𬀩",  # beyond the first plane
        "办公室office，efficient",  # ligatures
        "é ǎ ǔ",  # combining marks
        "a•b·c‧d",  # characters that share a glyph
        "西藏བོད་ལྗོངས་",
        "新疆شىنجاڭ",
        "温度25℃、面积5㎡、①②③、…—–",
        "软连字\u00ad符，零宽\u200b空格",
        "emoji😀完",
        "控制\x0b字符<&>",
    ],
)
def test_the_text_is_read_again(text: str) -> None:
    data = make(paragraph(text))
    assert [len(page) > 0 for page in extract_ofd(data)] == [True]


def test_characters_beyond_the_first_plane_have_objects_of_their_own() -> None:
    """Programs that count in UTF-16 would give the characters behind them the wrong step."""
    package = read(make(paragraph("甲乙𠮷丙丁戊")))
    texts = [text.findtext(f"{OFD}TextCode") for text in package.pages[0].iter(f"{OFD}TextObject")]
    assert texts[:3] == ["甲乙", "𠮷", "丙丁戊"]


def lose(data: bytes, old: bytes, new: bytes) -> bytes:
    """The package with a text replaced in its pages."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new) if "Content" in name else source.read(name))
    return changed.getvalue()


@pytest.mark.parametrize(("old", "new"), [("今天", "明天"), ("我们召开会议", ""), ("同志们，让", "同志们，让让")])
def test_an_ofd_that_says_something_else_is_refused(old: str, new: str) -> None:
    made, look = speech(), style()
    output = make_output("ofd", made, Order(look))
    verify(output.data, made, look)
    spoilt = lose(output.data, old.encode(), new.encode())
    assert spoilt != output.data
    with pytest.raises(VerificationError, match="OFD 里的文字与原文不一致"):
        verify(spoilt, made, look)


def verify(data: bytes, made: Document, look: Style) -> None:
    verify_pages(ofd_format(HERE), Pdf(data, 1, ()), made, look)
