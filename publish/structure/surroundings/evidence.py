"""Whether lines that look like a web page's are the page's: what stands beside them tells."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publish.model import Table
from publish.structure.items import Item
from publish.structure.lines.patterns import NUMERIC_DATE, is_date
from publish.structure.surroundings.webpage import (
    BARE_LEAST,
    BREADCRUMB,
    CREW,
    MEETING_LINE,
    NARRATOR,
    OF_PAGE,
    PARTED_LABEL,
    PHOTO_CREDIT,
    RECORD_LINE,
    SOURCE_LINE,
    STRONG_SOURCE_LINE,
    TIMESTAMP,
    WEAK_SOURCE_LINE,
    furniture_rule,
    has_page_values,
    is_bare_button,
    looks_like_link,
)

WEB_RULES = frozenset({"page-furniture", "source-line", "record-line", "wire-line", "photo-credit"})
# Titles of what happens at a time, below which a day and an hour say when.
TIMED = re.compile(
    "日志|日记|记录|纪事|大事记|议程|日程|安排|预告|值班|行程|时间表|(?:会议?|活动|培训|考试|演练|停[水电气]|论坛|讲座).{0,4}(?:的)?(?:通知|公告|通告)"
)


# What a text on how to do something says where to click (首页 > 我的), and what comes after what.
OPERATED = re.compile("操作|指南|流程|步骤|手册|教程|使用|路线|路径|如何|怎么|怎样")
WHERE = re.compile("(?:您|当前|所在|现在)*的?位置")
# A list of what was done: 发布信息：3200条 above 访问量：120万人次.
FIGURE = re.compile(r"[\u4e00-\u9fff]{2,12}[：:]\s{0,4}[\d.,]{1,12}\s?[\u4e00-\u9fff]{0,4}")
COUNT_LINE = re.compile(
    r"(?:浏览|点击|阅读|访问)(?:次数|数|率|量)?[：:]\s{0,4}[\d.,]{1,12}\s?[万wWkK]?\+?\s?(?:人?次)?"
)
# A form has fields of its own beside 来源：.
FORM = re.compile("(?:单|表|日志|台账|登记|卡|簿|笺)$")
FIELD = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]\s{0,4}\S.{0,60}")


def is_source_line(item: Item, texts: Sequence[Item]) -> bool:
    """Whether an item is a source line; 时间：and 作者：alone are none, they need other furniture beside them."""
    text = item.text
    if _is_of_form(texts):
        return False
    if TIMESTAMP.fullmatch(text):
        timed = any(TIMED.search(other.text) for other in texts if other is not item)
        return not _is_of_meeting(texts) and (not timed or is_of_web(item, texts))
    if NUMERIC_DATE.fullmatch(text):
        return is_of_web(item, texts)
    if not SOURCE_LINE.fullmatch(text) or is_date(text) or not has_page_values(text):
        return False
    if not WEAK_SOURCE_LINE.fullmatch(text):
        return True
    return is_of_web(item, texts) and not _is_of_meeting(texts)


def _is_of_meeting(texts: Sequence[Item]) -> bool:
    """Whether a line says where or with whom a meeting is held, so that another's time is when."""
    return any(MEETING_LINE.fullmatch(other.text) for other in texts)


def _is_of_form(texts: Sequence[Item]) -> bool:
    """Whether the title is a form's, and one of its fields none of a page's."""
    forms = (at for at, item in enumerate(texts) if FORM.search(item.text))
    below = texts[next(forms, len(texts)) + 1 :]
    return any(
        FIELD.fullmatch(item.text) and not (item.left_out or item.text[-1] in "：:" or _says_page(item.text))
        for item in below
    )


def _says_page(text: str) -> bool:
    return bool(SOURCE_LINE.fullmatch(text) or RECORD_LINE.fullmatch(text) or furniture_rule(text))


def find_steps(head: Sequence[Item]) -> set[int]:
    """Paths (by `id`) below a title that says how to do something: they tell where to click."""
    titled = next((at for at, item in enumerate(head) if OPERATED.search(item.text)), len(head))
    below = head[titled + 1 :]
    return {id(item) for item in below if BREADCRUMB.fullmatch(item.text) and not WHERE.match(item.text)}


def is_of_web(item: Item, texts: Sequence[Item]) -> bool:
    """Whether another line shows that the text came from a page."""
    others = [other for other in texts if other is not item]
    return any(
        other.left_out in WEB_RULES
        or NARRATOR.search(other.text)
        or (STRONG_SOURCE_LINE.match(other.text) and has_page_values(other.text))
        for other in others
    )


def are_buttons_likely(items: Sequence[Item]) -> bool:
    """Whether a word alone (打印, 分享) may be a button: beside a page's other lines, or several such words, one of
    them at least of what a page does; 转发, 点赞, 评论 may be what a speech is about."""
    bare = [item for item in items if is_bare_button(item.text)]
    others = [item for item in items if item.text and not is_bare_button(item.text)]
    of_page = any(OF_PAGE.search(item.text) for item in bare)
    return (len(bare) >= BARE_LEAST and of_page) or any(
        item.left_out in WEB_RULES or furniture_rule(item.text) or is_source_line(item, items) for item in others
    )


def find_announced(items: Sequence[Item]) -> set[int]:
    """Lines (by `id`) that look like furniture but belong to what stands above: named by a colon, a table's
    source, one of those who made something."""
    found: set[int] = set()
    for above, item in itertools.pairwise(items):
        if not above.text:
            announced = isinstance(above.block, Table) and bool(SOURCE_LINE.fullmatch(item.text))
        elif PHOTO_CREDIT.fullmatch(item.text) and _is_of_crew(above):
            announced = True
        elif PHOTO_CREDIT.fullmatch(above.text) and _is_of_crew(item):
            found.add(id(above))
            announced = False
        elif FIGURE.fullmatch(above.text) and COUNT_LINE.fullmatch(item.text):
            announced = id(above) in found or not (above.left_out or COUNT_LINE.fullmatch(above.text))
        else:
            announced = looks_like_link(item.text) and (id(above) in found or _ends_in_colon(above))
        if announced:
            found.add(id(item))
    return found


def _ends_in_colon(item: Item) -> bool:
    """Whether a line names what stands below it, and is no label of a page itself."""
    return item.text[-1] in "：:" and not (
        item.left_out or PARTED_LABEL.fullmatch(item.text) or furniture_rule(item.text)
    )


def _is_of_crew(item: Item) -> bool:
    """Whether a line says who did what (编剧：李四), and is no line of a page."""
    of_page = SOURCE_LINE.fullmatch(item.text) or PHOTO_CREDIT.fullmatch(item.text)
    return bool(CREW.fullmatch(item.text)) and not of_page
