"""Plain text from any editor: encodings, line ends, wrapped lines, clutter, places."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import Cell, FindingKind, Paragraph, Place, Source, Span, Table, inlines, plain_text
from publish.model import paragraphs as paragraphs_of
from publish.readers.text.reader import parse, read

SPEECH = "在座谈会上的讲话\n同志们：\n今天召开座谈会，听取大家的意见。\n"


def paragraphs(source: Source) -> list[str]:
    return [plain_text(block.content) for block in source.blocks if isinstance(block, Paragraph)]


def spans(block: object) -> list[Span]:
    assert isinstance(block, Paragraph)
    return [inline for inline in block.content if isinstance(inline, Span)]


def read_bytes(folder: Path, data: bytes) -> Source:
    path = folder / "文稿.txt"
    path.write_bytes(data)
    return read(path)


def packed(name: str) -> bytes:
    """A ZIP archive of one file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr(name, "<a/>")
    return data.getvalue()


@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le-mark", "utf-16-be-mark", "utf-32", "gb18030", "gbk", "gb2312"),
        *("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"),  # without a mark: Notepad's "Unicode", cut by a tool
    ],
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    marks = {"utf-16-le-mark": ("utf-16-le", b"\xff\xfe"), "utf-16-be-mark": ("utf-16-be", b"\xfe\xff")}
    codec, mark = marks.get(encoding, (encoding, b""))
    assert paragraphs(read_bytes(tmp_path, mark + SPEECH.encode(codec))) == SPEECH.split("\n")[:3]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("论文.caj", "CAJ"),
        ("名册.et", "电子表格"),
        ("汇报.dps", "演示文稿"),
        ("公文.CEB", "版式文件"),
        ("公文.gd", "版式文件"),
    ],
)
def test_files_nobody_can_read_as_text_say_what_they_are(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(InputError, match=message):
        read(tmp_path / name)


def test_gb18030_reaches_rare_characters(tmp_path: Path) -> None:
    text = "关于䶮同志任职的通知\n各单位：\n" + "经研究决定，任命如下，请遵照执行。" * 3
    assert paragraphs(read_bytes(tmp_path, text.encode("gb18030")))[0] == "关于䶮同志任职的通知"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空的"),
        (b" \r\n\t\n", "空的"),
        ("\ufeff\u3000\n".encode(), "空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Word"),
        (b"PK\x03\x04" + bytes(60), "压缩格式"),
        (packed("xl/workbook.xml"), "电子表格"),
        (packed("ppt/presentation.xml"), "演示文稿"),
        (packed("OFD.xml"), "OFD"),
        (packed("讲话稿.docx"), "压缩包"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "这是图片"),
        (b"\xff\xd8\xff\xe0" + bytes(60), "这是图片"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"<!DOCTYPE html>\n<html><body>\xe8\xae\xb2", "网页的源码"),
        ("\ufeff \n<HTML lang=zh><p>讲话</p>".encode(), "网页的源码"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'>", "网页的源码"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "这是图片"),
        (b"GIF89a" + bytes(64), "这是图片"),
        (b"\x01\x02\x03" * 64, "二进制"),
        ("政府工作報告".encode("big5") * 20, "编码认不出来"),
        ("これはテストです。日本語の文章です。".encode("shift-jis") * 20, "编码认不出来"),
        (b"\xff\xfe" + "讲话".encode("utf-16-le") + b"\x00", "内容却不是"),
        (b"\xef\xbb\xbf\xff\xff", "内容却不是"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_bytes(tmp_path, data)
    assert message in error.value.message
    assert error.value.hint and error.value.place and error.value.place.file == "文稿.txt"


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="打不开"):
        read(tmp_path / "没有.txt")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_line_ends_count_the_same(end: str) -> None:
    source = parse(SPEECH.replace("\n", end), "文稿.txt")
    assert paragraphs(source) == SPEECH.split("\n")[:3]
    assert [block.place for block in source.blocks] == [Place("文稿.txt", line, 1) for line in (1, 2, 3)]


@pytest.mark.parametrize("separator", ["\f", "\v", "\x85", "\u2028", "\u2029"])
def test_separators_part_paragraphs_inside_a_line(separator: str) -> None:
    source = parse(f"第一段。{separator}第二段。\n第三段。", "文稿.txt")
    assert [(text, block.place) for text, block in zip(paragraphs(source), source.blocks, strict=True)] == [
        ("第一段。", Place("文稿.txt", 1, 1)),
        ("第二段。", Place("文稿.txt", 1, 6)),
        ("第三段。", Place("文稿.txt", 2, 1)),
    ]


def test_indent_is_a_hint_and_the_place_is_the_first_character() -> None:
    (block,) = parse("\u3000\u3000同志们，今天开会。  ", "文稿.txt").blocks
    assert isinstance(block, Paragraph)
    assert block.hints.raw_indent == "\u3000\u3000"
    assert (block.place, plain_text(block.content)) == (Place("文稿.txt", 1, 3), "同志们，今天开会。")


def test_empty_lines_are_a_hint() -> None:
    blocks = parse("标题\n\n第一段。\n第二段。\n \n第三段。", "文稿.txt").blocks
    assert [block.hints.blank_before for block in blocks if isinstance(block, Paragraph)] == [False, True, False, True]


def test_control_characters_are_removed_and_reported_with_their_place() -> None:
    source = parse("同志\x00们，今\u200b天开会。\n\ufeff第二段。\x07", "文稿.txt")
    assert paragraphs(source) == ["同志们，今天开会。", "第二段。"]
    found = [(finding.kind, finding.text, str(finding.place)) for finding in source.findings]
    assert found == [
        (FindingKind.LEFT_OUT, "\x00", "文稿.txt:1:3"),
        (FindingKind.LEFT_OUT, "\u200b", "文稿.txt:1:7"),
        (FindingKind.LEFT_OUT, "\ufeff", "文稿.txt:2:1"),
        (FindingKind.LEFT_OUT, "\x07", "文稿.txt:2:6"),
    ]


def test_places_stay_true_after_what_was_removed() -> None:
    (block,) = parse("同志\x00们", "文稿.txt").blocks
    assert [(span.text, span.place) for span in spans(block)] == [
        ("同志", Place("文稿.txt", 1, 1)),
        ("们", Place("文稿.txt", 1, 4)),
    ]


def test_escaped_characters_are_restored_and_reported() -> None:
    source = parse("总理<U+00A0>李强，<U+4E00>个字，<U+110000>不动。", "文稿.txt")
    assert paragraphs(source) == ["总理\u00a0李强，一个字，<U+110000>不动。"]
    assert [(f.kind, f.text, f.replacement) for f in source.findings] == [
        (FindingKind.NORMALISED, "<U+00A0>", "\u00a0"),
        (FindingKind.NORMALISED, "<U+4E00>", "一"),
    ]


def test_damage_in_the_source_is_warned_about_and_kept() -> None:
    source = parse("会议由张\ufffd主持。", "文稿.txt")
    assert paragraphs(source) == ["会议由张\ufffd主持。"]
    assert [(f.kind, str(f.place)) for f in source.findings] == [(FindingKind.WARNING, "文稿.txt:1:5")]


def test_wrapped_lines_are_joined_with_a_place_for_each_line() -> None:
    text = "全市上下要进一步统一思想，坚定信心，真抓实干，努\n力完成全年各项目标任务，不断开创各项工作新的局\n面。\n"
    source = parse(text * 3, "文稿.txt")
    assert paragraphs(source)[0] == text.replace("\n", "")
    assert [span.place for span in spans(source.blocks[0])] == [Place("文稿.txt", line, 1) for line in (1, 2, 3)]


def test_wrapped_english_words_get_their_space_back() -> None:
    text = (
        "本项目采用了国际上先进的 Building Information\nModeling 技术，大幅提高了设计和施工管理的水平，\n"
        "取得了良好效果，受到了有关方面的一致好评和肯\n定。"
    )
    assert "Information Modeling" in paragraphs(parse(text, "文稿.txt"))[0]


def test_short_lines_are_paragraphs_of_their_own() -> None:
    text = "会议议程\n一、领导讲话\n二、交流发言\n三、分组讨论\n四、总结部署\n五、参观考察\n"
    assert len(paragraphs(parse(text, "文稿.txt"))) == 6


def test_lines_of_a_list_are_not_joined_though_they_are_equally_long() -> None:
    hospitals = ("第一人民医院", "第二人民医院", "第三人民医院", "中心血液中心", "妇幼保健医院", "精神卫生中心")
    text = "\n".join(f"滨江省海州市{name}" for name in hospitals)
    assert len(paragraphs(parse(text, "文稿.txt"))) == 6


def test_a_wrapped_text_keeps_numbered_paragraphs_apart() -> None:
    text = (
        "全市上下要进一步统一思想，坚定信心，真抓实干，努\n力完成全年各项目标任务，不断开创各项工作新的局面\n"
        "一、要加强领导，明确责任，健全机制，狠抓落实，确\n保各项工作取得实效，让群众满意，让组织上放心满意\n"
        "二、要转变作风，深入基层，调查研究，解决问题，不\n断提高工作水平。\n"
    )
    assert [line[:2] for line in paragraphs(parse(text, "文稿.txt"))] == ["全市", "一、", "二、"]


def test_a_jammed_report_is_parted_and_the_clerk_is_told() -> None:
    body = "过去一年，全市经济社会发展取得新的成绩，人民生活持续改善，社会大局保持稳定。" * 20
    front = "新华社北京3月14日电政府工作报告——2014年3月5日在第二次会议上市长 王建国各位代表："
    text = f"{front}{body}一、2014年工作回顾{body}（一）稳定增长。{body}"
    source = parse(text, "文稿.txt")
    assert [line[:12] for line in paragraphs(source)] == [
        "新华社北京3月14日电",
        "政府工作报告",
        "——2014年3月5日在",
        "市长 王建国",
        "各位代表：",
        "过去一年，全市经济社会发",
        "一、2014年工作回顾",
        "过去一年，全市经济社会发",
        "（一）稳定增长。过去一年",
    ]
    assert [finding.code for finding in source.findings] == ["jammed"]


def test_a_web_page_by_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "讲话.html"
    path.write_text("<p>同志们：</p>", encoding="utf-8")
    with pytest.raises(InputError, match="网页的源码"):
        read(path)


def test_text_about_markup_is_read() -> None:
    assert paragraphs(parse("<html>标签的用法\n网页的开头写<html>。", "文稿.txt"))[0] == "<html>标签的用法"


def test_marks_of_mail_quotation_are_removed_and_reported_once() -> None:
    source = parse("> 在会上的讲话\n>\n> > 同志们：\n>今天开会。\n", "文稿.txt")
    assert paragraphs(source) == ["在会上的讲话", "同志们：", "今天开会。"]
    assert [block.place for block in source.blocks] == [Place("文稿.txt", n, c) for n, c in ((1, 3), (3, 5), (4, 2))]
    assert [(f.kind, f.text, f.code) for f in source.findings] == [(FindingKind.LEFT_OUT, ">>>>>", "mail-quotation")]
    assert isinstance(source.blocks[1], Paragraph) and source.blocks[1].hints.blank_before


MAIL = """发件人: 办公室 <bgs@example.gov.cn>
主题: 讲话稿

张三：
  请排版下面的讲话稿。

> 在全市政协工作会议上的讲话
>
> 各位委员、同志们：
>
> 今天我们召开全市政协工作会议，主要任务是总结工作、分析形势、部署任务，
> 动员全市政协组织和广大政协委员进一步统一思想、坚定信心、真抓实干，为全
> 市经济社会高质量发展贡献智慧和力量。
>
> 要深入学习贯彻习近平总书记关于加强和改进人民政协工作的重要思想，把握新
> 时代人民政协工作的新方位新使命。
>
> 谢谢大家！
"""


def test_of_a_mail_that_quotes_a_speech_the_speech_is_read() -> None:
    """Head and note of the mail are left out and named; lines the mail program broke are joined."""
    source = parse(MAIL, "文稿.txt")
    assert [text[:6] for text in paragraphs(source)] == [
        "在全市政协工",
        "各位委员、同",
        "今天我们召开",
        "要深入学习贯",
        "谢谢大家！",
    ]
    assert paragraphs(source)[2].endswith("真抓实干，为全市经济社会高质量发展贡献智慧和力量。")
    left_out = [(finding.place, finding.text) for finding in source.findings if finding.code == "mail-around"]
    assert left_out == [
        (Place("文稿.txt", 1, 1), "发件人: 办公室 <bgs@example.gov.cn>"),
        (Place("文稿.txt", 2, 1), "主题: 讲话稿"),
        (Place("文稿.txt", 4, 1), "张三："),
        (Place("文稿.txt", 5, 3), "请排版下面的讲话稿。"),
    ]


def test_a_text_above_what_it_quotes_is_no_note() -> None:
    source = parse(
        "关于讲话稿的意见\n" + "建议充实第二部分，多写委员履职的事例。" * 5 + "\n> 在会上的讲话\n> 今天开会。\n",
        "文稿.txt",
    )
    assert len(paragraphs(source)) == 4
    assert [finding.code for finding in source.findings] == ["mail-quotation"]


def test_a_greater_sign_before_some_lines_stays() -> None:
    assert paragraphs(parse("说明\n> 60分为及格\n其他情况另定\n", "文稿.txt"))[1] == "> 60分为及格"


def cells(source: Source) -> list[list[list[str]]]:
    tables = [block for block in source.blocks if isinstance(block, Table)]
    return [[[_text(cell) for cell in row] for row in table.rows] for table in tables]


def _text(cell: Cell) -> str:
    return "".join(plain_text(paragraph.content) for paragraph in paragraphs_of(cell.blocks))


def test_rows_pasted_from_a_spreadsheet_are_a_table() -> None:
    source = parse("名单\n序号\t姓名\t职务\n1\t张三\t部长\n2\t李四\t\n\t合计\t2人\n说明\n", "文稿.txt")
    assert cells(source) == [[["序号", "姓名", "职务"], ["1", "张三", "部长"], ["2", "李四", ""], ["", "合计", "2人"]]]
    assert paragraphs(source) == ["名单", "说明"]
    table = source.blocks[1]
    assert isinstance(table, Table) and table.header_rows == 1
    assert [block.place for block in paragraphs_of(table.rows[1][1].blocks)] == [Place("文稿.txt", 3, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "序号\t姓名\t职务\n说明文字",  # one row
        "序号\t姓名\t职务\n1\t张三\n",  # not equally many
        "正文。\n\t\t\t市政府\n\t\t\t2024年3月5日",  # pushed to the right
        "第一章\t\t1\n第二章\t\t5",  # contents
        "序号\t姓名\t职务\n\n1\t张三\t部长",  # parted
        "姓名\t张三\n职务\t部长",  # one tab
    ],
)
def test_what_is_no_table_stays_lines(text: str) -> None:
    assert not cells(parse(text, "文稿.txt"))


def test_markdown_pasted_into_a_text_file(tmp_path: Path) -> None:
    text = "# 关于防汛的通知\n各单位：\n## 一、总体要求\n**落实责任。** 逐级抓好落实。\n按时报告。\n"
    source = read_bytes(tmp_path, text.encode())
    assert [plain_text(inlines(block)) for block in paragraphs_of(source.blocks)] == [
        "关于防汛的通知",
        "各单位：",
        "一、总体要求",
        "落实责任。逐级抓好落实。",
        "按时报告。",
    ]
    assert [(finding.kind, finding.code) for finding in source.findings] == [(FindingKind.WARNING, "text-markdown")]


@pytest.mark.parametrize(
    "text", ["# 1 号楼\n各单位：\n请做好防汛工作。\n", "C# 培训\n5 * 3 ** 2\n#防汛#工作要抓紧。\n"]
)
def test_a_stray_mark_is_no_markdown(text: str, tmp_path: Path) -> None:
    source = read_bytes(tmp_path, text.encode())
    assert paragraphs(source) == text.splitlines()
    assert not source.findings


FLATTENED = (
    "海州市档案局文件",
    "海档发〔2024〕1号",
    "海州市档案局关于报送年度统计报表的通知",
    "各县档案局，市直各单位:",
    "根据《档案统计制度》(国统制〔2019〕8号)的要求，现就报表填报工作通知如下:",
    "一、各单位填报基本情况表，逐级审核后汇总上报，确保数据真实完整。",
    "二、请于3月30日前完成填报工作。",
    "附件:关于开展档案统计调查工作的通知",
    "海州市档案局",
    "2024年1月7日",
    "(此件不公开发布，发至收文单位。)",
)


def test_a_document_flattened_to_one_line(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, "".join(FLATTENED).encode())
    assert paragraphs(source) == list(FLATTENED)
    assert [finding.code for finding in source.findings] == ["jammed"]


def test_a_paragraph_that_cites_a_notice_is_no_flattened_document(tmp_path: Path) -> None:
    text = "根据市政府关于做好防汛工作的通知精神，结合本地实际，现提出以下意见:" + "各单位要高度重视，压实责任。" * 9
    assert paragraphs(read_bytes(tmp_path, text.encode())) == [text]
