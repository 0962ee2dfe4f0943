"""What stands in a paragraph of an OpenDocument text; pictures and text boxes hang behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from publish.model import Block, Figure, FindingKind, Footnote, Inline, LineBreak, Picture, Place, Span
from publish.readers.account import Account
from publish.readers.joining import join_spans, strip_start
from publish.readers.odt.looks import Looks
from publish.readers.odt.package import DRAW, FO, OFFICE, STYLE, SVG, TEXT, XLINK, Node, Package
from publish.readers.pictures import PictureError, read_length

DEEPEST = 100
MOST_SPACES = 200
UNSEEN = ("sequence-decls", "variable-decls", "user-field-decls", "bookmark", "soft-page-break", "tracked-changes")
SAID_ELSEWHERE = ("number", "note-citation")
SILENT = frozenset(f"{TEXT}{name}" for name in (*UNSEEN, *SAID_ELSEWHERE))
DRAWN = re.compile("frame|custom-shape|rect|text-box|g|ellipse|line|path|polygon|polyline|connector|control|a")


@dataclass
class InlineReader:
    """Reads inline content; `behind` gathers what hangs on the paragraph; `read_box`: the blocks of a text box."""

    package: Package
    looks: Looks
    account: Account
    read_box: Callable[[Node, int], list[Block]]
    pictures: dict[str, Picture] = field(default_factory=dict)
    behind: list[Block] = field(default_factory=list)

    def read(self, node: Node, style: str | None, place: Place, depth: int) -> Iterator[Inline]:
        """The inline content of an element."""
        yield from self._text(node.text, style, place)
        for child in node if depth < DEEPEST else ():
            if isinstance(child.tag, str):
                yield from self._inline(child, style, place, depth)
            yield from self._text(child.tail, style, place)
        if depth >= DEEPEST and (text := "".join(node.itertext())[len(node.text or "") :]):
            self.account.tell(FindingKind.LEFT_OUT, "depth", "嵌套太深，没有排出", text)

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
            yield self._note(child, place, depth)
        elif name in ("hidden-text", "hidden-paragraph") or child.tag == f"{OFFICE}annotation":
            text = child.get(f"{TEXT}string-value") or "".join(child.itertext())
            if text.strip():
                self.account.tell(FindingKind.LEFT_OUT, "note", "批注或隐藏的文字没有排出", text)
        elif name == "ruby-text":
            self.account.tell(FindingKind.LEFT_OUT, "ruby", "拼音（注音）没有排出", "".join(child.itertext()))
        elif child.tag in SILENT:
            return
        elif child.tag.startswith(DRAW) and DRAWN.fullmatch(child.tag.removeprefix(DRAW)):
            self.draw(child, depth)
        else:
            yield from self.read(child, child.get(f"{TEXT}style-name") or style, place, depth + 1)

    def _note(self, node: Node, place: Place, depth: int) -> Footnote:
        if node.get(f"{TEXT}note-class") == "endnote":
            self.account.tell_once("endnote", "尾注改成了脚注，排在页面下方，请核对")
        body = node.find(f"{TEXT}note-body")
        content: list[Inline] = []
        for paragraph in [] if body is None else body.iter(f"{TEXT}p", f"{TEXT}h"):
            style = paragraph.get(f"{TEXT}style-name")
            found = list(join_spans(strip_start(list(self.read(paragraph, style, place, depth + 1)))))
            content += [*([LineBreak()] if content and found else []), *found]
        return Footnote(tuple(content), place)

    def _text(self, text: str | None, style: str | None, place: Place) -> Iterator[Inline]:
        if not text:
            return
        if self.looks.find(style, f"{TEXT}display") == "none":
            self.account.tell(FindingKind.LEFT_OUT, "hidden", "隐藏的文字没有排出", text)
            return
        bold = self.looks.find(style, f"{FO}font-weight") == "bold"
        italic = self.looks.find(style, f"{FO}font-style") == "italic"
        position = _position(self.looks.find(style, f"{STYLE}text-position"))
        yield Span(text.replace("\n", " "), place, bold, italic, position)

    # Pictures, text boxes, shapes -------------------------------------------------------------------------------

    def draw(self, node: Node, depth: int) -> None:
        """A frame or shape: its picture, or the text in it, behind the paragraph."""
        image = node.find(f"{DRAW}image")
        box = node.find(f"{DRAW}text-box")
        holder = box if box is not None else node
        if image is not None:
            self._picture(node, image)
        elif any("".join(child.itertext()).strip() for child in holder if child.tag.startswith(TEXT)):
            self._box(holder, depth)
        elif inner := [child for child in node if str(child.tag).startswith(DRAW) and len(child)]:
            for child in inner if depth < DEEPEST else ():
                self.draw(child, depth + 1)
        else:
            text = "".join(node.itertext()).strip()
            self.account.tell(FindingKind.LEFT_OUT, "shape", "图形（线条、形状、公式等）没有排出", text)

    def _box(self, holder: Node, depth: int) -> None:
        outer, self.behind = self.behind, []
        blocks = self.read_box(holder, depth + 1)
        self.behind = [*outer, *blocks, *self.behind]
        if blocks:
            message = "文本框里的文字排在它所在的段落之后，请核对位置"
            self.account.tell(FindingKind.WARNING, "text-box", message)

    def _picture(self, frame: Node, image: Node) -> None:
        alt = "".join(frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or "")
        try:
            key, picture = self.package.picture(image.get(f"{XLINK}href") or "")
        except PictureError as error:
            self.account.tell(FindingKind.LEFT_OUT, "picture", f"图片没有排出：{error}", alt)
            return
        self.pictures[key] = picture
        self.behind.append(Figure(key, alt, read_length(frame.get(f"{SVG}width") or ""), place=self.account.place))


def _position(value: str) -> Any:
    first = value.split(" ", maxsplit=1)[0]
    if first.startswith("super") or (first.rstrip("%").isdecimal() and int(first.rstrip("%")) > 0):
        return "super"
    return "sub" if first.startswith(("sub", "-")) else "baseline"
