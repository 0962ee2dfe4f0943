"""Elements of a page as blocks: paragraphs, headings, lists, quotations, tables; white space as CSS folds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from publish.model import (
    Block,
    Cell,
    Finding,
    FindingKind,
    Heading,
    Hints,
    Inline,
    LineBreak,
    Paragraph,
    Place,
    Span,
    Table,
)
from publish.readers.html.article import SILENT, is_layout

Node = Any
BLOCKS = frozenset(
    """p div section article main header footer aside nav center blockquote ul ol li dl dt dd table h1 h2 h3 h4 h5 h6
    pre figure figcaption address form fieldset hr tr td th tbody thead tfoot caption""".split()  # noqa: SIM905
)
FOLD = re.compile(r"[ \t\n\r\f]+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
ALIGNED = re.compile(r"text-align\s*:\s*(left|center|right|justify)", re.I)
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
SIZE = re.compile(r"font-size\s*:\s*([0-9.]{1,6})\s*(pt|px)", re.I)
PX = 0.75  # pt
MARGINS = ("header", "footer")  # LibreOffice calls the page's head and foot so
BULLET = "•"
DEEPEST = 200  # elements inside each other
MOST_SPAN = 1_000


@dataclass
class Look:
    """What of the text's look is carried down to its words."""

    strong: bool = False
    emphasis: bool = False
    position: Literal["baseline", "super", "sub"] = "baseline"


@dataclass
class BlockReader:
    """Reads elements into blocks; `marker` waits for the first words of a list item."""

    file: str
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _content: list[Inline] = field(default_factory=list)
    _place: Place | None = None
    _hints: Hints = field(default_factory=Hints)
    _marker: str = ""

    def read(self, node: Node, depth: int = 0) -> None:
        """Append the blocks of an element and all below it."""
        self._walk(node, Look(), depth)
        self._end()

    def report(self, kind: FindingKind, code: str, message: str, node: Node, text: str = "") -> None:
        """Add a finding."""
        self.findings.append(Finding(kind, message, self._where(node), text, code=f"html-{code}"))

    def _where(self, node: Node) -> Place:
        return Place(self.file, max(1, node.sourceline or 1))

    def _walk(self, node: Node, look: Look, depth: int) -> None:
        if not isinstance(node.tag, str) or node.tag in SILENT:
            return
        if depth > DEEPEST:  # its words, whatever it makes of them
            self._words("".join(node.itertext()), look, node)
            return
        if HIDDEN.search(node.get("style") or "") or node.get("hidden") is not None:
            text = "".join("".join(node.itertext()).split())
            if text:
                self.report(FindingKind.LEFT_OUT, "hidden", "网页里隐藏的文字，没有排出", node, text)
            return
        if node.tag == "div" and node.get("title") in MARGINS:
            text = "".join("".join(node.itertext()).split())
            if text:
                self.report(FindingKind.LEFT_OUT, "margin", "页眉、页脚没有排出", node, text)
            return
        handler = HANDLERS.get(node.tag)
        if handler:
            handler(self, node, look, depth)
        elif node.tag in BLOCKS:
            self._block(node, look, depth)
        else:
            self._inside(node, _changed(look, node), depth)

    def _inside(self, node: Node, look: Look, depth: int) -> None:
        self._words(node.text or "", look, node)
        for child in node:
            self._walk(child, look, depth + 1)
            self._words(child.tail or "", look, child)

    def _block(self, node: Node, look: Look, depth: int) -> None:
        self._end()
        self._hints = _look_of(node, replace(self._hints, level=0))
        before = self._hints
        self._inside(node, look, depth)
        self._end()
        self._hints = replace(before, align="", bold=False, size=0.0)

    def _heading(self, node: Node, look: Look, depth: int) -> None:
        self._end()
        outer, self._hints = self._hints, _look_of(node, Hints(level=int(node.tag[1])))
        self._inside(node, look, depth)
        self._end()
        self._hints = outer

    def _list(self, node: Node, look: Look, depth: int) -> None:
        self._end()
        number = int(node.get("start") or 1) if (node.get("start") or "1").isdecimal() else 1
        outer = self._hints
        for child in node:
            if child.tag != "li":
                self._walk(child, look, depth + 1)
                continue
            self._hints = replace(outer, list_depth=outer.list_depth + 1, marker=BULLET)
            self._marker = f"{number}." if node.tag == "ol" else BULLET
            number += 1
            self._inside(child, look, depth + 1)
            self._end()
        self._hints, self._marker = outer, ""

    def _quotation(self, node: Node, look: Look, depth: int) -> None:
        self._end()
        outer, self._hints = self._hints, replace(self._hints, quotation=True)
        self._inside(node, look, depth)
        self._end()
        self._hints = outer

    def _break(self, _node: Node, _look: Look, _depth: int) -> None:
        if self._content:
            self._content.append(LineBreak())

    def _rule(self, _node: Node, _look: Look, _depth: int) -> None:
        self._end()

    def _picture(self, node: Node, _look: Look, _depth: int) -> None:
        shown = node.get("alt") or (node.get("src") or "")[:60]
        self.report(FindingKind.LEFT_OUT, "picture", "网页里的图片没有排出", node, shown)

    def _table(self, node: Node, look: Look, depth: int) -> None:
        rows = [row for row in node.iter("tr") if next(row.iterancestors("table")) is node]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        if is_layout(node):
            self._block(node, look, depth)
            return
        self._end()
        heads = 0
        made: list[tuple[Cell, ...]] = []
        for row, columns in zip(rows, cells, strict=True):
            if not columns:
                continue
            head = row.getparent().tag == "thead" or all(cell.tag == "th" for cell in columns)
            heads += head and heads == len(made)
            made.append(tuple(self._cell(cell, depth) for cell in columns))
        caption = node.find("caption")
        title = None
        if caption is not None and "".join(caption.itertext()).strip():
            (title,) = self._apart(caption, depth)[:1] or (None,)
        self.blocks.append(
            Table(tuple(made), heads, title if isinstance(title, Paragraph) else None, place=self._where(node))
        )

    def _cell(self, cell: Node, depth: int) -> Cell:
        return Cell(tuple(self._apart(cell, depth)) or (Paragraph(()),), _span(cell, "colspan"), _span(cell, "rowspan"))

    def _apart(self, node: Node, depth: int) -> Sequence[Block]:
        reader = BlockReader(self.file, findings=self.findings)
        reader._inside(node, Look(), depth + 1)
        reader._end()
        return reader.blocks

    def _words(self, text: str, look: Look, node: Node) -> None:
        text = FOLD.sub(" ", text)
        last = self._content[-1] if self._content else None
        if not self._content or isinstance(last, LineBreak) or (isinstance(last, Span) and last.text.endswith(" ")):
            text = text.lstrip(" ")
        if text:
            place = self._where(node)
            self._place = self._place or place
            self._content.append(Span(text, place, look.strong, look.emphasis, look.position))

    def _end(self) -> None:
        """End the paragraph that is being read."""
        content, place, hints = tuple(_trimmed(self._content)), self._place, self._hints
        self._content, self._place = [], None
        if not content:
            return
        first = content[0]
        if isinstance(first, Span):
            bare = first.text.lstrip("\u3000\xa0 ")
            hints = replace(hints, raw_indent=first.text[: len(first.text) - len(bare)].replace("\xa0", " "))
            content = (replace(first, text=bare), *content[1:]) if bare else content[1:]
        if self._marker:
            content, self._marker = (Span(f"{self._marker} ", place), *content), ""
        if not content:
            return
        if hints.level:
            self.blocks.append(Heading(hints.level, content, place, hints))
        else:
            self.blocks.append(Paragraph(content, place=place, hints=hints))


def _trimmed(content: Sequence[Inline]) -> Iterator[Inline]:
    """Content without breaks at its ends, neighbouring words of one look joined."""
    kept = list(content)
    while kept and (
        isinstance(kept[-1], LineBreak) or (isinstance(kept[-1], Span) and not kept[-1].text.strip(" \xa0"))
    ):
        kept.pop()
    pending: Span | None = None
    for index, inline in enumerate(kept):
        if not isinstance(inline, Span):
            if pending:
                yield replace(pending, text=pending.text.rstrip(" "))
            pending = None
            yield inline
            continue
        text = inline.text.rstrip(" ") if index == len(kept) - 1 else inline.text
        if pending and replace(pending, text="", place=None) == replace(inline, text="", place=None):
            pending = replace(pending, text=pending.text + text)
        else:
            if pending:
                yield pending
            pending = replace(inline, text=text)
    if pending:
        yield pending


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Span) and not inline.text.strip(" \xa0"))


def _changed(look: Look, node: Node) -> Look:
    style = node.get("style") or ""
    strong = look.strong or node.tag in ("b", "strong") or bool(BOLD.search(style))
    position = {"sup": "super", "sub": "sub"}.get(node.tag, look.position)
    return Look(strong, look.emphasis or node.tag in ("i", "em"), position)  # type: ignore[arg-type]


def _look_of(node: Node, hints: Hints) -> Hints:
    style = node.get("style") or ""
    aligned = ALIGNED.search(style)
    align = (aligned[1] if aligned else (node.get("align") or "")).lower()
    align = "center" if node.tag == "center" else {"justify": "both"}.get(align, align)
    size = SIZE.search(style)
    points = float(size[1]) * (PX if size[2].lower() == "px" else 1) if size and size[1].count(".") < 2 else hints.size
    known = align if align in ("left", "center", "right", "both") else hints.align
    return replace(hints, align=known, bold=hints.bold or bool(BOLD.search(style)), size=points)  # type: ignore[arg-type]


def _span(cell: Node, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(1, int(value)), MOST_SPAN) if value.isdecimal() and len(value) < 5 else 1


HANDLERS: dict[str, Any] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockReader._heading),
    "ul": BlockReader._list,
    "ol": BlockReader._list,
    "blockquote": BlockReader._quotation,
    "br": BlockReader._break,
    "hr": BlockReader._rule,
    "img": BlockReader._picture,
    "table": BlockReader._table,
}
