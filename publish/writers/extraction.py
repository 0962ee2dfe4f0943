"""The text of a finished PDF, page numbers aside, to be compared with the document's before anything is delivered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from publish.errors import VerificationError
from publish.model import Document, Footnote, Table, inlines, paragraphs, texts
from publish.style import Style
from publish.writers.html import GETA

_SPACE = re.compile(r"[\s\u200b\ufeff\ufffe]+")


def extract_pdf(data: bytes, style: Style) -> list[str]:
    """The text of each page without its page number and white space, as a PDF viewer would copy it."""
    import pypdfium2

    pages = []
    pdf = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(pdf)):
            page = pdf[number]
            text_page = page.get_textpage()
            text = text_page.get_text_range()
            text_page.close()
            page.close()
            pages.append(_strip_folio(_SPACE.sub("", text), style.folio.form, number + 1, len(pdf)))
    finally:
        pdf.close()
    return pages


def _strip_folio(text: str, form: str, page: int, pages: int) -> str:
    folio = _SPACE.sub("", form.replace("{page}", str(page)).replace("{pages}", str(pages)))
    return text.removesuffix(folio) if text.endswith(folio) else text.removeprefix(folio)


def verify_pdf(data: bytes, document: Document, style: Style, missing: frozenset[str] = frozenset()) -> None:
    """Raise VerificationError unless the PDF's text is the document's, characters without a glyph printed as 〓."""
    expected = [_SPACE.sub("", "".join(GETA if char in missing else char for char in text)) for text in texts(document)]
    compare("PDF", expected, extract_pdf(data, style), _is_linear(document))


def compare(kind: str, expected: Iterable[str], found: Iterable[str], linear: bool) -> None:
    """Raise VerificationError with the first difference. Not `linear`: footnotes and repeated table heads stand
    elsewhere than in the document, so that every character must be there, in any order."""
    want, got = "".join(expected), "".join(found)
    if want == got:
        return
    if not linear and not Counter(want) - Counter(got):
        return
    at = next((i for i, (a, b) in enumerate(zip(want, got, strict=False)) if a != b), min(len(want), len(got)))
    raise VerificationError(
        f"{kind} 里的文字与原文不一致：应为“{want[max(0, at - 5) : at + 15]}”，实为“{got[max(0, at - 5) : at + 15]}”",
        "没有写出文件；请把原文件发给开发者",
    )


def _is_linear(document: Document) -> bool:
    if any(isinstance(block, Table) for block in document.blocks):
        return False
    return not any(isinstance(inline, Footnote) for block in paragraphs(document.blocks) for inline in inlines(block))
