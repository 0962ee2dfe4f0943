"""What Word and Markdown say of a text's look is evidence too; tables, pictures and footnotes keep their place."""

from __future__ import annotations

import pytest

from publish.model import (
    Block,
    Cell,
    Document,
    Figure,
    Finding,
    FindingKind,
    Footnote,
    Heading,
    Hints,
    LineBreak,
    Metadata,
    Paragraph,
    Place,
    Role,
    Source,
    Span,
    Table,
    plain_text,
    texts,
)
from publish.structure.outline import outline
from publish.structure.recognise import recognise
from tests.structure.rendering import render


def span(text: str, line: int = 1) -> Span:
    return Span(text, Place("文稿.docx", line))


def paragraph(text: str, line: int = 1, hints: Hints | None = None, role: Role = Role.BODY) -> Paragraph:
    return Paragraph((span(text, line),), role, Place("文稿.docx", line), hints=hints or Hints())


def heading(level: int, text: str, line: int = 1) -> Heading:
    return Heading(level, (span(text, line),), Place("文稿.docx", line), Hints(level=level))


def recognised(*blocks: Block, metadata: Metadata | None = None) -> Document:
    return recognise(Source("文稿.docx", blocks, metadata or Metadata()), Metadata())


BODY = paragraph("各单位要加强组织领导，确保各项任务落到实处。")


def test_markdown_headings_first_of_them_the_title() -> None:
    document = recognised(
        heading(1, "工作方案"), heading(2, "目标"), BODY, heading(3, "近期"), BODY, heading(2, "步骤"), BODY
    )
    lines = [line for line in render(document) if not line.startswith("正文")]
    assert lines == ["标题　工作方案", "1级　目标", "2级　近期", "1级　步骤"]


def test_numbers_of_marked_headings_say_their_level() -> None:
    document = recognised(heading(1, "工作方案"), heading(3, "一、目标"), BODY, heading(3, "（一）近期"), BODY)
    assert render(document)[1::2] == ["1级　一、目标", "2级　（一）近期"]


def test_a_heading_that_lost_its_mark_goes_with_its_siblings() -> None:
    document = recognised(
        heading(1, "规定"), heading(2, "一、机构"), BODY, paragraph("二、管辖"), BODY, heading(2, "三、附则"), BODY
    )
    assert render(document)[1::2] == ["1级　一、机构", "1级　二、管辖", "1级　三、附则"]


def test_a_centred_title_ends_where_centring_ends() -> None:
    centred = Hints(align="center")
    document = recognised(
        paragraph("关于开展检查工作", hints=centred), paragraph("有关说明", hints=centred), paragraph("主题"), BODY
    )
    assert render(document)[:2] == ["标题　关于开展检查工作／有关说明", "正文　主题"]


def test_a_paragraph_style_named_title_is_the_title() -> None:
    document = recognised(paragraph("海州市"), paragraph("发展蓝图", hints=Hints(style="Title")), BODY)
    assert document.title == "发展蓝图"


def test_quotations_and_lists_as_the_source_marks_them() -> None:
    document = recognised(
        paragraph("讲话"),
        BODY,
        paragraph("天下兴亡，匹夫有责。", hints=Hints(quotation=True)),
        paragraph("• 第一件事", hints=Hints(list_depth=1, marker="•")),
        paragraph("图1", role=Role.CAPTION),
    )
    assert [line.split("　")[0] for line in render(document)] == ["标题", "正文", "引文", "列表", "图表题"]


def test_tables_and_pictures_stay_where_they_are() -> None:
    table = Table(((Cell((paragraph("一、甲"),)), Cell((paragraph("××"),))),))
    figure = Figure("picture-1", "照片")
    document = recognised(paragraph("工作方案"), BODY, table, BODY, figure, BODY)
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Paragraph",
        "Table",
        "Paragraph",
        "Figure",
        "Paragraph",
    ]
    assert [f.text for f in document.findings if f.kind is FindingKind.BLANK] == ["××"]


def test_blanks_in_cells_and_run_in_headings_are_filled() -> None:
    source = Source(
        "文稿.docx",
        (
            paragraph("讲话"),
            Table(((Cell((paragraph("××市"),)),),)),
            paragraph("一要建设美丽××。让人民群众生活更美好。"),
            paragraph("二要建设平安××。让人民群众生活更安心。"),
        ),
    )
    document = recognise(source, Metadata(fill={"×": "亳州"}))
    assert list(texts(document)) == [
        "讲话",
        "亳州市",
        "一要建设美丽亳州。让人民群众生活更美好。",
        "二要建设平安亳州。让人民群众生活更安心。",
    ]


def test_a_run_in_heading_is_cut_inside_spans_and_keeps_footnotes() -> None:
    note = Footnote((span("见附表。"),))
    first = Paragraph((span("一要讲"), Span("政治", strong=True), note, span("。坚持党的领导，把握方向。")))
    second = paragraph("二要讲奉献。服务人民群众，勇于担当。")
    document = recognised(paragraph("讲话"), paragraph("同志们："), first, second)
    cut = document.blocks[2]
    assert isinstance(cut, Paragraph) and cut.run_in
    assert [i.text if isinstance(i, Span) else "注" for i in cut.run_in.content] == ["一要讲", "政治", "注", "。"]
    assert [i.text for i in cut.content if isinstance(i, Span)] == ["坚持党的领导，把握方向。"]


def test_lines_of_one_paragraph_are_parted_where_one_is_a_source_line() -> None:
    lines = (span("来源：海州日报"), LineBreak(), span("2025年1月17日在市第十四届人民代表大会第三次会议上"))
    document = recognised(paragraph("工作报告"), Paragraph(lines), paragraph("各位代表："), BODY)
    assert render(document) == [
        "标题　工作报告",
        "副标题　2025年1月17日在市第十四届人民代表大会第三次会议上",
        "称谓　各位代表：",
        "正文　各单位要加强组织领导，确…",
        "未排　来源：海州日报",
    ]


def test_an_unknown_name_set_right_above_the_date_is_a_signature() -> None:
    right = Hints(align="right")
    document = recognised(
        paragraph("通知"), BODY, paragraph("海州青年之声", hints=right), paragraph("2024年5月6日", hints=right)
    )
    assert render(document)[-2:] == ["落款　海州青年之声", "日期　2024年5月6日"]


def test_front_matter_of_the_source_counts() -> None:
    document = recognised(paragraph("讲话"), BODY, metadata=Metadata(speaker="王建国", fill={"×": "亳州"}))
    assert outline(document)["author"] == "王建国"
    assert document.metadata.fill == {"×": "亳州"}


def test_a_text_of_nothing_but_a_table() -> None:
    document = recognised(Table(((Cell((paragraph("甲"),)),),)))
    assert outline(document)["body_paragraphs"] == 0


def test_two_organs_on_one_line_are_two_signatures() -> None:
    document = recognised(paragraph("通知"), BODY, paragraph("海州市财政局　海州市教育局"), paragraph("2024年5月6日"))
    assert outline(document)["signature"] == ["海州市财政局", "海州市教育局"]


def test_the_number_without_who_signs_for_it() -> None:
    number = paragraph("海政〔2024〕5号　　签发人：王建国")
    document = recognised(paragraph("海州市人民政府文件"), number, paragraph("关于开展检查工作的报告"), BODY)
    assert outline(document)["doc_number"] == "海政〔2024〕5号"


def test_words_in_another_face_are_a_run_in_heading_without_a_full_stop() -> None:
    text, words = "各单位要结合实际，细化任务分工，确保各项工作落到实处。", "（一）提高认识"
    document = recognised(paragraph(f"{words}{text}", hints=Hints(lead=len(words))), BODY)
    (first, _) = document.blocks
    assert isinstance(first, Paragraph)
    assert first.run_in is not None
    assert (first.run_in.level, plain_text(first.run_in.content)) == (2, words)


def test_strong_words_are_a_run_in_heading_without_a_full_stop() -> None:
    content = (Span("1.明确责任", strong=True), Span("各单位要结合实际，细化任务分工，确保工作落到实处。"))
    (first,) = recognised(Paragraph(content)).blocks
    assert isinstance(first, Paragraph)
    assert first.run_in is not None
    assert first.run_in.level == 3


def test_a_strong_label_with_its_value_is_no_heading() -> None:
    content = (Span("1.责任单位：", strong=True), Span("市教育局、市财政局，各县（区）人民政府。"))
    (first,) = recognised(Paragraph(content)).blocks
    assert isinstance(first, Paragraph)
    assert first.run_in is None


def test_line_breaks_in_front_of_numbers_part_paragraphs_from_the_first_on() -> None:
    lines = [
        "现将有关事项通知如下。",
        "一、提高认识",
        "防汛工作事关全局，务必高度重视。",
        "二、抓好落实",
        "要逐户排查。",
    ]
    content = tuple(inline for line in lines for inline in (LineBreak(), span(line)))
    document = recognised(paragraph("关于做好防汛工作的通知"), Paragraph(content[1:]))
    assert render(document)[2::2] == ["1级　一、提高认识", "1级　二、抓好落实"]


def test_an_emblem_above_the_title() -> None:
    emblem = Figure("emblem.png", "")
    document = recognised(emblem, paragraph("青山村工作规章"), paragraph("本规章自公布之日起施行，由村民委员会解释。"))
    assert [block.role for block in document.blocks if isinstance(block, Paragraph)] == [Role.TITLE, Role.BODY]


def test_a_centred_title_completed_below_a_gap() -> None:
    def centred(text: str, size: float, blank: bool) -> Paragraph:
        return paragraph(text, hints=Hints(align="center", size=size, blank_before=blank))

    lines = (centred("暑期社会实践活动", 24.0, False), centred("项目申报书", 22.0, True))
    document = recognised(*lines, paragraph("团队名称："), paragraph("负责人："), paragraph("类别："))
    assert render(document)[0] == "标题　暑期社会实践活动／项目申报书"


def test_a_seal_pasted_between_signature_and_date() -> None:
    seal = Figure("公章.png")
    document = recognised(
        paragraph("关于开展检查的通知"),
        paragraph("各单位："),
        BODY,
        paragraph("应急管理局"),
        seal,
        paragraph("2026年5月6日"),
    )
    assert render(document)[-2:] == ["落款　应急管理局", "日期　2026年5月6日"]
    assert seal in document.blocks


@pytest.mark.parametrize("kind", ["word", "doc", "rtf", "odt"])
def test_the_heading_of_contents_goes_with_them(kind: str) -> None:
    listed = Finding(FindingKind.LEFT_OUT, "", Place("文稿.docx", 3), "一、目标1", code=f"{kind}-contents")
    blocks = (paragraph("水利发展规划"), paragraph("目  录", 2), paragraph("各单位要加强组织领导，确保落到实处。", 4))
    document = recognise(Source("文稿.docx", blocks, findings=(listed,)), Metadata())
    assert not [line for line in render(document) if line.startswith(("正文　目", "标题　目"))]
