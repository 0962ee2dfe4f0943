"""Back matter: list of attachments, signatures, date, notes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publish.model import TITLES, Figure, Role, plain_text
from publish.structure.items import TYPED_RULE, Item, leave_out_typed_rules, pieces_of
from publish.structure.lines.numbering import STRUCTURAL, Kind, read_marker
from publish.structure.lines.patterns import (
    ATTENDANCE,
    BRACKETED_NOTE,
    CONTACT,
    COPY_TO,
    SENTENCE_MARK,
    WHOLE_DATE,
    is_date,
    is_imprint,
    is_officer,
    is_organ,
    is_person,
    is_signer,
    is_sure_organ,
)
from publish.structure.lines.salutation import is_salutation
from publish.structure.lines.titles import broken, ends_like_title
from publish.structure.slicing import divide, part
from publish.text.widths import measure_room

ATTACHMENTS = re.compile(
    r"""
    ^附\s*件?\s*[：:]  # 附件：任务分工表
    | ^附\s*件\s*[0-9０-９一二三四五六七八九十]{1,2}\s*[：:.．]\s*[^。；]{2,60}$  # 附件1：任务分工表
    """,
    re.VERBOSE,
)
NOTE_WORDS = re.compile("此件|公开|发至|传达|登报|印发|联系人|电话|附注|不发|翻印")
FIELD = re.compile(r"[^：:，]{2,24}[：:]\s{0,4}\S")  # 通讯地址：…
POSTSCRIPT = re.compile(r"附[注图照]\S{0,20}[：:]")  # what stands below it are pictures
ENTRY = re.compile(r"(?<![0-9０-９.．])([0-9０-９]{1,2})\s*[.．、]\s*(?=[^0-9０-９]|[0-9０-９]{4}年)")
# A numbered heading and its text on one line, wide spaces between them where a line break was lost.
HEADING_AND_TEXT = re.compile(
    r"([一二三四五六七八九十]{1,3}、[^。！？；：，\s]{2,30})\s{0,2}\u3000{2,}\s{0,4}(?=\S{16})"
)
SIGNED_DATE = re.compile(rf"(\S.{{1,40}}?)\s+({WHOLE_DATE.pattern})")
EVERYBODY = re.compile(r"[^，。：；\s]{0,24}全体[\u4e00-\u9fff]{2,8}")  # 某某村全体村民
# Left for a hand to fill in: 承诺人：, 甲方（盖章）：____, and the date below it, 日期：____
BLANK_SIGNER = re.compile(
    r"""
    [^，。：；\s]{1,8}(?:人|者|方|单位|代表)\s{0,4}  # 承诺人
    (?:[（(]?(?:签名|签字|签章|盖章|公章)[）)]?)?\s{0,4}  # （签字）
    [：:][\s_＿]{0,40}  # ：____
    """,
    re.VERBOSE,
)
BLANK_DATE = re.compile(r"日\s{0,6}期\s{0,4}[：:][\s_＿]{0,40}")
UNNUMBERED_MOST, UNNUMBERED_LONGEST = 9, 40  # lines, characters
TABLES = re.compile("(?:表|单|图|材料|样式|模板|情况|一览|回执|文本|证明|复印件|原文)(?:[（(].{1,12}[）)])?$")
UNDATED_LEAST = 3  # salutation, a sentence, the signature
WISH = re.compile("敬礼[！!]?$|^(?:此致|顺致|谨致|专此|特此|祝|恭祝|敬祝|顺祝|谨祝)")
MINUTES = re.compile("纪\\s*要")
PUSHED = 8.0  # em of white space that push a line to the right


def recognise_back(items: Sequence[Item]) -> None:
    """Decides the items after the body of a document or attached document."""
    _leave_out_rules([item for item in items if not item.left_out])
    # A seal or a stamp may be pasted between signature and date.
    open_items = [item for item in items if not (item.left_out or isinstance(item.block, Figure))]
    _decide_attachments(open_items)
    while open_items and open_items[-1].role is Role.ATTACHMENT:
        open_items.pop()
    _decide_date(open_items, _decide_notes(open_items))
    _decide_attendance(open_items)


def _decide_notes(items: Sequence[Item]) -> int:
    """Decides notes and 版记 at the end; returns the number of items before them."""
    fields = len(list(itertools.takewhile(lambda item: _is_note(item) or _is_field(item), reversed(items))))
    notes = len(list(itertools.takewhile(_is_note, reversed(items))))
    end = items[: len(items) - fields][-2:]  # addresses and the like below a signature and its date
    signed = len(end) > 1 and is_signature(end[0]) and is_date(end[1].text) and not end[1].decided
    index = len(items) - (fields if signed else notes)
    dated = index > 0 and is_date(items[index - 1].text)
    for item in items[index:]:
        if COPY_TO.match(item.text):
            item.decide(Role.COPY_TO, "文末以“抄送：”等开头，是版记的抄送机关")
        elif is_imprint(item.text):
            item.decide(Role.IMPRINT, "文末以“印发”结尾，是版记的印发机关和印发日期")
        elif dated or (NOTE_WORDS.search(item.text) and not CONTACT.fullmatch(item.text)):
            item.decide(Role.NOTE, "成文日期之后的附注" if dated else "文末的附注")
    return next((at for at in range(index, len(items)) if items[at].decided), len(items))


def _leave_out_rules(items: Sequence[Item]) -> None:
    """The lines typed above, between and below 抄送 and 印发."""
    end = list(
        itertools.takewhile(lambda item: TYPED_RULE.fullmatch(item.text) or _is_of_imprint(item), reversed(items))
    )
    if any(map(_is_of_imprint, end)):
        leave_out_typed_rules(end)


def _is_of_imprint(item: Item) -> bool:
    return bool(COPY_TO.match(item.text) or is_imprint(item.text))


def _is_note(item: Item) -> bool:
    text = item.text
    shapes = (BRACKETED_NOTE, CONTACT, POSTSCRIPT)
    return not item.decided and (is_imprint(text) or any(shape.fullmatch(text) for shape in shapes))


def _is_field(item: Item) -> bool:
    return not item.decided and not SENTENCE_MARK.search(item.text) and bool(FIELD.match(item.text))


def _decide_attendance(items: Sequence[Item]) -> None:
    """出席, 请假, 列席 and 记录 below the body of minutes."""
    if not any(MINUTES.search(item.text) for item in items if item.role in (Role.MASTHEAD, *TITLES)):
        return
    for item in reversed(items):
        if item.decided:
            continue
        if not ATTENDANCE.match(item.text):
            break
        item.decide(Role.ATTENDANCE, "纪要正文之后的出席、请假、列席人员")


def _decide_date(items: Sequence[Item], end: int) -> int:
    """Decides the date and the signatures above it; returns the number of items before them."""
    last = items[end - 1] if end else None  # an organ, or the clerk of a court
    below = last is not None and (is_organ(last.text) or is_officer(last.text)) and is_signature(last)
    if end > 1 and is_date(items[end - 2].text) and below:
        items[end - 1].decide(Role.SIGNATURE, "成文日期之下的署名")
        end -= 1
    if not end or items[end - 1].decided or not _is_dated(items, end - 1):
        _decide_undated(items[:end])
        return end
    if not any(not item.decided and item.text for item in items[: end - 1]):
        return end
    items[end - 1].decide(Role.DATE, "文末单独一行的日期")
    index = end - 1
    while index and is_signature(items[index - 1]):
        index -= 1
        items[index].decide(Role.SIGNATURE, "成文日期之上的署名")
    return index


def _decide_undated(items: Sequence[Item]) -> None:
    """A signature that closes a letter or notice without a date: an organ or a signer below a full stop or a wish."""
    if len(items) < UNDATED_LEAST or not any(item.role is Role.SALUTATION for item in items):
        return
    above, last = items[-2], items[-1]
    closed = above.text and (above.text[-1] in "。！!" or WISH.search(above.text))
    if closed and not last.decided and (is_sure_organ(last.text) or _signs(last.text)):
        last.decide(Role.SIGNATURE, "称谓开头的文稿，最后一行是机关或署名，没有日期")


def _signs(text: str) -> bool:
    return bool(BLANK_SIGNER.fullmatch(text) or (is_signer(text) and not CONTACT.fullmatch(text)))


def _is_dated(items: Sequence[Item], index: int) -> bool:
    """Whether a line is a date, or the place for one below a signature."""
    if is_date(items[index].text):
        return True
    return index > 0 and bool(BLANK_DATE.fullmatch(items[index].text)) and is_signature(items[index - 1])


def part_broken(item: Item) -> list[Item]:
    """A paragraph whose line breaks stand for ends of paragraphs: behind one comes a number, an address, a date, or the
    organ above it."""
    contents = broken(item.content)
    if item.decided or len(contents) < 2 or not any(_opens_paragraph(plain_text(content)) for content in contents[1:]):
        return [item]
    return pieces_of(item, contents)


def _opens_paragraph(text: str) -> bool:
    marker = read_marker(text)
    structural = marker is not None and marker.kind in (*STRUCTURAL, Kind.DIGIT)
    return structural or is_date(text) or is_salutation(text)


def part_lines(item: Item) -> list[Item]:
    """What stands on one line though it is several: a signature and its date, a list of attachments."""
    if item.decided:
        return [item]
    if ATTACHMENTS.match(item.text):
        return _part_attachments(item)
    if heading := HEADING_AND_TEXT.match(item.text):
        return pieces_of(item, divide(item.content, heading.end()))
    return _part_signature(item)


def _part_attachments(item: Item) -> list[Item]:
    """附件：1.… 2.… as an item for each; the numbers must count from 1."""
    cuts = [0]
    for match in ENTRY.finditer(item.text):
        number = int(match[1])
        if number == len(cuts) + 1 and number > 1:
            cuts.append(match.start(1))
    if len(cuts) < 2 or not re.match(r"附\s*件?\s*[：:]\s*[1１]", item.text):
        return [item]
    ends = [*cuts[1:], len(item.text)]
    return pieces_of(item, (part(item.content, start, end) for start, end in zip(cuts, ends, strict=True)))


def _part_signature(item: Item) -> list[Item]:
    match = SIGNED_DATE.fullmatch(item.text)
    if not match or not (is_organ(match[1]) or is_person(match[1])):
        return [item]
    return pieces_of(item, divide(item.content, match.start(2)))


def is_signature(item: Item) -> bool:
    """Whether an undecided item can be a signature: a line naming an organ or a person, no sentence."""
    text = item.text
    if not item.decided and BLANK_SIGNER.fullmatch(text):
        return True
    if item.decided or not text or SENTENCE_MARK.search(text) or text[-1] in "：:，、" or CONTACT.fullmatch(text):
        return False
    if item.marker and item.marker.kind is not Kind.ORDINAL:
        return False
    named = is_organ(text) or is_person(text) or is_signer(text) or EVERYBODY.fullmatch(text)
    return bool(named) or _is_set_right(item)


def _is_set_right(item: Item) -> bool:
    """Whether a line stands at the right: by its alignment, or pushed there with spaces."""
    return item.hints.align == "right" or measure_room(item.hints.raw_indent) >= PUSHED


def _decide_attachments(items: Sequence[Item]) -> None:
    for index, item in enumerate(items):
        if item.decided or not ATTACHMENTS.match(item.text):
            continue
        item.decide(Role.ATTACHMENT, "“附件：”开头的附件说明")
        for following in items[index + 1 :]:
            numbered = following.marker and following.marker.kind in (Kind.DIGIT, Kind.HAN)
            if following.decided or not numbered or SENTENCE_MARK.search(following.text.rstrip("。；")):
                break
            following.decide(Role.ATTACHMENT, "附件说明的后续各项")
        _decide_unnumbered(items[index:])


def _decide_unnumbered(items: Sequence[Item]) -> None:
    """Further attachments without numbers, each on a line, between the first and the signature or the date."""
    if items[0].text.rstrip()[-1] in "：:" or any(item.role is Role.ATTACHMENT for item in items[1:2]):
        return
    end = next((at for at, item in enumerate(items) if is_date(item.text)), 0)
    while end > 1 and is_organ(items[end - 1].text):
        end -= 1
    names = items[1:end]
    if len(names) <= UNNUMBERED_MOST and all(_names_attachment(item) for item in names):
        for item in names:
            item.decide(Role.ATTACHMENT, "附件说明的后续各项，没有编号")


def _names_attachment(item: Item) -> bool:
    if item.decided or item.marker or len(item.text) > UNNUMBERED_LONGEST:
        return False
    return not SENTENCE_MARK.search(item.text) and (ends_like_title(item.text) or bool(TABLES.search(item.text)))
