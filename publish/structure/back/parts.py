"""Attached documents: where each begins, with a label (附件1) or without one, and what it is called."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publish.model import Role
from publish.structure.back.recognise import FIELD, POSTSCRIPT, is_signature
from publish.structure.body.marked_up import find_attached
from publish.structure.items import Item, pieces_of
from publish.structure.lines.numbering import Kind
from publish.structure.lines.patterns import (
    BRACKETED_NOTE,
    CONTACT,
    DATE_IN_BRACKETS,
    SENTENCE_MARK,
    is_date,
    is_imprint,
    is_officer,
    is_person,
)
from publish.structure.lines.salutation import calls_people, is_salutation
from publish.structure.lines.titles import SPEECH, ends_like_title
from publish.structure.slicing import divide
from publish.text.numerals import read_number

COUNT = "[0-9０-９一二三四五六七八九十]{0,3}"
LABEL = re.compile(
    rf"""
    (?:附\s*件|附)\s*{COUNT}\s*[：:.．]?(?:[（(][^）)]{{1,10}}[）)])?  # 附件1, 附：, 附件（另发）
    | 附\s*[录表]\s*{COUNT}\s*[：:]?  # 附录一, 附表2
    """,
    re.VERBOSE,
)
# One of several texts that somebody collected: 篇一：, 【范文二】
PIECE = re.compile(
    r"[【\[（(]?\s?(?:篇|范文|例文|第)\s?([一二三四五六七八九十]{1,2}|[0-9]{1,2})\s?(?:篇)?\s?[】\]）)]?\s?[：:]?"
)
LEAST_PIECES = 2
SPEAKER_LINES = 3
LABEL_AND_TITLE = re.compile(
    rf"""
    (
        (?:附\s*件|附\s*录)\s*{COUNT}\s*[：:.．\s]\s*  # 附件1：
        | 附\s*[：:]\s*  # 附：
    )
    (?![1１]\s*[.．、])  # 附件：1.分工表 2.名单 is a list
    \S[^。；]{{2,80}}
    """,
    re.VERBOSE,
)
COUNTED = re.compile(r"附\s*件\s*([0-9０-９一二三四五六七八九十]{1,3})\s*[：:.．\s]")
LEAST_COUNTED = 2
CLOSE = 3  # items below a label among which its text begins
NAMED = re.compile("《([^《》]{2,60})》")
TITLE_LENGTH = 60  # characters: two lines of a page and a little
SHARED_NAME = 6  # characters by which a title is known again in the text above: 请假管理办法, not 管理办法
BODY_LENGTH = 12  # characters from which a line with a mark at its end is text and no title
RESTARTS = (Kind.BOOK, Kind.CHAPTER, Kind.ARTICLE, Kind.HAN, Kind.HAN_PAREN, Kind.DIGIT, Kind.DOTTED)


@dataclass(slots=True)
class Section:
    """The document itself or an attached document: its label and its items."""

    items: list[Item]
    label: Item | None = None
    attached: bool = False
    names: set[str] = field(default_factory=set)


def divide_parts(items: Sequence[Item]) -> list[Section]:
    """The document itself, then each attached document in order."""
    closings = sorted(_closings(items))
    marked_up = find_attached(items)
    pieces = _find_pieces(items)
    speeches = list(_find_speeches(items))
    sections = [Section([])]
    for index, item in enumerate(items):
        if index in pieces:
            item.decide(Role.PART_LABEL, "“篇一”“篇二”等，各开始一篇")
            sections.append(Section([item], item, attached=True))
        elif _opens_styled(items, index):
            label = item if item.role is Role.PART_LABEL else None
            sections.append(Section([item], label, attached=True))
        elif _opens_labelled(items, index, closings) or (index in marked_up and _is_labelled(item)):
            label, *rest = _cut_label(item)
            label.decide(Role.PART_LABEL, "单独成行的“附件”，开始一个附件")
            sections.append(Section([label, *rest], label, attached=True))
        elif index in closings or index in marked_up or index in speeches or _opens_unlabelled(items, index, sections):
            sections.append(Section([item], attached=True))
        else:
            sections[-1].items.append(item)
    _name(sections)
    return sections


def _find_pieces(items: Sequence[Item]) -> list[int]:
    """The indexes of 篇一, 篇二 and so on, where they count from one."""
    found = [
        (at, match[1]) for at, item in enumerate(items) if _is_free(item) and (match := PIECE.fullmatch(item.text))
    ]
    numbers = [read_number(number) for _, number in found]
    named = all("篇" in items[at].text or "文" in items[at].text for at, _ in found)
    counted = named and numbers == list(range(1, len(found) + 1))
    return [at for at, _ in found] if counted and len(found) >= LEAST_PIECES else []


def _find_speeches(items: Sequence[Item]) -> Iterator[int]:
    """The indexes of the titles of further speeches of a text that begins with one (在…开幕式上的致辞): each above who
    speaks and when, and those who are called."""
    texts = [(at, item) for at, item in enumerate(items) if item.is_text]
    found = [at for at, (_, item) in enumerate(texts) if _is_title_of_speech(item)]
    if not found or found[0] > 0:
        return
    for at in found[1:]:
        below = [item for _, item in texts[at + 1 : at + 2 + SPEAKER_LINES]]
        head = list(itertools.takewhile(_names_speaker, below))
        if below[len(head) :] and is_salutation(below[len(head)].text) and calls_people(below[len(head)].text):
            yield texts[at][0]


def _is_title_of_speech(item: Item) -> bool:
    text = item.text
    return _is_free(item) and len(text) <= TITLE_LENGTH and bool(SPEECH.fullmatch(text))


def _names_speaker(item: Item) -> bool:
    return is_person(item.text) or is_date(item.text) or bool(DATE_IN_BRACKETS.fullmatch(item.text))


def _is_free(item: Item) -> bool:
    return item.is_text and not item.decided


def _closings(items: Sequence[Item]) -> Iterator[int]:
    """The indexes after signature, date and notes of a document where another document follows."""
    body = False
    for index, item in enumerate(items):
        if not item.is_text:
            continue
        if body and is_date(item.text) and _has_signature(items, index):
            end = index + 1
            while end < len(items) and _stands_below_date(items[end]):
                end += 1
            if end < len(items) and _reads_like_part(items[end]):
                yield end
            body = False
        body = body or (len(item.text) >= BODY_LENGTH and item.text[-1] in "。：；！")


def _stands_below_date(item: Item) -> bool:
    shapes = (BRACKETED_NOTE, POSTSCRIPT)
    signs = is_imprint(item.text) or is_officer(item.text)
    return bool(item.left_out or signs or any(shape.fullmatch(item.text) for shape in shapes))


def _has_signature(items: Sequence[Item], index: int) -> bool:
    above = next((items[at] for at in range(index - 1, -1, -1) if items[at].is_text), None)
    return above is not None and is_signature(above)


def _reads_like_part(item: Item) -> bool:
    text = item.text
    return (
        bool(text)
        and len(text) <= TITLE_LENGTH
        and not SENTENCE_MARK.search(text)
        and not re.match("附件?[：:]", text)
        and not is_imprint(text)
        and not CONTACT.fullmatch(text)
        and (ends_like_title(text) or not FIELD.match(text))
        and not LABEL_AND_TITLE.fullmatch(text)
    )


def _opens_styled(items: Sequence[Item], index: int) -> bool:
    """Whether the source's own styles say that an attached document begins: with its label, else with its title."""
    item = items[index]
    if item.role is not Role.PART_TITLE or item.follows:
        return item.role is Role.PART_LABEL
    return not (index and items[index - 1].role is Role.PART_LABEL)


def _opens_labelled(items: Sequence[Item], index: int, closings: Sequence[int]) -> bool:
    text = items[index].text
    if items[index].left_out or items[index].decided or not text:
        return False
    if LABEL.fullmatch(text):
        return not _opens_list(items, index)
    if not LABEL_AND_TITLE.fullmatch(text) or not _has_content(items, index):
        return False
    if closings:
        return index >= closings[0]
    if _date_above(items, index):
        return any(item.text.endswith("。") for item in items[index + 1 :])
    return _is_counted(items, index)


def _is_counted(items: Sequence[Item], index: int) -> bool:
    """Whether a label with title is one of several that count from 1, each with text or a table of its own below."""
    labelled = [at for at, item in enumerate(items) if COUNTED.match(item.text) and _holds_text(items, at)]
    numbers = [match[1] for at in labelled if (match := COUNTED.match(items[at].text))]
    return index in labelled and len(labelled) >= LEAST_COUNTED and numbers[0] in ("1", "１", "一")


def _holds_text(items: Sequence[Item], index: int) -> bool:
    if not LABEL_AND_TITLE.fullmatch(items[index].text) or not _has_content(items, index):
        return False
    below = items[index + 1 : index + 1 + CLOSE]
    return any(not item.text or item.text[-1] in "。：；！？" for item in below)


def _is_labelled(item: Item) -> bool:
    return bool(LABEL.fullmatch(item.text) or LABEL_AND_TITLE.fullmatch(item.text))


def _has_content(items: Sequence[Item], index: int) -> bool:
    """Whether anything but the next label stands below a label: else it is an entry of a list of files."""
    return any(not below.left_out and not _is_labelled(below) for below in items[index + 1 : index + 2])


def _opens_list(items: Sequence[Item], index: int) -> bool:
    """Whether a lone 附件： opens the list of attachments above the signature."""
    if items[index].text[-1] not in "：:":
        return False
    entries = list(itertools.takewhile(_is_entry, items[index + 1 :]))
    rest = items[index + 1 + len(entries) : index + 4 + len(entries)]
    return bool(entries) and (
        not rest or any(is_date(item.text) for item in rest) or bool(LABEL.fullmatch(rest[0].text))
    )


def _is_entry(item: Item) -> bool:
    """Whether an item can stand in a list of attachments: numbered, a name, no sentence."""
    return item.marker is not None and item.marker.kind is Kind.DIGIT and not SENTENCE_MARK.search(item.text)


def _date_above(items: Sequence[Item], index: int) -> bool:
    return any(is_date(item.text) for item in items[max(0, index - 6) : index])


def _cut_label(item: Item) -> list[Item]:
    """A label, and its title when it stands on the same line."""
    match = LABEL_AND_TITLE.fullmatch(item.text)
    if LABEL.fullmatch(item.text) or not match:
        return [item]
    return pieces_of(item, divide(item.content, match.end(1)))


def _opens_unlabelled(items: Sequence[Item], index: int, sections: Sequence[Section]) -> bool:
    """A further attached document without label: a title named above, after whose first lines numbering restarts."""
    item = items[index]
    if not _reads_like_part(item) or item.marker or item.left_out or not sections[-1].attached:
        return False
    if not any(map(_stands_below_title, sections[-1].items[1:])):
        return False
    if not (item.hints.blank_before or item.hints.align == "center"):
        return False
    two = "".join(part.text for part in items[index : index + 2])
    if not ends_like_title(item.text) and not ends_like_title(two):
        return False
    if not _restarts(items[index + 1 : index + 7]):
        return False
    return _shares_name(item.text, "".join(part.text for part in sections[0].items))


def _stands_below_title(item: Item) -> bool:
    """Whether an item is no further line of a title: a table, a numbered line, a sentence or what announces one."""
    return not item.is_text or item.marker is not None or item.text[-1] in "。：；！"


def _shares_name(title: str, text: str) -> bool:
    bare = "".join(title.split())
    return any(bare[start : start + SHARED_NAME] in text for start in range(max(1, len(bare) - SHARED_NAME + 1)))


def _restarts(items: Sequence[Item]) -> bool:
    return any(item.marker and item.marker.kind in RESTARTS and item.marker.number == 1 for item in items)


def _name(sections: Sequence[Section]) -> None:
    """Tells the attached documents what the document itself calls them."""
    names = {"".join(name.split()) for item in sections[0].items for name in NAMED.findall(item.text)}
    for section in sections[1:]:
        section.names = names
