"""Plain text: any Chinese encoding, any line ends, paragraphs by lines, wrapped lines or ideographic spaces."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from publish.errors import InputError, reason_of
from publish.inputs import read_input
from publish.model import Finding, FindingKind, Place, Source
from publish.readers.text.encoding import WEB_PAGE, decode
from publish.readers.text.lines import Line, LineReader
from publish.readers.text.paragraphs import join_blocks

WEB_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml")
REPLACEMENT = "\ufffd"
HEADING = re.compile(r"^#{1,6} +\S.*[\u4e00-\u9fff]", re.M)
STRONG = re.compile(r"(?<!\*)\*\*(?=[^\s*])[^*\n]{0,80}[\u4e00-\u9fff][^*\n]{0,80}\*\*(?!\*)")
FENCE = re.compile(r"^```(?:markdown|md)[ \t]*$", re.M)
LEAST_HEADINGS = 2
LEAST_STRONG = 3  # with no heading beside them


def read(path: Path) -> Source:
    """The paragraphs of a text file with their places (line and column from 1).

    Raises InputError when the file cannot be opened, is empty or is not text.
    """
    try:
        data = read_input(path)
    except OSError as error:
        raise InputError(f"文件打不开：{path}（{reason_of(error)}）", "请检查路径和权限") from error
    if path.suffix.lower() in WEB_PAGES:
        raise InputError(*WEB_PAGE, Place(path.name, 1))
    text = decode(data, path.name)
    return _read_marked_up(text, path) if _is_marked_up(text) else parse(text, path.name)


def _read_marked_up(text: str, path: Path) -> Source:
    """Markdown in a text file, where every line is a paragraph; that it was read so is told."""
    from publish.readers.markdown.reader import parse as parse_markdown  # few texts need it

    source = parse_markdown(text, path.name, path.parent, by_line=True)
    message = "文本里有 Markdown 记号（# 标题、**加粗**），已按 Markdown 读"
    told = Finding(FindingKind.WARNING, message, Place(path.name, 1), code="text-markdown")
    return replace(source, findings=(told, *source.findings))


def parse(text: str, name: str) -> Source:
    """The same for characters already in memory; `name` stands in the places."""
    reader = LineReader(name)
    lines = reader.read(text)
    return Source(name, join_blocks(lines), findings=(*reader.findings, *_damage(lines)))


def _damage(lines: list[Line]) -> list[Finding]:
    """Replacement characters that were in the source already: somebody lost characters before us."""
    found: list[Finding] = []
    for span in (span for line in lines for span in line.spans):
        for match in re.finditer(REPLACEMENT, span.text):
            if span.place:
                place = replace(span.place, column=span.place.column + match.start())
                message = "原文这里有一个已损坏的字（显示为�），请对照原稿补上"
                found.append(Finding(FindingKind.WARNING, message, place, REPLACEMENT, code="damaged"))
    return found


def _is_marked_up(text: str) -> bool:
    """Whether a text has Markdown's headings (# 标题) or strong words (**加粗**), more than a stray one of them."""
    headings, strong = (sum(1 for _ in pattern.finditer(text)) for pattern in (HEADING, STRONG))
    if headings and FENCE.search(text):
        return True
    return headings >= LEAST_HEADINGS or strong >= LEAST_STRONG or bool(headings and strong)
