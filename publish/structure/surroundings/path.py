"""Where a page stands in its site (当前位置：首页 > 政务公开), when its steps stand on lines of their own."""

from __future__ import annotations

from collections.abc import Sequence

from publish.structure.items import Item
from publish.structure.surroundings.webpage import ARROW, HOME, PATH_BEGUN, STEPS

RULE = "page-furniture", "网页的位置导航，未排入正文"


def leave_out_path(head: Sequence[Item]) -> None:
    """当前位置： or 首页 and the steps behind it with > between them; the last step's name, too, where the page repeats
    it below as its column's."""
    at = next((index for index in range(len(head)) if _begins(head, index)), None)
    if at is None:
        return
    below = head[at + 1].text if at + 1 < len(head) else ""
    if below[:1] in ("：", ":") or (not ARROW.fullmatch(below) and STEPS.fullmatch(below)):
        for item in head[at : at + 2]:
            item.leave_out(*RULE)
        return
    last = at if HOME.fullmatch(head[at].text) else at + 1
    while last + 2 < len(head) and ARROW.fullmatch(head[last + 1].text):
        last += 2
    if last <= at + 1:
        return
    repeated = last + 1 < len(head) and head[last + 1].text == head[last].text
    for item in head[at : last + 1 + repeated]:
        item.leave_out(*RULE)


def _begins(head: Sequence[Item], index: int) -> bool:
    if PATH_BEGUN.fullmatch(head[index].text):
        return True
    arrow = index + 1 < len(head) and ARROW.fullmatch(head[index + 1].text)
    return bool(arrow and HOME.fullmatch(head[index].text))
