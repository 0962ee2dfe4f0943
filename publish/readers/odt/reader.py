"""OpenDocument texts (.odt, OASIS ODF 1.3): paragraphs, headings, lists with their numbers, tables, notes, pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from publish.inputs import read_input
from publish.model import (
    CONTENTS_LEFT_OUT,
    Block,
    Cell,
    FindingKind,
    Footnote,
    Heading,
    Hints,
    Inline,
    LineBreak,
    Paragraph,
    Role,
    Source,
    Span,
    Table,
    attach_captions,
    plain_text,
)
from publish.readers.account import FOLIO, Account
from publish.readers.headings import is_heading
from publish.readers.joining import join_spans
from publish.readers.odt.inlines import DEEPEST, SILENT, InlineReader
from publish.readers.odt.looks import LOWEST_LEVEL, Looks
from publish.readers.odt.numbering import Counter
from publish.readers.odt.package import DRAW, FO, NS, OFFICE, STYLE, TABLE, TEXT, Node, Package, refuse
from publish.readers.wrapped import join_wrapped

__all__ = ["NS", "read"]

MOST_BYTES = 64 << 20
MOST_SPAN = 63
CONTENTS = frozenset(f"{TEXT}{name}" for name in ("table-of-content", "alphabetical-index", "illustration-index"))
MARGINS = {
    f"{STYLE}{name}{kind}": words
    for name, words in (("header", "页眉"), ("footer", "页脚"))
    for kind in ("", "-left", "-first")
}
CAPTIONS = ("caption", "illustration", "figure", "table", "题注")
ALIGNS = {"start": "left", "end": "right", "justify": "both", "left": "left", "center": "center", "right": "right"}


def read(path: Path) -> Source:
    """An OpenDocument text as blocks; paragraphs are numbered from 1 as their places.

    Raises InputError for what is no such file, is damaged, encrypted or too large.
    """
    package = Package(read_input(path, MOST_BYTES), path.name)
    content, styles = (package.xml(part) for part in ("content.xml", "styles.xml"))
    if content is None:
        raise refuse(path.name, "不是 OpenDocument 文字文件（没有 content.xml）")
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise refuse(path.name, "不是文字文件（可能是表格或演示文稿）")
    looks = Looks([root for root in (styles, content) if root is not None])
    account = Account(path.name, "odt")
    reader = Reader(account, looks, package)
    reader.read(body)
    _tell_revisions(body, account)
    _tell_margins(styles, account)
    if package.mended:
        account.tell(FindingKind.WARNING, "damaged", "文件的 XML 有错，能读的都读了，请逐字核对")
    if not reader.blocks:
        raise refuse(path.name, "文件里没有文字")
    blocks = join_wrapped(list(attach_captions(map(_as_caption, reader.blocks))))
    return Source(path.name, blocks, findings=tuple(account.findings), pictures=reader.inlines.pictures)


def _tell_revisions(body: Node, account: Account) -> None:
    """What was deleted, and that there are revisions."""
    account.number = 0
    if any(True for _ in body.iter(f"{TEXT}tracked-changes")):
        message = "文稿里有没有接受的修订，现在按全部接受排版，请核对"
        account.tell(FindingKind.WARNING, "revisions", message)
    for deletion in body.iter(f"{TEXT}deletion"):
        paragraphs = deletion.iter(f"{TEXT}p", f"{TEXT}h")
        if text := "".join("".join(each.itertext()) for each in paragraphs):
            account.tell(FindingKind.LEFT_OUT, "deleted", "修订中删去的文字没有排出", text)


def _tell_margins(styles: Node | None, account: Account) -> None:
    """What headers and footers say besides page numbers."""
    for margin in () if styles is None else styles.iter(*MARGINS):
        if not FOLIO.fullmatch(text := "".join(margin.itertext())):
            account.tell(FindingKind.LEFT_OUT, "margin", f"{MARGINS[margin.tag]}没有排出", text)


@dataclass
class Reader:
    """Reads containers of blocks."""

    account: Account
    looks: Looks
    package: Package
    blocks: list[Block] = field(default_factory=list)
    inlines: InlineReader = field(init=False)
    _counter: Counter = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.inlines = InlineReader(self.package, self.looks, self.account, self._apart)

    def read(self, parent: Node, depth: int = 0, level: int = 0, style: str = "") -> None:
        """Append the blocks of an element; `level` and `style` are those of the list it stands in."""
        if depth > DEEPEST:
            self.account.tell(FindingKind.LEFT_OUT, "depth", "嵌套太深，没有排出", "".join(parent.itertext()))
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
            elif child.tag in CONTENTS:
                text = "".join(child.itertext())
                self.account.tell(
                    FindingKind.LEFT_OUT,
                    "contents",
                    CONTENTS_LEFT_OUT,
                    text,
                )
            elif child.tag.startswith(DRAW):  # hangs on a page
                self.inlines.draw(child, depth)
                self._hang()
            else:
                self.read(child, depth + 1, level, style)

    def _list(self, node: Node, depth: int, level: int, style: str) -> None:
        style = node.get(f"{TEXT}style-name") or style
        goes_on = node.get(f"{TEXT}continue-numbering") == "true" or node.get(f"{TEXT}continue-list")
        if not level and not goes_on:
            self._counter.restart(style, level + 1, keep=self.looks.lists.is_outline(style))
        for item in node:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            marker = self._marker(item, style, level + 1)
            for child in item:
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    self._paragraph(child, marker, level + 1)
                    marker = ""
                elif child.tag == f"{TEXT}list":
                    self._list(child, depth + 1, level + 1, style)
                elif child.tag == f"{TABLE}table":
                    self._table(child, depth + 1)

    def _marker(self, item: Node, style: str, level: int) -> str:
        """The number of an item; one that only holds another list has none and does not count."""
        first = next((child for child in item if child.tag != f"{TEXT}number"), None)
        if item.tag != f"{TEXT}list-item" or first is None or first.tag == f"{TEXT}list":
            return ""
        start = item.get(f"{TEXT}start-value")
        return self._counter.next(self.looks.lists, style, level, int(start) if start and start.isdecimal() else None)

    def _paragraph(self, node: Node, marker: str, list_depth: int) -> None:
        self.account.number += 1
        style = node.get(f"{TEXT}style-name")
        content = _trimmed(self.inlines.read(node, style, self.account.place, 0))
        level = self._level(node, style)
        if node.tag == f"{TEXT}h" and not marker and node.get(f"{TEXT}is-list-header") != "true":
            marker = self._counter.next(self.looks.lists, self.looks.list_style(style) or "", level, None)
        if any(isinstance(each, Footnote) or (isinstance(each, Span) and each.text.strip()) for each in content):
            content = (Span(marker), *content) if marker else content
            hints = replace(self._hints(style, marker, list_depth), level=level)
            heading = level and is_heading(plain_text(content))
            place = self.account.place
            block = Heading(level, content, place, hints) if heading else Paragraph(content, place=place, hints=hints)
            self.blocks.append(block)
        self._hang()

    def _hang(self) -> None:
        self.blocks += self.inlines.behind
        self.inlines.behind = []

    def _level(self, node: Node, style: str | None) -> int:
        """The level of a heading, by its element or its style (AbiWord writes text:p)."""
        if node.tag == f"{TEXT}h":
            outline = node.get(f"{TEXT}outline-level") or "1"
            return min(int(outline), LOWEST_LEVEL) if outline.isdecimal() and int(outline) else 1
        return self.looks.heading_level(style)

    def _hints(self, style: str | None, marker: str, list_depth: int) -> Hints:
        return Hints(
            style=self.looks.heading_style(style),
            align=ALIGNS.get(self.looks.find(style, f"{FO}text-align"), ""),  # type: ignore[arg-type]
            bold=self.looks.find(style, f"{FO}font-weight") == "bold",
            marker=marker,
            list_depth=list_depth,
        )

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
            self.blocks.append(Table(tuple(rows), heads, place=self.account.place))

    def _cell(self, cell: Node, depth: int) -> Cell:
        spans = (cell.get(f"{TABLE}number-{name}-spanned") or "1" for name in ("columns", "rows"))
        columns, rows = (min(int(span), MOST_SPAN) if span.isdecimal() else 1 for span in spans)
        return Cell(tuple(self._apart(cell, depth + 1)) or (Paragraph(()),), columns, rows)

    def _apart(self, node: Node, depth: int) -> list[Block]:
        """The blocks of a cell or box, for themselves."""
        outer, self.blocks = self.blocks, []
        self.read(node, depth)
        found, self.blocks = self.blocks, outer
        return found


def _trimmed(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Content without breaks at its start, neighbours of one look joined."""
    kept = list(content)
    while kept and (isinstance(kept[0], LineBreak) or (isinstance(kept[0], Span) and not kept[0].text)):
        kept.pop(0)
    return tuple(join_spans(kept))


def _as_caption(block: Block) -> Block:
    """A paragraph of a caption style as what it is, next to what it may belong to."""
    if isinstance(block, Paragraph) and block.hints.style.lower() in CAPTIONS:
        return replace(block, role=Role.CAPTION)
    return block
