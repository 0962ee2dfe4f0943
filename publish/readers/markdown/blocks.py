"""The blocks of Markdown: headings, paragraphs, lists, quotations, tables, code; lists and quotations become flat."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from publish.model import (
    Block,
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
    paragraphs,
    plain_text,
)  # fmt: skip
from publish.readers.folder_pictures import Pictures
from publish.readers.markdown.inlines import Account, InlineReader, Words, part_paragraphs
from publish.readers.markdown.parser import is_wide
from publish.readers.markdown.places import Cursor, column_of
from publish.readers.markdown.repairs import TABLE_MARK
from publish.readers.markdown.tables import TableReader, closing

BULLET = "•"


@dataclass
class Context:
    """Where in lists and quotations we are; `marker` waits for the first paragraph of an item."""

    list_depth: int = 0
    quotation: bool = False
    marker: str = ""
    marker_place: Place | None = None


@dataclass
class BlockReader:
    """Reads the tokens of one file; `lines` are its lines, without end marks."""

    file: str
    lines: Sequence[str]
    pictures: Pictures
    findings: Account = field(default_factory=Account)
    tables: Mapping[int, Table] = field(default_factory=dict)  # HTML tables by their first line, from 0
    ends: frozenset[int] = frozenset()  # lines, from 1, whose end is a paragraph's
    blocks: list[Block] = field(default_factory=list)
    context: Context = field(default_factory=Context)
    _notes: dict[str, list[Token]] = field(default_factory=dict)
    _labels: set[str] = field(default_factory=set)
    _ruled: bool = False  # a rule stood before the block that is read

    def read(self, tokens: Sequence[Token]) -> None:
        """Append the blocks of a file's tokens."""
        self._labels = {str(label) for token in tokens for label in _labels(token)}
        body = self._take_notes(tokens)
        self._read(body)
        for content in self._notes.values():
            first, last = content[0].map or (0, 0)
            text = "\n".join(self.lines[first:last]).strip()
            place = Place(self.file, first + 1)
            self.findings.tell(FindingKind.LEFT_OUT, "footnote", "这条脚注正文里没有引用，没有排出", place, text)

    def _take_notes(self, tokens: Sequence[Token]) -> list[Token]:
        """Set the definitions of footnotes aside; what remains is the text."""
        body: list[Token] = []
        inside: list[Token] | None = None
        for token in tokens:
            if token.type == "footnote_reference_open":
                inside = [token]
            elif token.type == "footnote_reference_close" and inside:
                label = str(inside[0].meta["label"])
                while label in self._notes:  # the first of a name is meant; others are reported under longer names
                    label += "'"
                self._notes[label] = inside
                inside = None
            else:
                (body if inside is None else inside).append(token)
        return body

    def _note(self, label: str, place: Place) -> Footnote | None:
        """A footnote's content, once: its paragraphs parted by breaks."""
        tokens = self._notes.pop(label, None)
        if tokens is None:
            return None
        reader = BlockReader(self.file, self.lines, self.pictures, self.findings)
        reader._labels = self._labels
        reader._read(tokens[1:])
        content: list[Inline] = []
        for paragraph in paragraphs(tuple(reader.blocks)):
            content.extend([LineBreak(), *inlines(paragraph)] if content else inlines(paragraph))
        if any(not isinstance(block, Paragraph) for block in reader.blocks):
            self.findings.tell(FindingKind.WARNING, "footnote", "脚注里的表格、标题按文字排出，图片不排，请核对", place)
        return Footnote(tuple(content), place)

    def _read(self, tokens: Sequence[Token]) -> None:
        index = 0
        while index < len(tokens):
            ruled = tokens[index].type == "hr"
            index = self._block(tokens, index)
            self._ruled = ruled

    def _block(self, tokens: Sequence[Token], index: int) -> int:
        """Read the block that begins at a token; the index of the token after it."""
        token = tokens[index]
        if token.type in ("heading_open", "paragraph_open"):
            self._text(token, tokens[index + 1])
            return index + 3
        if token.type in CONTAINERS:
            end = closing(tokens, index)
            CONTAINERS[token.type](self, tokens[index : end + 1])
            return end + 1
        if token.type in LEAVES:
            LEAVES[token.type](self, token)
        return index + 1

    def _rule(self, token: Token) -> None:
        self.findings.tell(
            FindingKind.LEFT_OUT,
            "rule",
            "分隔线没有排出",
            self._place(token),
            self.lines[(token.map or [0])[0]].strip(),
        )

    def _comment(self, token: Token) -> None:
        self.findings.tell(FindingKind.LEFT_OUT, "comment", "注释没有排出", self._place(token), token.content)

    def _place(self, token: Token) -> Place:
        line = token.map[0] if token.map else 0
        text = self.lines[line] if line < len(self.lines) else ""
        return Place(self.file, line + 1, len(text) - len(text.lstrip()) + 1)

    def _words(self, inline: Token, first: int, column: int = -1) -> Words:
        reader = InlineReader(self.pictures, self.findings, self._note, self.ends)
        cursor = Cursor(Place(self.file, first + 1), self.lines, inline.content, column)
        return reader.read(inline.children or (), cursor)

    def _text(self, opening: Token, inline: Token) -> None:
        """A paragraph or heading, with the number or bullet of its list item."""
        first = (inline.map or opening.map or [0])[0]
        if first in self.tables and inline.content == TABLE_MARK:
            self.blocks.append(self.tables[first])
            return
        words = self._words(inline, first)
        content = words.trimmed()
        place = next((each.place for each in content if isinstance(each, Span) and each.place), self._place(opening))
        level = int(opening.tag[1]) if opening.type == "heading_open" else 0
        hints = self._hints(first, level)
        content = (*self._take_marker(content), *content)
        self.blocks.extend(words.before)
        if not content:
            if level:
                self.findings.tell(FindingKind.LEFT_OUT, "heading", "空的标题没有排出", place, opening.markup)
        elif level:
            self.blocks.append(Heading(level, content, place, hints))
        else:
            self._paragraphs(content, place, hints)
        self.blocks.extend(words.after)

    def _paragraphs(self, content: tuple[Inline, ...], place: Place, hints: Hints) -> None:
        """The paragraphs of one that single line ends part (`ends`)."""
        for number, piece in enumerate(part_paragraphs(content)):
            start = next((each.place for each in piece if isinstance(each, Span) and each.place), place)
            looks = hints if not number else replace(hints, marker="", blank_before=False)
            self.blocks.append(Paragraph(piece, place=start if number else place, hints=looks))

    def _hints(self, first: int, level: int = 0) -> Hints:
        line = self.lines[first] if first < len(self.lines) else ""
        return Hints(
            blank_before=0 < first <= len(self.lines) and not self.lines[first - 1].strip(),
            marker=self.context.marker,
            raw_indent=line[: len(line) - len(line.lstrip())] if not self.context.list_depth else "",
            quotation=self.context.quotation,
            list_depth=self.context.list_depth,
            ruled=self._ruled,
            level=level,
        )

    def _take_marker(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        marker, self.context.marker = self.context.marker, ""
        if not marker:
            return ()
        text = plain_text(content)
        gap = "" if marker != BULLET and text and is_wide(text[0]) else " "
        return (Span(marker + (gap if content else ""), self.context.marker_place),)

    def _quotation(self, tokens: Sequence[Token]) -> None:
        outer = self.context
        self.context = replace(outer, quotation=True)
        self._read(tokens[1:-1])
        self.context = outer

    def _list(self, tokens: Sequence[Token]) -> None:
        """A list's items. Numbers stay as typed; 1. 1. 1. is Markdown's way of asking for 1. 2. 3."""
        level = tokens[0].level + 1
        items = [index for index, token in enumerate(tokens) if token.type == "list_item_open" and token.level == level]
        same = len(items) > 1 and len({tokens[index].info for index in items}) == 1
        for offset, index in enumerate(items):
            token = tokens[index]
            place = self._marker_place(token)
            marker = BULLET
            if tokens[0].type == "ordered_list_open":
                marker = self._number(token, offset if same else 0, place) + token.markup
            self._item(tokens[index : closing(tokens, index)], marker, place)

    def _marker_place(self, item: Token) -> Place:
        """Where an item's number or bullet stands: behind those of the lists around it."""
        line = (item.map or [0])[0]
        outer = self.context.marker_place
        start = outer.column if outer and outer.line == line + 1 else 0
        return Place(self.file, line + 1, max(self.lines[line].find(item.info + item.markup, start), 0) + 1)

    def _number(self, item: Token, offset: int, place: Place) -> str:
        """An item's number; one that the list counts anew is reported."""
        number = str(int(item.info) + offset) if offset else item.info
        if offset:
            finding = Finding(FindingKind.NORMALISED, "列表重新编号", place, item.info, number, "md-number")
            self.findings.append(finding)
        return number

    def _item(self, tokens: Sequence[Token], marker: str, place: Place) -> None:
        outer = self.context
        self.context = replace(outer, list_depth=outer.list_depth + 1, marker=marker, marker_place=place)
        self._read(tokens[1:])
        if self.context.marker:  # nothing in the item took it
            hints = self._hints((tokens[0].map or [0])[0])
            self.blocks.append(Paragraph(self._take_marker(()), place=place, hints=hints))
        self.context = outer

    def _table(self, tokens: Sequence[Token]) -> None:
        reader = TableReader(self.file, self.lines, self._words, self.findings)
        self.blocks.extend(reader.read(tokens))

    def _fence(self, token: Token) -> None:
        """A code block: its lines as they stand, in one paragraph."""
        place = self._place(token)
        first = (token.map or [0])[0] + 1
        reader = InlineReader(self.pictures, self.findings, self._note)
        words = Words()
        for number, line in enumerate(token.content.removesuffix("\n").split("\n"), first):
            if number > first:
                words.content.append(LineBreak())
            reader.add_text(line, Place(self.file, number + 1, column_of(self.lines, number, line) + 1), words)
        if token.info.strip():
            self.findings.tell(FindingKind.LEFT_OUT, "code", "代码块的语言标记没有排出", place, token.info.strip())
        self.findings.tell(FindingKind.WARNING, "code", "代码块按普通文字排出，请核对", place)
        content = words.trimmed()
        if content:
            self.blocks.append(
                Paragraph((*self._take_marker(content), *content), place=place, hints=self._hints(first - 1))
            )

    def _definition(self, token: Token) -> None:
        """A link's address given apart: left out; one that no link uses is text after all."""
        used = str(token.meta.get("id", "")) in self._labels
        first, last = token.map or (0, 0)
        for number in range(first, last):
            line = self.lines[number]
            place = Place(self.file, number + 1, len(line) - len(line.lstrip()) + 1)
            if used:
                self.findings.tell(FindingKind.LEFT_OUT, "link", "链接的地址没有排出，只排文字", place, line.strip())
                continue
            self.blocks.append(Paragraph((Span(line.strip(), place),), place=place, hints=self._hints(number)))


def _labels(token: Token) -> list[object]:
    """The labels of the link definitions a token's links and pictures use."""
    found = [token.meta["label"]] if "label" in token.meta and token.type in ("link_open", "image") else []
    return found + [label for each in token.children or () for label in _labels(each)]


CONTAINERS: dict[str, Callable[[BlockReader, Sequence[Token]], None]] = {
    "bullet_list_open": BlockReader._list,
    "ordered_list_open": BlockReader._list,
    "blockquote_open": BlockReader._quotation,
    "table_open": BlockReader._table,
}
LEAVES: dict[str, Callable[[BlockReader, Token], None]] = {
    "fence": BlockReader._fence,
    "hr": BlockReader._rule,
    "comment": BlockReader._comment,
    "definition": BlockReader._definition,
}
