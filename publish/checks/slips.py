"""Slips of the keyboard, never the wording itself: letters of an unfinished syllable, traditional characters in a
simplified text, words typed twice, approximations doubled, blanks nobody filled beyond the ×× and ____ that recognition
reports already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from publish.checks.passages import Check, Hit, Passage
from publish.checks.punctuation import matches, scan
from publish.checks.spelling.confusions import readings

HAN = "[\u4e00-\u9fff]"
LETTERS = re.compile(rf"(?<={HAN})[a-z]{{1,6}}(?=[\u4e00-\u9fff，。；：、！？）”]|$)")
# Letters that do stand between characters: 第n次, b超, x光, e网通, 5g (not typed by a slip, for they are no syllables).
KEPT = re.compile("app|wifi|vs|ppt|pdf|word|excel|km|kg|mm|cm|ml|hm|ph|pm|am|pc|ai|it|ip|id|ok|qq|dna|pcr|vip|kwh")
BESIDE = re.compile(
    r"[a-z](?=[次个类级型号区项点线轴值光超网盘台位歌粉股股恤字族邮学座栋层室])|(?<=[第前每为按共计])[a-z]"
)
TRADITIONAL_SHARE = 0.02  # of the Han characters; with more of them a text is a traditional one


@cache
def traditional() -> dict[str, str]:
    """Traditional characters that are no simplified ones, and what they are simplified to."""
    lines = (Path(__file__).parent / "traditional.txt").read_text(encoding="utf-8").splitlines()
    return {pair[0]: pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


def find_letters(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Small letters between Han characters that are a syllable or a single letter: 工作zuo, 我们q."""
    syllables = {syllable for heard in readings().values() for syllable in heard}
    for passage in passages:
        for match in matches(LETTERS, passage.text):
            letters = match[0]
            alone = len(letters) == 1
            if KEPT.fullmatch(letters) or (alone and BESIDE.match(passage.text, match.start())):
                continue
            if alone or letters in syllables:
                yield Hit(passage, match.start(), match.end(), f"“{letters}”像是打字时留下的字母，请核对")


def find_traditional(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Traditional characters in a simplified text, not in quotations from one."""
    known = traditional()
    characters = sum(len(passage.text) for passage in passages)
    found = [(p, at) for p in passages for at, character in enumerate(p.text) if character in known]
    if len(found) > max(characters * TRADITIONAL_SHARE, 3):
        return
    for passage, at in found:
        character = passage.text[at]
        yield Hit(passage, at, at + 1, f"“{character}”是繁体字，规范字是“{known[character]}”", known[character])


TWICE = re.compile(
    rf"(?P<long>{HAN}{{3,}})(?P=long)|(?<![目有])的的(?!确|士)|(?<![除为])了了(?!解|无|结|之|断)|和和(?![气睦美平谐])|与与|(?<!实)在在(?!乎)"
    r"|(?P<word>进行|开展|推进|加强|进一步|我们|他们|同志|要求|关于|以及|并且|而且|但是|因为|所以)(?P=word)"
)
_DIGIT = "0-9０-９一二三四五六七八九十百千万亿"
# Not longer than numbers are, and from the first character on: rows of digits are gone through once.
_FIGURE = rf"(?:[{_DIGIT}]|(?<=[0-9０-９])[.．,，](?=[0-9０-９])){{1,24}}"
_NUMBER = rf"(?<![{_DIGIT}]){_FIGURE}+[多余]?[%％]?"
_BEHIND = r"[^\d，。；：、]{0,4}?"
APPROXIMATELY = re.compile(
    rf"(?:大约有?|大概有?|约有?|将近|近|预计可?达?到?)\s?{_NUMBER}{_BEHIND}(?:左右|上下)"
    rf"|(?:超过|多达|高达|突破)\s?{_NUMBER}{_BEHIND}(?:以上|左右)|(?:不到|不足)\s?{_NUMBER}{_BEHIND}(?:以上|左右)"
    rf"|(?:近|将近|超过|约|大约)\s?{_FIGURE}[多余](?=[个名人户家元亩次件项处吨台套辆公平])"
    rf"|{_NUMBER}{_BEHIND}(?:以[上下]左右|左右以[上下]|上下左右)"
)


TO_DO = re.compile(
    r"[【\[（(〔｛{<＜](?:待|此处|请填|请输入|请补|请在|补充|插入|填写|填入|TODO|TBD)[^】\]）)〕｝}>＞\n]{0,30}[】\]）)〕｝}>＞]"
    r"|[【\[［](?:图片|照片|表格|附件|链接|视频|音频|二维码)\d{0,2}[】\]］]|TODO|TBD|\?{3,}|？{3,}|某某+|[＊*]{3,}"
)
EMPTY = re.compile(r"[（(][ \u3000]*[）)]|《[ \u3000]*》|“[ \u3000]*”|【[ \u3000]*】|〔[ \u3000]*〕")
GAP = re.compile(
    r"(?<=[第〕年月])[ \u3000]{2,}(?=[号次期届月日])"
    r"|(?<![ \u3000])[ \u3000]{2,}年[ \u3000]{2,}月(?:[ \u3000]{2,}日)?"
)

CHECKS = (
    Check("stray-letter", "打字留下的字母", find_letters, "校对惯例"),
    Check("traditional-character", "夹在文中的繁体字", find_traditional, "《通用规范汉字表》"),
    Check("word-twice", "重复的字词", scan(TWICE, "“{}”重复了，请核对"), "校对惯例"),
    Check(
        "approximation-twice", "概数重复", scan(APPROXIMATELY, "“{}”前后两个表示概数的词重复，请留下一个"), "校对惯例"
    ),
    Check("placeholder", "没有填写的占位文字", scan(TO_DO, "这里的“{}”像是占位文字，请填上或删去"), "校对惯例"),
    Check("empty-brackets", "空的括号或引号", scan(EMPTY, "这里的“{}”里面是空的，请填上或删去"), "校对惯例"),
    Check("empty-date", "没有填写的编号或日期", scan(GAP, "这里的编号或日期还没有填写"), "校对惯例"),
)
