"""The text of a Word file we wrote, read again and compared with the document's before anything is delivered."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from publish.errors import VerificationError
from publish.model import Document, Footnote, inlines, paragraphs, plain_text
from publish.writers.word.ooxml import Element, W

CONTEXT = 15  # characters shown around a difference


@dataclass(frozen=True)
class WordText:
    """Paragraphs in reading order, those of tables included, empty ones left out; and the notes they call, in order."""

    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]


def extract_word(data: bytes) -> WordText:
    """The text of a .docx by `write_word`: page numbers and the contents page left out, a run-in heading joined to
    its paragraph, a tab for each tab, nothing for a line break."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"), parser)[0]
        part = "word/footnotes.xml"
        notes = etree.fromstring(package.read(part), parser) if part in package.namelist() else ()
    texts = {note.get(f"{W}id"): "".join(map(read_text, note)) for note in notes}
    found: list[str] = []
    called: list[str] = []
    joined = ""
    for paragraph in walk_paragraphs(body):
        joined += read_text(paragraph)
        called += [texts[call.get(f"{W}id")] for call in paragraph.iter(f"{W}footnoteReference")]
        if paragraph.find(f"{W}pPr/{W}rPr/{W}specVanish") is None:
            found.append(joined)
            joined = ""
    return WordText(tuple(filter(None, [*found, joined])), tuple(called))


def walk_paragraphs(body: Element) -> Iterator[Element]:
    """The paragraphs of the body and of its tables, not those of the contents page."""
    for child in body:
        if child.tag != f"{W}sdt":
            yield from child.iter(f"{W}p")


def read_text(paragraph: Element) -> str:
    """The characters of one paragraph; a footnote's own number is not text."""
    pieces = []
    for run in paragraph.iter(f"{W}r"):
        if run.find(f"{W}footnoteRef") is None:
            for child in run:
                if child.tag in (f"{W}t", f"{W}delText"):
                    pieces.append(child.text or "")
                elif child.tag == f"{W}tab":
                    pieces.append("\t")
    return "".join(pieces)


def verify_word(data: bytes, document: Document) -> None:
    """Raise VerificationError unless the file's text is the document's, white space aside."""
    found = extract_word(data)
    blocks = list(paragraphs(document.blocks))
    notes = [note for block in blocks for note in inlines(block) if isinstance(note, Footnote)]
    compare("正文", (plain_text(inlines(block)) for block in blocks), found.paragraphs)
    compare("脚注", (plain_text(note.content, footnotes=True) for note in notes), found.notes)


def compare(part: str, expected: Iterable[str], found: Iterable[str]) -> None:
    """Raise VerificationError with the first difference."""
    want, got = ("".join("".join(texts).split()) for texts in (expected, found))
    if want == got:
        return
    at = next((index for index, pair in enumerate(zip(want, got, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(want), len(got)) if at is None else at
    around = slice(max(0, start - CONTEXT), start + CONTEXT)
    raise VerificationError(
        f"Word 文件的{part}与原文不一致：应为“{want[around]}”，实为“{got[around]}”",
        "没有写出文件；请把原文件发给开发者",
    )
