"""What pages leave in a text that was copied from them: folios between paragraphs, contents with page numbers; left
out and reported, and a paragraph that a page had parted is one again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publish.model import CONTENTS_LEFT_OUT
from publish.structure.items import Item, item_of
from publish.structure.lines.patterns import CONTENTS, is_date
from publish.structure.lines.titles import ends_like_title

FOLIO = re.compile(
    r"""
    [-—–－─·]{1,2}\s{0,3}([0-9０-９]{1,3})\s{0,3}[-—–－─·]{1,2}  # - 1 -, — 2 —
    | 第\s{0,3}([0-9０-９]{1,3})\s{0,3}页\s{0,3}[，,/]?\s{0,3}  # 第 1 页 共 5 页
    [（(]?共\s{0,3}[0-9０-９]{1,3}\s{0,3}页[）)]?
    """,
    re.VERBOSE,
)
NO_TEXT = re.compile(r"[（(【\[]?\s{0,4}[此本]页无正文(?:[，,、][^。；]{1,60}?)?\s{0,4}[）)】\]]?[。：:]?")
LEAST_FOLIOS = 2  # from which a text is seen to be copied from pages, one if it stands at the end or below a date
PAGE = re.compile(r"[（(]?[0-9０-９]{1,3}[）)]?$")
LEADERS = ".．·…・_-\t\u3000 "
LEAST_LEADERS = 3
LEAST_ENTRIES = 2
PARTED_LEAST = 8  # characters of a paragraph's part above a folio
ENDS = "。！？；：…”’）)】》!?;:.、，,"
LISTED = "，、,"  # marks behind which a paragraph goes on


def join_parted(items: Sequence[Item]) -> list[Item]:
    """The items, folios and 此页无正文 left out, and what stood above and below a folio put together where the page
    parted a sentence."""
    folios = _find_folios(items)
    for at in folios:
        items[at].leave_out("folio", "原稿的页码，未排入正文")
    for item in items:
        if NO_TEXT.fullmatch(item.text) and not item.decided:
            item.leave_out("no-text", "“此页无正文”说的是原稿的页面，未排入正文")
    joined = list(items)
    for at in reversed(folios):
        if 0 < at < len(joined) - 1 and _is_parted(joined[at - 1], joined[at + 1]):
            above, below = joined[at - 1], joined[at + 1]
            whole = item_of(above.block, (*above.content, *below.content))  # type: ignore[arg-type]
            joined[at - 1 : at + 2] = [whole, joined[at]]
    return joined


def _find_folios(items: Sequence[Item]) -> list[int]:
    """Where numbers of pages stand, each one more than the last."""
    found = [(at, match) for at, item in enumerate(items) if (match := FOLIO.fullmatch(item.text))]
    numbers = [int(match[1] or match[2]) for _, match in found]
    counting = all(below == above + 1 for above, below in itertools.pairwise(numbers))
    last = found[-1][0] if found else 0
    ends = last == len(items) - 1 or (last > 0 and is_date(items[last - 1].text))
    return [at for at, _ in found] if counting and (len(found) >= LEAST_FOLIOS or ends) else []


def _is_parted(above: Item, below: Item) -> bool:
    """Whether a sentence goes on over the page."""
    if not (above.is_text and below.is_text) or above.decided or below.decided or below.marker:
        return False
    text = above.text
    if text[-1] in LISTED:
        return True
    return text[-1] not in ENDS and len(text) >= PARTED_LEAST and "，" in text and not ends_like_title(text)


def leave_out_contents(items: Sequence[Item]) -> None:
    """目录 and entries that end with the page numbers of another printing."""
    for index, item in enumerate(items):
        if item.decided or not CONTENTS.fullmatch(item.text):
            continue
        entries = list(itertools.takewhile(_is_entry, items[index + 1 :]))
        if len(entries) >= LEAST_ENTRIES:
            for entry in (item, *entries):
                entry.leave_out("typed-contents", CONTENTS_LEFT_OUT)


def _is_entry(item: Item) -> bool:
    """Whether a line ends with leaders and a page's number."""
    page = PAGE.search(item.text)
    above = item.text[: page.start()] if page else ""
    leaders = len(above) - len(name := above.rstrip(LEADERS))
    return bool(name) and (leaders >= LEAST_LEADERS or "…" in above[len(name) :] or "\t" in above[len(name) :])
