"""A story (body, cell, text box, note, header) as blocks: paragraphs joined and numbered, tables, figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from publish.model import (
    Block,
    Heading,
    Hints,
    Inline,
    Level,
    Paragraph,
    Span,
    attach_captions,
    plain_text,
)
from publish.model.captions import as_caption
from publish.readers.headings import CONTENTS_STYLE, is_heading
from publish.readers.word.drawing import Drawings
from publish.readers.word.fields import Fields
from publish.readers.word.inlines import SILENT, InlineReader
from publish.readers.word.line import Line
from publish.readers.word.numbering import Marker, Numbering
from publish.readers.word.shared import ContentControl, Shared
from publish.readers.word.tables import TableReader
from publish.readers.word.xml import ALTERNATE, Element, W, child, chosen, setting, switch, text_of, w

BLOCK_WRAPPERS = w("sdtContent customXml smartTag ins moveTo")
QUOTATION_STYLES = {"quote", "quotations", "intense quote", "引用", "明显引用", "block text"}
MARKS = w("pPr bookmarkStart bookmarkEnd proofErr")  # what may stand before and between the runs of a run-in heading
DEEPEST_TABLE = 4  # tables within tables beyond this are read as paragraphs


@dataclass
class Flow:
    """Blocks of one container while they are read; `pending` is a paragraph whose mark joins it to the next one."""

    blocks: list[Block] = field(default_factory=list)
    pending: tuple[Line, Element | None] | None = None
    blank: bool = False


class Story:
    """Reads the containers of one part."""

    def __init__(self, shared: Shared, drawings: Drawings, numbering: Numbering, root: Element) -> None:
        self._shared = shared
        self._numbering = numbering
        self.inlines = InlineReader(shared, drawings, Fields(root), lambda box: iter(self.read(box)))
        self._tables = TableReader(shared.account, self.read)
        self._depth = 0

    def read(self, container: Element) -> list[Block]:
        """The blocks of a body, cell, text box, note or header."""
        flow = Flow()
        self._walk(container, flow)
        self._flush(flow)
        return list(attach_captions(map(as_caption, flow.blocks)))

    def _walk(self, container: Element, flow: Flow) -> None:
        for each in container:
            if each.tag == W + "p":
                self._paragraph(each, flow)
            elif each.tag == W + "tbl":
                self._table(each, flow)
            elif each.tag == W + "sdt":
                with ContentControl(self._shared, each):
                    self._enter(each, flow)
            elif each.tag == ALTERNATE:
                branch = chosen(each)
                if branch is not None:
                    self._enter(branch, flow)
            elif each.tag in BLOCK_WRAPPERS:
                self._enter(each, flow)
            elif each.tag not in SILENT and each.tag != W + "tcPr":
                self._stray(each, flow)

    def _enter(self, wrapper: Element, flow: Flow) -> None:
        """Walk into a wrapper of blocks; one of runs alone is a stray piece of a paragraph."""
        if next(wrapper.iter(W + "p", W + "tbl"), None) is not None:
            self._walk(wrapper, flow)
        elif wrapper.tag not in SILENT:
            self._stray(wrapper, flow)

    def _stray(self, element: Element, flow: Flow) -> None:
        """Runs and unknown things where only blocks should be: a paragraph of their own, unless they hold blocks."""
        if next(element.iter(W + "p"), None) is not None and element.tag != W + "del":
            self._walk(element, flow)
            return
        line = Line(self._shared.account.place)
        self.inlines.read([element], line, self._shared.styles.paragraph_style(None))
        if not line.is_empty or line.before or line.after:
            self._flush(flow)
            self._finish(line, None, flow)

    def _paragraph(self, element: Element, flow: Flow) -> None:
        account = self._shared.account
        account.next_paragraph()
        properties = child(element, "pPr")
        line = flow.pending[0] if flow.pending else Line(account.place)
        flow.pending = None
        if line.is_empty:
            line.place = account.place
        line.opens = not any(isinstance(block, Paragraph | Heading) for block in flow.blocks)
        style = self._shared.styles.paragraph_style(properties)
        with self._contents(style):
            lead, rest = self._lead(element)
            if lead and line.is_empty and line.run_in is None:
                line = self._run_in(lead, line, properties, flow)
                self.inlines.read(rest, line, style)
            else:
                self.inlines.read(element, line, style)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            flow.pending = line, properties
        elif switch(mark, "vanish") or switch(mark, "specVanish"):
            self._separate(line, properties, flow)
        else:
            self._finish(line, properties, flow)

    def _lead(self, element: Element) -> tuple[list[Element], list[Element]]:
        """The runs at a paragraph's start in the character half of a heading style, and the rest; nothing in front
        where the whole paragraph is such a heading."""
        children = list(element)
        end, level = 0, 0
        for place, each in enumerate(children):
            if each.tag == W + "r":
                found = self._shared.styles.run_level(each)
                if not (found and level in (0, found)) and not (level and child(each, "footnoteReference") is not None):
                    break
                level = level or found
                end = place + 1
            elif each.tag not in MARKS:
                break
        rest = children[end:]
        return (children[:end], rest) if level and any(text_of(each) for each in rest) else ([], children)

    def _run_in(self, lead: list[Element], line: Line, properties: Element | None, flow: Flow) -> Line:
        """Read a run-in heading and open the line its paragraph goes on with."""
        level = next(filter(None, (self._shared.styles.run_level(each) for each in lead)))
        self.inlines.read(lead, line, self._shared.styles.paragraph_style(properties))
        content, hints = self._complete(line, properties, self._numbering.marker(properties), flow)
        heading = Heading(min(level, max(Level)), content, line.place, replace(hints, level=level))
        return Line(line.place, heading, before=line.before, after=line.after)

    @contextmanager
    def _contents(self, style: str) -> Iterator[None]:
        listed = CONTENTS_STYLE.fullmatch(self._shared.styles.name(style)) is not None
        self._shared.contents += listed
        yield
        self._shared.contents -= listed

    def _separate(self, line: Line, properties: Element | None, flow: Flow) -> None:
        """A hidden paragraph mark (style separator, 17.3.2.36): a heading runs in, anything else is joined."""
        level = self._shared.styles.level(properties)
        if level and not line.is_empty and line.run_in is None:
            content, hints = self._complete(line, properties, self._numbering.marker(properties), flow)
            heading = Heading(min(level, max(Level)), content, line.place, hints)
            line = Line(line.place, heading, before=line.before, after=line.after)
        flow.pending = line, properties

    def _flush(self, flow: Flow) -> None:
        if flow.pending:
            (line, properties), flow.pending = flow.pending, None
            self._finish(line, properties, flow)

    def _finish(self, line: Line, properties: Element | None, flow: Flow) -> None:
        """Close a paragraph: its number, its hints, the figures and boxes around it."""
        marker = None if self._shared.contents else self._numbering.marker(properties)
        flow.blocks.extend(line.before)
        if not line.is_empty or (marker and marker.text and not line.run_in):
            content, hints = self._complete(line, properties, marker, flow)
            place = line.run_in.place if line.run_in else line.place
            if hints.level and not line.run_in and is_heading(plain_text(content)):
                flow.blocks.append(Heading(min(hints.level, max(Level)), content, place, hints))
            else:
                flow.blocks.append(Paragraph(content, place=place, run_in=line.run_in, hints=hints))
        elif line.run_in:
            flow.blocks.append(line.run_in)
        elif not line.before and not line.after:
            flow.blank = True
        flow.blocks.extend(line.after)

    def _complete(
        self, line: Line, properties: Element | None, marker: Marker | None, flow: Flow
    ) -> tuple[tuple[Inline, ...], Hints]:
        indent, content = line.content()
        styles = self._shared.styles
        style = setting(properties, "pStyle")
        hints = Hints(
            level=styles.level(properties),
            style=styles.name(style) if style else "",
            align=styles.align(properties),
            bold=line.bold,
            size=line.size,
            blank_before=flow.blank,
            raw_indent=indent,
            quotation=styles.name(style).lower() in QUOTATION_STYLES,
            lead=max(0, line.lead - len(indent)),
        )
        flow.blank = False
        if marker is None or not marker.text:
            return content, hints
        if marker.unknown:
            message = f"不认识的编号格式（{marker.unknown}），编号写成了阿拉伯数字，请核对"
            self._shared.account.warn("word-number-format", message, marker.text)
        strong = bool(content) and isinstance(content[0], Span) and content[0].strong
        number = Span(marker.text + (marker.gap if content else ""), strong=strong)
        lead = hints.lead + len(number.text) if hints.lead else 0
        return (number, *content), replace(hints, marker=marker.text, list_depth=marker.depth, lead=lead)

    def _table(self, element: Element, flow: Flow) -> None:
        self._flush(flow)
        if self._depth >= DEEPEST_TABLE:
            self._shared.account.warn("word-nested-table", "表格嵌套太深，里层表格按段落排出，请核对", text_of(element))
            self._walk_cells(element, flow)
            return
        self._depth += 1
        table = self._tables.read(element)
        self._depth -= 1
        if table is not None:
            flow.blocks.append(table)
            flow.blank = False

    def _walk_cells(self, table: Element, flow: Flow) -> None:
        for cell in table.iter(W + "tc"):
            if next(cell.iterancestors(W + "tbl")) is table:
                self._walk(cell, flow)
