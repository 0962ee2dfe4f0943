"""What goes into a file of each kind comes out of its reader, or is told: generated documents as the plainest bytes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import Figure, Source, Table, paragraphs
from publish.readers import read_source
from tests.generated import Maker
from tests.readers.reader_display import bag, characters
from tests.readers.rendering import RENDERERS, list_texts

MANY = 2000
HEAD = "发件人：a@example.cn"  # of a mail, told
LABELS = "0123456789.↩"  # of notes, told where a page's text was not found


def compare(kind: str, number: int, folder: Path) -> tuple[Counter[str], Counter[str]]:
    """The characters of a generated document that are gone, and those that nobody wrote."""
    source = Maker(number).source()
    there = bag("".join(list_texts(source)))
    path = folder / f"稿.{kind}"
    path.write_bytes(RENDERERS[kind](source))
    try:
        read = read_source(path)
    except InputError:  # pdfium does not see marks that stand alone on a page
        return (there if kind != "pdf" or there.total() > 3 else Counter()), Counter()
    found = characters(read) - (bag(HEAD) if kind == "eml" else Counter())
    if kind != "pdf":
        check_shape(source, read)
    labels = LABELS if kind == "mht" else ""
    return there - found, Counter({char: count for char, count in (found - there).items() if char not in labels})


def check_shape(source: Source, read: Source) -> None:
    """As many pictures as there were; where tables lie in tables, no cell is lost."""
    if any(finding.code == "html-pictures" for finding in read.findings):
        return  # beside what was found to be the article
    pictures = sum(isinstance(block, Figure) for block in source.blocks)
    assert sum(isinstance(block, Figure) for block in read.blocks) >= pictures
    assert any(True for _ in paragraphs(read.blocks)) or pictures or not any(isinstance(b, Table) for b in read.blocks)


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("number", range(24))
def test_characters_are_kept_or_told(kind: str, number: int, tmp_path: Path) -> None:
    assert compare(kind, number, tmp_path) == (Counter(), Counter())


@pytest.mark.slow
@pytest.mark.parametrize("kind", RENDERERS)
def test_characters_of_two_thousand_documents_are_kept_or_told(kind: str, tmp_path: Path) -> None:
    wrong = {number: found for number in range(MANY) if any(found := compare(kind, number, tmp_path))}
    assert wrong == {}
