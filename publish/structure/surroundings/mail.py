"""What a mail says around the text it carries: its head, a note above, a signature below; left out and reported."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publish.structure.items import TYPED_RULE, Item
from publish.structure.lines.patterns import SENTENCE_MARK, is_date
from publish.structure.lines.salutation import is_salutation
from publish.structure.lines.titles import ends_like_title
from publish.structure.surroundings.history import MAIL_SENDER, leave_out_quoted, leave_out_secrecy

MAIL_FIELD = re.compile(
    r"(?:发件人|寄件人|发送人|收件人|抄送|密送|主题|日期|时间|发送时间|发送日期|附件|From|To|Cc|Bcc|Subject|Date|Sent)\s{0,4}[：:].*"
    r"|[-—_=\s]{0,20}(?:原始邮件|转发邮件信息|转发的邮件|Original Message|Forwarded message)[-—_=\s]{0,20}"
    r"|.{0,60}(?:写道|wrote)\s{0,4}[：:]",
    re.I,
)
HEAD_LEAST = 2
NOTE_LINES = 5
NOTE_LONGEST = 60  # characters, two lines of a mail; what is longer is text
TITLE_LONGEST = 40
TITLE_WINDOW = 7  # items from a title on in which somebody is addressed
SIGNATURE_LINES = 8
REPLY_LINES, REPLY_LONGEST = 2, 20  # characters of what somebody answers in a chat
UNMARKED_LINES, UNMARKED_LONGEST = 4, 30  # of a signature below no hyphens, characters of a line
SLOGAN = 20  # characters; a longer sentence is none that a signature carries
CALL = re.compile(
    r"(?:尊敬的)?[\u4e00-\u9fffA-Za-z·]{1,10}\s{0,4}[：:，,]|(?:[^。]{0,10}[，,])?(?:您|你|大家)好[！!。，,：:]?"
)
# Who wrote when, as chat programs copy it.
STAMP = re.compile(r"\S{1,16}\s{1,4}(?:\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?\s{1,4})?\d{1,2}:\d{2}(?::\d{2})?")
DRAFTS = "讲话稿|发言稿|主持词|稿子|文稿|草稿|初稿|定稿|终稿|送审稿|修改稿|材料"
ERRANDS = "查收|审阅|审核|审定|审改|阅示|批示|指正|斧正|把关|排版|排印|打印|印制|修改|校对|润色|印发"
NOTE = re.compile(
    rf"(?:请|麻烦|敬请|恳请|望)[^。；]{{0,16}}(?:{ERRANDS})|(?:{DRAFTS})[^。；]{{0,20}}(?:发给|发您|发你|发来|如下|附后|改好|改过)"
)
MEANT = re.compile("[^：:]{2,8}[：:](?:是?指|即|应|须|填写).*")
SIGNATURE = re.compile(r"[-－]{2}")  # RFC 3676 4.3
# A name and where it is reached; a document's own 联系人： is in the document.
OWN_ADDRESS = re.compile(
    r"@|(?<!\d)1[3-9]\d{9}(?!\d)|(?:微信|QQ|手机)号?码?\s{0,4}[：:]?\s{0,4}[A-Za-z0-9]", re.I
)  # a person's, not an office's
ADDRESS = re.compile(r"\d{7,}|\d{3,4}-\d|@|电话|手机|邮箱|传真|微信|QQ|地址|Tel|Mail", re.I)
OF_DOCUMENT = re.compile("(?:联系人|联系方式|联系电话|附件|抄送|印发|主送|承办|经办|审核|签发)[^：:]{0,8}[：:].*")
SENT_FROM = re.compile(r"发自我?的?.{0,10}(?:iPhone|iPad|手机|邮箱|客户端)[^的请，。]{0,12}|Sent from .{1,40}", re.I)


def leave_out_mail(items: Sequence[Item]) -> None:
    """Marks what belongs to the mail a text came in."""
    leave_out_quoted(items)
    leave_out_secrecy([item for item in items if item.is_text])
    _leave_out_head([item for item in items if item.is_text])
    came_by_mail = any(item.left_out.startswith("mail-") for item in items)
    _leave_out_note([item for item in items if item.is_text], came_by_mail)
    came_by_mail = any(item.left_out.startswith("mail-") for item in items)
    if any(item.left_out and STAMP.fullmatch(item.text) for item in items):
        _leave_out_replies([item for item in items if item.is_text])
    _leave_out_signature([item for item in items if item.is_text], came_by_mail)


def _leave_out_head(items: Sequence[Item]) -> None:
    """发件人, 主题 and the like above a text that came by mail."""
    head = list(itertools.takewhile(lambda item: MAIL_FIELD.fullmatch(item.text), items))
    if len(head) < HEAD_LEAST or not any(MAIL_SENDER.match(item.text) for item in head):
        return
    if any(MEANT.fullmatch(item.text) for item in head):  # a regulation explains the words
        return
    for item in head:
        item.leave_out("mail-header", "邮件的发件人、主题等信息，未排入正文")


def _leave_out_note(items: Sequence[Item], came_by_mail: bool) -> None:
    """A few short lines to the clerk (李主任：讲话稿已改好，请审阅。) above the title of the text; below a mail's
    head all that stands above a typed rule."""
    head = items[: NOTE_LINES + 1]
    rule = next((at for at, item in enumerate(head) if TYPED_RULE.fullmatch(item.text)), 0) if came_by_mail else 0
    note = list(head[: rule + 1]) if rule else list(itertools.takewhile(_is_to_reader, head))
    noted = rule or any(map(_is_note, note))
    if not noted or not _begins_with_title(items[len(note) :]):
        return
    for item in note:
        item.leave_out("mail-note", "写给收件人的话，未排入正文")


def _leave_out_replies(items: Sequence[Item]) -> None:
    """Who wrote when, copied with a text from a chat, and the short answers below the last of them (收到)."""
    stamps = [at for at, item in enumerate(items) if STAMP.fullmatch(item.text) and not item.decided]
    for at in stamps:
        items[at].leave_out("mail-note", "聊天记录里的姓名和时间，未排入正文")
    below = items[stamps[-1] + 1 :] if stamps and stamps[-1] else []
    if below and len(below) <= REPLY_LINES and all(len(item.text) <= REPLY_LONGEST for item in below):
        for item in below:
            item.leave_out("mail-note", "聊天记录里的回话，未排入正文")


def _is_to_reader(item: Item) -> bool:
    return _is_note(item) or bool(CALL.fullmatch(item.text) or STAMP.fullmatch(item.text))


def _is_note(item: Item) -> bool:
    return len(item.text) <= NOTE_LONGEST and bool(NOTE.search(item.text))


def _begins_with_title(items: Sequence[Item]) -> bool:
    """Whether a title comes first, and stands by itself or addresses somebody."""
    if not items:
        return False
    text = items[0].text
    title = len(text) <= TITLE_LONGEST and ends_like_title(text) and not SENTENCE_MARK.search(text)
    return title and (items[0].hints.blank_before or any(is_salutation(item.text) for item in items[1:TITLE_WINDOW]))


def _is_sentence(text: str) -> bool:
    return len(text) > SLOGAN and text[-1] in "。！？；"


def _find_unmarked(last: Sequence[Item]) -> int:
    """Where the short lines of a name and an address begin below a sentence that ends a text."""
    for index in range(len(last) - 1, 0, -1):
        if last[index - 1].text[-1] in "。！!？?":
            short = all(len(item.text) <= UNMARKED_LONGEST and not item.decided for item in last[index:])
            return index if short and len(last) - index <= UNMARKED_LINES else len(last)
    return len(last)


def _leave_out_signature(items: Sequence[Item], came_by_mail: bool) -> None:
    """The sender's name and addresses below two hyphens, and what telephones add; without an address only what follows
    a mail's head or note, and without hyphens what follows the text's last sentence there."""
    last = items[-SIGNATURE_LINES:]
    start = next((index for index, item in enumerate(last) if SIGNATURE.fullmatch(item.text)), len(last))
    if start == len(last) and last and SENT_FROM.fullmatch(last[-1].text):
        start -= 1
    if start == len(last) and came_by_mail:
        start = _find_unmarked(last)
    signed = last[start:]
    if any(is_date(item.text) or _is_sentence(item.text) or OF_DOCUMENT.fullmatch(item.text) for item in signed):
        return  # a document's own end
    address = ADDRESS if came_by_mail else OWN_ADDRESS
    sure = sum(bool(address.search(item.text) or SENT_FROM.fullmatch(item.text)) for item in signed)
    if not sure and not (came_by_mail and signed and SIGNATURE.fullmatch(signed[0].text)):
        return
    for item in last[start:]:
        item.leave_out("mail-signature", "邮件末尾的签名，未排入正文")
