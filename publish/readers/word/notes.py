"""Footnotes, endnotes and comments: found by the ids that call them, each given once; the rest is reported."""

from __future__ import annotations

from collections.abc import Callable

from publish.model import Block, Figure, Footnote, Heading, Inline, LineBreak, Paragraph, Table, inlines
from publish.readers.word.account import Account
from publish.readers.word.xml import Element, W, text_of, value

ReadNote = Callable[[str, Element], list[Block]]
KINDS = ("footnote", "endnote")


class Notes:
    """The notes and comments of a document by kind and id, taken out as they are called.

    A second call, or one from inside a note, finds nothing: a small file cannot grow large, nor notes call in circles.
    """

    def __init__(self, roots: dict[str, Element | None], account: Account, read: ReadNote) -> None:
        self._account = account
        self._read = read
        self._open = False
        self.roots = [root for root in roots.values() if root is not None]
        self._waiting: dict[tuple[str, str], Element] = {}
        for kind, root in roots.items():
            for element in () if root is None else root.iterchildren(W + kind):
                if value(element, "type") in ("", "normal"):
                    self._waiting[kind, value(element, "id")] = element

    def note(self, kind: str, key: str) -> Footnote | None:
        """A note's content, its paragraphs parted by breaks; None when there is no such note to give."""
        if self._open or (kind, key) not in self._waiting:
            return None
        element = self._waiting.pop((kind, key))
        self._open = True
        with self._account.standing():
            blocks = self._read(kind, element)
        self._open = False
        content: list[Inline] = []
        for paragraph in self._flatten(blocks):
            content.extend([LineBreak(), *paragraph] if content else paragraph)
        return Footnote(tuple(content), self._account.place)

    def comment(self, key: str) -> str:
        """The characters of a comment, once."""
        element = self._waiting.pop(("comment", key), None)
        return "" if element is None else text_of(element)

    def report_rest(self) -> None:
        """Report what nothing called."""
        for (kind, _), element in self._waiting.items():
            if text := text_of(element):
                name = "批注" if kind == "comment" else "注释"
                self._account.left_out(f"word-{kind}", f"正文里没有引用的{name}没有排出", text)
        self._waiting.clear()

    def _flatten(self, blocks: list[Block]) -> list[tuple[Inline, ...]]:
        found: list[tuple[Inline, ...]] = []
        for block in blocks:
            match block:
                case Paragraph() | Heading():
                    found.append(inlines(block))
                case Table():
                    self._account.warn("word-note", "注释里的表格按文字排出，请核对")
                    cells = [cell for row in block.rows for cell in row]
                    found.extend(part for cell in cells for part in self._flatten(list(cell.blocks)))
                case Figure():
                    self._account.left_out("word-picture", "注释里的图片没有排出")
        return found
