"""Punctuation: pairs, half-width marks, repeated marks, ellipses and dashes (GB/T 15834-2011)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise

from publish.checks.characters import lost_marks
from publish.checks.passages import Check, Hit, Passage
from publish.text.periods import parts_name, periods

CLOSER_OF = {"（": "）", "《": "》", "〈": "〉", "“": "”", "‘": "’", "【": "】", "〔": "〕", "「": "」", "『": "』"}
OPENER_OF = {closer: opener for opener, closer in CLOSER_OF.items()}
INNER = {"“": "‘", "《": "〈"}
SAME_AS = {"(": "（", ")": "）"}
# 1）, （1), a) and ② in front of an item close nothing; nor does the apostrophe of a Western word.
ITEM_MARK = re.compile(r"(?:^|[\s；;，,。：:、])[0-9０-９一二三四五六七八九十a-zA-Z]{1,3}[)）]")
APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z\s])")
HAN = r"[\u3400-\u4dbf\u4e00-\u9fff〇○％”’）》】〕]"
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\u3000-\u9fff，。；！？（）]+(?<![,.;:!?)])"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<![\w-])[\w-]{1,63}\.(?:com|cn|org|net|gov)\b"
)
HALF_WIDTH = re.compile(
    rf"(?<={HAN})\s?[,;:?!]|[,;?!](?=[\u4e00-\u9fff])|[(](?=[\u4e00-\u9fff《“])|(?<=[\u4e00-\u9fff》”])[()]"
)
FULL_NAMES = str.maketrans(",;:?!().", "，；：？！（）。")
STRAIGHT = re.compile(r"""(?<=[\u3000-\u9fff，。；：！？（）])["']|["'](?=[\u3400-\u9fff《（])""")
REPEATED = re.compile(r"([，、；：])\s?\1+|。\s*。(?!\s*。)|[，、；：][。，、；：]|。[，、；：]")
DOTS = re.compile(
    r"(?<![.\d])\.{3,}(?![.\d])|。{3,}|(?<!…)…(?!…)|(?<!…)…{3}(?!…)|(?<!…)…{5}(?!…)|\.{2}(?=[\u4e00-\u9fff])"
    rf"|(?<={HAN})⋯+"
)
JAPANESE_DOT = re.compile(rf"(?<={HAN})・(?={HAN})")
DASH = re.compile(rf"(?<={HAN})-{{2,}}(?={HAN})|(?<![—―─])[―─](?![—―─])")
FIRST_LEVEL = re.compile(r"^\s*(第[一二三四五六七八九十]+|首先|其次|再次|最后|其[一二三四五])、")
NUMERAL = "一二三四五六七八九十"
HEADING_MARK = re.compile(
    rf"^\s*(?:(?P<han>[{NUMERAL}]{{1,3}})[.．,，](?![0-9])|(?P<bracket>[（(][{NUMERAL}]{{1,3}}[）)])[、，,.．]"
    r"|(?P<digit>[0-9０-９]{1,2})、|(?P<round>[（(][0-9０-９]{1,2}[）)])[、，,.．])"
)
MANY = 8  # paragraphs; a text with more of one slip has it as a habit and is told once
SHORT_PAUSE = re.compile(r"(?<=”)、(?=“)|(?<=》)、(?=《)")
SUPERFLUOUS = re.compile(r"、(?=等(?:[^级待候离等额比距同于]|$))")
MOST_VERSES = 12  # paragraphs that one quotation of verses has


def scan(pattern: re.Pattern[str], message: str) -> Callable[[Sequence[Passage]], Iterator[Hit]]:
    """A finder of every match of `pattern` outside addresses; `{}` in the message is the text found."""

    def find(passages: Sequence[Passage]) -> Iterator[Hit]:
        for passage in passages:
            for match in matches(pattern, passage.text):
                yield Hit(passage, match.start(), match.end(), message.format(match[0].strip()))

    return find


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches outside web and mail addresses."""
    found = list(pattern.finditer(text))
    addresses = _addresses(text) if found else []
    return (match for match in found if not _is_inside(match.start(), addresses))


def _addresses(text: str) -> list[tuple[int, int]]:
    return [address.span() for address in ADDRESS.finditer(text)]


def _is_inside(offset: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in stretches)


def find_unpaired(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Marks without their partner; a quotation over several paragraphs opens in each and closes in the last, one of
    verses opens at the end of the paragraph above them."""
    verses: list[Hit] = []  # the mark that opens them
    since = 0
    for passage, following in pairwise((*passages, None)):
        assert passage
        since += 1
        if since > MOST_VERSES:
            yield from verses
            verses = []
        alone = _unpaired(passage.text)
        goes_on = following is not None and following.text.lstrip().startswith(("“", "‘", "「"))
        for offset, mark in alone:
            if mark in "“‘「" and goes_on:
                continue
            if verses and mark in "”’」":
                verses = []
                continue
            partner = CLOSER_OF.get(mark) or OPENER_OF[mark]
            side = "后面缺少" if mark in CLOSER_OF else "前面缺少"
            hit = Hit(passage, offset, offset + 1, f"“{mark}”{side}与它配对的“{partner}”，请补上或删去")
            if mark in "“‘「" and not passage.text[offset + 1 :].strip() and not verses:
                verses, since = [hit], 0
            else:
                yield hit
    yield from verses


def _unpaired(text: str) -> list[tuple[int, str]]:
    """The marks without their partner, by the better of two readings: 2） counts an item, or closes （议题一、2）."""
    apostrophes = {match.start() for match in APOSTROPHE.finditer(text)}
    counting = {match.end() - 1 for match in ITEM_MARK.finditer(text)}
    alone = list(_without_partner(text, apostrophes | counting))
    return min(alone, list(_without_partner(text, apostrophes)), key=len) if alone and counting else alone


def _without_partner(text: str, exempt: Set[int]) -> Iterator[tuple[int, str]]:
    opened: list[tuple[int, str]] = []
    for offset, char in enumerate(text):
        mark = SAME_AS.get(char, char)
        if mark in CLOSER_OF:
            opened.append((offset, mark))
        elif mark in OPENER_OF and offset not in exempt:
            depth = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][1] == OPENER_OF[mark]), None)
            if depth is None:
                yield offset, mark
            else:
                yield from opened[depth + 1 :]
                del opened[depth:]
    yield from opened


def find_nested(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Quotation marks and titles inside ones of their own kind, which should be the single kind."""
    for passage in passages:
        if _unpaired(passage.text):
            continue
        opened: list[str] = []
        for offset, char in enumerate(passage.text):
            if char in OPENER_OF and opened:
                opened.pop()
            elif char in CLOSER_OF:
                if char in INNER and opened and opened[-1] == char:
                    inner = INNER[char]
                    yield Hit(
                        passage, offset, offset + 1, f"“{char}”里面再用同类标点，应当改用“{inner}{CLOSER_OF[inner]}”"
                    )
                opened.append(char)


def find_half_width(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Half-width marks beside Han, told once for each paragraph, or once for a text full of them."""
    yield from _by_paragraph(passages, _half_width_marks, _half_width_message)


def _half_width_marks(text: str) -> list[int]:
    lost = set(lost_marks(text))
    marks = {match.end() - 1 for match in matches(HALF_WIDTH, text)} - lost
    marks |= {other for opened, closed in _brackets(text) for other in (opened, closed) if {opened, closed} & marks}
    return sorted(marks.union(offset for offset in _periods(text) if not parts_name(text, offset)))


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of half-width brackets that belong together."""
    opened: list[int] = []
    for offset, mark in enumerate(text):
        if mark == "(":
            opened.append(offset)
        elif mark == ")" and opened:
            yield opened.pop(), offset


def _periods(text: str) -> list[int]:
    found = list(periods(text))
    addresses = _addresses(text) if found else []
    return [offset for offset in found if not _is_inside(offset, addresses)]


def _half_width_message(marks: str, count: int) -> str:
    return f"有 {count} 个半角标点“{marks}”，汉字旁边应当用全角“{marks.translate(FULL_NAMES)}”"


def find_straight_quotes(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Straight quotation marks beside Han, told in the same way."""
    yield from _by_paragraph(
        passages,
        lambda text: [match.start() for match in matches(STRAIGHT, text)],
        lambda _, count: f"有 {count} 个直引号，中文应当用弯引号“ ”",
    )


def _by_paragraph(
    passages: Sequence[Passage], search: Callable[[str], list[int]], message: Callable[[str, int], str]
) -> Iterator[Hit]:
    """One hit at the first of the marks that `search` finds in a paragraph, or in the whole text."""
    found = [(passage, search(passage.text)) for passage in passages]
    found = [(passage, hits) for passage, hits in found if hits]
    groups = [found] if len(found) > MANY else [[each] for each in found]
    where, advice = ("全文", "；可以用 --normalise 一并改正") if len(found) > MANY else ("这一段", "")
    for group in groups:
        marks = [passage.text[offset] for passage, hits in group for offset in hits]
        passage, hits = group[0]
        told = message("".join(dict.fromkeys(marks)), len(marks))
        yield Hit(passage, hits[0], hits[0] + 1, where + told + advice)


def find_name_periods(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Periods and Japanese dots inside foreign and minority names: 艾力.买买提, 艾力・买买提."""
    message = "人名中间应当用间隔号“·”；如果这里是句末，应当用“。”"
    for passage in passages:
        for match in JAPANESE_DOT.finditer(passage.text):
            yield Hit(passage, match.start(), match.end(), "间隔号应当用“·”，这里是日文的“・”")
        offsets = (offset for offset in _periods(passage.text) if parts_name(passage.text, offset))
        yield from (Hit(passage, offset, offset + 1, message) for offset in offsets)


def find_short_pauses(passages: Sequence[Passage]) -> Iterator[Hit]:
    """、 between adjacent quotations or titles, told once for the whole text: usage is contested."""
    found = [(passage, match) for passage in passages for match in SHORT_PAUSE.finditer(passage.text)]
    if found:
        passage, match = found[0]
        message = f"并列的引号或书名号之间通常不用顿号（GB/T 15834 4.5.3.5），全文有 {len(found)} 处，请统一"
        yield Hit(passage, match.start(), match.end(), message)


def find_ordinal_marks(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Marks behind ordinals: 一、 but （一） and 1. and 第一，"""
    for passage in passages:
        if match := HEADING_MARK.match(passage.text):
            given = match[0].strip()
            core = unicodedata.normalize("NFKC", match[str(match.lastgroup)])
            wanted = {"han": f"{core}、", "digit": f"{core}."}.get(str(match.lastgroup), f"（{core[1:-1]}）")
            yield Hit(passage, match.end() - len(given), match.end(), f"序号“{given}”应当写作“{wanted}”")
        elif match := FIRST_LEVEL.match(passage.text):
            yield Hit(passage, match.end() - 1, match.end(), f"“{match[1]}”后面应当用逗号，不用顿号")


CHECKS = (
    Check("unpaired-mark", "引号、括号、书名号应当成对", find_unpaired, "GB/T 15834 4.8–4.15"),
    Check("nested-mark", "引号、书名号里面用单引号、单书名号", find_nested, "GB/T 15834 4.8.3.4、4.15.3.3"),
    Check("half-width-mark", "汉字旁边应当用全角标点", find_half_width, "GB/T 15834 5"),
    Check("name-period", "人名中间应当用间隔号", find_name_periods, "GB/T 15834 4.14"),
    Check("straight-quote", "中文应当用弯引号", find_straight_quotes, "GB/T 15834 4.8"),
    Check("repeated-mark", "标点重复或连用", scan(REPEATED, "标点“{}”重复或连用，请留下一个"), "GB/T 15834"),
    Check("ellipsis", "省略号应当是六个点", scan(DOTS, "省略号应当写作“……”，这里是“{}”"), "GB/T 15834 4.11"),
    Check("dash", "破折号应当是占两格的长横", scan(DASH, "破折号应当写作“——”，这里是“{}”"), "GB/T 15834 4.10"),
    Check("pause-between-quotes", "并列引号之间的顿号", find_short_pauses, "GB/T 15834 4.5.3.5"),
    Check("pause-before-etc", "“等”前不用顿号", scan(SUPERFLUOUS, "“等”前面不用顿号，请删去“{}”"), "GB/T 15834"),
    Check("ordinal-mark", "序号后面的标点", find_ordinal_marks, "GB/T 9704 7.3.3，GB/T 15834"),
)
