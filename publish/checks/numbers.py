"""Dates, years, ranges and figures (GB/T 15835-2011, GB/T 9704-2012 7.3.5.4)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence

from publish.checks.passages import Check, Hit, Passage
from publish.checks.punctuation import matches, scan

HAN_DIGIT = "〇○零一二三四五六七八九十"
SHORT_YEAR = re.compile(
    r"(?<![0-9０-９.．〇○零一二三四五六七八九十年])[0-9]{2}年(?=[0-9]{1,2}月|底|初|末|度[工计预报考目任])"
)
MIXED_DATE = re.compile(
    rf"[0-9]{{4}}年[{HAN_DIGIT}]{{1,3}}月(?:[0-9{HAN_DIGIT}]{{1,3}}日)?|[{HAN_DIGIT}]{{4}}年[0-9]{{1,2}}月(?:[0-9{HAN_DIGIT}]{{1,3}}日)?"
    rf"|(?<![0-9])[0-9]{{1,2}}月[{HAN_DIGIT}]{{1,3}}日|(?<![{HAN_DIGIT}])[{HAN_DIGIT}]{{1,2}}月[0-9]{{1,2}}日"
)
YEAR_IN_HAN = re.compile(r"(?<![〇○零一二三四五六七八九十百千万])[一二][〇○零ＯOo0一二三四五六七八九]{3}年")
PADDED = re.compile(r"(?<=年)0[1-9]月|(?<=月)0[1-9]日")
DATE = re.compile(r"(?<![0-9])(?:([0-9]{4})年)?([0-9]{1,2})月(?:份?([0-9]{1,2})[日号])?(?![0-9])")
DAY_AS_NUMBER = re.compile(r"(?<=[0-9]月)[0-9]{1,2}号(?![楼线院路店门厅室馆机台])")
PERCENT_RANGE = re.compile(r"(?<![0-9.%％])[0-9]+(?:\.[0-9]+)?[～~—–\-][0-9]+(?:\.[0-9]+)?[%％]")
MAGNITUDE_RANGE = re.compile(r"(?<![0-9.％%])[0-9]+(?:\.[0-9]+)?[～~—–\-][0-9]+(?:\.[0-9]+)?[万亿]")
YEAR_SPAN = re.compile(r"(?<![0-9\-/〔])(?:19|20)[0-9]{2}-{1,2}(?:19|20)?[0-9]{2}年")
BARE_DECIMAL = re.compile(r"(?<=[\u4e00-\u9fff])\.[0-9]+(?=[%％\u4e00-\u9fff])")
FULL_DIGITS = re.compile(r"[０-９]")
SPAN = re.compile(
    r"(?:(?P<year>[0-9]{4})年)(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日[^。；，0-9]{0,4}?(?:至|到|—|－|～)"
    r"(?:(?P<end_year>[0-9]{4})年)?(?P<end_month>[0-9]{1,2})月(?P<end_day>[0-9]{1,2})日"
)
YEARS = re.compile(r"(?<![0-9])(?P<first>(?:19|20)[0-9]{2})年?[—～至](?P<last>(?:19|20)[0-9]{2})年")
GROUPED = re.compile(
    r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})*,(?:[0-9]{1,2}|[0-9]{4,})(?![0-9,])(?=[万亿元人个户亩吨家名公平])"
)
DANGLING = re.compile(r"[0-9]\.(?=[%％])")
MONTHS = 12


def find_impossible_dates(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Months above 12 and days the month does not have."""
    for passage in passages:
        for match in matches(DATE, passage.text):
            year, month, day = (int(group) if group else 0 for group in match.groups())
            if not match[1] and not match[3]:  # 18月龄
                continue
            if not _exists(year or 2000, month, day or 1):
                yield Hit(passage, match.start(), match.end(), f"没有“{match[0]}”这一天，请核对日期")


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= MONTHS and 1 <= day <= calendar.monthrange(year, month)[1]


def find_reversed_spans(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Spans of days and of years that end before they begin."""
    for passage in passages:
        for match in SPAN.finditer(passage.text):
            begin = tuple(int(match[part]) for part in ("year", "month", "day"))
            end = (int(match["end_year"] or match["year"]), int(match["end_month"]), int(match["end_day"]))
            if end < begin:
                yield Hit(passage, match.start(), match.end(), f"“{match[0]}”的终止日期早于起始日期，请核对")
        for match in YEARS.finditer(passage.text):
            if int(match["last"]) < int(match["first"]):
                yield Hit(passage, match.start(), match.end(), f"“{match[0]}”的终止年份早于起始年份，请核对")


def find_wrong_zeros(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Years in Han digits whose zero is not 〇 (U+3007)."""
    for passage in passages:
        for match in YEAR_IN_HAN.finditer(passage.text):
            wanted = re.sub("[○零ＯOo0]", "〇", match[0])
            if wanted != match[0]:
                yield Hit(passage, match.start(), match.end(), f"汉字年份里的零应当写“〇”：“{match[0]}”应为“{wanted}”")


def find_full_digits(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Full-width digits, told once for each text."""
    found = [(passage, match.start()) for passage in passages for match in FULL_DIGITS.finditer(passage.text)]
    if found:
        passage, start = found[0]
        yield Hit(
            passage, start, start + 1, f"全文有 {len(found)} 个全角数字，数字应当用半角；可以用 --normalise 一并改正"
        )


CHECKS = (
    Check("short-year", "年份应当写全", scan(SHORT_YEAR, "年份应当写四位：“{}”"), "GB/T 15835 5.1.3"),
    Check(
        "mixed-date", "日期混用汉字和阿拉伯数字", scan(MIXED_DATE, "“{}”混用了汉字和阿拉伯数字，请统一"), "GB/T 15835"
    ),
    Check("impossible-date", "不存在的日期", find_impossible_dates, "历法"),
    Check("reversed-span", "起止时间颠倒", find_reversed_spans, "历法"),
    Check("grouped-digits", "千分号的位置不对", scan(GROUPED, "“{}”的千分号位置不对，请核对"), "GB/T 15835 4.6"),
    Check("dangling-point", "小数点后面缺数字", scan(DANGLING, "“{}”小数点后面缺数字，请核对"), "GB/T 15835"),
    Check("wrong-zero", "汉字年份里的零应当写“〇”", find_wrong_zeros, "GB/T 15835 5.2.4"),
    Check("padded-date", "月、日不编虚位", scan(PADDED, "月、日不编虚位：“{}”前面的 0 应当去掉"), "GB/T 9704 7.3.5.4"),
    Check("day-as-number", "书面日期用“日”", scan(DAY_AS_NUMBER, "书面日期应当用“日”，这里是“{}”"), "公文惯例"),
    Check(
        "percent-range",
        "百分数范围两边都要写百分号",
        scan(PERCENT_RANGE, "“{}”前一个数后面也要写百分号"),
        "GB/T 15835 5.1.2",
    ),
    Check(
        "magnitude-range",
        "数值范围两边都要写“万”“亿”",
        scan(MAGNITUDE_RANGE, "“{}”前一个数后面也要写“万”或“亿”，否则会读错"),
        "GB/T 15835 5.1.2",
    ),
    Check(
        "year-span",
        "年份起止用一字线",
        scan(YEAR_SPAN, "起止年份应当写全并用“—”或“～”连接，这里是“{}”"),
        "GB/T 15834 4.13",
    ),
    Check("bare-decimal", "小数点前要写 0", scan(BARE_DECIMAL, "小数点前要写 0：“{}”"), "GB/T 15835 5.1.5"),
    Check("full-width-digit", "数字应当用半角", find_full_digits, "GB/T 15835"),
)
