"""Headings without numbers: short lines alone between paragraphs, when nothing else divides the text, and short
sentences above each paragraph of a numbered one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from publish.model import Role
from publish.structure.front.window import find_framed
from publish.structure.items import Item
from publish.structure.lines.numbering import Kind
from publish.structure.lines.patterns import is_date

LONGEST = 24
LEAST_SIBLINGS = 2
PARAGRAPH = 30
MOST_SHARE = 0.5
SHORTEST = 5  # characters of a short sentence
LEAST_BELOW = 4  # of them, in the whole text
DEEPEST = 4  # levels
# The title of a report in a bulletin: 黄川镇：小草莓做成大产业
PLACE_AND_DEED = re.compile("[\u4e00-\u9fff]{1,12}(?:[省市县区州旗镇乡村局校]|街道|公司)：[\u4e00-\u9fff“”、，]{5,20}")


def recognise_bare(items: Sequence[Item]) -> None:
    """Decides unnumbered headings of the first level; needs two of them and no first-level heading with a number."""
    texts = [item for item in items if item.is_text]
    if not any(item.level for item in texts):
        for item in find_framed(texts):
            item.head(1, "全文的小标题都在【】里")
    if any(item.level == 1 for item in texts):
        _decide_dividers(texts)
        return
    found = [item for index, item in enumerate(texts) if _is_bare(texts, index)]
    counted = Counter(item.text for item in found)
    found = [item for item in found if counted[item.text] == 1]  # 翻页, 掌声: said again and again, they head nothing
    body = sum(1 for item in texts if item.role is Role.BODY and not item.is_heading)
    if LEAST_SIBLINGS <= len(found) <= MOST_SHARE * body:
        for item in found:
            item.head(1, f"全文没有带编号的一级标题，{len(found)} 处短行单独成行、下接正文")
    elif not found:
        _decide_set_apart(texts)


def _decide_set_apart(texts: Sequence[Item]) -> None:
    """Decides short lines below an empty line, each above lines that list something (学习经历 above 2004.09—2008.06 …):
    above the lines of a poem a short line begins a stanza."""
    starts = [at for at, item in enumerate(texts) if item.gap and _is_line(item) and not _has_digit(item.text)]
    listing = [
        at
        for at, end in pairwise([*starts, len(texts)])
        if any(_has_digit(item.text) or len(item.text) >= PARAGRAPH for item in texts[at + 1 : end])
        and texts[at + 1].role is Role.BODY
    ]
    if len(starts) >= LEAST_SIBLINGS and listing == starts:
        for at in starts:
            texts[at].head(1, f"空行之下的短行，{len(starts)} 处，每处之下列着几项")


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _decide_dividers(texts: Sequence[Item]) -> None:
    """The lines above each 一、, where 一、 comes more than once: every one of them must have such a line."""
    dividers: list[Item] = []
    heading, starts = 0, 0
    for index, item in enumerate(texts):
        if item.level == 1 and item.marker and item.marker.kind is Kind.HAN and item.marker.number == 1:
            starts += 1
            between = range(index - 1, heading, -1)
            dividers += [
                texts[at] for at in between if _is_line(texts[at]) and (at == index - 1 or _is_above(texts, at))
            ][:1]
        if item.level:
            heading = index
    if starts >= LEAST_SIBLINGS and len(dividers) == starts:
        for item in dividers:
            item.head(1, f"“一、”出现 {starts} 次，每次之上都有短行单独成行")


def recognise_below(items: Sequence[Item]) -> None:
    """Decides short sentences on lines of their own below a numbered heading, when they and paragraphs stand in turn
    there: headings of the level below."""
    texts = [item for item in items if item.is_text]
    found: list[tuple[Item, int]] = []
    for level, section in _sections(texts):
        plain = [*takewhile(lambda item: len(item.text) >= PARAGRAPH or _is_short_sentence(item), section)]
        heads = [index for index, item in enumerate(plain) if _is_short_sentence(item)]
        in_turn = heads[:1] == [0] and all(below - above > 1 for above, below in pairwise([*heads, len(plain)]))
        if in_turn and len(heads) >= LEAST_SIBLINGS:
            found += [(plain[index], level + 1) for index in heads]
    if len(found) >= LEAST_BELOW:
        for item, level in found:
            item.head(level, f"编号标题之下，{len(found)} 处短句单独成行，与下接的段落一一相间")


def _sections(texts: Sequence[Item]) -> Iterator[tuple[int, list[Item]]]:
    """What stands between two headings and is nothing else yet, with the level of the heading above."""
    level, section = 0, list[Item]()
    for item in texts:
        if item.decided or item.is_heading or item.marker or item.role is not Role.BODY:
            if 0 < level < DEEPEST and section:
                yield level, section
            level, section = (item.level or 0) if item.is_heading and not item.run_in else 0, []
        else:
            section.append(item)
    if 0 < level < DEEPEST and section:
        yield level, section


def _is_short_sentence(item: Item) -> bool:
    text = item.text
    return (
        SHORTEST <= len(text) <= LONGEST and text[-1] == "。" and not any(mark in text[:-1] for mark in "。；：！？，")
    )


def _is_bare(texts: Sequence[Item], index: int) -> bool:
    return _is_line(texts[index]) and (texts[index].leads or _is_above(texts, index))


def _is_line(item: Item) -> bool:
    if (
        item.decided
        or item.marker
        or item.hints.marker
        or len(item.text) > LONGEST
        or len(item.text) < 2
        or is_date(item.text)
    ):
        return False
    if not item.text[-1].isalnum() and item.text[-1] not in "”》）":
        return False
    text = item.text.replace("：", "", 1) if PLACE_AND_DEED.fullmatch(item.text) else item.text
    return not any(char in text for char in "。；：！？") and item.text[0] not in "—-－（([【"


def _is_above(texts: Sequence[Item], index: int) -> bool:
    """Whether a paragraph stands below."""
    below = texts[index + 1] if index + 1 < len(texts) else None
    return below is not None and below.role is Role.BODY and not below.decided and _is_paragraph(below)


def _is_paragraph(item: Item) -> bool:
    return len(item.text) >= PARAGRAPH or item.text[-1] in "。！；：…"
