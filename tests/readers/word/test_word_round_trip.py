"""A Word file our own writer made, read again: the same blocks, text for text, with the roles in the style names."""

from __future__ import annotations

import pytest

from publish.model import (
    Block,
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    LineBreak,
    Paragraph,
    Role,
    Source,
    Span,
    Table,
    paragraphs,
)
from publish.readers.pictures import inspect_picture
from publish.readers.word.reader import read
from publish.style import load_style
from publish.style.word_styles import ROLE_STYLES
from publish.writers.word.writer import write_word
from tests.readers.reader_display import show
from tests.readers.word.docx_files import png

KEY, PICTURE = inspect_picture(png(40, 30))


def text(words: str, role: Role = Role.BODY) -> Paragraph:
    return Paragraph((Span(words),), role)


BLOCKS: tuple[Block, ...] = (
    text("在全市工作会议上的讲话", Role.TITLE),
    text("张三", Role.SPEAKER),
    text("各位委员：", Role.SALUTATION),
    Paragraph(
        (
            Span("平常"),
            Span("要点", strong=True),
            Span("强调", emphasis=True),
            Span("H"),
            Span("2", position="sub"),
            Span("O"),
            LineBreak(),
            Span("次行"),
            Footnote((Span("注文"),)),
            Span("。"),
        )
    ),
    Heading(1, (Span("一、总体要求"),)),
    Heading(2, (Span("（一）指导思想"),)),
    Heading(3, (Span("1.目标"),)),
    Paragraph((Span("坚持领导。"),), run_in=Heading(1, (Span("一要讲政治。"),))),
    Paragraph((Span("\u3000为了规范工作。"),), run_in=Heading(5, (Span("第一条"),))),
    Table(
        (
            (Cell((text("项目"),)), Cell((text("数量"),), columns=2)),
            (Cell((text("甲"),), rows=2), Cell((text("一"),)), Cell((text("二"),))),
            (Cell((text("三"),)), Cell((text("四"),))),
        ),
        header_rows=1,
        caption=text("表1 收入", Role.CAPTION),
    ),
    Figure(KEY, "现场照片", 30.0, text("图1 现场", Role.CAPTION)),
    text("市政协", Role.SIGNATURE),
    text("2024年5月1日", Role.DATE),
)


@pytest.fixture(scope="module", params=["linked", "separator"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Source:
    path = tmp_path_factory.mktemp("word") / "a.docx"
    look = load_style("speech", {"word_run_in": request.param})
    path.write_bytes(write_word(Document(BLOCKS, pictures={KEY: PICTURE}), look))
    return read(path)


def test_blocks_are_the_same(source: Source) -> None:
    assert [show(block) for block in source.blocks] == [show(block) for block in BLOCKS]


def test_nothing_is_reported_and_pictures_are_the_same(source: Source) -> None:
    assert source.findings == ()
    assert source.pictures == {KEY: PICTURE}


def test_styles_name_the_roles(source: Source) -> None:
    for read_again, block in zip(source.blocks, BLOCKS, strict=True):
        if isinstance(read_again, Paragraph) and isinstance(block, Paragraph):
            assert read_again.hints.style == ROLE_STYLES[block.role][1]


def test_spans_and_the_table_are_the_same(source: Source) -> None:
    for read_again, block in zip(paragraphs(source.blocks), paragraphs(BLOCKS), strict=True):
        looks = [(each.strong, each.emphasis, each.position) for each in block.content if isinstance(each, Span)]
        again = [(each.strong, each.emphasis, each.position) for each in read_again.content if isinstance(each, Span)]
        assert again == looks
    table = next(block for block in source.blocks if isinstance(block, Table))
    assert table.header_rows == 1
