#!/bin/sh
# One would guess: a library that finds dates in Chinese text either finds 2024年1月5日上午9时 (the form of every notice of a
# meeting) or finds nothing; and that "9时" can do no more harm than to be left out.
# What happens: search_dates() of dateparser says the meeting is on 9 January at 05:00: it takes 9 for the day and 5 for the
# hour. 上午 without an hour moves it to today's day of the month at 05:00. Written 9:30 it is right. parse() of the same
# words finds nothing, so does search_dates() where the day has two figures and the text 时.
# Seen with: dateparser 1.5.0 (PyPI), languages=["zh"].
# Source: GB/T 9704-2012, 7.3.5.4 (dates with 年月日 in Arabic figures); zh is in dateparser's list of supported languages.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check dateparser==1.5.0 2>/dev/null
"$work/venv/bin/python" -W ignore - <<'PY'
import dateparser
from dateparser.search import search_dates


def found(text: str) -> list[str]:
    return [f"{words} = {date:%Y-%m-%d %H:%M}" for words, date in search_dates(text, languages=["zh"]) or []]


notice, colon = found("会议定于2024年1月5日上午9时在市委召开。"), found("会议定于2024年1月5日上午9:30。")
print("9时:", notice, "| 9:30:", colon, "| parse():", dateparser.parse("2024年1月5日上午9时", languages=["zh"]))
assert notice == ["2024年1月5日上午9 = 2024-01-09 05:00"]
assert colon == ["2024年1月5日上午9:30 = 2024-01-05 09:30"]
PY
