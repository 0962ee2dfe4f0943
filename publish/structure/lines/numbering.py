"""Numbering at the start of a paragraph: what kind it is, which number it carries, where its text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from publish.text.numerals import read_number

REFERRING = "的规第款项和与及或至到中之内、，。；"  # after 第X条 these show that an article is referred to
HAN = "〇零一二三四五六七八九十百千两"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ENCLOSED_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
ENCLOSED_DOT = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
ENCLOSED_PAREN = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
DIGITS = "0-9０-９"


class Kind(StrEnum):
    """Kinds of numbering, named by their first member."""

    BOOK = "第一编"
    CHAPTER = "第一章"
    SECTION = "第一节"
    ARTICLE = "第一条"
    HAN = "一、"
    HAN_PAREN = "（一）"
    DIGIT = "1."
    DIGIT_PAREN = "（1）"
    CIRCLED = "①"
    DOTTED = "1.1"
    ORDINAL = "一是"


# The heading level each kind has (GB/T 9704 7.3.3), and the kinds that only divisions of a text carry.
LEVELS = {
    Kind.BOOK: 1, Kind.CHAPTER: 1, Kind.SECTION: 2, Kind.HAN: 1, Kind.HAN_PAREN: 2, Kind.DIGIT: 3, Kind.DIGIT_PAREN: 4,
}  # fmt: skip
STRUCTURAL = (Kind.BOOK, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.HAN, Kind.HAN_PAREN, Kind.DIGIT_PAREN)


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering: its kind, its numbers (one, or several of 1.2.1), offset where the text after it begins.

    `pattern` tells apart runs of one kind (一要 and 一是 are different runs).
    """

    kind: Kind
    numbers: tuple[int, ...]
    end: int
    pattern: str = ""

    @property
    def number(self) -> int:
        """The number that counts siblings."""
        return self.numbers[-1]


PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.BOOK, re.compile(rf"第\s*([{HAN}{DIGITS}]+)\s*(?:编|部分)[\s：:、]*")),
    (Kind.CHAPTER, re.compile(rf"第\s*([{HAN}{DIGITS}]+)\s*章[\s：:、]*")),
    (Kind.SECTION, re.compile(rf"第\s*([{HAN}{DIGITS}]+)\s*节[\s：:、]*")),
    (Kind.ARTICLE, re.compile(rf"第\s*([{HAN}{DIGITS}]+)\s*条(?:之[{HAN}]+)?(?=$|[^{REFERRING}])[\s：:、]*")),
    (Kind.HAN, re.compile(rf"([{HAN}]{{1,5}})\s*(?:、(?![一二三四五六七八九十]+[、产级])|[.．](?!\d))\s*")),
    (Kind.HAN, re.compile(r"([一二三四五六七八九]|十[一二三四五六七八九]?)[，,](?=[\u4e00-\u9fff])")),  # typed for 、
    (Kind.HAN, re.compile(rf"([{HAN}]{{1,3}})$")),
    (Kind.HAN_PAREN, re.compile(rf"[（(〔]\s*([{HAN}]{{1,5}})\s*[）)〕][、.．]?\s*")),
    (
        Kind.DOTTED,
        re.compile(
            rf"([{DIGITS}]{{1,2}}(?:[.．][{DIGITS}]{{1,2}}){{1,4}})(?![{DIGITS}%％亿万元年月个项倍])[.．、]?\s*"
        ),
    ),
    (Kind.DOTTED, re.compile(rf"([{DIGITS}]{{1,2}})[\s\u3000]+(?=[\u4e00-\u9fff])(?![年月日个])")),
    (Kind.DIGIT, re.compile(rf"([{DIGITS}]{{1,3}})\s*(?:[、．]|[.](?![{DIGITS}])|[.](?=[{DIGITS}]{{4}}年))\s*")),
    (
        Kind.DIGIT_PAREN,  # （071） is a code
        re.compile(rf"(?:[（(]\s*(?![0０])([{DIGITS}]{{1,3}})\s*[）)]|(?![0０])([{DIGITS}]{{1,3}})[）)])[、.．]?\s*"),
    ),
    (Kind.HAN_PAREN, re.compile(f"([{ENCLOSED_HAN}])[、.．]?\\s*")),
    (Kind.DIGIT, re.compile(f"([{ENCLOSED_DOT}])\\s*")),
    (Kind.DIGIT_PAREN, re.compile(f"([{ENCLOSED_PAREN}])[、.．]?\\s*")),
    (Kind.CIRCLED, re.compile(f"([{CIRCLED}])\\s*")),
)
ORDINALS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("是", re.compile(rf"([{HAN}]{{1,3}})是[要，,]?")),
    ("要", re.compile(rf"([{HAN}]{{1,3}})要[，,]?")),
    ("第", re.compile(rf"第([{HAN}]{{1,3}})(?:[点句件步个][\u4e00-\u9fff]{{0,6}}[，,：:]|，|,|、|是|要|个)")),
    ("其", re.compile(rf"其([{HAN}]{{1,3}})[，,、]")),
)
SEQUENCE = ("首先", "其次", "再次", "最后")
LAST = 99  # 最后 ends a sequence of any length
SEQUENCE_PATTERN = re.compile("(首先|其次|再次|再者|最后)(?:[，,、是要]|(?=[^，,。]))")


# What any of the patterns begins with: most paragraphs begin otherwise.
OPENERS = frozenset(
    f"第其首再最（(〔{HAN}0123456789０１２３４５６７８９{CIRCLED}{ENCLOSED_HAN}{ENCLOSED_DOT}{ENCLOSED_PAREN}"
)


def read_marker(text: str) -> Marker | None:
    """The numbering that a paragraph's text begins with."""
    if text[:1] not in OPENERS:
        return None
    for kind, pattern in PATTERNS:
        match = pattern.match(text)
        if match:
            written = next(group for group in match.groups() if group)
            return Marker(kind, _numbers(kind, written), match.end())
    return _read_ordinal(text)


def _read_ordinal(text: str) -> Marker | None:
    for name, pattern in ORDINALS:
        match = pattern.match(text)
        if match:
            return Marker(Kind.ORDINAL, (read_number(match[1]),), match.end(), name)
    match = SEQUENCE_PATTERN.match(text)
    if match:
        word = "再次" if match[1] == "再者" else match[1]
        number = LAST if word == "最后" else SEQUENCE.index(word) + 1
        return Marker(Kind.ORDINAL, (number,), match.end(), "首先")
    return None


def _numbers(kind: Kind, written: str) -> tuple[int, ...]:
    for enclosed in (CIRCLED, ENCLOSED_HAN, ENCLOSED_DOT, ENCLOSED_PAREN):
        if written in enclosed:
            return (enclosed.index(written) + 1,)
    if kind is Kind.DOTTED:
        return tuple(int(number) for number in re.split("[.．]", written))
    return (int(written),) if written.isdecimal() else (read_number(written),)
