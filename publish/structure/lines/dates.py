"""Dates a person gives (2024-1-5, 20240105) as they are printed: 2024年1月5日."""

from __future__ import annotations

import datetime
import re

from publish.errors import InputError
from publish.structure.lines.patterns import NUMBER

DAY = re.compile(
    r"([（(]?)\s{0,4}(?:(\d{4})\s{0,4}[-/.年]\s{0,4}(\d{1,2})\s{0,4}[-/.月]\s{0,4}(\d{1,2})\s{0,4}日?|(\d{4})(\d{2})(\d{2}))"
    r"(?:[T\s]\s{0,4}\d{1,2}:\d{2}(?::\d{2})?)?\s{0,4}([）)]?)"
)
MONTH = re.compile(r"(\d{4})\s{0,4}[-/.]\s{0,4}(\d{1,2})")
SOME_DATE = re.compile(rf"{NUMBER}{{1,4}}\s{{0,4}}[年月日号]")


def print_date(given: str) -> str:
    """A date as it is printed: Arabic, whole, unpadded (GB/T 9704 7.3.5.4); one in words stays as it is.

    Raises InputError for what is no date.
    """
    given = given.strip()
    if day := DAY.fullmatch(given):
        opening, *numbers, closing = day.groups()
        year, month, date = (int(number) for number in numbers if number)
        _refuse_impossible(given, year, month, date)
        return f"{opening}{year}年{month}月{date}日{closing}"
    if month_only := MONTH.fullmatch(given):
        _refuse_impossible(given, int(month_only[1]), int(month_only[2]), 1)
        return f"{int(month_only[1])}年{int(month_only[2])}月"
    if given and not SOME_DATE.search(given):
        raise InputError(f"给定的日期“{given}”不是日期", "请写成 2024年1月5日 或 2024-1-5")
    return given


def is_same_date(written: str, printed: str) -> bool:
    """Whether a date as a text writes it is the one that `print_date` made."""
    try:
        written = print_date(written)
    except InputError:
        return False  # a text may hold what no calendar has
    return "".join(written.split()) == "".join(printed.split())


def _refuse_impossible(given: str, year: int, month: int, day: int) -> None:
    try:
        datetime.date(year, month, day)
    except ValueError as error:
        raise InputError(f"给定的日期“{given}”在日历上没有", "请写成 2024年1月5日 或 2024-1-5") from error
