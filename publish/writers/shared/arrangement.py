"""The document as a style lays it out, the same for both outputs: run-in headings, heads of tables, where emphasis is
shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from publish.model import (
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    Level,
    LineBreak,
    Paragraph,
    Role,
    Span,
    Table,
    has_role,
    plain_text,
)
from publish.structure.slicing import divide, strengthen, strip
from publish.style import Style
from publish.text.widths import estimate_width
from publish.writers.official.elements import order_elements
from publish.writers.shared.heads import count_head_rows
from publish.writers.shared.spacing import narrow_room

LABEL = re.compile("[^：:]{1,8}[：:]")
# Between the particulars of a line: 联系人：赵敏    电话：0312-5566778    邮箱：…
PARTICULAR = re.compile(r"(?:[ \t]{2,40}|\u3000{1,20}[ \t]{0,20})(?=[^\s：:，。；]{1,8}[：:])")
SIDE_BY_SIDE = re.compile(r"(?<=\S)(?:\u3000{2,}|[ \t\u3000]{3,})(?=\S)")  # 王　强 is one name
CAPTION = re.compile(r"\A\s*图\s*[0-9０-９一二三四五六七八九十]")
ROOM = "\u3000"
INDENT = 2  # characters, of every line behind a break as of the first
RUNNING_TEXT = {Role.BODY, Role.QUOTATION, Role.LIST_ITEM, Role.NOTE}


def arrange(document: Document, style: Style) -> Document:
    """The document with its elements in the order of an official document when the style has a head, run-in headings on
    lines of their own when it says so, tables with their heads, and emphasis in running text alone: titles, headings
    and the other lines of one kind look as their role does (GB/T 9704 7.3.1, 7.3.3), bold in the source or not.
    """
    document = order_elements(document, style)
    blocks: Iterable[Block] = document.blocks
    if style.run_in == "own-line":
        blocks = part_run_ins(blocks)
    settled = list(blocks)
    around = zip([None, *settled], settled, [*settled[1:], None], strict=False)
    blocks = (narrow_room(_settle(block, (above, below)), style) for above, block, below in around)
    blocks = (_part_particulars(block, style.page.characters) for block in blocks)
    return replace(document, blocks=tuple(_part_signatures(blocks, style)))


def part_run_ins(blocks: Iterable[Block]) -> Iterator[Block]:
    """Run-in headings on lines of their own, the rest of the paragraph below."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.run_in:
            yield block.run_in
            if block.content:
                yield replace(block, run_in=None)
        else:
            yield block


def _part_particulars(block: Block, characters: int) -> Block:
    """A paragraph of particulars side by side that is too long for a line of so many characters, its lines ended before
    a label: no label stands at a line's end without its matter, and no line is spread."""
    if not isinstance(block, Paragraph) or block.role is not Role.BODY or block.run_in:
        return block
    if not all(isinstance(inline, Span) for inline in block.content):
        return block
    text = plain_text(block.content)
    gaps = [gap.span() for gap in PARTICULAR.finditer(text)] if LABEL.match(text) and "。" not in text else []
    room = characters - INDENT
    if not gaps or estimate_width(text) <= room:
        return block
    content, start = block.content, 0
    parted: list[Inline] = []
    for at, (gap, after) in enumerate(gaps):
        following = gaps[at + 1][0] if at + 1 < len(gaps) else len(text)
        if estimate_width(text[start:following]) > room:
            line, _ = divide(content, gap - start)
            _, content = divide(content, after - start)
            parted += [*line, LineBreak()]
            start = after
    return replace(block, content=(*parted, *content))


def _part_signatures(blocks: Iterable[Block], style: Style) -> Iterator[Block]:
    """The blocks, organs side by side one below the other where one line of them is wider than the measure."""
    look = style.role(Role.SIGNATURE)
    room = style.page.measure / style.em(look.size) - look.right
    for signs, group in groupby(blocks, key=lambda block: has_role(block, Role.SIGNATURE)):
        members = list(group)
        lines = [block for block in members if isinstance(block, Paragraph)] if signs else []
        if not any(estimate_width(plain_text(line.content)) > room for line in lines):
            yield from members
            continue
        for line in lines:
            content = line.content
            while gap := SIDE_BY_SIDE.search(plain_text(content)):
                yield replace(line, content=divide(content, gap.start())[0])
                content = divide(content, gap.end())[1]
            yield replace(line, content=content)


def _settle(block: Block, beside: Iterable[Block | None]) -> Block:
    match block:
        case Heading():
            return _settle_heading(block)
        case Paragraph():
            content = block.content if block.role in RUNNING_TEXT else _even_out(block.content)
            run_in = block.run_in and _settle_heading(block.run_in)
            if block.role is Role.ATTENDANCE:
                content = _mark_label(content)
            if run_in and run_in.level == Level.ARTICLE:
                content, run_in = _space_article(content, run_in)
            same = content is block.content and run_in is block.run_in  # as in most: a copy costs more than a look
            return block if same else replace(block, content=content, run_in=run_in)
        case Table():
            return replace(block, caption=_settle_caption(block.caption), header_rows=count_head_rows(block))
        case Figure():
            return replace(block, caption=_settle_caption(block.caption or _read_caption(block, beside)))


def _settle_heading(heading: Heading) -> Heading:
    content = _even_out(heading.content)
    return heading if content is heading.content else replace(heading, content=content)


def _mark_label(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """出席：, 请假：, 列席： stand out from the names (10.3)."""
    label = LABEL.match(plain_text(content))
    return strengthen(content, label.end()) if label else content


def _space_article(content: tuple[Inline, ...], run_in: Heading) -> tuple[tuple[Inline, ...], Heading]:
    """One character of room behind 第一条 in every paragraph, whatever the source has there; none before its subject in
    brackets."""
    content, head = strip(content), strip(run_in.content)
    if plain_text(content).startswith("（"):
        return content, replace(run_in, content=head)
    return (Span(ROOM), *content) if content else (), replace(run_in, content=head)


def _read_caption(figure: Figure, beside: Iterable[Block | None]) -> Paragraph | None:
    """The caption of a picture whose words for those who cannot see it are one (图1…), unless it stands beside it."""
    said = (plain_text(block.content) for block in beside if isinstance(block, Paragraph | Heading))
    if not CAPTION.match(figure.alt) or any(_letters(text) == _letters(figure.alt) for text in said):
        return None
    return Paragraph((Span(figure.alt.strip(), figure.place),), Role.CAPTION, figure.place)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _settle_caption(caption: Paragraph | None) -> Paragraph | None:
    return caption and replace(caption, content=_even_out(caption.content))


def _even_out(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The content without emphasis, that of its footnotes aside."""
    if not any(isinstance(inline, Span) and (inline.strong or inline.emphasis) for inline in content):
        return content
    return tuple(
        replace(inline, strong=False, emphasis=False) if isinstance(inline, Span) else inline for inline in content
    )
