"""A PDF we made, read again, gives the same Document: texts, roles, headings, tables, notes, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from publish.errors import InputError
from publish.fonts.roles import find_faces
from publish.model import (
    Block,
    Document,
    Figure,
    Footnote,
    Heading,
    Metadata,
    Paragraph,
    Role,
    Span,
    Table,
    inlines,
    paragraphs,
    plain_text,
    spans,
)
from publish.output.imposition import Layout, Sheet, impose
from publish.readers import read_source
from publish.structure.choosing import choose_style
from publish.structure.recognise import recognise
from publish.style import load_style
from publish.writers import Order
from publish.writers.pdf.writer import write_pdf
from tests import SEED, TOP
from tests.readers.word.test_word_round_trip import BLOCKS, PICTURE, text

SAMPLES = [SEED, *sorted((TOP / "styles").glob("*/sample.txt"))]


def make(document: Document, style: str, folder: Path) -> Path:
    path = folder / "成品.pdf"
    path.write_bytes(write_pdf(document, Order(load_style(style)), find_faces()).data)
    return path


def say(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """What every block is, and its text without white space (that between lines is not drawn)."""
    for block in blocks:
        if isinstance(block, Table):
            yield f"table {block.header_rows}", " / ".join(_cells(block))
        elif isinstance(block, Figure):
            yield "figure", block.alt
        else:
            kind = f"heading {block.level}" if isinstance(block, Heading) else block.role.value
            if isinstance(block, Paragraph) and block.run_in:
                kind += f" 【{_bare(plain_text(block.run_in.content))}】"
            yield kind, _bare(plain_text(inlines(block), footnotes=True))


def _cells(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            texts = "".join(plain_text(inlines(each)) for each in paragraphs(cell.blocks))
            yield f"{_bare(texts)}{cell.columns}×{cell.rows}"


def _bare(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
def test_samples_read_again_are_the_same(sample: Path, tmp_path: Path) -> None:
    first = recognise(read_source(sample), Metadata())
    style = choose_style(first).style
    again = recognise(read_source(make(first, style, tmp_path)), Metadata())
    marks = {"title": "masthead"} if style in ("minutes", "order") else {}  # their title is set as 发文机关标志
    assert list(say(again.blocks)) == [(marks.get(kind, kind), words) for kind, words in say(first.blocks)]
    assert again.title == first.title
    assert choose_style(again).style == style


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A document with everything in it, read again."""
    key = next(block.picture for block in BLOCKS if isinstance(block, Figure))
    document = Document(BLOCKS, pictures={key: PICTURE})
    return recognise(read_source(make(document, "speech", tmp_path_factory.mktemp("own"))), Metadata())


def test_everything_is_the_same(again: Document) -> None:
    assert [each for each in say(again.blocks) if each[0] != "figure"] == [
        each for each in say(BLOCKS) if each[0] != "figure"
    ]
    assert again.findings == ()


def test_words_keep_their_look_and_notes_their_place(again: Document) -> None:
    body = next(block for block in again.blocks if isinstance(block, Paragraph) and block.role is Role.BODY)
    looks = {span.text: (span.strong, span.emphasis, span.position) for span in spans(body.content)}
    assert looks["要点"] == (True, False, "baseline")
    assert looks["强调"] == (False, True, "baseline")
    assert looks["2"] == (False, False, "sub")
    notes = [plain_text(each.content) for each in body.content if isinstance(each, Footnote)]
    assert notes == ["注文"]


def test_pictures_are_taken_out(again: Document) -> None:
    figure = next(block for block in again.blocks if isinstance(block, Figure))
    picture = again.pictures[figure.picture]
    assert (picture.width, picture.height) == (PICTURE.width, PICTURE.height)
    assert figure.caption
    assert plain_text(figure.caption.content) == "图1 现场"


def test_rare_han_which_pdfium_does_not_copy_are_read(tmp_path: Path) -> None:
    document = Document((text("在会上的讲话", Role.TITLE), text("陈𬱖之同志说，全长12.5公里，见www.gov.cn。")))
    again = recognise(read_source(make(document, "speech", tmp_path)), Metadata())
    assert list(say(again.blocks)) == list(say(document.blocks))


def test_contents_pages_are_left_out_and_told(tmp_path: Path) -> None:
    heads = [Heading(1, (Span(f"{number}、工作要求"),)) for number in "一二三"]
    document = Document((text("在会上的讲话", Role.TITLE), *heads, text("要抓好落实。")))
    path = tmp_path / "成品.pdf"
    look = load_style("speech", {"contents": "on"})
    path.write_bytes(write_pdf(document, Order(look), find_faces()).data)
    again = recognise(read_source(path), Metadata())
    assert list(say(again.blocks)) == list(say(document.blocks))
    assert [finding.code for finding in again.findings] == ["pdf-contents"]


def test_what_was_edited_is_told(tmp_path: Path) -> None:
    path = make(Document((text("在会上的讲话", Role.TITLE), text("要抓好落实。" * 30))), "speech", tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents = pikepdf.Stream(pdf, b"")
        pdf.save(path)
    with pytest.raises(InputError):
        read_source(path)


def test_an_imposed_pdf_is_refused(tmp_path: Path) -> None:
    path = make(Document((text("在会上的讲话", Role.TITLE), text("要抓好落实。"))), "speech", tmp_path)
    path.write_bytes(impose(path.read_bytes(), Layout("2up"), Sheet("A4"), 0.0, False).data)
    with pytest.raises(InputError, match="拼好版"):
        read_source(path)
