"""What a text says twice and differently: titles of documents, sessions and years, whole sentences, ranks in a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from publish.checks.passages import Check, Hit, Passage
from publish.model import Role

TITLED = re.compile(r"《([^《》\n]{8,60})》")
SESSION = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})年[^。；，、0-9]{0,6}?(?P<session>第[一二三四五六七八九十0-9]{1,4}[届次])(?P<event>[\u4e00-\u9fff]{3,12})"
)
NEAR = 1  # paragraphs
EVENT = 4  # characters by which an event is known again: 文化旅游节
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
SHORTEST = 20  # characters of a sentence that nobody writes twice by chance
COUNTED = set("一二三四五六七八九十百零〇0123456789０１２３４５６７８９上中下甲乙丙丁省市县区州乡镇村")
# Posts by the level of their organ, highest first; in one row of persons no higher one follows a lower.
RANKS = {
    "省": 1,
    "自治区": 1,
    "市": 2,
    "州": 2,
    "县": 3,
    "区": 3,
    "乡": 4,
    "镇": 4,
    "街道": 4,
    "村": 5,
}
POST = re.compile(
    r"(?P<level>自治区|街道|[省市州县区乡镇村])(?:党)?(?:委|政府|人大常委会|政协|人民政府)?"
    r"(?P<post>书记|长|主席|主任)(?P<name>[\u4e00-\u9fff×某]{2,4})(?=[、，和及]|出席|参加|到会|主持|讲话|$)"
)
ROW = re.compile(r"[、和及，]")


def find_differing_titles(passages: Sequence[Passage]) -> Iterator[Hit]:
    """A document's title written in two ways that differ by one character; the rarer way is pointed at."""
    found = [(passage, match) for passage in passages for match in TITLED.finditer(passage.text)]
    counts = Counter(match[1] for _, match in found)
    by_length = sorted(counts, key=len)
    usual: dict[str, str] = {}
    for rare in by_length:
        near = [other for other in by_length if counts[other] >= counts[rare] and differ_by_one(rare, other)]
        if near and rare not in usual.values():
            usual[rare] = near[0]
    for passage, match in found:
        if match[1] in usual:
            message = f"书名号里的名称前后不一：《{match[1]}》与《{usual[match[1]]}》，请核对"
            yield Hit(passage, match.start(), match.end(), message)


def differ_by_one(first: str, second: str) -> bool:
    """Whether one character was changed, left out or added, and none that counts or names (第一批, 第二批; 省, 市)."""
    if first == second:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    longer, shorter = sorted((first, second), key=len, reverse=True)
    same_behind = longer[start + 1 :] == (shorter[start + 1 :] if len(longer) == len(shorter) else shorter[start:])
    changed = {longer[start], shorter[start] if len(longer) == len(shorter) else longer[start]}
    return same_behind and not changed & COUNTED and 0 < start < len(longer) - 1


def find_differing_sessions(passages: Sequence[Passage]) -> Iterator[Hit]:
    """第X届/次 of one event told with two years, or one year with two numbers."""
    found = [(passage, match) for passage in passages for match in SESSION.finditer(passage.text)]
    for index, (passage, match) in enumerate(found):
        for _, earlier in found[:index]:
            same = earlier["event"][:EVENT] == match["event"][:EVENT] and earlier["session"][-1] == match["session"][-1]
            one_alone = (earlier["year"] == match["year"]) != (earlier["session"] == match["session"])
            if same and one_alone:
                message = f"“{match[0]}”与前面的“{earlier[0]}”对不上，请核对年份和届次"
                yield Hit(passage, match.start(), match.end(), message)
                break


def find_repeated_sentences(passages: Sequence[Passage]) -> Iterator[Hit]:
    """A sentence that stood in the same paragraph or the one before, or a paragraph that stood anywhere before.

    A sentence further away may be said again on purpose, as provisions and tables of duties do.
    """
    sentences: dict[str, int] = {}
    paragraphs: set[str] = set()
    running = [passage for passage in passages if passage.role in (Role.BODY, Role.LIST_ITEM) and not passage.in_table]
    for index, passage in enumerate(running):
        whole = passage.text.strip() in paragraphs
        for match in SENTENCE.finditer(passage.text):
            sentence = match[0].strip()
            if len(sentence) <= SHORTEST or sentence[-1] not in "。！？":
                continue
            if whole or index - sentences.get(sentence, -NEAR - 1) <= NEAR:
                message = f"这一句前面已经有过：“{sentence[:16]}…”，请核对是否重复粘贴"
                yield Hit(passage, match.start(), match.end(), message)
            sentences[sentence] = index
        paragraphs.add(passage.text.strip())


def find_misplaced_ranks(passages: Sequence[Passage]) -> Iterator[Hit]:
    """A row of persons in which a higher organ's follows a lower one's: 市委书记×××、省委书记×××."""
    for passage in passages:
        posts = list(POST.finditer(passage.text))
        for earlier, later in pairwise(posts):
            between = passage.text[earlier.end() : later.start()]
            in_row = len(between) <= len("、中共××") and ROW.match(between)
            if in_row and RANKS[later["level"]] < RANKS[earlier["level"]]:
                message = f"“{later[0]}”排在“{earlier[0]}”后面，通常上级在前，请核对"
                yield Hit(passage, later.start(), later.end(), message)


CHECKS = (
    Check("titled-twice", "同一文件的名称前后应当一致", find_differing_titles, "校对惯例"),
    Check("session-year", "届次与年份应当对得上", find_differing_sessions, "校对惯例"),
    Check("sentence-twice", "重复的句子", find_repeated_sentences, "校对惯例"),
    Check("rank-order", "人员排列上级在前", find_misplaced_ranks, "公文惯例"),
)
