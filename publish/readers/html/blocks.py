"""Elements of a page as blocks: paragraphs, headings, lists, quotations, tables; white space as CSS folds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from publish.model import (
    Block,
    Cell,
    Figure,
    Finding,
    FindingKind,
    Footnote,
    Heading,
    Hints,
    Inline,
    LineBreak,
    Paragraph,
    Place,
    Span,
    Table,
    inlines,
    plain_text,
)
from publish.readers.headings import is_heading
from publish.readers.html.article import SILENT, is_layout
from publish.readers.html.looks import Look, change_look, read_hints, read_span, trim_content
from publish.readers.html.numbering import BULLET, CLOSING, number_items
from publish.readers.html.pictures import Pictures, read_width
from publish.readers.joining import strip_start
from publish.readers.pictures import PictureError
from publish.readers.text.lines import CONTROL

Node = Any
BLOCKS = frozenset(
    """p div section article main header footer aside nav center blockquote ul ol li dl dt dd table h1 h2 h3 h4 h5 h6
    pre figure figcaption address form fieldset hr tr td th tbody thead tfoot caption""".split()  # noqa: SIM905
)
FOLD = re.compile(r"[ \t\n\r\f]+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
MARGINS = ("header", "footer")  # LibreOffice calls the page's head and foot so
DEEPEST = 200  # elements inside each other


@dataclass
class BlockReader:
    """Reads elements into blocks; `marker` waits for the first words of a list item."""

    file: str
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    pictures: Pictures = field(default_factory=Pictures)
    notes: dict[Node, tuple[Node, Node]] = field(default_factory=dict)  # by their calls: what holds them, the link back
    _passed: set[Node] = field(default_factory=set)  # what is not read where it stands
    _behind: list[Block] = field(default_factory=list)
    _content: list[Inline] = field(default_factory=list)
    _place: Place | None = None
    _hints: Hints = field(default_factory=Hints)
    _marker: str = ""

    def __post_init__(self) -> None:
        self._passed |= {node for pair in self.notes.values() for node in pair}

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
        if not isinstance(node.tag, str) or node.tag in SILENT or node in self._passed:
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
            self._inside(node, change_look(look, node), depth)

    def _inside(self, node: Node, look: Look, depth: int) -> None:
        self._words(node.text or "", look, node)
        for child in node:
            self._walk(child, look, depth + 1)
            self._words(child.tail or "", look, child)

    def _block(self, node: Node, look: Look, depth: int) -> None:
        self._end()
        self._hints = read_hints(node, replace(self._hints, level=0))
        before = self._hints
        self._inside(node, look, depth)
        self._end()
        self._hints = replace(before, align="", bold=False, size=0.0)

    def _heading(self, node: Node, look: Look, depth: int) -> None:
        self._end()
        outer, self._hints = self._hints, read_hints(node, Hints(level=int(node.tag[1])))
        self._inside(node, look, depth)
        self._end()
        self._hints = outer

    def _list(self, node: Node, look: Look, depth: int) -> None:
        self._end()
        markers = number_items(node)
        outer = self._hints
        for child in node:
            if child.tag != "li":
                self._walk(child, look, depth + 1)
            elif child not in self._passed:
                self._hints = replace(outer, list_depth=outer.list_depth + 1, marker=BULLET)
                self._marker = next(markers)
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
        """A picture, behind the paragraph it stands in."""
        address = node.get("src") or ""
        alt = node.get("alt") or node.get("aria-label") or ""
        try:
            key = self.pictures.find(address)
        except PictureError as error:
            shown = alt or ("" if address.startswith("data:") else address[:60])
            self.report(FindingKind.LEFT_OUT, "picture", f"网页里的图片没有排出：{error}", node, shown)
            return
        width = read_width(node.get("style") or "", node.get("width") or "")
        self._behind.append(Figure(key, alt, width, place=self._where(node)))

    def _anchor(self, node: Node, look: Look, depth: int) -> None:
        """A link: its words; a call of a footnote: the note."""
        if node not in self.notes:
            self._inside(node, look, depth)
            return
        holder, _ = self.notes[node]
        content: list[Inline] = []
        for block in self._apart(holder, depth):
            found = inlines(block) if isinstance(block, Paragraph | Heading) else ()
            content += [*([LineBreak()] if content and found else []), *found]
        self._content.append(Footnote(tuple(strip_start(content)), self._where(node)))

    def _deleted(self, node: Node, _look: Look, _depth: int) -> None:
        if text := "".join("".join(node.itertext()).split()):
            self.report(FindingKind.LEFT_OUT, "deleted", "修订中删去的文字没有排出", node, text)

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
        return Cell(
            tuple(self._apart(cell, depth)) or (Paragraph(()),), read_span(cell, "colspan"), read_span(cell, "rowspan")
        )

    def _apart(self, node: Node, depth: int) -> Sequence[Block]:
        reader = BlockReader(self.file, findings=self.findings, pictures=self.pictures, notes=self.notes)
        reader._inside(node, Look(), depth + 1)
        reader._end()
        return reader.blocks

    def _words(self, text: str, look: Look, node: Node) -> None:
        text = FOLD.sub(" ", text)
        if unseen := "".join(CONTROL.findall(text)):
            message = f"不可打印的字符 U+{ord(unseen[0]):04X} 已删去"
            self.report(FindingKind.LEFT_OUT, "unprintable", message, node, unseen)
            text = CONTROL.sub("", text)
        last = self._content[-1] if self._content else None
        if not self._content or isinstance(last, LineBreak) or (isinstance(last, Span) and last.text.endswith(" ")):
            text = text.lstrip(" ")
        if text:
            place = self._where(node)
            self._place = self._place or place
            self._content.append(Span(text, place, look.strong, look.emphasis, look.position))

    def _end(self) -> None:
        """End the paragraph that is being read."""
        self._put()
        self.blocks += self._behind
        self._behind = []

    def _put(self) -> None:
        content, place, hints = tuple(trim_content(self._content)), self._place, self._hints
        self._content, self._place = [], None
        if not content:
            return
        first = content[0]
        if isinstance(first, Span):
            bare = first.text.lstrip("\u3000\xa0 ")
            hints = replace(hints, raw_indent=first.text[: len(first.text) - len(bare)].replace("\xa0", " "))
            content = (replace(first, text=bare), *content[1:]) if bare else content[1:]
        if self._marker:
            gap = "" if self._marker[-1] in CLOSING else " "
            content, self._marker = (Span(f"{self._marker}{gap}", place), *content), ""
        if not content:
            return
        if hints.level and is_heading(plain_text(content)):
            self.blocks.append(Heading(hints.level, content, place, hints))
        else:
            self.blocks.append(Paragraph(content, place=place, hints=hints))


HANDLERS: dict[str, Any] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockReader._heading),
    "ul": BlockReader._list,
    "ol": BlockReader._list,
    "blockquote": BlockReader._quotation,
    "br": BlockReader._break,
    "hr": BlockReader._rule,
    "img": BlockReader._picture,
    "a": BlockReader._anchor,
    "del": BlockReader._deleted,
    "table": BlockReader._table,
}
