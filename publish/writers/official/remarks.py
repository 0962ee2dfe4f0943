"""What is to be said of an official document on its pages: what the paper bears already, what did not fit."""

from __future__ import annotations

from collections.abc import Iterator

from publish.model import Document, Finding, FindingKind, Role, has_role, plain_text
from publish.style import Style
from publish.text.widths import title_width
from publish.writers.official.layout import lay_out
from publish.writers.shared.arrangement import arrange
from publish.writers.shared.ends import condense_name, part_ends


def list_remarks(document: Document, style: Style) -> tuple[Finding, ...]:
    """The remarks about a document in a style; none about one without head and 版记."""
    if style.head.form == "none":
        return ()
    return (*_name_printed(document, style), *_name_crowded(document, style), *_name_folded(document, style))


def _name_printed(document: Document, style: Style) -> Iterator[Finding]:
    if style.head.printed:
        for block in document.blocks:
            if has_role(block, Role.MASTHEAD):
                text = plain_text(block.content)
                message = "套打：纸上已有发文机关标志，没有印"
                yield Finding(FindingKind.LEFT_OUT, message, block.place, text, code="printed-head")


def _name_crowded(document: Document, style: Style) -> Iterator[Finding]:
    if lay_out(arrange(document, style).blocks, style).crowded:
        message = "首页排不下正文、署名和附注，排不下的移到下一页；可以缩短标题，或加 --set signoff=none 不留印章的位置"
        yield Finding(FindingKind.WARNING, message, code="crowded-page")


def _name_folded(document: Document, style: Style) -> Iterator[Finding]:
    for block in document.blocks:
        ends = part_ends(block) if has_role(block, Role.IMPRINT) else None
        if ends is None:
            continue
        look = style.role(Role.IMPRINT)
        name, date = (plain_text(end) for end in ends)
        room = style.page.measure / style.em(look.size) - look.left - look.right
        if condense_name(title_width(name), title_width(date), room, len(name), style) is None:
            message = "印发机关名称太长，收紧后一行仍排不下，折成了两行；请用规范化简称"
            yield Finding(FindingKind.WARNING, message, block.place, name, code="imprint-folds")
