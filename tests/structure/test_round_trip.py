"""A Word file of ours, read again, is the same Document: its styles carry roles, levels and run-in headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from publish.model import (
    Block,
    Document,
    Figure,
    Heading,
    Level,
    LineBreak,
    Metadata,
    Paragraph,
    Role,
    Source,
    Span,
    Table,
    inlines,
    plain_text,
)
from publish.readers.markdown.reader import parse as parse_markdown
from publish.readers.text.reader import parse
from publish.readers.word.reader import read
from publish.structure.recognise import recognise
from publish.style import load_style
from publish.writers.shared.ends import part_ends
from publish.writers.word.writer import write_word
from tests import CASE_FOLDER
from tests.structure.rendering import NAMES, Case, read_cases

STYLE = load_style()
FOLDER = CASE_FOLDER / "structure"
CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in read_cases(path)]
# What every rule of recognition would take for something else than the style says.
MISLEADING = (
    "一、总体要求", "附件1", "附件：名单", "2024年5月6日", "各单位：", "（此件公开发布）", "来源：海州日报", "王建国",
)  # fmt: skip
MARKDOWN = """---
title: 关于印发方案的通知
speaker: 王建国
date: 2024年5月6日
---

各单位：

请认真执行，**重点**内容如下[^1]。

- 第一件事
  - 小事

> 天下兴亡，匹夫有责。

表1　收入情况

| 项目 | 数量 |
| --- | --- |
| 甲 | 一 |

[^1]: 注文。
"""


def show(block: Block) -> Iterator[str]:
    """A block's role, level, run-in heading and text; the lines of what is centred, and the room before the date in the
    last line of the 版记, are the writers' matter."""
    match block:
        case Table():
            yield from show(block.caption) if block.caption else ()
            for row in block.rows:
                for cell in row:
                    yield "/".join(plain_text(inlines(each)) for each in cell.blocks if isinstance(each, Paragraph))
        case Figure():
            yield block.alt
        case Heading():
            yield f"{block.level} {plain_text(block.content, footnotes=True)}"
        case Paragraph():
            centred = STYLE.role(block.role).align == "center"
            breaks = 0 if centred else sum(isinstance(each, LineBreak) for each in block.content)
            run_in = list(show(block.run_in)) if block.run_in else []
            text = plain_text(block.content, footnotes=True)
            laid_out = centred or part_ends(block)
            yield f"{block.role} {run_in} {''.join(text.split()) if laid_out else text} {breaks}"


def shown(document: Document) -> list[str]:
    return [line for block in document.blocks for line in show(block)]


def read_again(document: Document, folder: Path) -> Source:
    path = folder / "文稿.docx"
    path.write_bytes(write_word(document, STYLE))
    return read(path)


def check(document: Document, folder: Path) -> None:
    assert shown(recognise(read_again(document, folder), Metadata())) == shown(document)


def paragraph(text: str, role: Role = Role.BODY) -> Paragraph:
    return Paragraph((Span(text),), role)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases(case: Case, tmp_path: Path) -> None:
    check(recognise(parse(case.source, "文稿.txt"), Metadata()), tmp_path)


@pytest.mark.parametrize("text", MISLEADING)
def test_every_role_whatever_its_text_looks_like(text: str, tmp_path: Path) -> None:
    # Part titles and labels open sections, so each of them stands by itself.
    blocks = [paragraph(f"{text}{'' if role is Role.BODY else NAMES[role]}", role) for role in Role]
    check(Document(tuple(blocks)), tmp_path)
    for role in Role:
        check(Document((paragraph("某某", Role.MASTHEAD), paragraph(text, role), paragraph(text))), tmp_path)


@pytest.mark.parametrize("level", Level)
def test_headings_on_their_own_line_and_run_in(level: Level, tmp_path: Path) -> None:
    heading = Heading(level, (Span("第一条"),))
    run_in = Paragraph((Span("\u3000为了规范工作，制定本办法。"),), run_in=heading)
    check(Document((paragraph("办法", Role.TITLE), heading, paragraph("正文。"), run_in)), tmp_path)


def test_lists_quotations_tables_captions_and_what_front_matter_said(tmp_path: Path) -> None:
    document = recognise(parse_markdown(MARKDOWN, "文稿.md", tmp_path), Metadata())
    assert any(isinstance(block, Table) and block.caption for block in document.blocks)
    check(document, tmp_path)


def test_a_paragraph_pasted_into_our_file_is_recognised_like_any_other(tmp_path: Path) -> None:
    blocks = (
        paragraph("某某单位文件", Role.MASTHEAD),
        paragraph("通知", Role.TITLE),
        Heading(1, (Span("一、目标"),)),
        paragraph("要把工作做细做实，抓好落实。"),
    )
    source = read_again(Document(blocks), tmp_path)
    pasted = tuple(Paragraph((Span(text),)) for text in ("二、要求", "各单位要加强组织领导。", "2024年5月6日"))
    document = recognise(replace(source, blocks=source.blocks + pasted), Metadata())
    kinds = [each.level if isinstance(each, Heading) else getattr(each, "role", None) for each in document.blocks]
    assert kinds == [Role.MASTHEAD, Role.TITLE, 1, Role.BODY, 1, Role.BODY, Role.DATE]


def test_words_own_style_names_in_files_of_others_are_no_proof() -> None:
    texts = ("一、目标", "要把工作做细做实，抓好落实。", "二、要求", "各单位要加强组织领导。")
    blocks = tuple(paragraph(text) for text in ("工作方案", *texts))
    styled = [
        replace(each, hints=replace(each.hints, style=style))
        for each, style in zip(blocks, ("", "List Paragraph", "Date", "List Paragraph", "Signature"), strict=True)
    ]
    document = recognise(Source("文稿.docx", tuple(styled)), Metadata())
    assert [type(each).__name__ for each in document.blocks][1:] == ["Heading", "Paragraph"] * 2
    assert not [each for each in document.blocks if isinstance(each, Paragraph) and each.role is Role.SIGNATURE]
