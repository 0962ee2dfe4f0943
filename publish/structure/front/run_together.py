"""Lines of the front that ran together where a line break was lost: cut in two again."""

from __future__ import annotations

import re

from publish.structure.items import Item, pieces_of
from publish.structure.lines.patterns import DATE_TEXT, WHOLE_DATE, is_document_number, is_organ, is_person
from publish.structure.lines.salutation import is_salutation
from publish.structure.lines.titles import KIND, ends_like_title
from publish.structure.slicing import divide

TITLE_AND_SPEAKER = re.compile(r"^(\S.{3,80}?)(?:\s\s|[\u3000\t])\s*+(\S.{1,40})")
TITLE_AND_NUMBER = re.compile(rf"\A(\S{{6,120}}(?:{KIND.pattern}))([\u4e00-\u9fff]{{1,8}}〔[0-9]{{4}}〕[0-9]{{1,5}}号)")
SUBTITLE_AND_SPEAKER = re.compile(rf"(\D{{0,4}}{DATE_TEXT}.{{0,80}}(?:会议|大会|论坛|仪式)上)\s{{1,8}}(\S.{{1,40}})")
BYLINE = re.compile(rf"(\S.{{1,30}}?)\s{{1,40}}({WHOLE_DATE.pattern})")
CALL_AND_TEXT = re.compile(
    "((?:各|全体|尊敬|亲爱|敬爱|友爱|同志|朋友|老师|同学|乡亲)[^。；：:！？]{1,80}[：:])"
    r"[ \u3000\u00a0]{1,8}(?=[^ \u3000]{8})"
)


def part_title(item: Item) -> list[Item]:
    """A title and its speaker that stand on one line, wide spaces between them, as two items."""
    match = TITLE_AND_SPEAKER.fullmatch(item.text)
    if not match or item.decided or not ends_like_title(match[1]) or not is_person(match[2]):
        return [item]
    return pieces_of(item, divide(item.content, match.start(2)))


def part_byline(above: Item, item: Item) -> list[Item]:
    """Who wrote a text and when, on one line below its title (某局　2024年7月), as two items; below the number of a
    bulletin's issue they stand side by side."""
    match = BYLINE.fullmatch(item.text)
    if not match or item.decided or is_document_number(above.text) or not (is_organ(match[1]) or is_person(match[1])):
        return [item]
    return pieces_of(item, divide(item.content, match.start(2)))


def part_subtitle(item: Item) -> list[Item]:
    """The meeting a speech was held at and its speaker, on one line, as two items."""
    match = SUBTITLE_AND_SPEAKER.fullmatch(item.text)
    if not match or item.decided or not is_person(match[2]):
        return [item]
    return pieces_of(item, divide(item.content, match.start(2)))


def part_salutation(item: Item) -> list[Item]:
    """A salutation and the first sentence that ran into it where a line break was lost (各部门: 根据…): two items."""
    match = CALL_AND_TEXT.match(item.text)
    if not match or item.decided or item.marker or not is_salutation(match[1]):
        return [item]
    return pieces_of(item, divide(item.content, match.end()))


def part_number(item: Item) -> list[Item]:
    """A title and the 发文字号 that ran into it where a line break was lost, as two items."""
    match = TITLE_AND_NUMBER.fullmatch(item.text)
    if not match or item.decided or "关于" not in match[1]:
        return [item]
    return pieces_of(item, divide(item.content, match.start(2)))
