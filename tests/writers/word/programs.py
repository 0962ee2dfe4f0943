"""What a program shows of a Word file: it makes a PDF of it, and that is measured against ours."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from publish.style import Style

SAME_LINE = 6.0  # pt between the baselines of one line at most, superscripts apart


@dataclass(frozen=True)
class Glyph:
    """A character on a page: where its cell begins and ends and its baseline, pt from the lower left corner."""

    text: str
    left: float
    right: float
    base: float


@dataclass(frozen=True)
class Row:
    """A line of text as it stands on the page, without white space, by its glyphs from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


def show_in_libreoffice(files: Sequence[Path], folder: Path) -> list[Path]:
    """The PDFs LibreOffice makes of Word files, in a profile of its own."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    made = [folder / f"{file.stem}.pdf" for file in files]
    for _attempt in range(2):  # the first start on a fresh profile may end without a file
        subprocess.run(command, capture_output=True, check=False, timeout=900)
        if all(path.exists() for path in made):
            break
    return made


def is_installed() -> bool:
    """Whether LibreOffice Writer is here."""
    return shutil.which("soffice") is not None


def read_rows(path: Path) -> list[list[Row]]:
    """The lines of every page of a PDF, from the top, page numbers included."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [_rows(_glyphs(page)) for page in document]
    finally:
        document.close()


def _glyphs(page: pypdfium2.PdfPage) -> Iterable[Glyph]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        if character.isspace() or not character.isprintable():
            continue
        left, _bottom, right, _top = text.get_charbox(index, loose=True)
        x, y = pdfium.c_double(), pdfium.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        yield Glyph(character, left, right, y.value)


def _rows(glyphs: Iterable[Glyph]) -> list[Row]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: -each.base):
        if rows and abs(rows[-1][0].base - glyph.base) < SAME_LINE:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [Row(tuple(sorted(row, key=lambda glyph: glyph.left))) for row in rows]


def count_full_lines(pages: Iterable[Sequence[Row]], style: Style) -> Counter[int]:
    """Characters of the lines that fill the measure -> how many such lines there are.

    A line is full when it ends within a character of the right edge; its first-line indent counts as characters. Lines
    with letters or figures, which are as wide as they are, are left out.
    """
    page, em = style.page, style.page.cell
    edge = page.width - page.right
    counts: Counter[int] = Counter()
    for row in (row for rows in pages for row in rows):
        first, last = row.glyphs[0], row.glyphs[-1]
        indent = round((first.left - page.left) / em)
        if last.right > edge - em and 0 <= indent <= 2 and not re.search("[ -~]", row.text):
            counts[indent + len(row.glyphs)] += 1
    return counts


def share_within(counts: Counter[int], characters: int) -> float:
    """The share of full lines that hold `characters`, one more or less."""
    near = sum(counts[number] for number in (characters - 1, characters, characters + 1))
    return near / max(counts.total(), 1)
