"""Lines the author broke himself begin where the first does; lists in lists stand further in; a caption is printed
once."""

from __future__ import annotations

import pytest

from publish.model import Document, Figure, Hints, Inline, LineBreak, Paragraph, Picture, Role, Span
from publish.style import load_style
from publish.writers.shared.arrangement import arrange
from publish.writers.shared.indents import Indents, indent_blocks

STYLE = load_style()


def lines(*texts: str) -> Paragraph:
    content: list[Inline] = []
    for text in texts:
        content += [*([LineBreak()] if content else []), Span(text)]
    return Paragraph(tuple(content))


@pytest.mark.parametrize(
    ("paragraph", "indents"),
    [
        (lines("春风又绿江南岸，", "明月何时照我还。"), Indents(2.0, 0.0, 0.0)),
        (lines("时间：2026年5月1日", "地点：三楼会议室", "主持人：张三"), Indents(2.0, 0.0, 0.0)),
        (lines("只有一行的段落照旧首行缩进。"), None),
        (lines("这一行很长，比版心还要长，放不下一行，所以照旧首行缩进，从第二行起顶格排到头。", "第二行。"), None),
    ],
)
def test_broken_lines_keep_the_indent(paragraph: Paragraph, indents: Indents | None) -> None:
    ((_, found),) = indent_blocks([paragraph], STYLE)
    assert found == indents


@pytest.mark.parametrize(
    ("text", "depth", "indents"),
    [
        ("• 配置规则", 1, None),
        ("• 由负责人编写配置文件。", 2, Indents(2.0, 2.0, 0.0)),
        ("◦ 成员可以更新配置文件。", 3, Indents(4.0, 2.0, 0.0)),
        ("1.编写配置文件。", 3, None),  # as GB/T 9704 sets 1. whatever stands above it
    ],
)
def test_a_list_in_a_list_stands_further_in(text: str, depth: int, indents: Indents | None) -> None:
    item = Paragraph((Span(text),), Role.LIST_ITEM, hints=Hints(list_depth=depth))
    ((_, found),) = indent_blocks([item], STYLE)
    assert found == indents


@pytest.mark.parametrize(
    ("above", "printed"),
    [("图1：公开传播主图", False), ("图1 公开传播主图", False), ("图2：别的图", True), ("说明如下。", True)],
)
def test_a_caption_that_stands_beside_its_picture_is_not_printed_again(above: str, printed: bool) -> None:
    figure = Figure("a", "图1 公开传播主图")
    picture = Picture(b"", "image/png", 8, 8)
    blocks = (Paragraph((Span(above),), Role.CAPTION if above.startswith("图") else Role.BODY), figure)
    shown = arrange(Document(blocks, pictures={"a": picture}), STYLE).blocks[1]
    assert isinstance(shown, Figure)
    assert (shown.caption is not None) is printed
