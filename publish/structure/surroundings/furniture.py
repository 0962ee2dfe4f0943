"""What machines and web pages added to a text: left out of the output, each piece reported with its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publish.model import Table, plain_text
from publish.structure.items import Item, pieces_of
from publish.structure.lines.numbering import Kind
from publish.structure.lines.patterns import NUMERIC_DATE, SENTENCE_MARK, is_date
from publish.structure.lines.salutation import is_salutation
from publish.structure.lines.titles import broken, ends_like_title
from publish.structure.surroundings.chat import leave_out_chat
from publish.structure.surroundings.mail import leave_out_mail
from publish.structure.surroundings.records import is_value, leave_out_record_tables, leave_out_records
from publish.structure.surroundings.repetition import leave_out_double, leave_out_doubled_titles, leave_out_summary
from publish.structure.surroundings.webpage import (
    ARROW,
    BARE_LEAST,
    BOOK,
    BUTTON_LINE,
    EDITOR_LINE,
    MEETING_LINE,
    NARRATOR,
    PARTED_LABEL,
    PATH_BEGUN,
    PHOTO_CREDIT,
    PHOTOGRAPHER,
    RECORD_LABEL,
    RELATED,
    REPORT,
    SOURCE_LINE,
    STEPS,
    STRONG_SOURCE_LINE,
    TIMESTAMP,
    WEAK_RELATED,
    WEAK_SOURCE_LINE,
    WIRE_LINE,
    furniture_rule,
    has_page_values,
    is_bare_button,
    looks_like_link,
)

LEADING = 30  # items from the top among which a page's own lines are looked for
CREDIT_WINDOW = 4  # items from the top among which a photographer is named
PHOTO_CAPTION = 120  # characters of what a page says below its picture
PARTED_LEAST = 2  # labels without their values from which a page's record is seen in them
WEB_RULES = frozenset({"page-furniture", "source-line", "record-line", "wire-line", "photo-credit"})
AGENDA = re.compile("议程|日程|程序|主持|须知|安排")  # titles below which a line says what will be reported
REPORT_LINES = 2  # lines above the salutation that may report the speech
TRAILING = 20  # items from the end among which buttons and recommendations are looked for
STRUCTURAL = (Kind.BOOK, Kind.CHAPTER, Kind.ARTICLE, Kind.HAN, Kind.HAN_PAREN)
SOURCE_RULE = "source-line", "网页的来源、时间、编辑等信息，未排入正文"


def part_source_lines(items: Sequence[Item]) -> list[Item]:
    """The items, paragraphs of several lines among the first cut where one of their lines is a source line."""
    return [line for index, item in enumerate(items) for line in (_lines(item) if index < LEADING else [item])]


def leave_out(items: Sequence[Item]) -> None:
    """Marks every item that is no part of the text itself."""
    leave_out_double(items)
    leave_out_chat(items)
    leave_out_mail(items)
    tabled = leave_out_record_tables(items[:LEADING])
    leave_out_summary([item for item in items if item.is_text])
    texts = [item for item in items if item.is_text]
    start = _leave_out_leading(texts, tabled)
    leave_out_doubled_titles(texts[: min(start, LEADING)])
    body = next((at for at, item in enumerate(items) if start < len(texts) and item is texts[start]), len(items))
    _leave_out_trailing(items[body:], any(item.left_out in WEB_RULES for item in items[:body]))


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
    passed = _announced(head)
    if not _are_buttons_likely(head):
        titled = max((at for at, item in enumerate(head) if ends_like_title(item.text)), default=0)
        passed |= {id(item) for item in head[titled:] if is_bare_button(item.text)}
    for item in (item for item in head if item.is_text and not item.decided):
        rule = furniture_rule(item.text) if id(item) not in passed else None
        if rule:
            item.leave_out(*rule)
        elif WIRE_LINE.fullmatch(item.text):
            item.leave_out("wire-line", "通讯社电头，未排入正文")
        elif _is_source_line(item, head):
            item.leave_out(*SOURCE_RULE)
    return start


def _leave_out_path(head: Sequence[Item]) -> None:
    """当前位置： and its steps, each on a line of its own with > between them."""
    at = next((index for index, item in enumerate(head[:CREDIT_WINDOW]) if PATH_BEGUN.fullmatch(item.text)), None)
    if at is None:
        return
    below = head[at + 1].text if at + 1 < len(head) else ""
    if below[:1] in ("：", ":") or (head[at].text[-1] in ">＞" and STEPS.fullmatch(below)):
        head[at + 1].leave_out("page-furniture", "网页的位置导航，未排入正文")
        return
    last = at + 1
    while last + 2 < len(head) and ARROW.fullmatch(head[last + 1].text):
        last += 2
    for item in head[at : last + 1] if last > at + 1 else ():
        item.leave_out("page-furniture", "网页的位置导航，未排入正文")


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


def _is_source_line(item: Item, texts: Sequence[Item]) -> bool:
    """Whether an item is a source line; 时间：and 作者：alone are none, they need other furniture beside them."""
    text = item.text
    if TIMESTAMP.fullmatch(text):
        return not _is_of_meeting(texts)
    if NUMERIC_DATE.fullmatch(text):
        return _is_of_web(item, texts)
    if not SOURCE_LINE.fullmatch(text) or is_date(text) or not has_page_values(text):
        return False
    if not WEAK_SOURCE_LINE.fullmatch(text):
        return True
    return _is_of_web(item, texts) and not _is_of_meeting(texts)


def _is_of_meeting(texts: Sequence[Item]) -> bool:
    """Whether a line says where or with whom a meeting is held, so that another's time is when."""
    return any(MEETING_LINE.fullmatch(other.text) for other in texts)


def _is_of_web(item: Item, texts: Sequence[Item]) -> bool:
    """Whether another line shows that the text came from a page."""
    others = [other for other in texts if other is not item]
    return any(
        other.left_out in WEB_RULES
        or NARRATOR.search(other.text)
        or (STRONG_SOURCE_LINE.match(other.text) and has_page_values(other.text))
        for other in others
    )


def _are_buttons_likely(items: Sequence[Item]) -> bool:
    """Whether a word alone (打印, 分享) may be a button: beside a page's other lines, or several such words."""
    bare = [item for item in items if is_bare_button(item.text)]
    others = [item for item in items if item.text and not is_bare_button(item.text)]
    return len(bare) >= BARE_LEAST or any(
        item.left_out in WEB_RULES or furniture_rule(item.text) or _is_source_line(item, items) for item in others
    )


def _leave_out_photographs(head: Sequence[Item]) -> None:
    """A photographer's line among the first and the sentence above it that said what the picture shows."""
    for caption, credit in itertools.pairwise(head):
        if (
            PHOTOGRAPHER.fullmatch(credit.text)
            and not (caption.left_out or ends_like_title(caption.text) or is_salutation(caption.text))
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


def _leave_out_related(items: Sequence[Item]) -> None:
    """相关新闻 and the list of other pages' titles below it, when nothing but such titles follows."""
    for index, item in enumerate(items):
        links = items[index:]
        related = RELATED.fullmatch(item.text) or (WEAK_RELATED.fullmatch(item.text) and _is_of_web(item, items))
        below = links[1:]
        listed = below and (all(link.marker for link in below) or all(BOOK.fullmatch(link.text) for link in below))
        if related and not listed and not any(SENTENCE_MARK.search(link.text) for link in links):
            for link in links:
                link.leave_out("page-furniture", "网页的相关链接，未排入正文")
            return


def _announced(items: Sequence[Item]) -> set[int]:
    """Lines (by `id`) that look like furniture but belong to what stands above: named by a colon, a table's source."""
    found: set[int] = set()
    for above, item in itertools.pairwise(items):
        if not above.text:
            announced = isinstance(above.block, Table) and bool(SOURCE_LINE.fullmatch(item.text))
        else:
            announced = looks_like_link(item.text) and (id(above) in found or _ends_in_colon(above))
        if announced:
            found.add(id(item))
    return found


def _ends_in_colon(item: Item) -> bool:
    """Whether a line names what stands below it, and is no label of a page itself."""
    return item.text[-1] in "：:" and not (
        item.left_out or PARTED_LABEL.fullmatch(item.text) or furniture_rule(item.text)
    )


def _leave_out_trailing(items: Sequence[Item], of_web: bool) -> None:
    """Furniture below the text, from the end upwards to the first line that is none; `of_web`: some stood above it."""
    window = [item for item in items if item.text or isinstance(item.block, Table)][-TRAILING:]
    _leave_out_related([item for item in window if item.is_text])
    last = [item for item in window if not item.left_out]
    rules: list[tuple[Item, tuple[str, str]]] = []
    while last and last[-1].is_text:
        rule = furniture_rule(last[-1].text)
        edited = EDITOR_LINE.fullmatch(last[-1].text) and has_page_values(last[-1].text)
        if not rule and (edited or _is_source_line(last[-1], window)):
            rule = SOURCE_RULE
        if not rule:
            break
        rules.append((last.pop(), rule))
    found = [item for item, _ in reversed(rules)]
    kept = _announced([*last[-1:], *found])
    if not of_web and not _are_buttons_likely(found):
        kept |= {id(item) for item in found if is_bare_button(item.text)}
    for item, rule in rules:
        if id(item) not in kept:
            item.leave_out(*rule)
