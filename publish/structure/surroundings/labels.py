"""Names of columns that a program wrote before the values it collected (标题：…, 作者：…, 正文：): the names are left
out and reported, the values stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.structure.items import Item, pieces_of
from publish.structure.slicing import divide

HEAD = 8  # items from the top
TITLED = re.compile(r"[【\[]?(?:标\s?题|题\s?目|文章标题|文稿标题)[】\]]?\s{0,4}[：:]\s{0,4}(?=\S)")
NAMED = re.compile(r"[【\[]?(?:作\s?者|讲话人|发言人|演讲人|日\s?期|讲话日期)[】\]]?\s{0,4}[：:]\s{0,4}(?=\S)")
TEXT = re.compile(r"[【\[]?(?:正\s?文|内\s?容|全\s?文|文章内容)[】\]]?\s{0,4}[：:]?\s{0,4}")
LINK = re.compile(r"[【\[]?(?:URL|url|链接|网址|原文链接|地址)[】\]]?\s{0,4}[：:]\s{0,4}\S{4,300}")
OF_RECORD = re.compile("索引号|主题词|发文机关|发文字号|公开|主题分类|信息分类")  # a page's record of a document
LONGEST = 80  # characters of a title
RULE = "label", "采集或填表时写的栏目名，未排入正文"


def part_labels(items: Sequence[Item]) -> list[Item]:
    """The items, names of columns cut off the first where the title and another line have theirs."""
    head = items[:HEAD]
    if not head or not _names_title(head[0]) or any(OF_RECORD.match(item.text) for item in head):
        return list(items)
    if not any(NAMED.match(item.text) or TEXT.fullmatch(item.text) for item in head[1:]):
        return list(items)
    return [piece for item in head for piece in _part(item, NAMED if item is not head[0] else TITLED)] + [*items[HEAD:]]


def _names_title(item: Item) -> bool:
    text = item.text
    return not item.decided and len(text) <= LONGEST and bool(TITLED.match(text)) and text[-1] not in "。；"


def _part(item: Item, name: re.Pattern[str]) -> list[Item]:
    if item.decided or not item.is_text:
        return [item]
    if TEXT.fullmatch(item.text) or LINK.fullmatch(item.text):
        item.leave_out(*RULE)
        return [item]
    if not (match := name.match(item.text)):
        return [item]
    label, value = pieces_of(item, divide(item.content, match.end()))
    label.leave_out(*RULE)
    return [label, value]
