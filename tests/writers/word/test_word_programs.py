"""Our Word file in other programs: as many pages as the PDF, 28 characters a line, headings inside their paragraph.

Slow, and only where the program is installed; the table in the README comes from here (make test-slow).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.model import Document, Metadata, Role
from publish.readers.text.reader import read
from publish.structure.recognise import recognise
from publish.style import Style
from publish.writers import Order, make_output
from publish.writers.word.writer import write_word
from tests.writers.word.programs import count_full_lines, is_installed, read_rows, share_within, show_in_libreoffice
from tests.writers.word.word_files import SENTENCE, document, paragraph, style

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_installed(), reason="LibreOffice Writer is not installed"),
]
SEED = next(Path("seeds").resolve().glob("*.txt"))


def seed() -> Document:
    """The speech this tool was first made for."""
    return recognise(read(SEED), Metadata())


def figures() -> Document:
    """Paragraphs full of dates, amounts and letters."""
    text = "2024年5月8日，全市GDP增长6.5%，达到1234.5亿元，比2023年多85.2亿元。"
    return document(paragraph("工作情况", Role.TITLE), *(paragraph(text * 6) for _ in range(8)))


def long_speech() -> Document:
    """Some twenty pages of running text under run-in headings."""
    numbers = "一二三四五六七八九"
    return document(
        paragraph("讲话", Role.TITLE),
        *(paragraph(SENTENCE * (9 + at % 5), run_in=f"{numbers[at % 9]}要真抓实干。") for at in range(45)),
    )


CHINESE = pytest.mark.parametrize("shown", [seed, long_speech], ids=lambda make: make.__name__, indirect=True)


@pytest.fixture(scope="module", params=[seed, long_speech, figures], ids=lambda make: make.__name__)
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Style]:
    """Our PDF, LibreOffice's of our Word file, the look of both."""
    folder, made = tmp_path_factory.mktemp("shown"), request.param()
    look = style(tight_lines="0")  # Word breaks its pages itself
    ours, word = folder / "ours.pdf", folder / "word.docx"
    ours.write_bytes(make_output("pdf", made, Order(look)).data)
    word.write_bytes(write_word(made, look))
    (theirs,) = show_in_libreoffice([word], folder)
    return ours, theirs, look


def test_the_pages_are_as_many_as_the_pdf_has(shown: tuple[Path, Path, Style]) -> None:
    ours, theirs, _look = shown
    assert abs(len(read_rows(theirs)) - len(read_rows(ours))) <= len(read_rows(ours)) // 20


@CHINESE
def test_full_lines_hold_twenty_eight_characters(shown: tuple[Path, Path, Style]) -> None:
    _ours, theirs, look = shown
    counts = count_full_lines(read_rows(theirs), look)
    assert counts.total() > 80
    assert share_within(counts, look.page.characters) >= 0.9, counts


@CHINESE
def test_no_run_in_heading_stands_alone(shown: tuple[Path, Path, Style]) -> None:
    ours, theirs, _look = shown
    alone = [row.text for rows in read_rows(theirs) for row in rows if row.text.endswith(("要真抓实干。", "讲政治。"))]
    expected = [row.text for rows in read_rows(ours) for row in rows if row.text.endswith(("要真抓实干。", "讲政治。"))]
    assert len(alone) <= len(expected)


def test_every_mark_is_drawn(shown: tuple[Path, Path, Style]) -> None:
    ours, theirs, _look = shown
    marks = [
        sum(row.text.count(mark) for rows in read_rows(path) for row in rows for mark in "，。、；：")
        for path in (ours, theirs)
    ]
    assert marks[0] == marks[1]


def test_twenty_two_lines_stand_on_a_page(shown: tuple[Path, Path, Style]) -> None:
    _ours, theirs, look = shown
    pages = read_rows(theirs)
    assert all(len(rows) <= look.page.lines + 1 for rows in pages)  # and the page number
    assert max(map(len, pages)) == look.page.lines + 1


def test_page_numbers_stand_outside(shown: tuple[Path, Path, Style]) -> None:
    _ours, theirs, look = shown
    middle = look.page.width / 2
    for number, rows in enumerate(read_rows(theirs), 1):
        folio = rows[-1]
        assert folio.text == f"—{number}—"
        assert (folio.glyphs[0].left > middle) == (number % 2 == 1)
