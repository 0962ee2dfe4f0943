"""Word-processor files with a paragraph or a line break for every line are joined; true short paragraphs are not."""

from __future__ import annotations

import pytest

from publish.model import Footnote, Hints, LineBreak, Paragraph, Span, plain_text
from publish.readers.wrapped import join_wrapped

WRAPPED = [
    "　　同志们，今天我们在这里召开全市安全生产工作会议，主要",
    "任务是深入贯彻落实上级决策部署，分析当前安全生产形势，研究",
    "部署下一步重点工作。刚才，几位同志作了发言，讲得都很好，我",
    "都同意。下面，我再讲几点意见。",
    "　　一、提高政治站位",
    "　　安全生产事关人民群众生命财产安全，事关改革发展稳定大",
    "局。各级各部门要坚持人民至上、生命至上，把安全生产摆在更加",
    "突出的位置，以如履薄冰的态度抓好各项工作落实。",
]
JOINED = ["".join(WRAPPED[:4]), WRAPPED[4], "".join(WRAPPED[5:])]


def paragraph(text: str, hints: Hints | None = None) -> Paragraph:
    bare = text.lstrip("　")
    return Paragraph((Span(bare),), hints=hints or Hints(raw_indent=text[: len(text) - len(bare)]))


def read(*paragraphs: Paragraph) -> list[str]:
    """The characters of each paragraph with the spaces before it, line breaks as ⏎."""
    joined = join_wrapped(paragraphs)
    return [
        block.hints.raw_indent
        + "".join("⏎" if isinstance(each, LineBreak) else plain_text((each,)) for each in block.content)
        for block in joined
        if isinstance(block, Paragraph)
    ]


def test_a_paragraph_for_every_line() -> None:
    assert read(*map(paragraph, WRAPPED)) == JOINED


def test_a_line_break_for_every_line() -> None:
    content = tuple(each for line in WRAPPED for each in (LineBreak(), Span(line)))[1:]
    assert read(Paragraph(content)) == ["⏎".join(JOINED)]


def test_what_is_set_apart_is_not_joined() -> None:
    centred = paragraph("一九四九年以来全市安全生产工作大事记和有关情况汇总统计", Hints(align="center"))
    bold = paragraph("强化责任担当，切实把思想和行动统一到上级决策部署上来，确", Hints(bold=True))
    assert read(centred, *map(paragraph, WRAPPED), bold) == [
        plain_text(centred.content),
        *JOINED,
        plain_text(bold.content),
    ]


def test_a_paragraph_of_a_note_alone_is_kept() -> None:
    note = Paragraph((Footnote((Span("按不变价格计算。"),)),))
    assert note in join_wrapped([*map(paragraph, WRAPPED), note])


@pytest.mark.parametrize(
    "lines",
    [
        # verses
        [
            "红军不怕远征难，万水千山只等闲",
            "五岭逶迤腾细浪，乌蒙磅礴走泥丸",
            "金沙水拍云崖暖，大渡桥横铁索寒",
            "更喜岷山千里雪",
        ],
        # a list of organs, all about as long
        [
            "海州市第一人民医院、海州市第二人民医院",
            "海州市第三人民医院、海州市中医院、血站",
            "海州市妇幼保健院、海州市传染病医院、",
            "海州市口腔医院",
        ],
        # sentences of one length, each a paragraph
        [
            "要深入学习。各单位每周组织一次集中学习活动。",
            "要联系实际。各单位每月开展一次交流研讨活动。",
            "要务求实效。各单位每季组织一次检查评比活动。",
        ],
    ],
)
def test_true_short_paragraphs_stay(lines: list[str]) -> None:
    assert read(*map(paragraph, lines)) == lines
