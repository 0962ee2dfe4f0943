"""Markdown files (.md): CommonMark with tables and footnotes, front matter, Chinese line breaks and emphasis."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, chain
from pathlib import Path

from markdown_it.token import Token

from publish.errors import InputError, reason_of
from publish.inputs import read_input
from publish.model import Block, Finding, FindingKind, Hints, Paragraph, Place, Source, Span, paragraphs
from publish.readers.amount import bear_lines
from publish.readers.folder_pictures import Pictures
from publish.readers.markdown.blocks import BlockReader
from publish.readers.markdown.front import read_front
from publish.readers.markdown.parser import parse as parse_tokens
from publish.readers.markdown.repairs import (
    cut_tables,
    find_paragraph_ends,
    report_cramped,
    space_headings,
    unwrap_fence,
)
from publish.readers.text.encoding import decode
from publish.readers.text.lines import CONTROL, LINE_END

MARKS_ONLY = re.compile(r"\A[\s>*+\-]*(?:\d{1,9}[.)][\s>*+\-]*)?")


def read(path: Path) -> Source:
    """A Markdown file as blocks with their places; its pictures are looked for in its own folder only.

    Raises InputError when the file cannot be opened, is no text, or its front matter is wrong.
    """
    try:
        data = read_input(path)
    except OSError as error:
        raise InputError(f"文件打不开：{path}（{reason_of(error)}）", "请检查路径和权限") from error
    return parse(decode(data, path.name), path.name, path.parent)


def parse(text: str, name: str, folder: Path, by_line: bool = False) -> Source:
    """The same for characters already in memory; `folder` is where pictures may be, `by_line` that every line end
    ends a paragraph, as in plain text."""
    lines = LINE_END.split(text.removeprefix("\ufeff"))
    bear_lines(lines)
    findings = _blank_controls(lines, name)
    findings += unwrap_fence(lines, name)
    metadata, skipped, unknown = read_front(lines, name)
    findings += unknown
    # Blank lines stand for the front matter, so that line numbers stay true.
    lines[:skipped] = [""] * skipped
    findings += report_cramped(lines, name)
    tables = cut_tables(lines, name)
    try:
        tokens, _ = parse_tokens("\n".join(space_headings(lines)))
    except RecursionError as error:
        raise InputError(
            "Markdown 标记嵌套得太深，读不了", "请检查有没有成串的方括号或大于号", Place(name, 1)
        ) from error
    ends = frozenset(range(1, len(lines))) if by_line else find_paragraph_ends(lines)
    reader = BlockReader(name, lines, Pictures(folder), tables=tables, ends=ends)
    reader.read(tokens)
    _add_unread(reader, _covered(tokens))
    return Source(name, tuple(reader.blocks), metadata, (*findings, *reader.findings), reader.pictures.pictures)


def _blank_controls(lines: list[str], name: str) -> list[Finding]:
    """Puts spaces for control characters, in place; a finding for each."""
    findings = []
    for number, line in enumerate(lines):
        for match in CONTROL.finditer(line):
            message = f"不可打印的字符 U+{ord(match[0]):04X} 已换成空格"
            place = Place(name, number + 1, match.start() + 1)
            findings.append(Finding(FindingKind.NORMALISED, message, place, match[0], " ", "unprintable"))
        lines[number] = CONTROL.sub(" ", line)
    return findings


def _covered(tokens: list[Token]) -> set[int]:
    """The lines (from 0) that some token with content accounts for."""
    covered: set[int] = set()
    for token in tokens:
        holds = token.type in ("inline", "fence", "hr", "comment", "definition", "heading_open", "table_open")
        if holds and token.map:
            covered.update(range(*token.map))
    return covered


def _add_unread(reader: BlockReader, covered: set[int]) -> None:
    """Lines nested deeper than the parser goes: they stand as they are, in their place, and are named."""
    # Each stands before the first block that begins below it: the blocks' lines, made to grow, are searched once.
    begins = list(accumulate(map(_line, reader.blocks), max))
    unread: dict[int, list[Block]] = {}
    for number, line in enumerate(reader.lines):
        if number in covered or MARKS_ONLY.fullmatch(line):
            continue
        place = Place(reader.file, number + 1, len(line) - len(line.lstrip()) + 1)
        text = line.strip()
        finding = Finding(
            FindingKind.WARNING, "列表或引用嵌套太深，这一行照原样排出，请核对", place, text, code="md-nesting"
        )
        reader.findings.append(finding)
        before = bisect_right(begins, number + 1)
        unread.setdefault(before, []).append(Paragraph((Span(text, place),), place=place, hints=Hints()))
    if unread:
        merged = [[*unread.get(n, ()), block] for n, block in enumerate(reader.blocks)]
        reader.blocks[:] = [*chain.from_iterable(merged), *unread.get(len(merged), ())]


def _line(block: Block) -> int:
    places = [block.place, *(each.place for each in paragraphs((block,)))]
    return next((place.line for place in places if place), 0)
