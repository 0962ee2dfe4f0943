"""Documents for the tests of the Word writer, and ways to look into the files it makes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document as Package
from lxml import etree

from publish.model import (
    Block,
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    LineBreak,
    Metadata,
    Paragraph,
    Picture,
    Place,
    Role,
    Span,
    Table,
)
from publish.style import Style, load_style
from publish.writers.word.writer import write_word
from tests.readers.word.docx_files import png

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PICTURES = {
    "宽": Picture(png(1200, 300), "image/png", 1200, 300),
    "高": Picture(png(100, 900), "image/png", 100, 900),
    "小": Picture(png(30, 30), "image/png", 30, 30),
}
SENTENCE = "坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念。"


def say(text: str) -> tuple[Span]:
    """Inline content of one plain span."""
    return (Span(text, Place("讲话.txt", 1)),)


def paragraph(text: str, role: Role = Role.BODY, run_in: str = "") -> Paragraph:
    """A paragraph, its run-in heading of the first level when there is one."""
    return Paragraph(say(text), role, run_in=Heading(1, say(run_in)) if run_in else None)


def table(rows: Sequence[Sequence[str | Cell]], header_rows: int = 0, caption: str = "") -> Table:
    """A table of texts and cells."""
    cells = tuple(tuple(c if isinstance(c, Cell) else Cell((paragraph(c),)) for c in row) for row in rows)
    return Table(cells, header_rows, paragraph(caption, Role.CAPTION) if caption else None)


def document(*blocks: Block, speaker: str = "") -> Document:
    """A document of these blocks with the three pictures at hand."""
    return Document(blocks, Metadata(speaker=speaker), (), PICTURES)


def speech() -> Document:
    """A short speech with the parts most speeches have."""
    return document(
        paragraph("在全市政协工作座谈会上的讲话", Role.TITLE),
        paragraph("张三", Role.SPEAKER),
        paragraph("（2024年5月8日）", Role.DATELINE),
        paragraph("各位委员、同志们：", Role.SALUTATION),
        paragraph("今天我们召开会议。" + SENTENCE * 3),
        *(paragraph(SENTENCE * 4, run_in=f"{number}要真抓实干。") for number in "一二三四五"),
        paragraph("同志们，让我们坚定信心！"),
    )


def every_feature() -> Document:
    """A document that uses everything the model has."""
    rich = (
        Span("普通"),
        Span("加粗", strong=True),
        Span("强调", emphasis=True),
        Span("又粗又强调", strong=True, emphasis=True),
        Span("面积5m"),
        Span("2", position="super"),
        Span("，H"),
        Span("2", position="sub"),
        Span("O"),
        LineBreak(),
        Span("换行\t制表 < & > “引号”……——"),
        Footnote((Span("注释"), Span("粗", strong=True), LineBreak(), Footnote(say("注中注")))),
        Span("。"),
    )
    inner = Cell((paragraph("内有图表"), Figure("小", "印章"), table([["内", "表"]])))
    return document(
        paragraph("××市人民政府文件", Role.MASTHEAD),
        paragraph("×政发〔2024〕12号", Role.NUMBER),
        paragraph("关于进一步加强和改进新时代人民政协工作推动专门协商机构建设的若干意见", Role.TITLE),
        paragraph("——在全市大会上", Role.SUBTITLE),
        paragraph("张三", Role.SPEAKER),
        paragraph("（2024年5月8日）", Role.DATELINE),
        paragraph("各县区人民政府：", Role.SALUTATION),
        Paragraph(rich),
        Paragraph(say(SENTENCE), run_in=Heading(1, (*say("一要讲政治。"), Footnote(say("标题的注"))))),
        *(Heading(level, say(f"第{level}级标题")) for level in range(1, 6)),
        paragraph(SENTENCE, Role.QUOTATION),
        paragraph("一是列表", Role.LIST_ITEM),
        table(
            [
                ["序号", Cell((paragraph("事项"),), columns=2), "时限"],
                *([str(number), SENTENCE, "市政协办公室", "2024年6月"] for number in range(1, 31)),
            ],
            header_rows=1,
            caption="表1　重点任务分工",
        ),
        table([[Cell((paragraph("两行"),), rows=2), "右上"], [inner], ["缺一格"]]),
        table([["紧接", "的表"], [Cell(()), Cell((Heading(2, say("格中标题")),), align="right")]]),
        Figure("宽", "联络室分布示意图", caption=paragraph("图1　联络室分布", Role.CAPTION)),
        Figure("高", width=80.0),
        paragraph("附件：1. 任务分工表", Role.ATTACHMENT),
        paragraph("中共××市委", Role.SIGNATURE),
        paragraph("2024年5月8日", Role.DATE),
        paragraph("（此件公开发布）", Role.NOTE),
        paragraph("附件1", Role.PART_LABEL),
        paragraph("任务分工表", Role.PART_TITLE),
        table([["最后", "是表"]]),
        speaker="张三",
    )


def style(**tokens: str) -> Style:
    """The look "speech" with tokens changed; a double underscore stands for the dot: page__lines="20"."""
    return load_style("speech", {key.replace("__", "."): value for key, value in tokens.items()})


def write(*blocks: Block, **tokens: str) -> bytes:
    """The Word file of some blocks."""
    return write_word(document(*blocks), style(**tokens))


def reopen(data: bytes) -> Package:
    """The file in python-docx, as any other program would open it."""
    return docx.Document(io.BytesIO(data))


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """The root of one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def value(element: etree._Element, path: str, attribute: str = "val") -> str:
    """The attribute of the first element at a path of w: names, empty when there is none."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + attribute, "")


def text_of(element: etree._Element) -> str:
    """The characters of every w:t inside an element."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def styles_of(data: bytes) -> list[tuple[str, str]]:
    """Style id and text of every paragraph of the body, tables included."""
    body = part(data)[0]
    return [(value(each, "pPr/pStyle"), text_of(each)) for each in body.iter(f"{W}p")]
