"""Web pages: the article is read, what surrounds it is named; the clipboard's HTML of Word and of browsers."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from lxml import html

from publish.errors import InputError
from publish.model import Paragraph
from publish.readers.html.article import find_article
from publish.readers.html.reader import parse, read
from tests.readers.reader_display import left_out, show, texts
from tests.readers.word.docx_files import png
from tests.work import count_calls

BODY = "今天我们召开防汛工作会议，主要任务是分析形势、安排部署当前防汛工作，确保人民群众生命财产安全。"
PAGE = f"""<!DOCTYPE html><html><head><meta charset="gbk"><title>某市政府</title><style>p{{}}</style></head><body>
<div class="nav"><a href="/">首页</a> <a href="/a">政务公开</a></div>
<div class="main"><h1>在全市防汛工作会议上的讲话</h1><div>来源：江南日报</div>
<div class="content"><p>同志们：</p><p>　　{BODY}</p><p>　　二、抓好<b>落实</b>。</p></div></div>
<div class="foot">版权所有 <a href="#">网站地图</a></div><script>var a = "不是文字";</script></body></html>"""


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig"])
def test_the_article_of_a_saved_page(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "网页.html"
    page = PAGE if encoding == "gbk" else PAGE.replace('charset="gbk"', 'charset="utf-8"')
    path.write_bytes(page.encode(encoding))
    source = read(path)
    assert texts(source) == ["# 在全市防汛工作会议上的讲话", "同志们：", BODY, "二、抓好*落实*。"]
    assert left_out(source) == ["首页", "政务公开", "来源：江南日报", "版权所有网站地图"] or sorted(
        left_out(source)
    ) == sorted(["首页政务公开", "来源：江南日报", "版权所有网站地图"])


def test_a_short_notice_among_what_the_page_says_of_it() -> None:
    said = "国庆放假七天，请安排好值班，遇有重大情况及时报告。值班安排请报市政府总值班室。"
    source = parse(
        "<body><div class=header><a>首页</a> | <a>政务公开</a></div><h1>关于国庆放假的通知</h1>"
        "<div class=info>索引号：0142/2026-00123 发布机构：市政府办公室 发文日期：2026-09-20</div>"
        f"<div class=content><p>各县、区人民政府：</p><p>{said}</p></div>"
        "<div class=foot>附件下载：<a>值班表.doc</a></div><div class=footer>主办单位：市政府办公室</div></body>",
        "网页.html",
    )
    assert texts(source) == ["# 关于国庆放假的通知", "各县、区人民政府：", said]
    assert len(left_out(source)) == 4


def test_controls_are_taken_out_and_told() -> None:
    source = parse("<p>\u7532\x01\u4e59&#26;\u4e19</p>", "a.html")
    assert texts(source) == ["甲乙丙"]
    assert [(f.code, f.text) for f in source.findings if "不可打印" in f.message] == [("html-unprintable", "\x01\x1a")]


def test_a_page_that_misstates_its_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "网页.html"
    path.write_bytes(PAGE.encode("utf-8"))  # it says gbk
    assert "今天我们召开防汛工作会议" in "".join(texts(read(path)))


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>甲<br>乙</p><div>丙</div>丁", ["甲⏎乙", "丙", "丁"]),
        ("<h2>一、总体要求</h2><p>略。</p>", ["## 一、总体要求", "略。"]),
        ("<ol start=3><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>", ["3. 甲", "4. 乙", "• 丙"]),
        ("<p>38μg/m<sup>3</sup>，H<sub>2</sub>O</p>", ["38μg/m^(3)，H_(2)O"]),
        ("<p>一\n  二  三&nbsp;四</p>", ["一 二 三\xa0四"]),
        (
            "<table><tr><th>单位</th><th>人数</th></tr><tr><td>水利局</td><td>12</td></tr></table>",
            ["[ 单位 | 人数 / 水利局 | 12 ]"],
        ),
        ("<table><tr><td><p>布局用的表格</p><p>第二段</p></td></tr></table>", ["布局用的表格", "第二段"]),
        ("<p style='text-align:right'>××县人民政府</p>", ["××县人民政府"]),
        ("<div><p>甲<p>乙</div>", ["甲", "乙"]),
    ],
)
def test_elements_become_blocks(html: str, lines: list[str]) -> None:
    assert texts(parse(html, "剪贴板", whole=True)) == lines


def test_what_is_hidden_deleted_or_a_picture_elsewhere_is_named() -> None:
    body = "<p>甲<span style='display:none'>暗</span><del>旧</del>乙<img alt='公章' src='https://example.cn/a.png'></p>"
    source = parse(body, "剪贴板", whole=True)
    assert texts(source) == ["甲乙"]
    assert left_out(source) == ["暗", "旧", "公章"]


# Pictures -----------------------------------------------------------------------------------------------------------

SOUND = png(20, 10)
DATA = "data:image/png;base64," + base64.b64encode(SOUND).decode()


def test_a_picture_in_the_page_stands_behind_its_paragraph() -> None:
    source = parse(f"<p>公章<img src='{DATA}' alt='会场' width=40>在此</p><p>完</p>", "剪贴板", whole=True)
    assert texts(source) == ["公章在此", "〔图 会场 30〕", "完"]
    assert [(each.width, each.height) for each in source.pictures.values()] == [(20, 10)]


def test_a_picture_in_the_folder_of_a_saved_page(tmp_path: Path) -> None:
    folder = tmp_path / "网页"
    (folder / "网页_files").mkdir(parents=True)
    (folder / "网页_files" / "a b.png").write_bytes(SOUND)
    (tmp_path / "secret.png").write_bytes(SOUND)
    page = folder / "网页.html"
    page.write_text(
        "<p>甲<img src='网页_files/a%20b.png?v=1'><img src='../secret.png' alt='外面'></p>", encoding="utf-8"
    )
    source = read(page)
    assert texts(source) == ["甲", "〔图  0〕"]
    assert left_out(source) == ["外面"]


@pytest.mark.parametrize("address", ["cid:a@example.cn", "http://example.cn/图.png"])
def test_a_picture_beside_the_page_in_an_archive(tmp_path: Path, address: str) -> None:
    message = EmailMessage()
    message.set_content(f"<p>甲<img src='{address}'></p>", subtype="html")
    message.add_related(SOUND, "image", "png", cid="<a@example.cn>")
    message.get_payload()[1]["Content-Location"] = "http://example.cn/%E5%9B%BE.png"  # type: ignore[index]
    path = tmp_path / "网页.mht"
    path.write_bytes(bytes(message))
    assert texts(read(path)) == ["甲", "〔图  0〕"]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("data:image/png;base64,AAAA", "损坏"),
        ("data:image/svg+xml,%3Csvg/%3E", "损坏"),
        ("data:image/png;base64,%%%", "损坏"),
        ("cid:none", "链接"),
        ("file:///etc/passwd", "链接"),
        ("", "链接"),
    ],
)
def test_pictures_that_cannot_be_shown_are_named(address: str, why: str) -> None:
    source = parse(f"<p>甲<img src='{address}'></p>", "剪贴板", whole=True)
    assert texts(source) == ["甲"]
    assert [finding.code for finding in source.findings] == ["html-picture"]
    assert why in source.findings[0].message


# Notes, numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "note"),
    [
        (  # Word
            '<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>',
            '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> 见第三条</p><p>又见</p></div>',
        ),
        (  # LibreOffice
            '<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
            '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a> 见第三条</p>'
            "<p>又见</p></div>",
        ),
        (  # pandoc
            '<a href="#fn1" id="fnref1"><sup>1</sup></a>',
            '<ol><li id="fn1"><p>见第三条</p><p>又见<a href="#fnref1">↩</a></p></li></ol>',
        ),
    ],
)
def test_a_note_and_its_call_that_link_to_each_other_are_a_footnote(call: str, note: str) -> None:
    source = parse(f"<p>依据规定{call}，抓好落实。</p><p>完</p>{note}", "剪贴板", whole=True)
    assert texts(source) == ["依据规定〔注：见第三条⏎又见〕，抓好落实。", "完"]


def test_links_to_and_from_headings_are_no_notes() -> None:
    page = "<p><a href='#s1' id='t1'>第一章</a></p><h2 id='s1'>第一章 总则<a href='#t1'>返回</a></h2><p>正文</p>"
    assert texts(parse(page, "剪贴板", whole=True)) == ["第一章", "## 第一章 总则返回", "正文"]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<ol type=a><li>甲<li value=4>乙</ol>", ["a. 甲", "d. 乙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style: none'><li>一、甲</ol>", ["一、甲"]),
        ("<ol type=I start=4><li>甲</ol>", ["IV. 甲"]),
    ],
)
def test_numbers_of_lists(page: str, lines: list[str]) -> None:
    assert texts(parse(page, "剪贴板", whole=True)) == lines


def test_what_stands_behind_the_end_of_the_body_is_read() -> None:
    source = parse("<html><body><div><p>甲</p></div></body>乙<p>丙</p></html><ol><li>丁</ol>", "剪贴板", whole=True)
    assert texts(source) == ["甲", "乙", "丙", "1. 丁"]


def test_a_whole_paragraph_in_a_heading_is_none() -> None:
    assert texts(parse("<h2>要统一思想。要抓好落实。</h2>", "剪贴板", whole=True)) == ["要统一思想。要抓好落实。"]


def test_heads_and_feet_that_libreoffice_saved_are_named() -> None:
    source = parse('<p>正文。</p><div title="footer"><p>— 1 —</p></div>', "稿.html")
    assert [show(block) for block in source.blocks] == ["正文。"]
    assert [finding.text for finding in source.findings] == ["—1—"]


def test_indents_and_alignment_are_hints() -> None:
    first, second = parse("<p>　　正文</p><p align=center>标题</p>", "剪贴板", whole=True).blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.hints.raw_indent, second.hints.align) == ("　　", "center")


def test_what_was_copied_from_a_page_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "粘贴.html"
    copied = "<html><body>外面<!--StartFragment--><nav>一、目的</nav><p>正文。</p><!--EndFragment-->外面</body></html>"
    path.write_text(copied, encoding="utf-8")
    assert texts(read(path)) == ["一、目的", "正文。"]


def test_an_archive_of_a_page(tmp_path: Path) -> None:
    path = tmp_path / "网页.mht"
    path.write_bytes(
        b"From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
        b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + f"<p>{BODY}</p>".encode("gbk")
        + b"\r\n--B--\r\n"
    )
    assert texts(read(path)) == [BODY]


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body></body></html>", b"<script>var a</script>", b"MIME-Version: 1.0\r\n\r\n"],
)
def test_a_page_without_text_is_told_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / ("网页.mht" if data.startswith(b"MIME") else "网页.html")
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"[\u4e00-\u9fff]"):
        read(path)


def test_elements_without_end_and_deep_ones_are_bounded() -> None:
    source = parse("<div>" * 1_000 + "字" + "<p>尾", "剪贴板", whole=True)
    assert "".join("".join(texts(source)).split()) == "字尾"
    with pytest.raises(InputError, match="太复杂"):
        parse("<div>" * 5_000 + "字", "剪贴板", whole=True)
    with pytest.raises(InputError, match="太复杂"):
        parse("<b>" * 400_000, "剪贴板", whole=True)


@pytest.mark.parametrize("seed", range(40))
def test_every_character_is_kept_or_named(seed: int) -> None:
    random_ = random.Random(seed)
    tags = ("p", "div", "li", "b", "span", "h2", "td", "blockquote", "em", "sup", "a")
    html, count = "", 0
    for _ in range(random_.randrange(3, 30)):
        tag = random_.choice(tags)
        count += 1
        html += f"<{tag}>字" + random_.choice(("", f"</{tag}>", "<br>", " "))
    source = parse(html, "剪贴板", whole=True)
    assert "".join(texts(source)).count("字") + "".join(left_out(source)).count("字") == count


SAID = f"<p>{BODY}</p>" * 4


@pytest.mark.parametrize(
    ("beside", "kept"),
    [
        ("<div class='t'>在全市防汛工作会议上的讲话</div>|", ["在全市防汛工作会议上的讲话"]),
        ("<div>在全市防汛工作会议上的讲话</div><div>市长 张三</div>|", ["在全市防汛工作会议上的讲话", "市长 张三"]),
        ("|<div><p>江南市人民政府</p><p>2026年3月5日</p></div>", ["江南市人民政府", "2026年3月5日"]),
        ("|<div>附件：检查表</div><div class='x'><p>谢谢大家！</p></div>", ["附件：检查表", "谢谢大家！"]),
        ("|<div><div><p>措施要有力，责任要落实。</p></div></div>", ["措施要有力，责任要落实。"]),
        ("<div class='head'><div><h1>防汛讲话</h1><p>全文如下。</p></div></div>|", ["# 防汛讲话", "全文如下。"]),
    ],
)  # fmt: skip
def test_parts_of_the_text_in_blocks_of_their_own(beside: str, kept: list[str]) -> None:
    """A page may give title, speaker, signature, annexes or half of the text blocks beside the article."""
    above, below = beside.split("|")
    nav, foot = "<div><a href='/'>首页</a><a>要闻</a></div>", "<div>版权所有：江南市人民政府。</div>"
    source = parse(f"<body>{nav}{above}<div>{SAID}</div>{below}{foot}</body>", "网页.html")
    assert [text for text in texts(source) if text != BODY] == kept
    assert left_out(source) == ["首页要闻", "版权所有：江南市人民政府。"]


@pytest.mark.parametrize(
    "beside",
    [
        "<div>今天是2026年3月5日</div>",
        "<div class='side'><p>市政府召开常务会议。</p></div>",
        "<ul><li><a>全市防汛工作会议召开。</a></li><li><a>关于做好防汛工作的通知</a></li></ul>",
        "<footer>主办单位：江南市人民政府。</footer>",
        "<form>请输入关键词。</form>",
    ],
)
def test_what_a_page_says_beside_the_text(beside: str) -> None:
    source = parse(f"<body>{beside}<div>{SAID}</div>{beside}</body>", "网页.html")
    assert texts(source) == [BODY] * 4
    assert len(left_out(source)) == 2


@pytest.mark.parametrize("unit", ["<tr><td>甲<td>乙", "<p>甲", "<li>甲"])
def test_elements_that_html_lets_end_by_themselves_are_not_deep(unit: str) -> None:
    box = ("<table>", "</table>") if "<td>" in unit else ("<ul>", "</ul>") if "<li>" in unit else ("", "")
    source = parse(f"<body>{box[0]}{unit * 1600}{box[1]}</body>", "网页.html")
    assert "".join(texts(source)).count("甲") == 1600


def test_tables_in_tables_are_bounded() -> None:
    with pytest.raises(InputError, match="太复杂"):
        parse("<body>" + "<table><tr><td>甲" * 201 + "</body>", "网页.html")


def test_pictures_beside_the_text_are_counted() -> None:
    source = parse(f"<body><div><img src='a.png'><img src='b.png'></div><div>{SAID}</div></body>", "网页.html")
    assert texts(source) == [BODY] * 4
    assert [finding.message for finding in source.findings] == ["网页正文以外的 2 张图片没有排出"]


def test_a_note_whose_call_is_not_read_stays_where_it_is() -> None:
    call, note = "<a href='#n1' id=c1>1</a>", "<p id=n1>见第三条。<a href='#c1'>↩</a></p>"
    source = parse(f"<body><div class=nav>导航{call}</div><div>{SAID}{note}</div></body>", "网页.html")
    assert texts(source) == [*[BODY] * 4, "见第三条。↩"]
    assert left_out(source) == ["导航1"]


def test_boxes_in_boxes_take_work_in_proportion() -> None:
    def finding(depth: int) -> Callable[[], object]:
        body = html.fromstring("<body>" + f"<div>{BODY}" * depth + "</div>" * depth + "</body>")
        return lambda: find_article(body)

    assert count_calls(finding(360)) < 6 * count_calls(finding(90))  # by the square it was 8.6
