"""Half-width periods beside Han characters: which end a sentence, which part a name; one knowledge for all rooms.

A period between Han characters may stand for 。, for the · of a foreign or minority name, or for the 、 of a row; the
periods of numbers, list numbers (1.加强), 五.四 and addresses are what they ought to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = r"\u3400-\u4dbf\u4e00-\u9fff〇"
CLOSING = "”’）》〉】〕」』"
NUMERALS = "〇零一二三四五六七八九十百千"
REACH = 24  # characters on either side that are looked at
PERIOD = re.compile(
    rf"""
    (?:
        (?<=[{HAN}{CLOSING}%％])  # 抓落实. 《意见》. 增长5%.
        | (?<=[{HAN}{CLOSING}]["'])  # 说"好".
    )
    \.(?!\.)
    (?=
        [ ]?[{HAN}“‘《（(]  # .我们 .“我们 .《意见》
        | [{CLOSING})"']  # .”
        | (?:19|20)[0-9]{{2}}年  # .2024年
        | \s*$
    )
    """,
    re.VERBOSE,
)
AT_END = re.compile(rf"\.[{CLOSING})\"']*\s*$")
ORDINAL = re.compile(rf"(?:^|[{NUMERALS}]|[（(][{NUMERALS}0-9]{{1,3}}[）)])$")
RUN_BEFORE = re.compile(rf"(?P<mark>[^{HAN}]?)(?P<run>[{HAN}]{{0,{REACH}}})$")
RUN_BEHIND = re.compile(rf"[{HAN}]*\.?")
ITEM = 6  # runs so short between two periods may be items of a row: 学习.工作.生活
# The characters that names from other languages are written with (新华社译名; Uyghur and Kazakh names).
SOUNDS = frozenset(
    "阿艾爱安奥巴拜邦鲍贝比彼毕别宾波伯博勃布卜采查昌达丹德登邓迪蒂丁都杜顿多尔恩法凡菲费芬佛弗夫福富戈格根古哈汉豪赫亨胡霍"
    "吉加贾江金居卡凯坎康考科克肯库夸拉来莱赖兰劳勒雷里理丽力利莉连廉林琳龙隆卢鲁伦罗洛吕买马玛迈麦曼梅门蒙孟米密敏摩莫默木穆"
    "娜纳尼倪妮宁纽努诺欧帕派庞佩彭皮蒲浦普奇乔切琴丘热仁瑞若撒萨塞桑色莎沙尚舍圣施史斯司苏索塔泰坦汤唐特滕提图吐托瓦旺威韦维"
    "魏温翁沃乌吾伍西希夏肖谢辛欣休许逊雅亚延扬耶叶伊依易因英雍尤于约扎泽詹珍孜兹宗佐则"
)


def periods(text: str) -> Iterator[int]:
    """Offsets of half-width periods that should be another mark, whichever."""
    for match in PERIOD.finditer(text):
        before = text[max(0, match.start() - REACH) : match.start()]
        if AT_END.match(text, match.start()) or not (ORDINAL.search(before) or _is_label(before, len("甲"))):
            yield match.start()


def full_stops(text: str) -> Iterator[int]:
    """Those of the periods that surely end a sentence."""
    for offset in periods(text):
        before = text[max(0, offset - REACH) : offset]
        doubtful = parts_name(text, offset) or _is_label(before, len("备注栏")) or _is_in_row(text, offset)
        if AT_END.match(text, offset) or not doubtful:
            yield offset


def parts_name(text: str, offset: int) -> bool:
    """Whether a period stands between syllables that foreign names are written with: 艾力.买买提."""
    before, behind = text[max(0, offset - 2) : offset], text[offset + 1 : offset + 3]
    return len(before) == len(behind) == len("艾力") and SOUNDS.issuperset(before + behind)


def _is_label(before: str, longest: int) -> bool:
    """Whether a period follows a word that may be a label: 甲. anywhere, 备注. where a clause would begin."""
    found = RUN_BEFORE.search(before)
    assert found
    begins = not found["mark"] or found["mark"] in " \u3000\n.0123456789"
    return len(found["run"]) == 1 or (begins and 1 < len(found["run"]) <= longest)


def _is_in_row(text: str, offset: int) -> bool:
    before = RUN_BEFORE.search(text[max(0, offset - REACH) : offset])
    behind = RUN_BEHIND.match(text, offset + 1)
    assert before
    assert behind
    after_item = before["mark"] == "." and len(before["run"]) <= ITEM and not _numbered(text, offset, before["run"])
    return after_item or (behind[0].endswith(".") and len(behind[0]) <= ITEM + 1)


def _numbered(text: str, offset: int, run: str) -> bool:
    """Whether the period in front of a run is a list number's: 1.加强领导."""
    return text[: offset - len(run) - 1][-1:].isdigit()
