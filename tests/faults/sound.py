"""Sound files of every kind that is read, rich enough that damage reaches each part of their readers."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from functools import cache

from publish.model import Document, Metadata
from publish.readers.doc.reader import Streams
from publish.readers.odt.reader import NS
from publish.structure.recognise import recognise
from publish.style import load_style
from publish.writers import EPOCH, Order, make_output
from tests.generated import Maker
from tests.output.test_imposition import make_pdf as make_pages
from tests.readers.doc.doc_files import make_rich
from tests.readers.doc.test_doc_numbering import CHINESE, DECIMAL, ListFile
from tests.readers.pdf.pdf_files import Stroke, make_pdf, set_lines

SECTOR, FREE, END, FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
LINES = (
    "在全市会议上的讲话",
    "（2024年5月6日）",
    "同志们：",
    "今天召开全市会议，部署全年工作。",
    "一、抓落实",
    "要建立台账。",
)
TEXT = "\n".join([*LINES, "序号\t单位\t人数", "1\t水利局\t12", "附件：1. 名单", "海州市人民政府", "2024年5月6日"])
MARKDOWN = """---
title: 在全市会议上的讲话
date: 2024-05-06
fill:
  ×: 海州
---
# 在全市会议上的讲话

同志们：

今天**召开**会议[^1]，部署[工作](https://example.cn)，见 H~2~O、m^2^。

## 一、抓落实

1. 建台账
   - 一月一报
     > 引用 `代码`

| 单位 | 人数 |
| :-- | --: |
| 水利局 | 12[^1] |

![图](没有.png "题")

```text
甲
```

<!-- 注 -->

[^1]: 见规定。
"""
RTF = r"""{\rtf1\ansi\ansicpg936\uc1{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset0 Times;}}
{\stylesheet{\s1 heading 1;}}{\info{\title \'b8\'e5}}{\header\pard \'d2\'b3\'c3\'bc\par}
\pard\qc\f0 {\b \'d4\'da\'c8\'ab\'ca\'d0}\u20250?\u-255?\par\pard\f0 \u21516?\u24535?\u20204?:\line {\v \'d2\'fe}\par
{\listtext \u19968?\u12289?\tab}\u25235?\super 1\nosupersub{\footnote\pard \u35265?\par}\sub 2\plain\par
\trowd\cellx1000\cellx2000\intbl \u21333?\cell 12\cell\row\trowd\intbl 1\cell 2\cell\row\pard
{\field{\*\fldinst HYPERLINK "x"}{\fldrslt \u21150?}}{\*\bkmkstart a}{\pict\pngblip 89504e47}
{\shp{\*\shpinst{\shptxt \pard \u26694?\par}}}{\deleted \'c9\'be}\'b1\par\bin3 abc\par}"""
ODT = """<office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties
 fo:font-weight="bold"/></style:style><style:style style:name="P" style:family="paragraph" style:parent-style-name="Q">
<style:paragraph-properties fo:text-align="center"/></style:style><text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"
 text:start-value="3"/></text:list-style></office:automatic-styles><office:body><office:text>{}
<text:h text:outline-level="2">抓<text:span text:style-name="B">落</text:span>实</text:h><text:list text:style-name="L">
<text:list-item><text:p>学习<text:s text:c="3"/>规定<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>见第三条</text:p></text:note-body></text:note></text:p><text:list><text:list-item><text:p>细</text:p>
</text:list-item></text:list></text:list-item></text:list><table:table><table:table-header-rows><table:table-row>
<table:table-cell table:number-columns-spanned="2"><text:p>单位</text:p></table:table-cell><table:covered-table-cell/>
</table:table-row></table:table-header-rows><table:table-row><table:table-cell
 table:number-columns-repeated="2"><text:p>水利局</text:p></table:table-cell></table:table-row></table:table><text:table-of-content><text:index-body><text:p>一</text:p>
</text:index-body></text:table-of-content></office:text></office:body>"""
HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>讲</title></head><body>
<div class="nav"><a href="/">首页</a></div><div id="a"><h1>在全市会议上的讲话</h1>{}
<ol start="3"><li>一<ul><li>二</ul></ol><table><tr><th colspan="2">单位</th>
<tr><td rowspan="2">水利局<td>12<sup>2</sup><tr><td><table><tr><td>内</table></table><p style="display:none">隐</p>
<blockquote>引<br>文 <b>重</b>&nbsp;&hellip;</blockquote><img src="a.png" alt="图"></div>
<footer>版权所有</footer></body></html>"""
MAIL = """From: =?utf-8?B?5byg5LiJ?= <a@example.cn>
To: b@example.cn
Subject: =?utf-8?B?6K6y6K+d56i/?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="xx"

--xx
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{}

--xx
Content-Type: text/html; charset=utf-8; name*0*=utf-8''%E7%A8%BF
Content-Transfer-Encoding: quoted-printable

<p>=E5=90=8C=E5=BF=97=E4=BB=AC=EF=BC=9A</p>

--xx--
"""
ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="yy"

--yy
Content-Type: text/html; charset="utf-8"
Content-Location: http://example.cn/a.html
Content-Transfer-Encoding: 8bit

{}
--yy
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--yy--
"""


@cache
def sounds(kind: str) -> tuple[bytes, ...]:
    """Sound files of a kind (an ending without its dot, or "handout"): damage chooses among them."""
    return tuple(MAKERS[kind]())


def archive(**parts: str) -> bytes:
    """A ZIP archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return data.getvalue()


def compound(**streams: bytes) -> bytes:
    """A compound file (MS-CFB, version 3) of streams, each filled up to the least that stands in sectors of its own."""
    fat, body, entries = [FAT], b"", [_entry("Root Entry", 5, END, 0, child=1)]
    for number, (name, data) in enumerate(streams.items(), 1):
        whole = data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\0")
        start, count = len(fat), len(whole) // SECTOR
        fat += [*range(start + 1, start + count), END]
        body += whole
        following = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, start, len(whole), right=following))
    start = len(fat)
    entries += [bytes(128)] * (-len(entries) % 4)
    fat += [*range(start + 1, start + len(entries) // 4), END]
    fat += [FREE] * (SECTOR // 4 - len(fat))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, start, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    return head + struct.pack(f"<{len(fat)}I", *fat) + body + b"".join(entries)


def _entry(name: str, kind: int, start: int, size: int, **links: int) -> bytes:
    label = name.encode("utf-16-le") + b"\0\0"
    made = label.ljust(64, b"\0") + struct.pack("<HBB", len(label), kind, 1)
    made += struct.pack("<III", FREE, links.get("right", FREE), links.get("child", FREE)) + bytes(36)
    return made + struct.pack("<IQ", start, size)


def _made(format_: str, number: int) -> bytes:
    return make_output(format_, _generated(number), Order(load_style("speech"), EPOCH, None)).data


def _generated(number: int) -> Document:
    return recognise(Maker(number).source(), Metadata())


def _docs() -> list[bytes]:
    listed = ListFile(["甲", "乙", "丙"], [(1, 0), (1, 1), (0, 0)], [[(CHINESE, "\0、"), (DECIMAL, "\1.")]])
    plain = Streams(*listed.make(), b"")
    found = []
    for stream, table, data in (plain, make_rich()):
        more = {"Data": data} if data else {}
        found.append(compound(WordDocument=stream, **{"1Table": table, "0Table": table}, **more))
    return found


def _odts() -> list[bytes]:
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NS.items())
    body = ODT.format("".join(f'<text:p text:style-name="P">{line}</text:p>' for line in LINES))
    content = f"<office:document-content {names}>{body}</office:document-content>"
    return [archive(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})]


def _pdfs() -> list[bytes]:
    ruled = [Stroke(85, 500 - 30 * row, 505, 500 - 30 * row) for row in range(3)]
    ruled += [Stroke(85 + 210 * column, 500, 85 + 210 * column, 440) for column in range(3)]
    sheet = [*set_lines(LINES), *ruled, *set_lines(["单位"], 480, 90), *set_lines(["12"], 450, 300)]
    return [make_pdf([sheet, set_lines([*LINES, "- 2 -"])]), _made("pdf", 3)]


def _page() -> str:
    return HTML.format("".join(f"<p>{line}</p>" for line in LINES))


MAKERS: dict[str, Callable[[], list[bytes]]] = {
    "txt": lambda: [TEXT.encode(), TEXT.encode("gb18030"), "\n".join(f"> {line}" for line in LINES).encode("utf-16")],
    "md": lambda: [MARKDOWN.encode()],
    "docx": lambda: [_made("docx", number) for number in (3, 7, 11, 26)],
    "doc": _docs,
    "rtf": lambda: [RTF.encode()],
    "odt": _odts,
    "html": lambda: [_page().encode()],
    "mht": lambda: [ARCHIVE.format(_page()).encode()],
    "eml": lambda: [MAIL.format("\n\n".join(LINES)).encode()],
    "pdf": _pdfs,
    "handout": lambda: [make_pages(5), *_pdfs()],
}
