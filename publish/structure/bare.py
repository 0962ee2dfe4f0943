"""Headings without numbers: short lines alone between paragraphs, when nothing else divides the text."""

from __future__ import annotations

from collections.abc import Sequence

from publish.model import Role
from publish.structure.items import Item
from publish.structure.patterns import is_date

LONGEST = 24
LEAST_SIBLINGS = 2
PARAGRAPH = 30
MOST_SHARE = 0.5


def recognise_bare(items: Sequence[Item]) -> None:
    """Decides unnumbered headings of the first level; needs two of them and no first-level heading with a number."""
    texts = [item for item in items if item.is_text]
    if any(item.level == 1 for item in texts):
        return
    found = [item for index, item in enumerate(texts) if _is_bare(texts, index)]
    body = sum(1 for item in texts if item.role is Role.BODY and not item.is_heading)
    if len(found) < LEAST_SIBLINGS or len(found) > MOST_SHARE * body:
        return
    for item in found:
        item.head(1, f"全文没有带编号的一级标题，{len(found)} 处短行单独成行、下接正文")


def _is_bare(texts: Sequence[Item], index: int) -> bool:
    item = texts[index]
    if item.decided or item.marker or len(item.text) > LONGEST or len(item.text) < 2 or is_date(item.text):
        return False
    if not item.text[-1].isalnum() and item.text[-1] not in "”》）":
        return False
    if any(char in item.text for char in "。；：！？") or item.text[0] in "—-－（([【":
        return False
    if item.leads:
        return True
    below = texts[index + 1] if index + 1 < len(texts) else None
    return below is not None and below.role is Role.BODY and not below.decided and _is_paragraph(below)


def _is_paragraph(item: Item) -> bool:
    return len(item.text) >= PARAGRAPH or item.text[-1] in "。！；："
