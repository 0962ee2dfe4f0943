"""Back matter: list of attachments, signatures, date, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.model import Role
from publish.structure.items import Item
from publish.structure.markers import Kind
from publish.structure.patterns import BRACKETED_NOTE, SENTENCE_MARK, is_date, is_organ, is_person

ATTACHMENTS = re.compile(r"^附\s*件?\s*[：:]")
NOTE_WORDS = re.compile("此件|公开|发至|传达|登报|印发|联系人|电话|附注|不发|翻印")
IMPRINT = re.compile(r"^(?:抄送|抄报|主送|分送|主题词|印发机关)\s*[：:]|.{2,30}办公[室厅]\s+\S*\d+日印发$")
SIGNATURE_LENGTH = 40
MOST_SIGNATURES = 12


def recognise_back(items: Sequence[Item]) -> None:
    """Decides the items after the body of a document or attached document."""
    open_items = [item for item in items if not item.left_out]
    index = _decide_notes(open_items)
    index = _decide_date(open_items, index)
    _decide_attachments(open_items)


def _decide_notes(items: Sequence[Item]) -> int:
    """Decides notes at the end; returns the number of items before them."""
    index = len(items)
    while index and _is_note(items[index - 1]):
        index -= 1
        items[index].decide(Role.NOTE, "成文日期之后的附注")
    return index


def _is_note(item: Item) -> bool:
    if item.decided or not item.text:
        return False
    return bool((BRACKETED_NOTE.fullmatch(item.text) and NOTE_WORDS.search(item.text)) or IMPRINT.match(item.text))


def _decide_date(items: Sequence[Item], end: int) -> int:
    """Decides the date and the signatures above it; returns the number of items before them."""
    if not end or items[end - 1].decided or not is_date(items[end - 1].text):
        return end
    if not any(not item.decided and item.text for item in items[: end - 1]):
        return end
    items[end - 1].decide(Role.DATE, "文末单独一行的日期")
    index = end - 1
    while index and end - index <= MOST_SIGNATURES and is_signature(items[index - 1]):
        index -= 1
        items[index].decide(Role.SIGNATURE, "成文日期之上的署名")
    return index


def is_signature(item: Item) -> bool:
    """Whether an undecided item can be a signature: a short line naming an organ or a person, no sentence."""
    text = item.text
    if item.decided or not text or len(text) > SIGNATURE_LENGTH or SENTENCE_MARK.search(text) or text[-1] in "：:，、":
        return False
    if item.marker and item.marker.kind is not Kind.ORDINAL:
        return False
    return is_organ(text) or is_person(text) or item.hints.align == "right"


def _decide_attachments(items: Sequence[Item]) -> None:
    for index, item in enumerate(items):
        if item.decided or not ATTACHMENTS.match(item.text):
            continue
        item.decide(Role.ATTACHMENT, "“附件：”开头的附件说明")
        for following in items[index + 1 :]:
            numbered = following.marker and following.marker.kind in (Kind.DIGIT, Kind.HAN)
            if following.decided or not numbered or SENTENCE_MARK.search(following.text):
                break
            following.decide(Role.ATTACHMENT, "附件说明的后续各项")
