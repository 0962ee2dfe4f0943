"""Slips of the keyboard: words typed twice, approximations doubled. Never the wording itself."""

from __future__ import annotations

import re

from publish.checks.passages import Check
from publish.checks.punctuation import scan

HAN = r"[\u4e00-\u9fff]"
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

CHECKS = (
    Check("word-twice", "重复的字词", scan(TWICE, "“{}”重复了，请核对"), "校对惯例"),
    Check(
        "approximation-twice", "概数重复", scan(APPROXIMATELY, "“{}”前后两个表示概数的词重复，请留下一个"), "校对惯例"
    ),
)
