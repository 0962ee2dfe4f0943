"""The Word file of a comparison: all taken is the new draft, all refused the old, to the character; and it is valid."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from PIL import Image

from publish.comparison import compare
from publish.model import Document, Figure, Footnote, Metadata, Paragraph, Picture, Span
from publish.readers import read_source
from publish.structure.recognise import recognise
from publish.style import load_style
from publish.writers.word.verify import extract_word
from publish.writers.word.writer import write_word
from tests import SEED
from tests.comparison.drafts import edit_randomly, make_document, make_table
from tests.comparison.revisions import W, resolve_word

STYLE = load_style()
MOMENT = datetime(2026, 5, 6, tzinfo=UTC)


def mark(old: Document, new: Document) -> bytes:
    return write_word(compare(old, [("乙", new)]).document, STYLE, created=MOMENT)


def text_of(data: bytes) -> list[str]:
    return ["".join(text.split()) for text in extract_word(data).paragraphs]


def check_both(old: Document, new: Document) -> bytes:
    marked = mark(old, new)
    assert text_of(resolve_word(marked, accept=True)) == text_of(write_word(new, STYLE))
    assert text_of(resolve_word(marked, accept=False)) == text_of(write_word(old, STYLE))
    return marked


@pytest.mark.parametrize("seed", range(8))
def test_all_taken_is_the_new_draft_and_all_refused_the_old(seed: int, tmp_path: Path) -> None:
    old = recognise(read_source(SEED), Metadata())
    new, _ = edit_randomly(old, random.Random(seed), 2 + 2 * seed)
    path = tmp_path / "花脸稿.docx"
    path.write_bytes(check_both(old, new))
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_tables_pictures_footnotes_headings_and_moves(tmp_path: Path, picture: Picture) -> None:
    note = Footnote((Span("见第三条"),))
    old = make_document("#一、总体要求", "要加强组织领导，成立工作专班。", "要加大资金投入力度。", "要严格督查考核。")
    new = make_document("#一、目标任务", "要加大资金投入力度。", "要严格督查考核。", "要加强组织领导，成立工作专班。")
    table = make_table("项目|金额", "道路改造|100万元", "绿化|20万元")
    other = make_table("项目|金额", "道路改造|120万元", "照明|35万元")
    shown = Document(
        (*old.blocks, table, Paragraph((Span("依据规定"), note)), Figure("a", "图")), pictures={"a": picture}
    )
    later = Document((*new.blocks, other, Paragraph((Span("依据规定"),))), pictures={})
    path = tmp_path / "花脸稿.docx"
    path.write_bytes(check_both(shown, later))
    assert OpenXmlValidator().validate(str(path)).errors == []
    assert "moveFromRangeStart" in path_text(path)


def path_text(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def test_every_revision_has_its_author_its_date_and_a_number_of_its_own() -> None:
    marked = mark(make_document("要认真抓好落实。", "一段话。"), make_document("要切实抓好落实。"))
    with zipfile.ZipFile(io.BytesIO(marked)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    found = [element for element in root.iter() if str(element.tag).rpartition("}")[2] in ("ins", "del")]
    numbers = [element.get(f"{W}id") for element in found]
    assert len(set(numbers)) == len(numbers) == len(found) >= 3
    assert {element.get(f"{W}author") for element in found} == {"乙"}
    assert {element.get(f"{W}date") for element in found} == {"2026-05-06T00:00:00Z"}


@pytest.fixture
def picture() -> Picture:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(made, "PNG")
    return Picture(made.getvalue(), "image/png", 8, 8)
