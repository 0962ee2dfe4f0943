"""A Source as lines a person can compare: the notation of the case files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from publish.model import (
    Block,
    Figure,
    Finding,
    FindingKind,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Source,
    Span,
    Table,
    inlines,
    paragraphs,
    plain_text,
)


def show_inlines(content: Iterable[Inline]) -> str:
    """Inline content on one line."""
    return "".join(show_inline(inline) for inline in content)


def show_inline(inline: Inline) -> str:
    match inline:
        case LineBreak():
            return "⏎"
        case Footnote():
            return f"〔注：{show_inlines(inline.content)}〕"
        case Span():
            text = inline.text
            text = f"*{text}*" if inline.strong else text
            text = f"/{text}/" if inline.emphasis else text
            return {"super": f"^({text})", "sub": f"_({text})"}.get(inline.position, text)


def show(block: Block) -> str:
    """A block on one line."""
    match block:
        case Heading():
            return f"{'#' * block.level} {show_inlines(block.content)}"
        case Paragraph():
            run_in = f"【{show_inlines(block.run_in.content)}】" if block.run_in else ""
            return run_in + show_inlines(block.content)
        case Table():
            rows = " / ".join(" | ".join(show_cell(cell) for cell in row) for row in block.rows)
            return f"[ {rows} ]" + (f"（{show_inlines(block.caption.content)}）" if block.caption else "")
        case Figure():
            figure = f"〔图 {block.alt} {block.width:g}〕"
            return figure + (f"（{show_inlines(block.caption.content)}）" if block.caption else "")


def texts(source: Source) -> list[str]:
    """The blocks of a Source, one a line."""
    return [show(block) for block in source.blocks]


def left_out(source: Source) -> list[str]:
    """What of the file is not in the Source, as it was told."""
    return [finding.text for finding in source.findings if finding.kind is FindingKind.LEFT_OUT]


def show_cell(cell: object) -> str:
    from publish.model import Cell

    assert isinstance(cell, Cell)
    spans = f"«{cell.columns}×{cell.rows}»" if (cell.columns, cell.rows) != (1, 1) else ""
    return "⏎".join(show(block) for block in cell.blocks) + spans


def show_finding(finding: Finding) -> str:
    """A finding's code, its characters, and what they became."""
    text = "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in finding.text if char != "\t")
    became = f" → {finding.replacement}" if finding.kind is FindingKind.NORMALISED else ""
    return f"{finding.code} {text}{became}".rstrip()


def bag(text: str) -> Counter[str]:
    """The characters that count: all but white space."""
    return Counter("".join(text.split()))


def characters(source: Source) -> Counter[str]:
    """Every character of a Source: of its blocks with their notes, and those reported as left out or changed."""
    shown = "".join(plain_text(inlines(block), footnotes=True) for block in paragraphs(source.blocks))
    gone = {FindingKind.LEFT_OUT, FindingKind.NORMALISED}
    return bag(shown + "".join(finding.text for finding in source.findings if finding.kind in gone))
