"""Kinds of content whose size can be multiplied: at 8 times each stays below 1 MB."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.readers.word.docx_files import docx

SENTENCE = "坚持党对政协工作的全面领导，把牢正确方向，围绕中心、服务大局。"
HEAD = "# 讲话\n\n"
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
PARAGRAPH = SENTENCE * 4 + "\n"


@dataclass(frozen=True)
class Kind:
    """A kind of content: its name, its ending, and the bytes of so many times the content."""

    name: str
    suffix: str
    make: Callable[[int], bytes]


def text(name: str, unit: str, count: int, before: str = "讲话\n同志们：\n") -> Kind:
    """A text of `count` units at its smallest."""
    return Kind(f"text: {name}", ".txt", lambda times: (before + unit * (count * times)).encode())


def numbered(name: str, unit: Callable[[int], str], count: int, suffix: str = ".md") -> Kind:
    """One whose units are told apart by their number."""
    kind = "markdown" if suffix == ".md" else "text"
    return Kind(f"{kind}: {name}", suffix, lambda times: (HEAD + "".join(map(unit, range(count * times)))).encode())


def word(name: str, unit: Callable[[int], str], count: int, **parts: Callable[[int], str]) -> Kind:
    """A Word file of `count` units at its smallest; `parts`: further parts by name, made of as many units."""

    def make(times: int) -> bytes:
        made = {part: make_part(count * times) for part, make_part in parts.items()}
        return docx("".join(map(unit, range(count * times))), parts=made)

    return Kind(f"word: {name}", ".docx", make)


def _p(inner: str) -> str:
    return f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>"


def _styled(number: int) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="s{number}"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'


def _chain(count: int) -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{n - 1}"/></w:style>'
        for n in range(count)
    )


def _calling(number: int) -> str:
    return f'<w:p><w:r><w:t>文字</w:t></w:r><w:r><w:footnoteReference w:id="{number + 1}"/></w:r></w:p>'


def _notes(count: int) -> str:
    return "".join(f'<w:footnote w:id="{n + 1}">{_p("注文。")}</w:footnote>' for n in range(count))


KINDS = [
    text("paragraphs", PARAGRAPH, 40),
    text("one paragraph", SENTENCE, 400),
    text("short lines", "甲\n", 1500),
    text("empty lines", "\n\n\n甲\n", 600),
    text("quoted lines", "> " + SENTENCE + "\n", 300),
    text("nested quotes", ">>> " + SENTENCE[:10] + "\n", 600),
    text("tabs", "甲\t乙\t丙\n", 800),
    text("tabs alone", "\t\t\t\t\t\t\t\t\n", 800),
    text("hard line ends", SENTENCE[:28] + "\n", 400),
    text("headings", "一、总体要求\n（一）指导思想\n1. 目标\n" + PARAGRAPH, 20),
    text("numbered items", "1. 事项\n", 800),
    text("dates and names", "2024年5月1日\n王建国\n", 500),
    text("attachments", "附件1\n名单\n" + PARAGRAPH, 40),
    text("blanks", "×年×月×日，在____召开会议。\n", 300),
    text("quotation marks", "“" * 20 + "”" * 20 + "\n", 200),
    numbered("words that are none", lambda n: "".join(Random(n).choices(COMMON, k=60)) + "。\n", 80, ".txt"),
    text("letters without a break", "a" * 500, 4),
    text("spaces", " " * 200 + "甲\n", 40),
    numbered("paragraphs", lambda _: SENTENCE * 4 + "\n\n", 40),
    numbered("one paragraph", lambda _: SENTENCE, 400),
    numbered("one paragraph of lines", lambda _: SENTENCE + "\n", 400),
    numbered("footnotes in a paragraph", lambda n: f"文[^{n}]", 100),
    Kind(
        "markdown: footnotes, all", ".md",
        lambda times: (
            HEAD + "".join(f"文字[^{n}]。\n\n" for n in range(40 * times))
            + "".join(f"[^{n}]: 注文。\n\n" for n in range(40 * times))
        ).encode(),
    ),
    Kind(
        "markdown: footnotes, one paragraph", ".md",
        lambda times: (
            HEAD + "".join(f"文字[^{n}]。" for n in range(40 * times)) + "\n\n"
            + "".join(f"[^{n}]: 注文。\n\n" for n in range(40 * times))
        ).encode(),
    ),
    numbered("emphasis", lambda _: "**重**要*的*", 400),
    numbered("open emphasis", lambda _: "**重 *的 ", 400),
    numbered("brackets", lambda _: "[", 1000),
    numbered("links", lambda n: f"[甲](https://example.cn/{n}) ", 200),
    numbered("lists", lambda n: f"- 事项 {n}\n", 300),
    numbered("quotes", lambda _: "> " + SENTENCE + "\n>\n", 100),
    numbered("tables", lambda n: f"| 甲 | 乙 |\n| --- | --- |\n| {n} | 二 |\n\n", 25),
    Kind(
        "markdown: table rows", ".md",
        lambda t: (HEAD + "| 甲 | 乙 |\n| --- | --- |\n" + "| 一 | 二 |\n" * 60 * t).encode(),
    ),
    numbered("headings", lambda n: f"## 第{n}部分\n\n{SENTENCE}\n\n", 60),
    numbered("html", lambda _: "<b>甲</b> &amp; ", 300),
    word("paragraphs", lambda _: _p(SENTENCE * 4), 40),
    word("short paragraphs", lambda _: _p("甲"), 800),
    word("empty paragraphs", lambda _: "<w:p/>", 2000),
    Kind(
        "word: one paragraph of runs", ".docx",
        lambda t: docx("<w:p>" + "<w:r><w:t>甲乙丙</w:t></w:r>" * 500 * t + "</w:p>"),
    ),
    word("chained styles", _styled, 200, styles=_chain),
    word("footnotes", _calling, 100, footnotes=_notes),
    Kind(
        "word: table rows", ".docx",
        lambda t: docx("<w:tbl>" + ("<w:tr>" + f"<w:tc>{_p('甲')}</w:tc>" * 3 + "</w:tr>") * 60 * t + "</w:tbl>"),
    ),
]  # fmt: skip
