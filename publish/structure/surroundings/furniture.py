"""What machines and web pages added to a text: left out of the output, each piece reported with its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publish.model import plain_text
from publish.structure.items import Item, pieces_of
from publish.structure.lines.numbering import Kind
from publish.structure.lines.salutation import is_salutation
from publish.structure.lines.titles import SPEECH, broken, ends_like_title
from publish.structure.surroundings.chat import leave_out_chat
from publish.structure.surroundings.evidence import (
    WEB_RULES,
    are_buttons_likely,
    find_announced,
    find_steps,
    is_source_line,
)
from publish.structure.surroundings.mail import leave_out_mail
from publish.structure.surroundings.pages import leave_out_contents
from publish.structure.surroundings.records import is_value, leave_out_record_tables, leave_out_records
from publish.structure.surroundings.repetition import leave_out_double, leave_out_doubled_titles, leave_out_summary
from publish.structure.surroundings.trailing import leave_out_trailing
from publish.structure.surroundings.webpage import (
    ARROW,
    BUTTON_LINE,
    HOME,
    NARRATOR,
    NEWSLETTER,
    PARTED_LABEL,
    PATH_BEGUN,
    PHOTO_CREDIT,
    PHOTOGRAPHER,
    RECORD_LABEL,
    REPORT,
    SOURCE_LINE,
    SOURCE_RULE,
    STEPS,
    STRONG_SOURCE_LINE,
    WIRE_LINE,
    furniture_rule,
    is_bare_button,
)

LEADING = 30  # items from the top among which a page's own lines are looked for
CREDIT_WINDOW = 4  # items from the top among which a photographer is named
PHOTO_CAPTION = 120  # characters of what a page says below its picture
PARTED_LEAST = 2  # labels without their values from which a page's record is seen in them
AGENDA = re.compile("议程|日程|程序|主持|须知|安排")  # titles below which a line says what will be reported
REPORT_LINES = 2  # lines above the salutation that may report the speech
STRUCTURAL = (Kind.BOOK, Kind.CHAPTER, Kind.ARTICLE, Kind.HAN, Kind.HAN_PAREN)
PATH_RULE = "page-furniture", "网页的位置导航，未排入正文"


def part_source_lines(items: Sequence[Item]) -> list[Item]:
    """The items, paragraphs of several lines among the first cut where one of their lines is a source line."""
    return [line for index, item in enumerate(items) for line in (_lines(item) if index < LEADING else [item])]


def leave_out(items: Sequence[Item]) -> None:
    """Marks every item that is no part of the text itself."""
    leave_out_double(items)
    leave_out_chat(items)
    leave_out_mail(items)
    leave_out_contents([item for item in items if item.is_text])
    tabled = leave_out_record_tables(items[:LEADING])
    leave_out_summary([item for item in items if item.is_text])
    texts = [item for item in items if item.is_text]
    start = _leave_out_leading(texts, tabled)
    leave_out_doubled_titles(texts[: min(start, LEADING)])
    body = next((at for at, item in enumerate(items) if start < len(texts) and item is texts[start]), len(items))
    of_web = any(item.left_out in WEB_RULES for item in items[:body])
    leave_out_trailing(items[body:], of_web, any(NEWSLETTER.search(item.text) for item in items[:body]))


def _lines(item: Item) -> list[Item]:
    contents = broken(item.content)
    if len(contents) < 2 or not any(SOURCE_LINE.fullmatch(plain_text(content)) for content in contents):
        return [item]
    return pieces_of(item, contents)


def _leave_out_leading(items: Sequence[Item], tabled: bool) -> int:
    """Furniture above the body, `tabled` when a page's record stood in a table; returns how many items stand above the
    first paragraph of the body."""
    _leave_out_photographs(items[:CREDIT_WINDOW])
    _leave_out_path(items[:LEADING])
    _leave_out_parted(items[:LEADING])
    _leave_out_reports(items[:LEADING])
    start = next((index for index, item in enumerate(items) if item.is_text and _ends_head(item)), len(items))
    head = items[: min(start, LEADING)]
    leave_out_records(head, tabled)
    passed = find_announced(head)
    if not are_buttons_likely([item for item in head if not is_bare_button(item.text)]):
        titled = max((at for at, item in enumerate(head) if ends_like_title(item.text)), default=0)
        passed |= {id(item) for item in head[titled:] if is_bare_button(item.text)}
    passed |= find_steps(head)
    for item in (item for item in head if item.is_text and not item.decided):
        rule = furniture_rule(item.text) if id(item) not in passed else None
        if rule:
            item.leave_out(*rule)
        elif WIRE_LINE.fullmatch(item.text):
            item.leave_out("wire-line", "通讯社电头，未排入正文")
        elif is_source_line(item, head):
            item.leave_out(*SOURCE_RULE)
    _leave_out_headline(head)
    return start


def _leave_out_headline(head: Sequence[Item]) -> None:
    """What a page calls a speech (书记最新讲话！事关教育), when the speech has its own title below the page's lines."""
    own = next((at for at, item in enumerate(head) if item.is_text and SPEECH.fullmatch(item.text)), 0)
    parted = own > 1 and all(item.left_out in WEB_RULES for item in head[1:own])
    if parted and head[0].is_text and not head[0].decided and not ends_like_title(head[0].text):
        head[0].leave_out("page-furniture", "网页给的标题，讲话自己的标题在下面，未排入正文")


def _leave_out_parted(head: Sequence[Item]) -> None:
    """来源：, 发表时间： and the like on lines of their own, with what they say on the next; two of them at least."""
    found = [index for index, item in enumerate(head) if PARTED_LABEL.fullmatch(item.text) and not item.decided]
    sure = any(STRONG_SOURCE_LINE.match(head[at].text) for at in found)
    if len(found) < PARTED_LEAST or not sure:  # 时间： and 作者： are a form's or the minutes'
        return
    for at in found:
        head[at].leave_out(*SOURCE_RULE)
        below = head[at + 1] if at + 1 < len(head) and at + 1 not in found else None
        if below and not below.decided and is_value(below) and not is_salutation(below.text):
            below.leave_out(*SOURCE_RULE)


def _leave_out_reports(head: Sequence[Item]) -> None:
    """What a paper or page says of the speaker between the title and the salutation: 市长张三作政府工作报告。"""
    called = next((index for index, item in enumerate(head) if is_salutation(item.text)), 0)
    above = [item.text for item in head[: max(1, called - REPORT_LINES)]]
    if not any(map(ends_like_title, above)) or any(map(AGENDA.search, above)):
        return
    for item in head[max(1, called - REPORT_LINES) : called]:
        if not item.decided and len(item.text) <= PHOTO_CAPTION and REPORT.fullmatch(item.text):
            item.leave_out("photo-credit", "报道或图片说明里的话，不在讲话之中，未排入正文")


def _leave_out_photographs(head: Sequence[Item]) -> None:
    """A photographer's line among the first and the sentence above it that said what the picture shows."""
    for caption, credit in itertools.pairwise(itertools.takewhile(lambda item: not is_salutation(item.text), head)):
        if (
            PHOTOGRAPHER.fullmatch(credit.text)
            and not (caption.left_out or ends_like_title(caption.text))
            and len(caption.text) <= PHOTO_CAPTION
        ):
            caption.leave_out("photo-credit", "图片说明，图片不在文中，未排入正文")
            credit.leave_out("photo-credit", "摄影者署名，图片不在文中，未排入正文")


def _ends_head(item: Item) -> bool:
    """Whether what can be furniture ends here: with a salutation, a numbered line or a paragraph."""
    text = item.text
    if RECORD_LABEL.fullmatch("".join(text.split())):
        return False
    if is_salutation(text) or (item.marker and item.marker.kind in STRUCTURAL):
        return True
    if SOURCE_LINE.fullmatch(text) or BUTTON_LINE.fullmatch(text) or PHOTO_CREDIT.fullmatch(text):
        return False
    return not NARRATOR.search(text) and (len(text) > 60 or (len(text) > 25 and text[-1] in "。！？；"))


def _leave_out_path(head: Sequence[Item]) -> None:
    """当前位置： or 首页 and the steps behind it with > between them; the last step's name, too, where the page repeats
    it below as its column's."""
    at = next((index for index in range(len(head)) if _begins(head, index)), None)
    if at is None:
        return
    below = head[at + 1].text if at + 1 < len(head) else ""
    if below[:1] in ("：", ":") or (not ARROW.fullmatch(below) and STEPS.fullmatch(below)):
        for item in head[at : at + 2]:
            item.leave_out(*PATH_RULE)
        return
    last = at if HOME.fullmatch(head[at].text) else at + 1
    while last + 2 < len(head) and ARROW.fullmatch(head[last + 1].text):
        last += 2
    if last <= at + 1:
        return
    repeated = last + 1 < len(head) and head[last + 1].text == head[last].text
    for item in head[at : last + 1 + repeated]:
        item.leave_out(*PATH_RULE)


def _begins(head: Sequence[Item], index: int) -> bool:
    if PATH_BEGUN.fullmatch(head[index].text):
        return True
    arrow = index + 1 < len(head) and ARROW.fullmatch(head[index + 1].text)
    return bool(arrow and HOME.fullmatch(head[index].text))
