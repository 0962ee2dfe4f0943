"""OpenDocument texts (.odt, OASIS ODF 1.3): paragraphs, headings, lists with their numbers, tables, notes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from publish.errors import InputError
from publish.inputs import read_input
from publish.model import (
    Block,
    Cell,
    Finding,
    FindingKind,
    Footnote,
    Heading,
    Hints,
    Inline,
    LineBreak,
    Paragraph,
    Place,
    Source,
    Span,
    Table,
)
from publish.readers.joining import join_spans
from publish.readers.odt.looks import Looks
from publish.readers.odt.numbering import Counter

MOST_BYTES = 64 << 20
MOST_XML = 32 << 20
MOST_TAGS = 1_000_000
DEEPEST = 100
NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
TEXT, TABLE, OFFICE = (f"{{{NS[name]}}}" for name in ("text", "table", "office"))
FO, STYLE = f"{{{NS['fo']}}}", f"{{{NS['style']}}}"
UNSEEN = ("sequence-decls", "variable-decls", "user-field-decls", "bookmark", "soft-page-break", "tracked-changes")
SILENT = frozenset(f"{TEXT}{name}" for name in UNSEEN)
MOST_SPACES, MOST_SPAN = 200, 63
Node = Any


def read(path: Path) -> Source:
    """An OpenDocument text as blocks; paragraphs are numbered from 1 as their places.

    Raises InputError for what is no such file, is damaged, encrypted or too large.
    """
    data = read_input(path, MOST_BYTES)
    content, styles = (_load(data, part, path.name) for part in ("content.xml", "styles.xml"))
    if content is None:
        raise _refuse(path.name, "不是 OpenDocument 文字文件（没有 content.xml）")
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise _refuse(path.name, "不是文字文件（可能是表格或演示文稿）")
    looks = Looks([root for root in (styles, content) if root is not None])
    reader = Reader(path.name, looks)
    reader.read(body)
    if any(True for _ in body.iter(f"{TEXT}tracked-changes")):
        reader.report(FindingKind.WARNING, "revisions", "文稿里有没有接受的修订，现在按全部接受排版，请核对")
    if not reader.blocks:
        raise _refuse(path.name, "文件里没有文字")
    return Source(path.name, tuple(reader.blocks), findings=tuple(reader.findings))


def _refuse(name: str, why: str) -> InputError:
    return InputError(f"{why}", "请用 LibreOffice 或 WPS 打开，另存为 .docx 再试", Place(name, 1))


def _load(data: bytes, part: str, name: str) -> Node | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if part not in archive.namelist():
                return None
            info = archive.getinfo(part)
            if info.file_size > MOST_XML or info.flag_bits & 1:
                raise _refuse(name, "文件太大，或者加了密码")
            with archive.open(info) as stream:
                xml = stream.read(MOST_XML + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _refuse(name, "文件残缺，压缩包读不出来") from error
    if len(xml) > MOST_XML or xml.count(b"<") > MOST_TAGS:
        raise _refuse(name, "文件太复杂，读不了")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refuse(name, f"文件残缺，{part} 读不出来（可能加了密码）") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refuse(name, "文件里有不该有的内容（DOCTYPE）")
    return root


@dataclass
class Reader:
    """Reads the body; `number` counts paragraphs as they come."""

    file: str
    looks: Looks
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    number: int = 0
    _counter: Counter = field(default_factory=Counter)

    def report(self, kind: FindingKind, code: str, message: str, text: str = "") -> None:
        """Add a finding at the paragraph that is being read."""
        self.findings.append(Finding(kind, message, Place(self.file, max(1, self.number)), text, code=f"odt-{code}"))

    def read(self, parent: Node, depth: int = 0, level: int = 0, style: str = "") -> None:
        """Append the blocks of an element; `level` and `style` are those of the list it stands in."""
        if depth > DEEPEST:
            self.report(FindingKind.LEFT_OUT, "depth", "嵌套太深，没有排出", "".join(parent.itertext()))
            return
        for child in parent:
            if child.tag in SILENT or not isinstance(child.tag, str):
                continue
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(child, "", level)
            elif child.tag == f"{TEXT}list":
                self._list(child, depth, level, style)
            elif child.tag == f"{TABLE}table":
                self._table(child, depth)
            elif child.tag in (f"{TEXT}table-of-content", f"{TEXT}alphabetical-index", f"{TEXT}illustration-index"):
                text = "".join(child.itertext())
                self.report(FindingKind.LEFT_OUT, "contents", "原稿的目录没有排出，目录由版式重新生成", text)
            else:
                self.read(child, depth + 1, level, style)

    def _list(self, node: Node, depth: int, level: int, style: str) -> None:
        style = node.get(f"{TEXT}style-name") or style
        if node.get(f"{TEXT}continue-numbering") != "true" and not node.get(f"{TEXT}continue-list"):
            self._counter.restart(style, level + 1, keep=self.looks.lists.is_outline(style))
        for item in node:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            marker = ""
            if item.tag == f"{TEXT}list-item":
                start = item.get(f"{TEXT}start-value")
                first = int(start) if start and start.isdecimal() else None
                marker = self._counter.next(self.looks.lists, style, level + 1, first)
            for child in item:
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    self._paragraph(child, marker, level + 1)
                    marker = ""
                elif child.tag == f"{TEXT}list":
                    self._list(child, depth + 1, level + 1, style)
                elif child.tag == f"{TABLE}table":
                    self._table(child, depth + 1)

    def _paragraph(self, node: Node, marker: str, list_depth: int) -> None:
        self.number += 1
        place = Place(self.file, self.number)
        style = node.get(f"{TEXT}style-name")
        content = tuple(join_spans(self._inlines(node, style, place, 0)))
        if node.tag == f"{TEXT}h" and not marker and node.get(f"{TEXT}is-list-header") != "true":
            outline = int(node.get(f"{TEXT}outline-level") or 1)
            marker = self._counter.next(self.looks.lists, self.looks.list_style(style) or "", outline, None)
        if not any(isinstance(inline, Span) and inline.text.strip() for inline in content) and not any(
            isinstance(inline, Footnote) for inline in content
        ):
            return
        if marker:
            content = (Span(marker), *content)
        level = min(int(node.get(f"{TEXT}outline-level") or 1), 6) if node.tag == f"{TEXT}h" else 0
        align = {"start": "left", "end": "right", "justify": "both"}.get(
            value := self.looks.find(style, f"{FO}text-align"), value if value in ("left", "center", "right") else ""
        )
        hints = Hints(
            level=level,
            style=self.looks.heading_style(style),
            align=align,  # type: ignore[arg-type]
            bold=self.looks.find(style, f"{FO}font-weight") == "bold",
            marker=marker,
            list_depth=list_depth,
        )
        heading = Heading(level, content, place, hints) if level else None
        self.blocks.append(heading or Paragraph(content, place=place, hints=hints))

    def _inlines(self, node: Node, style: str | None, place: Place, depth: int) -> Iterator[Inline]:
        """The inline content of an element; places count characters from 1."""
        yield from self._text(node.text, style, place)
        for child in node if depth < DEEPEST else ():
            if isinstance(child.tag, str):
                yield from self._inline(child, style, place, depth)
            yield from self._text(child.tail, style, place)

    def _inline(self, child: Node, style: str | None, place: Place, depth: int) -> Iterator[Inline]:
        name = child.tag.removeprefix(TEXT)
        if name == "s":
            count = child.get(f"{TEXT}c") or "1"
            yield from self._text(" " * min(int(count) if count.isdecimal() else 1, MOST_SPACES), style, place)
        elif name == "tab":
            yield from self._text("\t", style, place)
        elif name == "line-break":
            yield LineBreak()
        elif name == "note":
            body = child.find(f"{TEXT}note-body")
            paragraphs = [] if body is None else list(body.iter(f"{TEXT}p", f"{TEXT}h"))
            content: list[Inline] = []
            for paragraph in paragraphs:
                content += [*([LineBreak()] if content else []), *self._inlines(paragraph, None, place, depth + 1)]
            yield Footnote(tuple(join_spans(content)), place)
        elif name in ("hidden-text", "hidden-paragraph") or child.tag == f"{OFFICE}annotation":
            text = "".join(child.itertext())
            if text.strip():
                self.report(FindingKind.LEFT_OUT, "note", "批注或隐藏的文字没有排出", text)
        elif child.tag in SILENT:
            return
        elif child.tag.endswith("}frame"):
            text = "".join(child.itertext()).strip()
            self.report(FindingKind.LEFT_OUT, "picture", "图片或文本框没有排出", text)
        else:
            yield from self._inlines(child, child.get(f"{TEXT}style-name") or style, place, depth + 1)

    def _text(self, text: str | None, style: str | None, place: Place) -> Iterator[Inline]:
        if not text:
            return
        if self.looks.find(style, f"{TEXT}display") == "none":
            self.report(FindingKind.LEFT_OUT, "hidden", "隐藏的文字没有排出", text)
            return
        bold = self.looks.find(style, f"{FO}font-weight") == "bold"
        italic = self.looks.find(style, f"{FO}font-style") == "italic"
        position = _position(self.looks.find(style, f"{STYLE}text-position"))
        yield Span(text.replace("\n", " "), place, bold, italic, position)

    def _table(self, node: Node, depth: int) -> None:
        rows: list[tuple[Cell, ...]] = []
        heads = 0
        for row in node.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table")) is not node:
                continue
            head = next(row.iterancestors(f"{TABLE}table-header-rows", f"{TABLE}table")).tag.endswith("header-rows")
            cells = tuple(self._cell(cell, depth) for cell in row if cell.tag == f"{TABLE}table-cell")
            heads += head and heads == len(rows)
            if cells:
                rows.append(cells)
        if rows:
            self.blocks.append(Table(tuple(rows), heads, place=Place(self.file, max(1, self.number))))

    def _cell(self, cell: Node, depth: int) -> Cell:
        reader = Reader(self.file, self.looks, findings=self.findings, number=self.number, _counter=self._counter)
        reader.read(cell, depth + 1)
        self.number = reader.number
        spans = (cell.get(f"{TABLE}number-{name}-spanned") or "1" for name in ("columns", "rows"))
        columns, rows = (min(int(span), MOST_SPAN) if span.isdecimal() else 1 for span in spans)
        return Cell(tuple(reader.blocks) or (Paragraph(()),), columns, rows)


def _position(value: str) -> Any:
    first = value.split(" ", maxsplit=1)[0]
    if first.startswith("super") or (first.rstrip("%").isdecimal() and int(first.rstrip("%")) > 0):
        return "super"
    return "sub" if first.startswith(("sub", "-")) else "baseline"
