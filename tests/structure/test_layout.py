"""Tables that only set things side by side are taken apart; tables of data stay."""

from __future__ import annotations

import pytest

from publish.model import Cell, Figure, LineBreak, Metadata, Paragraph, Place, Source, Span, Table
from publish.structure.recognise import recognise
from tests.structure.rendering import render

BODY = "各乡镇要落实主体责任，确保各项措施落到实处、见到成效。"
TITLE = "关于申请增加乡村振兴补助资金的请示"


def paragraph(text: str) -> Paragraph:
    first, *others = text.split("⏎")
    content = (Span(first, Place("稿.docx", 1)), *(each for line in others for each in (LineBreak(), Span(line))))
    return Paragraph(content)


def table(*rows: str) -> Table:
    """Rows of cells between |; a cell's paragraphs between /, its line breaks ⏎."""
    return Table(
        tuple(
            tuple(Cell(tuple(paragraph(text) for text in cell.strip().split("/"))) for cell in row.split("|"))
            for row in rows
        )
    )


def read(*blocks: str | Table) -> list[str]:
    """What becomes of a text; a table that stays is 表."""
    parts = tuple(paragraph(each) if isinstance(each, str) else each for each in blocks)
    document = recognise(Source("稿.docx", parts), Metadata())
    return [*render(document), *("表" for block in document.blocks if isinstance(block, Table))]


def test_red_head_in_tables() -> None:
    lines = read(table("海州县人民政府⏎海州县财政局 | 文件"), table("海财发〔2026〕5号 | 签发人：李四"), TITLE, BODY)
    assert lines[:3] == ["版头　海州县人民政府／海州县财政局", "版头　文件", "字号　海财发〔2026〕5号　　签发人：李四"]


def test_copy_number_and_urgency_in_a_table() -> None:
    lines = read(table("000012 | 特急", "机密★1年 | "), "中共海州县委文件", "海委〔2026〕2号", TITLE, BODY)
    assert lines[:3] == ["密级　000012　　特急", "密级　机密★1年", "版头　中共海州县委文件"]


@pytest.mark.parametrize(
    "signature",
    [
        table(" | 海州县财政局/2026年7月1日"),
        table(" | 海州县财政局⏎2026年7月1日"),
        table("海州县财政局", "2026年7月1日"),
    ],
)
def test_signature_in_a_table(signature: Table) -> None:
    assert read(TITLE, "县人民政府：", BODY, signature)[-2:] == ["落款　海州县财政局", "日期　2026年7月1日"]


def test_two_signatures_side_by_side() -> None:
    lines = read(TITLE, BODY, table("海州县财政局 | 海州县水利局", " | 2026年7月1日"))
    assert lines[-3:] == ["落款　海州县财政局", "落款　海州县水利局", "日期　2026年7月1日"]


def test_imprint_in_a_table() -> None:
    imprint = table("抄送：县委办公室。", "海州县财政局办公室 | 2026年7月1日印发")
    lines = read(TITLE, "县人民政府：", BODY, "海州县财政局", "2026年7月1日", imprint)
    assert lines[-2:] == ["抄送　抄送：县委办公室。", "印发　海州县财政局办公室　　2026年7月1日印发"]


def test_imprint_right_below_a_table_of_data() -> None:
    rows = ("序号 | 任务", "1 | 医保改革", "抄送：县委办公室。 | ", "海州县财政局办公室 | 2026年7月1日印发")
    lines = read(TITLE, BODY, "海州县财政局", "2026年7月1日", "附件", "分工表", table(*rows))
    assert lines[-3:] == ["抄送　抄送：县委办公室。", "印发　海州县财政局办公室　　2026年7月1日印发", "表"]


def test_the_label_and_title_of_an_annex_in_the_first_rows_of_its_table() -> None:
    annex = table("附件1", "统计表", "序号 | 项目", "1 | 道路")
    lines = read("关于填报的通知", "各单位：", BODY, "附件：统计表", "海州市统计局", "2026年5月5日", annex)
    assert lines[-5:] == ["落款　海州市统计局", "日期　2026年5月5日", "附件标记　附件1", "附件标题　统计表", "表"]


def test_the_whole_text_in_one_cell() -> None:
    lines = read(table(f"{TITLE}/县人民政府：/{BODY}/海州县财政局/2026年7月1日"))
    assert [line.split("　")[0] for line in lines] == ["标题", "称谓", "正文", "落款", "日期"]


@pytest.mark.parametrize(
    "data",
    [
        table("单位 | 时间", "县财政局 | 2026年7月1日"),  # its header says that it is data
        table("县财政局 | 2026年7月1日", "县水利局 | 2026年7月2日"),  # who sent it in, and when
        table("文号 | 标题", "海政发〔2026〕1号 | 关于防汛的通知"),
        table("张三 | 李四", "王五 | 赵六"),
        table("提示：/请带身份证/请带毕业证"),  # a box, not the text itself
        table("统计表", "序号 | 项目"),  # its title is a part of it
        table("抄送单位 | 份数", "县委办公室 | 2"),
    ],
)
def test_data_stays_a_table(data: Table) -> None:
    assert read(TITLE, "县人民政府：", BODY, BODY, data, "特此报告。")[-1] == "表"


def test_a_picture_in_such_a_table_is_kept() -> None:
    seal = Table(((Cell((Figure("公章.png"),)), Cell((paragraph("海州县财政局"), paragraph("2026年7月1日")))),))
    document = recognise(Source("稿.docx", (paragraph(TITLE), paragraph(BODY), seal)), Metadata())
    assert any(isinstance(block, Figure) for block in document.blocks)
