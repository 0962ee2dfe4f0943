"""The runs of a paragraph: every character becomes text, or a finding that says why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from publish.model import CONTENTS_LEFT_OUT, Block, LineBreak
from publish.readers.text.lines import UNPRINTABLE
from publish.readers.word.drawing import Drawings
from publish.readers.word.fields import PAGE_FIELDS, Fields, instructed
from publish.readers.word.line import Line
from publish.readers.word.math import linear
from publish.readers.word.shared import ContentControl, Shared
from publish.readers.word.styles import Look
from publish.readers.word.symbols import is_symbol_font, symbol
from publish.readers.word.xml import (
    ALTERNATE,
    MC,
    Element,
    M,
    R,
    W,
    child,
    chosen,
    inner_text,
    local_name,
    switch,
    text_of,
    value,
    w,
)  # fmt: skip

# Elements that only wrap runs (ECMA-376 part 1, 17.3, 17.5, 17.13), and those that show nothing themselves.
WRAPPERS = w("ins moveTo hyperlink sdtContent smartTag customXml dir bdo rubyBase") | {
    W + "p", M + "oMathPara", MC + "Choice", MC + "Fallback",
}  # fmt: skip
SILENT = w(
    "pPr rPr sdtPr sdtEndPr smartTagPr customXmlPr rubyPr sectPr proofErr bookmarkStart bookmarkEnd permStart "
    "permEnd commentRangeStart commentRangeEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd "
    "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
    "customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd "
    "lastRenderedPageBreak annotationRef footnoteRef endnoteRef separator continuationSeparator delInstrText "
    "fldData pgNum "
)
LITERALS = {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}
LINE_ENDS = re.compile(r"[\r\n]+")


@dataclass
class InlineReader:
    """Reads the runs of one story (the body, a note, a header) into lines; page numbers only with `folios`."""

    shared: Shared
    drawings: Drawings
    fields: Fields
    read_box: Callable[[Element], Iterator[Block]]
    folios: bool = True
    line: Line = field(init=False)
    style: str = ""
    _look: Look = field(default_factory=Look)

    def read(self, elements: Iterable[Element], line: Line, style: str) -> None:
        """Add the content of a paragraph of that style to a line; boxes in it are read by the same reader."""
        outer = (getattr(self, "line", line), self.style, self._look)
        self.line, self.style = line, style
        self._look = self.shared.styles.look(None, style)
        for each in elements:
            self._element(each)
        self.line, self.style, self._look = outer

    def _children(self, element: Element) -> None:
        for each in element:
            self._element(each)

    def _element(self, element: Element) -> None:
        tag = element.tag
        if tag in WRAPPERS:
            if tag in (W + "ins", W + "moveTo"):
                self.shared.account.warn_once("word-revisions", "文稿里有没有接受的修订，现在按全部接受排版，请核对")
            self._children(element)
        elif tag in LITERALS:
            self._text(LITERALS[tag])
        elif tag in HANDLERS:
            HANDLERS[tag](self, element)
        elif tag not in SILENT:
            self._unknown(element)

    def _run(self, element: Element) -> None:
        outer = self._look
        self._look = self.shared.styles.look(child(element, "rPr"), self.style)
        self._children(element)
        self._look = outer

    def _t(self, element: Element) -> None:
        text = inner_text(element)
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = text.strip(" \t\r\n")
        text = LINE_ENDS.sub(" ", text)
        if is_symbol_font(self._look.font):
            text = "".join(self._from_symbol_font(char) for char in text)
        self._text(text)

    def _from_symbol_font(self, char: str) -> str:
        """Private-use characters of a symbol font become signs; others stay, with a warning."""
        if "\uf020" <= char <= "\uf0ff":
            return self._sign(self._look.font, char)
        if char.strip() and ord(char) < 0x100:
            message = f"这里用了符号字体 {self._look.font}，Word 里显示的是符号，不是下列字符，请核对"
            self.shared.account.warn("word-symbol-font", message, char)
        return char

    def _sign(self, font: str, char: str) -> str:
        account = self.shared.account
        shown = symbol(font, char)
        if not shown:
            message = f"符号（字体 {font or '未知'}，编码 {ord(char):04X}）没有对应的字符，没有排出"
            account.left_out("word-symbol", message, char)
        elif shown != char:
            account.normalised("word-symbol", f"{font} 字体的符号改为同形的字符", char, shown)
        return shown

    def _sym(self, element: Element) -> None:
        code = value(element, "char")
        char = chr(int(code, 16)) if re.fullmatch("[0-9a-fA-F]{1,4}", code) else ""
        if char.isprintable() or "\ue000" <= char <= "\uf8ff":
            self._text(self._sign(value(element, "font"), char) if char else "")

    def _text(self, text: str, look: Look | None = None) -> None:
        """Characters met in a run: shown, hidden, or part of something that is not printed."""
        account, look = self.shared.account, look or self._look
        if not text or (not self.folios and self.fields.within(PAGE_FIELDS)):
            return
        if self.fields.in_instruction:
            account.left_out("word-field", "域代码里的文字没有排出", text)
        elif self.shared.contents or self.fields.within({"TOC"}):
            account.left_out("word-contents", CONTENTS_LEFT_OUT, text)
        elif look.hidden:
            account.left_out("word-hidden", "隐藏文字没有排出", text)
        else:
            if look.struck and text.strip():
                account.warn("word-struck", "文字带删除线，现在按普通文字排出，请核对", text)
            for match in UNPRINTABLE.finditer(text):
                account.left_out("unprintable", f"不可打印的字符 U+{ord(match[0]):04X} 已删去", match[0])
            self.line.add_text(UNPRINTABLE.sub("", text), look)
            self.fields.show()

    def _break(self, _element: Element) -> None:
        if self.fields.in_instruction or self.shared.contents or self.fields.within({"TOC"}):
            return
        # A page or column break with text on both sides parts what would otherwise run together; it is trimmed else.
        self.line.add(LineBreak())

    def _deleted(self, element: Element) -> None:
        text = text_of(element)
        moved = element.tag == W + "moveFrom"
        message = "修订中移走的文字没有排出（新位置的已排出）" if moved else "修订中删除的文字没有排出"
        if text:
            self.shared.account.left_out("word-moved" if moved else "word-deleted", message, text)

    def _stray_deleted(self, element: Element) -> None:
        self.shared.account.left_out("word-deleted", "修订中删除的文字没有排出", inner_text(element))

    def _content_control(self, element: Element) -> None:
        with ContentControl(self.shared, element):
            self._children(element)

    def _ruby(self, element: Element) -> None:
        for each in element:
            if each.tag == W + "rt":
                self.shared.account.left_out("word-ruby", "拼音（注音）没有排出", text_of(each))
            else:
                self._element(each)

    def _simple_field(self, element: Element) -> None:
        kind = (value(element, "instr").split() or [""])[0].upper()
        if kind in PAGE_FIELDS and not self.folios:
            return
        if kind == "TOC":
            self.shared.contents += 1
        self._children(element)
        if kind == "TOC":
            self.shared.contents -= 1

    def _instruction(self, element: Element) -> None:
        self.fields.instruct(inner_text(element))

    def _field_mark(self, element: Element) -> None:
        frame = self.fields.mark(element)
        if frame is None or self.shared.contents or self.fields.in_instruction:
            return
        shown, account = instructed(frame), self.shared.account
        if shown.dropped:
            account.left_out("word-field", f"域（{frame.kind}）里的文字没有排出", shown.dropped)
        if shown.instead_of:
            account.normalised("word-field", "带圈字符改为单个字符", shown.instead_of, shown.text)
        elif shown.doubtful and shown.text.strip():
            account.warn("word-field", f"域（{frame.kind}）按文字排出，请核对", shown.text)
        self._text(shown.text)

    def _note_call(self, element: Element) -> None:
        kind = "endnote" if element.tag == W + "endnoteReference" else "footnote"
        if self._look.hidden:
            return
        note = self.shared.note(kind, value(element, "id"))
        if note is None:
            self.shared.account.warn("word-note", "这里的注释在文件里找不到，或者已经用过")
            return
        if kind == "endnote":
            self.shared.account.warn_once("word-endnote", "尾注改排为页下注")
        if switch(element, "customMarkFollows") or value(element, "customMarkFollows") in {"1", "true", "on"}:
            self.shared.account.warn("word-note", "注释用了自定的标号，现在另加自动编号，请核对")
        self.line.add(note)

    def _comment_call(self, element: Element) -> None:
        text = self.shared.comment(value(element, "id"))
        if text:
            self.shared.account.left_out("word-comment", "批注没有排出", text)

    def _drawing(self, element: Element) -> None:
        if self._look.hidden or self.shared.contents:
            self.shared.account.left_out("word-hidden", "隐藏的图形没有排出", text_of(element))
            return
        for block in self.drawings.read(element, self.read_box):
            self.line.hang(block)

    def _object(self, element: Element) -> None:
        self.shared.account.warn("word-object", "这里嵌入了其他程序的对象，只能排出它的图片，请核对")
        self._drawing(element)

    def _alternate(self, element: Element) -> None:
        branch = chosen(element)
        for other in element:
            if other is not branch and branch is not None and (text := text_of(other)) and text not in text_of(branch):
                self.shared.account.left_out("word-alternate", "给旧版 Word 准备的替代文字没有排出", text)
        if branch is not None:
            self._children(branch)

    def _formula(self, element: Element) -> None:
        for deleted in element.iter(W + "del", W + "moveFrom"):
            self._deleted(deleted)
        pieces = list(linear(element))
        self.shared.account.warn("word-math", "公式排成了一行文字，请核对", "".join(text for text, _ in pieces))
        for text, position in pieces:
            self._text(text, replace(self._look, position=position))

    def _embedded(self, element: Element) -> None:
        relation = self.drawings.relation(element.get(R + "id") or "")
        name = relation.target if relation else ""
        self.shared.account.left_out("word-embedded", f"嵌入的文件（{name}）没有排出，请把它的内容复制进来")

    def _soft_hyphen(self, _element: Element) -> None:
        self.shared.account.left_out("word-hyphen", "可选连字符没有排出", "\u00ad")

    def _unknown(self, element: Element) -> None:
        """Keep the characters of what we do not know, and say so."""
        text = text_of(element) or inner_text(element)
        if text.strip():
            message = f"不认识的内容（{local_name(element)}）按普通文字排出，请核对"
            self.shared.account.warn("word-unknown", message, text)
            self._text(text)


HANDLERS: dict[object, Callable[[InlineReader, Element], None]] = {
    W + "r": InlineReader._run,
    M + "r": InlineReader._unknown,
    W + "t": InlineReader._t,
    W + "sym": InlineReader._sym,
    W + "br": InlineReader._break,
    W + "cr": InlineReader._break,
    W + "del": InlineReader._deleted,
    W + "moveFrom": InlineReader._deleted,
    W + "delText": InlineReader._stray_deleted,
    W + "sdt": InlineReader._content_control,
    W + "ruby": InlineReader._ruby,
    W + "fldSimple": InlineReader._simple_field,
    W + "instrText": InlineReader._instruction,
    W + "fldChar": InlineReader._field_mark,
    W + "footnoteReference": InlineReader._note_call,
    W + "endnoteReference": InlineReader._note_call,
    W + "commentReference": InlineReader._comment_call,
    W + "drawing": InlineReader._drawing,
    W + "pict": InlineReader._drawing,
    W + "object": InlineReader._object,
    ALTERNATE: InlineReader._alternate,
    M + "oMath": InlineReader._formula,
    W + "altChunk": InlineReader._embedded,
    W + "subDoc": InlineReader._embedded,
    W + "contentPart": InlineReader._embedded,
    W + "softHyphen": InlineReader._soft_hyphen,
}
