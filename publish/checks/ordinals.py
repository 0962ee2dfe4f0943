"""Ordinals: gaps and repeats among headings (一、（一）1.（1）第X条) and phrases (一要, 一是, 第一，)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publish.checks.passages import Check, Hit, Passage
from publish.model import TITLES, Role
from publish.text.numerals import read_number, write_like

NUMERAL = "[一二三四五六七八九十百零〇]"
# The highest level first.
MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("第{}编", re.compile(rf"第({NUMERAL}{{1,5}}|\d{{1,3}})编(?=\s|[\u4e00-\u9fff])")),
    ("第{}章", re.compile(rf"第({NUMERAL}{{1,5}}|\d{{1,3}})章(?=\s|[\u4e00-\u9fff]|$)")),
    ("第{}节", re.compile(rf"第({NUMERAL}{{1,5}}|\d{{1,3}})节(?=\s|[\u4e00-\u9fff]|$)")),
    ("第{}条", re.compile(rf"第({NUMERAL}{{1,5}}|\d{{1,3}})条(?=\s|$|[\u3000])")),
    ("{}、", re.compile(rf"({NUMERAL}{{1,3}})、")),
    ("（{}）", re.compile(rf"[（(]({NUMERAL}{{1,3}})[）)]")),
    (
        "{}.",
        re.compile(r"(\d{1,2})(?:[.、](?![0-9])|．(?![0-9]+[.．0-9]*(?:\s|$)))(?!$)|(\d{1,2})[.．](?=(?:19|20)\d\d年)"),
    ),
    ("（{}）", re.compile(r"[（(](\d{1,2})[）)]")),
)
_, _, _, ARTICLE, FIRST, SECOND, _, FOURTH = range(len(MARKERS))  # 第一条, 一、, （一）, （1）
OPENING = (*TITLES, Role.PART_LABEL)  # behind which numbers begin anew
# 附件说明 (7.3.4) counts for itself, behind its word and whatever was numbered before it.
ATTACHMENT = ("附件{}.", re.compile(r"(\d{1,2})[.．、，,]"))
ATTACHMENT_WORD = re.compile(r"附\s?件?\s?[:：]")
SKIPPED = {(FIRST, FOURTH), (SECOND, FOURTH)}
PHRASE = re.compile(
    r"(?:^|[。；：，,;:！？\n\s“])(?P<phrase>(?P<ordinal>第?)(?P<number>十[一二三四五六七八九]|[一二三四五六七八九十])"
    r"(?P<kind>(?<=第.)，|(?<=第..)，|要|是|则|靠|抓))"
)
WORDS = re.compile(
    r"(?:^|[。；：\n])[ \t\u3000]{0,8}(首先|其次|再次|最后|第一|第二|第三|一是|二是|其一|其二)"
    r"(?=[，,要是\u4e00-\u9fff])"
)
Marker = tuple[str, int, re.Match[str]]  # form, level, match


@dataclass(slots=True)
class _Counters:
    """Where the numbering of each level stands; a number restarts below a new superior."""

    last: dict[int, int] = field(default_factory=dict)
    ever: dict[int, int] = field(default_factory=dict)  # some texts number （一） or 1. through all their parts

    def enter(self, level: int) -> None:
        for deeper in [known for known in self.last if known > level and ARTICLE not in (known, level)]:
            del self.last[deeper]


def find_heading_order(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Numbers that skip or repeat among the headings and items of one superior."""
    counters = _Counters()
    for passage in passages:
        if passage.role in OPENING:
            counters = _Counters()
            continue
        if found := _marker(passage):
            yield from _step(counters, passage, found)


def _step(counters: _Counters, passage: Passage, marker: Marker) -> Iterator[Hit]:
    form, level, match = marker
    numeral = _numeral(match)
    value, last, ever = read_number(numeral), counters.last.get(level), counters.ever.get(level, 0)
    counters.enter(level)
    counters.last[level] = counters.ever[level] = value
    if value == 1 or value in (ever + 1, (last or 0) + 1):
        return
    start, end = match.span()
    if last is None:
        if counters.ever.keys() - {level}:
            yield Hit(passage, start, end, f"这一层的序号从“{form.format(numeral)}”开始，前面没有第一项，请核对")
        return
    shown, before = form.format(numeral), form.format(write_like(last, numeral))
    if value == last:
        message = f"序号“{shown}”重复了，前面已有“{before}”，请核对"
    else:
        wanted = form.format(write_like(last + 1, numeral))
        message = f"序号从“{before}”跳到“{shown}”，中间应当是“{wanted}”，请核对"
    yield Hit(passage, start, end, message)


def find_lone_items(passages: Sequence[Passage]) -> Iterator[Hit]:
    """A first item without a second one: 一、 and then nothing on its level."""
    waiting: dict[int, Hit] = {}
    for passage in passages:
        if passage.role in OPENING:
            yield from waiting.values()
            waiting = {}
        found = _marker(passage)
        if not found or found[1] <= ARTICLE:
            continue
        form, level, match = found
        yield from (waiting.pop(deeper) for deeper in sorted(waiting) if deeper > level)
        repeated = waiting.pop(level, None)
        numeral = _numeral(match)
        if read_number(numeral) == 1:
            if repeated:
                yield repeated
            shown, wanted = form.format(numeral), form.format(write_like(2, numeral))
            if wanted in passage.text.replace("．", "."):  # the next stands in the same paragraph
                continue
            message = f"只有“{shown}”，没有“{wanted}”，请核对"
            waiting[level] = Hit(passage, *match.span(), message)
    yield from waiting.values()


def _marker(passage: Passage) -> Marker | None:
    """The ordinal a paragraph starts with, its form and level; cells of tables number as they like."""
    if passage.in_table:
        return None
    listed = passage.role is Role.ATTACHMENT
    start = _indent(passage.text)
    if listed and (word := ATTACHMENT_WORD.match(passage.text, start)):
        start = _indent(passage.text, word.end())
    markers = [(len(MARKERS), ATTACHMENT)] if listed else enumerate(MARKERS)
    found = ((form, level, pattern.match(passage.text, start)) for level, (form, pattern) in markers)
    return next(((form, level, match) for form, level, match in found if match), None)


def _numeral(match: re.Match[str]) -> str:
    """The number of an ordinal, in whichever of its writings."""
    return str(next(filter(None, match.groups())))


def _indent(text: str, start: int = 0) -> int:
    return len(text) - len(text[start:].lstrip())


def find_skipped_levels(passages: Sequence[Passage]) -> Iterator[Hit]:
    """A （1） straight below 一、 or （一）; 1. below 一、 is custom in texts of two levels."""
    above = ARTICLE
    for passage in passages:
        if passage.role in OPENING:
            above = ARTICLE
        found = _marker(passage)
        if not found or found[1] <= ARTICLE:
            continue
        _, level, match = found
        if (above, level) in SKIPPED and read_number(_numeral(match)) == 1:
            message = f"序号“{match[0]}”越过了上一级，公文的层次是“一、”“（一）”“1.”“（1）”"
            yield Hit(passage, *match.span(), message)
        above = level


def find_run_order(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Gaps and repeats in 一要…二要…, 一是…二是…, 第一，第二， – inside a paragraph or at the starts of paragraphs."""
    last: dict[str, tuple[int, int]] = {}
    for index, passage in enumerate(passages):
        for kind, value, match in _phrases(passage.text):
            before, where = last.get(kind, (0, index))
            last[kind] = (value, index)
            if value == 1 or value == before + 1:
                continue
            if before == 0 or index - where > 12:
                continue
            shown, wanted = _named(kind, value), _named(kind, before + 1)
            start, end = match.span("phrase")
            if value == before:
                yield Hit(passage, start, end, f"“{shown}”重复了，这里似应为“{wanted}”，请核对")
            elif value > before + 1:
                yield Hit(passage, start, end, f"从“{_named(kind, before)}”跳到“{shown}”，缺少“{wanted}”，请核对")


def _named(kind: str, value: int) -> str:
    return kind.replace("N", write_like(value, "一"))


def _phrases(text: str) -> Iterator[tuple[str, int, re.Match[str]]]:
    for match in PHRASE.finditer(text):
        yield f"{match['ordinal']}N{match['kind'].strip('，')}", read_number(match["number"]), match


def find_words_out_of_order(passages: Sequence[Passage]) -> Iterator[Hit]:
    """其次 or 再次 that nothing introduces: no 首先, 第一, 一是 before it in the same part of the text."""
    introduced = -99
    for index, passage in enumerate(passages):
        for match in WORDS.finditer(passage.text):
            if match[1] in ("首先", "第一", "一是", "其一"):
                introduced = index
            elif match[1] in ("其次", "再次"):
                if index - introduced > 8:
                    message = f"“{match[1]}”前面没有“首先”，请核对"
                    yield Hit(passage, match.start(1), match.end(1), message)
                introduced = index


CHECKS = (
    Check("heading-order", "层次序号应当连续", find_heading_order, "GB/T 9704 7.3.3"),
    Check("lone-item", "有“一”就应当有“二”", find_lone_items, "公文惯例"),
    Check("heading-level", "层次序号不越级", find_skipped_levels, "GB/T 9704 7.3.3"),
    Check("run-order", "一是、二是等应当连续", find_run_order, "校对惯例"),
    Check("word-order", "首先、其次应当成套", find_words_out_of_order, "校对惯例"),
)
