"""How far the front matter of a text reaches: up to its salutation, or up to where its body begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publish.model import Figure, Heading, Role
from publish.structure.items import Item
from publish.structure.lines.numbering import STRUCTURAL, Kind
from publish.structure.lines.patterns import (
    ADOPTION,
    CAPTION,
    CUE,
    DASHES,
    DATE_TEXT,
    SENTENCE_MARK,
    is_document_number,
    is_particular,
)
from publish.structure.lines.salutation import calls_people, continues_salutation, is_salutation
from publish.structure.lines.titles import ends_like_title

WINDOW = 20  # items
TITLE_LINE = 70  # characters
OPENINGS = re.compile(
    r"(?:1[\s.．、]*)?(?:目\s*[录次]|本期(?:要目|导读|内容)|要\s?目|摘\s*要|总\s*则|前\s*言|引\s*言|序\s*言|导\s*言)"
)
STOP = re.compile("。|(?<=[\u4e00-\u9fff）)”])[.](?:$|[\u4e00-\u9fff])")  # a dot is the half-width full stop
ARROWS = re.compile("[→⇒➔➡]|-{1,2}>|=>")
PARTY = re.compile("[甲乙丙丁]\\s{0,4}方(?:[（(][^）)]{1,12}[）)])?\\s{0,4}[：:]")  # of an agreement
FRAMED = re.compile("【[^】]{2,20}】")
LEAST_FRAMED = 2
LISTED = 2  # lines
FIELD = re.compile(r"(?!标题|题目|主题|密级)[^，。；：:\s]{2,8}\s{0,4}(?:[：:]\s{0,4}[^，。；：:]{1,40}){1,5}")
SUBTITLE = 110  # characters
BULLETIN = re.compile("(?:简报|快报|专报|动态|信息|通讯|参考|要情|摘报|内参|工作交流)$")
EDITORIAL = re.compile(r"(?:编者)?按(?:语)?\s{0,4}[：:]|【(?:编者按|按语)】")
BRACKETED = re.compile(r"[（(【〔].{1,100}[）)】〕]")
STATEMENT = re.compile(rf"{DATE_TEXT}.{{0,80}}(?:会议|大会|座谈会|论坛|仪式|全会)\S{{0,40}}。?")


def find_window(items: Sequence[Item]) -> list[Item]:
    """The items that can be front matter: up to the salutation, or up to the first paragraph or numbered heading."""
    below = itertools.dropwhile(lambda item: isinstance(item.block, Figure), items[:WINDOW])  # an emblem above all
    head = list(itertools.takewhile(lambda item: item.text, below))
    for item in head:
        if not item.decided and CUE.fullmatch(item.text):
            item.decide(Role.BODY, "括号里的提示语，按正文排")
    if _are_fields(head[:LISTED]):  # a text without a title: 校长：李小红, 副校长：…
        return []
    framed = find_framed(items)
    for index, item in enumerate(head):
        if any(item is each for each in framed):
            return head[:index]
        if index and EDITORIAL.match(item.text) and BULLETIN.search(head[0].text) and not item.decided:
            item.decide(Role.BODY, "简报的编者按，在标题之上")
            continue
        if _salutes(item):
            return _salute(head, index)
        announced = index + 1 < len(head) and is_salutation(head[index + 1].text)
        listed = index > 0 and _are_fields(head[index : index + LISTED])  # 案号：… above 案由：…
        if item.level or (not item.decided and (listed or _opens_body(item, head[:index], announced))):
            if announced and index and calls_people(head[index + 1].text):  # a sentence about the occasion stood above
                head[index + 1].decide(Role.SALUTATION, "标题和一句话之后，以冒号结尾的称谓")
            return head[:index]
    return head


def find_framed(items: Sequence[Item]) -> list[Item]:
    """The headings in brackets of a text that has several (【基本案情】, 【典型意义】), each above text of its own."""
    found = [
        item
        for item, below in itertools.pairwise(items)
        if FRAMED.fullmatch(item.text)
        and not item.decided
        and not CUE.fullmatch(item.text)
        and below.text
        and not FRAMED.fullmatch(below.text)
    ]
    return found if len({item.text for item in found}) == len(found) >= LEAST_FRAMED else []


def _are_fields(items: Sequence[Item]) -> bool:
    return len(items) == LISTED and all(FIELD.fullmatch(item.text) and not item.decided for item in items)


def _salutes(item: Item) -> bool:
    return item.role is Role.SALUTATION if item.decided else is_salutation(item.text)


def _salute(head: list[Item], index: int) -> list[Item]:
    """Decides the salutation at `index` and its lines above; returns what stands above it."""
    head[index].decide(Role.SALUTATION, "标题之后、正文之前，以冒号结尾的称谓或主送机关")
    while index and not head[index - 1].decided and continues_salutation(head[index - 1].text):
        index -= 1
        head[index].decide(Role.SALUTATION, "称谓的前几行，以逗号结尾，下一行仍是称谓")
    return head[:index]


def _opens_body(item: Item, above: Sequence[Item], announced: bool) -> bool:
    """Whether the body begins here. `announced`: a salutation comes next, so a statement of date may stand here."""
    text = item.text
    if isinstance(item.block, Heading) and not (item.marker and item.marker.kind in STRUCTURAL):
        return bool(above) and _is_deeper(item, above[0])
    if _is_of_body(item, above, announced):
        return True
    if above and (DASHES.match(text) or (announced and STATEMENT.fullmatch(text))):
        return len(text) > SUBTITLE or text[-1] == "；" or (text[-1] == "。" and not STATEMENT.fullmatch(text))
    if is_document_number(text) or BRACKETED.fullmatch(text) or ADOPTION.fullmatch(text):
        return False
    if (continues_salutation(text) and above) or (announced and not above and _is_stopped_title(text)):
        return False
    return len("".join(text.split())) > TITLE_LINE or text[-1] in "。！？；：:，," or bool(STOP.search(text))


def _is_of_body(item: Item, above: Sequence[Item], announced: bool) -> bool:
    """Whether a line is of a kind that stands in bodies only: a particular, a caption, a number, a flow, a party."""
    text = item.text
    if OPENINGS.fullmatch(text) or is_particular(text) or CAPTION.match(text) or _is_numbered(item, above):
        return True
    flows = not announced and len(ARROWS.findall(text)) > 1  # 申请→受理→审核
    return bool(above) and (flows or bool(PARTY.match(text)))


def _is_stopped_title(text: str) -> bool:
    """Whether a first line above the addressee is a title but for its full stop (关于……的报告。)."""
    bare = text.rstrip("。")
    return (
        len(bare) < len(text) and len(bare) <= TITLE_LINE and not SENTENCE_MARK.search(bare) and ends_like_title(bare)
    )


def _is_deeper(item: Item, first: Item) -> bool:
    """Whether the source marks an item as a heading below the one that is its title."""
    if not isinstance(item.block, Heading) or not isinstance(first.block, Heading):
        return False
    return item.block.level > first.block.level


def _is_numbered(item: Item, above: Sequence[Item]) -> bool:
    if not item.marker or is_document_number(item.text):
        return False
    if item.marker.kind in STRUCTURAL:
        return True
    return bool(above) and item.marker.kind in (Kind.DIGIT, Kind.DOTTED)
