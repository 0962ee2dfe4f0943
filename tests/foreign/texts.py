"""The texts that other programs turn into files: twenty Word files, each with its own difficulties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from publish.model import Metadata
from publish.readers import read_source
from publish.structure.recognise import recognise
from publish.style import load_style
from publish.writers import EPOCH, Order, make_output
from tests import SEED, TOP
from tests.generated import Maker
from tests.readers.word.docx_files import PARTS, docx_parts, paragraph, png, zipped

CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SAID = "今天我们召开全市防汛抗旱工作会议，主要任务是分析形势、安排部署当前工作，确保人民群众生命财产安全。"
GENERATED = (3, 8, 21, 34, 55)


def run(text: str, looks: str = "") -> str:
    """A run with properties."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def styled(text: str, properties: str) -> str:
    """A paragraph with properties."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def listed(text: str, level: int, number: int = 1) -> str:
    """A paragraph of a list."""
    return styled(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(*texts: str, more: str = "") -> str:
    """A cell of paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{more}</w:tcPr>{"".join(map(paragraph, texts))}</w:tc>'


def table(*rows: str, columns: int) -> str:
    """A ruled table."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = '<w:gridCol w:w="2000"/>' * columns
    made = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def level(number: int, form: str, text: str) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbering(*lists: str) -> str:
    """Lists, numbered from 1."""
    abstract = (f'<w:abstractNum w:abstractNumId="{at}">{each}</w:abstractNum>' for at, each in enumerate(lists, 1))
    numbers = (f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, len(lists) + 1))
    return "".join([*abstract, *numbers])


CENTRED, RIGHT = (f'<w:jc w:val="{side}"/>' for side in ("center", "right"))
LINK = "HYPERLINK &quot;https://example.cn/&quot;"
RAISED, LOWERED = (f'<w:vertAlign w:val="{name}script"/>' for name in ("super", "sub"))
FIRST_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
HAN = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
LEGAL = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3")
BULLETS = level(0, "bullet", "•") + level(1, "bullet", "–")
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
    f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
    for n in (1, 2, 3)
)
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'


def word_file(body: str, parts: Mapping[str, str] | None = None, files: Mapping[str, bytes] | None = None) -> bytes:
    """A Word file, its parts declared as strict programs want them."""
    made = docx_parts(body, {"styles": NORMAL + STYLES, **(parts or {})}, files)
    kinds = "".join(
        f'<Override PartName="/word/{PARTS[kind][0]}" ContentType="{CONTENT}{kind}+xml"/>'
        for kind in ("styles", *(parts or {}))
    )
    types = made["[Content_Types].xml"].decode()
    png_type = '<Default Extension="png" ContentType="image/png"/>'
    made["[Content_Types].xml"] = types.replace("</Types>", f"{png_type}{kinds}</Types>").encode()
    return zipped(made)


def draw(width: int, height: int, relation: str = "f1") -> str:
    """A picture in a line, its sides in EMU."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="图" descr="会场"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="0" name="a"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def make_numbers() -> bytes:
    """Automatic numbers of three levels, begun again; plain ones; bullets."""
    tree = [(0, "总体要求"), (1, "指导思想"), (1, "基本原则"), (2, "以人为本"), (2, "预防为主"), (0, "重点任务")]
    body = "".join(listed(text, at) for at, text in [*tree, (1, "抓好落实")])
    body += "".join(
        listed(text, at, 2) for at, text in [(0, "目的"), (1, "依据"), (2, "细则"), (1, "范围"), (0, "附则")]
    )
    return word_file(
        body + listed("水利局", 0, 3) + listed("大坝", 1, 3), {"numbering": numbering(HAN, LEGAL, BULLETS)}
    )


def make_numbered_headings() -> bytes:
    """Headings with automatic numbers of their styles' levels, body between them."""

    def head(text: str, at: int) -> str:
        number = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>'
        return styled(text, f'<w:pStyle w:val="Heading{at + 1}"/>{number}')

    lines = [head("总体要求", 0), paragraph(SAID), head("指导思想", 1), paragraph(SAID), head("主要目标", 1)]
    return word_file("".join([*lines, head("保障措施", 0), paragraph(SAID)]), {"numbering": numbering(HAN)})


def make_headings() -> bytes:
    """Headings by their styles."""
    heads = [(1, "一、总体要求"), (2, "（一）指导思想"), (3, "1.以人为本"), (1, "二、保障措施")]
    return word_file("".join(styled(text, f'<w:pStyle w:val="Heading{n}"/>') + paragraph(SAID) for n, text in heads))


def make_table() -> bytes:
    """A table with cells over columns and rows, empty cells, cells of several paragraphs."""
    down, begun = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'
    wide = '<w:gridSpan w:val="2"/>'
    rows = (
        cell("防汛人员安排", more='<w:gridSpan w:val="3"/>'),
        cell("单位", more=begun) + cell("人数", more=wide),
        cell("", more=down) + cell("干部") + cell("职工"),
        cell("水利局", "（牵头）") + cell("12") + cell(""),
        cell("") + cell("") + cell("9"),
    )
    return word_file(paragraph("安排如下：") + table(*rows, columns=3) + paragraph("特此通知。"))


def make_wide_table() -> bytes:
    """Thirty rows of five columns."""
    rows = ["".join(cell(f"第{row}行{column}列") for column in range(1, 6)) for row in range(1, 31)]
    return word_file(paragraph(SAID) + table(*rows, columns=5))


def make_notes() -> bytes:
    """Footnotes and endnotes."""
    notes = "".join(f'<w:footnote w:id="{at}">{paragraph(f"见办法第{at}条。")}</w:footnote>' for at in (1, 2))
    ends = f'<w:endnote w:id="1">{paragraph("见统计年鉴。")}</w:endnote>'
    body = f'<w:p>{run("依据规定")}<w:r><w:footnoteReference w:id="1"/></w:r>{run("抓好落实")}'
    body += (
        f'<w:r><w:footnoteReference w:id="2"/></w:r>{run("，见效快")}<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    )
    return word_file(body + paragraph(SAID), {"footnotes": notes, "endnotes": ends})


def make_pictures() -> bytes:
    """Two pictures, one with its caption, one between words."""
    body = f"{paragraph(SAID)}<w:p>{draw(1905000, 952500)}</w:p>{styled('图1 会场', CENTRED)}"
    body += f"<w:p>{run('公章')}{draw(952500, 952500, 'f2')}{run('在此')}</w:p>"
    return word_file(body, files={"media/a.png": png(200, 100), "media/b.png": png(60, 60)})


def make_revisions() -> bytes:
    """What was put in, what was taken out."""
    who = 'w:id="1" w:author="张三" w:date="2026-01-01T00:00:00Z"'
    gone = f'<w:del {who}><w:r><w:delText xml:space="preserve">旧的</w:delText></w:r></w:del>'
    return word_file(
        f"<w:p>{run('要抓好')}<w:ins {who}>{run('新的')}</w:ins>{gone}{run('任务落实。')}</w:p>" + paragraph(SAID)
    )


def make_hidden() -> bytes:
    """Hidden words, bold, italic, raised and lowered ones."""
    words = run("公开的") + run("暗藏的", "<w:vanish/>") + run("粗体", "<w:b/>") + run("斜体", "<w:i/>")
    raised = run("38μg/m") + run("3", RAISED) + run("，H")
    return word_file(f"<w:p>{words}{raised}{run('2', LOWERED)}{run('O。')}</w:p>")


def make_text_box() -> bytes:
    """A text box, with words round it."""
    box = (
        '<w:r><w:pict><v:shape id="s1" type="#_x0000_t202" style="width:200pt;height:60pt"><v:textbox><w:txbxContent>'
        f"{paragraph('框里的字')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    return word_file(f"<w:p>{run('框前的字')}{box}{run('框后的字')}</w:p>{paragraph(SAID)}")


def make_fields() -> bytes:
    """Links and fields with their results."""

    def field(code: str, shown: str) -> str:
        ends = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        said = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        return f"{ends[0]}{said}{ends[1]}{run(shown)}{ends[2]}"

    body = f"<w:p>{run('见')}{field(LINK, '办法原文')}{run('，共')}"
    body += f"{field('SEQ a', '3')}{run('条，')}{field('REF b', '第二章')}{run('。')}</w:p>"
    return word_file(body + paragraph(SAID))


def make_signs() -> bytes:
    """Signs, rare characters, spaces, tabs and breaks."""
    signs = "“甲”‘乙’——……《丙》〔2026〕①②③㎡℃×÷±≤≥№￥§·～｛｝\\{}%#&lt;&amp;é ü—–-"
    words = f"{run('主任：')}<w:r><w:tab/></w:r>{run('李四　　电话  8866')}<w:r><w:br/></w:r>{run('地址：东街')}"
    spaced = f"<w:p>{words}</w:p>"
    return word_file(
        paragraph(signs) + paragraph("陈𬱖之、镕、〇、𠮷、㐂") + spaced + paragraph("Hello world, 5.6% A-B")
    )


def make_places() -> bytes:
    """Lines at the left, in the middle, at the right, with indents."""
    lines = [styled("关于防汛工作的通知", CENTRED), paragraph("各县区：")]
    lines += [styled(SAID, FIRST_INDENT)] * 3
    return word_file("".join([*lines, *(styled(text, RIGHT) for text in ("海州市水利局", "2026年3月5日"))]))


def make_remarks() -> bytes:
    """Remarks beside the text."""
    remark = f'<w:comment w:id="1" w:author="张三" w:initials="张">{paragraph("此处请核实")}</w:comment>'
    marks = (
        '<w:commentRangeStart w:id="1"/>',
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
    )
    return word_file(
        f"<w:p>{run('全市共有')}{marks[0]}{run('三十')}{marks[1]}{run('座水库。')}</w:p>", {"comments": remark}
    )


def make_table_in_table() -> bytes:
    """A table in a cell of another, a list in a cell."""
    inner = table(cell("内一") + cell("内二"), columns=2)
    holder = f"<w:tc><w:tcPr/>{paragraph('外一')}{inner}{paragraph('外二')}</w:tc>"
    numbered = f"<w:tc><w:tcPr/>{listed('列一', 0)}{listed('列二', 0)}</w:tc>"
    return word_file(table(holder + numbered, columns=2) + paragraph("完"), {"numbering": numbering(HAN)})


BY_HAND: dict[str, Callable[[], bytes]] = {
    "numbers": make_numbers, "numbered-headings": make_numbered_headings, "headings": make_headings,
    "table": make_table, "wide-table": make_wide_table, "notes": make_notes, "pictures": make_pictures,
    "revisions": make_revisions, "hidden": make_hidden, "text-box": make_text_box, "fields": make_fields,
    "signs": make_signs, "places": make_places, "remarks": make_remarks, "table-in-table": make_table_in_table,
}  # fmt: skip


def write_texts(folder: Path) -> list[Path]:
    """Write all of them; their paths."""
    made = {name: make() for name, make in BY_HAND.items()}
    for sample in (SEED, *sorted((TOP / "styles").glob("*/sample.txt"))):
        document = recognise(read_source(sample), Metadata())
        name = "seed" if sample == SEED else sample.parent.name
        made[name] = make_output("docx", document, Order(load_style("speech"), EPOCH, None)).data
    for number in GENERATED:
        document = recognise(Maker(number).source(), Metadata())
        made[f"generated-{number}"] = make_output("docx", document, Order(load_style("speech"), EPOCH, None)).data
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    return [folder / f"{name}.docx" for name in made]
