"""Elements of official documents: 发文字号, title, salutation, 附件说明, date (GB/T 9704-2012)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.checks.passages import Check, Hit, Passage
from publish.model import Role
from publish.text.numerals import read_number

CITED = re.compile(
    r"[\u4e00-\u9fff]{0,8}[发函字办令规电议复通政综〕]\s?(?P<open>[〔［\[（(【﹝﹙])\s?(?P<year>(?:19|20)?\d{2})\s?(?P<close>[〕］\]）)】﹞﹚])"
    r"\s?(?P<ordinal>第?)\s?(?P<number>\d{1,5})\s?号"
)
LIST_NUMBER = re.compile(r"(?:附\s*件\s*[:：]\s*)?(\d{1,2})[、．,，]")
LAST_IN_WORDS = 2012
DATE_WORDS = re.compile(r"[〇○零一二三四五六七八九]{4}年")


def of_role(passages: Sequence[Passage], *roles: Role) -> Iterator[Passage]:
    """The passages of these roles."""
    return (passage for passage in passages if passage.role in roles)


def find_document_numbers(passages: Sequence[Passage]) -> Iterator[Hit]:
    """发文字号 as 7.2.5 wants them: 〔four-digit year〕, no 第, no leading zero."""
    for passage in passages:
        for match in CITED.finditer(passage.text):
            year = match["year"] if len(match["year"]) == len("2024") else ""
            if not year:
                message = f"发文字号的年份应当写四位：“{match[0]}”"
            else:
                organ = match[0][: match.start("open") - match.start()].strip()
                wanted = f"{organ}〔{year}〕{match['number'].lstrip('0')}号"
                if wanted == "".join(match[0].split()):
                    continue
                message = f"发文字号应当写作“{wanted}”（六角括号、不加“第”、不编虚位）"
            yield Hit(passage, match.start(), match.end(), message)


def find_title_marks(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Titles that end with a mark of punctuation."""
    for passage in of_role(passages, Role.TITLE, Role.PART_TITLE):
        text = passage.text.rstrip()
        if text.endswith(tuple("。，、；：,.;:")):
            yield Hit(passage, len(text) - 1, len(text), f"标题末尾不用标点，请删去“{text[-1]}”")


def find_salutation_marks(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Salutations and 主送机关 that end without a colon (7.3.2); a half-width one is told with the half-width marks."""
    for passage in of_role(passages, Role.SALUTATION):
        text = passage.text.rstrip()
        if text and not text.endswith(("：", "！", ":")):
            yield Hit(passage, len(text) - 1, len(text), f"称谓末尾应当用全角冒号“：”，这里是“{text[-1]}”")


def find_attachment_marks(passages: Sequence[Passage]) -> Iterator[Hit]:
    """附件说明: `附件：1. …`, no mark behind a name (7.3.4)."""
    for passage in of_role(passages, Role.ATTACHMENT):
        text = passage.text.rstrip()
        if text.endswith(tuple("。；，、;,.")):
            yield Hit(passage, len(text) - 1, len(text), f"附件名称后面不加标点，请删去“{text[-1]}”")
        if match := LIST_NUMBER.match(text):
            yield Hit(passage, match.end() - 1, match.end(), f"附件顺序号应当写作“{match[1]}.”")


def find_dates_in_words(passages: Sequence[Passage]) -> Iterator[Hit]:
    """成文日期 in Han digits in official documents since 2012, when GB/T 9704 went over to Arabic ones."""
    if not any(of_role(passages, Role.NUMBER)):
        return
    for passage in of_role(passages, Role.DATE):
        match = DATE_WORDS.search(passage.text)
        if match and read_number(match[0].removesuffix("年")) > LAST_IN_WORDS:
            yield Hit(passage, match.start(), match.end(), "成文日期应当用阿拉伯数字，如“2024年5月6日”")


CHECKS = (
    Check("document-number", "发文字号的写法", find_document_numbers, "GB/T 9704 7.2.5"),
    Check("title-mark", "标题末尾不用标点", find_title_marks, "公文惯例"),
    Check("salutation-mark", "称谓末尾用全角冒号", find_salutation_marks, "GB/T 9704 7.3.2"),
    Check("attachment-mark", "附件说明的写法", find_attachment_marks, "GB/T 9704 7.3.4"),
    Check("date-in-words", "成文日期用阿拉伯数字", find_dates_in_words, "GB/T 9704 7.3.5.4"),
)
