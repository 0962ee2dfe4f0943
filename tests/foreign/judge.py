"""Reads a file again and says what of its text is not there: its characters, its lines as the Word file has them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from publish.errors import PublishError
from publish.model import Block, Figure, Footnote, Heading, Source, Table, inlines, paragraphs
from publish.readers import read_source
from tests.foreign.witnesses import list_characters
from tests.readers.reader_display import bag, characters, show, show_inlines

ERROR = "Error: Reference source not found"  # what LibreOffice says of a reference without an aim


@dataclass
class Verdict:
    """What became of one file. `lost`: characters of the file that were neither read nor told; `unlike`: lines that
    differ from those of the Word file (- missing, + new); `seconds` of reading it, `usual` of the Word file."""

    text: str
    error: str = ""
    there: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    unlike: list[str] = field(default_factory=list)
    seconds: float = 0.0
    usual: float = 0.0


def judge(path: Path, original: Path) -> Verdict:
    """Read a file made from a Word file, and that."""
    verdict = Verdict(path.stem)
    expected, verdict.usual = _read(original)
    try:
        source, verdict.seconds = _read(path)
    except PublishError as error:
        verdict.error = str(error)
        return verdict
    there = bag(list_characters(path))
    verdict.there = there.total()
    verdict.lost = there - characters(source) - bag("".join(finding.replacement for finding in source.findings))
    verdict.lost -= bag("".join(_labels(source)))
    ours, theirs = (Counter(list_lines(each.blocks)) for each in (source, expected))
    verdict.lines = theirs.total()
    verdict.unlike = [f"- {line}" for line in (theirs - ours).elements()]
    verdict.unlike += [f"+ {line}" for line in (ours - theirs).elements()]
    return verdict


def _labels(source: Source) -> Iterator[str]:
    """What is printed for the numbers of notes, at their calls, before them and behind, and for bullets."""
    notes = [each for block in paragraphs(source.blocks) for each in inlines(block) if isinstance(each, Footnote)]
    for number in range(1, len(notes) + 9 if notes else 0):  # some of a PDF's may not have found their calls
        yield from (2 * str(number), 2 * "ivx", "↩\ufe0e")
    yield 99 * "•◦▪§" + ERROR


def _read(path: Path) -> tuple[Source, float]:
    read_source(path)  # loads the libraries
    start = time.perf_counter()
    source = read_source(path)
    return source, time.perf_counter() - start


def list_lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """A line for each paragraph, heading, row and picture, its place in the page and its sides left aside."""
    for block in blocks:
        match block:
            case Table():
                for row in show(Table(block.rows)).removeprefix("[ ").removesuffix(" ]").split(" / "):
                    yield f"| {_plain(row)}"
                yield from [_plain(show_inlines(block.caption.content))] if block.caption else []
            case Figure():
                yield "〔图〕"
                yield from [_plain(show_inlines(block.caption.content))] if block.caption else []
            case Heading():
                yield f"{'#' * block.level} {_plain(show_inlines(block.content))}"
            case _:
                yield _plain(show(block))


def _plain(line: str) -> str:
    return "".join(char for char in line if char not in " \u3000\t\xa0*/【】")
