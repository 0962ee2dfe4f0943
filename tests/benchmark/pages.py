"""What a typesetter measures of our pages: python -m tests.benchmark.pages [FILE or FOLDER …] [--word]

Of each text (the seed, if none is named), made as a speech: pages and lines; how far justified lines end from the edge
of the measure, pt; lines against kinsoku, in table cells too; the largest standard deviation of the gap between Han and
figures over a paragraph, em; paragraphs whose last line is one character. With --word, what LibreOffice shows of the
Word file: pages; full lines, and those of 28 characters, one more or less; run-in headings on lines of their own; lines
of paragraphs in Chinese alone and of those with letters or figures, and how many of them stand as in the PDF.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from publish.model import Document, Paragraph
from publish.model.traversal import plain_text
from publish.pipeline.one import Made, make
from publish.pipeline.request import Request, list_sources
from publish.style import Style
from tests import SEED
from tests.writers.pdf.pdf_blocks import (
    count_last_characters,
    deviation_of_gaps,
    find_kinsoku_faults,
    measure_edges,
    read_blocks,
)
from tests.writers.word.programs import Row, count_full_lines, read_rows, show_in_libreoffice

FOLIO = re.compile(r"—\d+—")
MIXED = re.compile("[!-~０-９]")
LARGEST = {"edge", "gaps"}  # of these the largest counts, the others are added up
Figures = dict[str, float]


def main() -> None:
    """Measure, print a line for each text and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[SEED])
    parser.add_argument("--word", action="store_true")
    parser.add_argument("--set", action="append", default=[], metavar="token=value")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        totals: Figures = {}
        overrides = dict(token.split("=", 1) for token in asked.set)
        for name, figures in measure(list_sources(asked.files), Path(folder), asked.word, overrides):
            show(name, figures)
            for key, figure in figures.items():
                before = totals.get(key, 0)
                totals[key] = max(before, figure) if key in LARGEST else before + figure
    show("all", totals)


def measure(
    files: Sequence[Path], folder: Path, word: bool, overrides: Mapping[str, str]
) -> Iterator[tuple[str, Figures]]:
    """The name of every text and what was measured of it."""
    made = {f"{number:03}": make(file, Request("pdf", overrides=overrides)) for number, file in enumerate(files)}
    for name, each in made.items():
        (folder / f"{name}-ours.pdf").write_bytes(each.output.data)
        if word:
            (folder / f"{name}.docx").write_bytes(
                make(files[int(name)], Request("docx", overrides=overrides)).output.data
            )
    shown = show_in_libreoffice([folder / f"{name}.docx" for name in made], folder) if word else [None] * len(made)
    for file, (name, each), theirs in zip(files, made.items(), shown, strict=True):
        figures = measure_pdf(each)
        if theirs:
            figures |= compare(each, read_rows(folder / f"{name}-ours.pdf"), read_rows(theirs))
        yield file.stem, figures


def measure_pdf(made: Made) -> Figures:
    """The figures of a PDF."""
    page, blocks = made.style.page, read_blocks(made.output.data)
    edges = measure_edges(blocks, page.left, page.width - page.right, page.cell)
    return {
        "pages": made.output.pages or 0,
        "lines": sum(len(block.lines) for block in blocks),
        "edge": max(map(abs, edges), default=0),
        "kinsoku": sum(len(find_kinsoku_faults(block)) for block in blocks),
        "gaps": max((deviation_of_gaps(block) or 0 for block in blocks), default=0),
        "runts": sum(count_last_characters(block) == 1 for block in blocks if not block.in_table),
        "paragraphs": sum(len(block.lines) > 1 for block in blocks if not block.in_table),
    }


def compare(made: Made, ours: Sequence[Sequence[Row]], theirs: Sequence[Sequence[Row]]) -> Figures:
    """The figures of what LibreOffice shows of a Word file beside the PDF's lines."""
    characters, full = made.style.page.characters, count_full_lines(theirs, made.style)
    heads, known = set(find_run_in(made.document)), {row.text for rows in ours for row in rows}
    ends = set(find_ends(theirs))
    same: Figures = {"han": 0, "han same": 0, "mixed": 0, "mixed same": 0}
    position = 0
    for paragraph in split_paragraphs(ours, made.style):
        kind = "mixed" if any(MIXED.search(text) for text in paragraph) else "han"
        for text in paragraph:
            same[kind] += 1
            same[f"{kind} same"] += (position, position + len(text)) in ends
            position += len(text)
    return {
        "pages there": len(theirs),
        "other pages": abs(len(theirs) - len(ours)) > 1,
        "full": full.total(),
        "of 28": sum(full[number] for number in (characters - 1, characters, characters + 1)),
        "heads alone": sum(row.text in heads - known for rows in theirs for row in rows),
        **same,
    }


def split_paragraphs(pages: Iterable[Iterable[Row]], style: Style) -> Iterator[list[str]]:
    """The lines of each paragraph: one begins with a line that begins further in than the measure."""
    found: list[str] = []
    for row in (row for rows in pages for row in rows if not FOLIO.fullmatch(row.text)):
        if found and row.glyphs[0].left > style.page.left + style.page.cell:
            yield found
            found = []
        found.append(row.text)
    yield found


def find_run_in(document: Document) -> Iterator[str]:
    """The run-in headings of a document, without white space."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.run_in:
            yield "".join(plain_text(block.run_in.content).split())


def find_ends(pages: Iterable[Iterable[Row]]) -> Iterator[tuple[int, int]]:
    """Where every line but page numbers begins and ends in the text."""
    position = 0
    for row in (row for rows in pages for row in rows if not FOLIO.fullmatch(row.text)):
        yield position, position + len(row.text)
        position += len(row.text)


def show(name: str, figures: Figures) -> None:
    """Print the figures of a text on a line."""
    told = (f"{key} {figure:.3f}" if key in LARGEST else f"{key} {figure:.0f}" for key, figure in figures.items())
    print(f"{name}: {', '.join(told)}")


if __name__ == "__main__":
    main()
