"""The mail that a mail answers, quoted below it, and the words about secrecy at its end; left out and reported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.structure.items import Item

MAIL_SENDER = re.compile(r"(?:发件人|寄件人|发送人|From)\s{0,4}[：:]", re.I)
# Paragraphs and characters above a quoted mail: what is less is a note, and the quoted mail is the text.
FEWEST, LEAST = 3, 80
# What mail programs write over the mail they quote (QQ, Foxmail, NetEase, Outlook, Apple Mail, Gmail, Thunderbird):
# a line with rules around it, or who wrote when; a sentence that quotes a diary names no clock and no address.
RULED = re.compile(
    r"[-—–_=\s]{2,40}\s?(?:原始邮件|转发邮件信息|转发的邮件|回复的原邮件|原邮件|Original Message|Forwarded message)"
    r"\s?[-—–_=\s]{2,40}",
    re.I,
)
WROTE = re.compile(r"(?:写道|wrote)\s{0,4}[：:]", re.I)
LONGEST = 200  # characters of that line: name, address and date
YEAR, CLOCK_OR_ADDRESS, STOP = re.compile(r"\d{4}"), re.compile(r"@|\d{1,2}[:：]\d{2}"), re.compile("[。；]")
RECEIVER = re.compile(r"(?:^|\s)(?:收件人|To)\s{0,4}[：:]", re.I)
SENT = re.compile(r"(?:^|\s)(?:日期|时间|发送时间|发送日期|Date|Sent)\s{0,4}[：:][^\n]{0,20}\d{4}", re.I)
FIELDS_WITHIN = 5  # lines
SECRECY = re.compile(
    r"[\s\S]{0,12}(?:本|此)(?:电子)?邮件[\s\S]{0,60}(?:保密|机密|秘密|仅限|仅供|专供|错收|误收)[\s\S]*"
    r"|This (?:e-?mail|message)[\s\S]{0,200}(?:confidential|intended|privileged)[\s\S]*",
    re.I,
)
MISDIRECTED = re.compile("错收|误收|收件人|发件人|发送给|误发|立即(?:通知|删除|告知)|recipient|intended", re.I)


def leave_out_secrecy(items: Sequence[Item]) -> None:
    """The sentences that a company's mail server puts below every mail."""
    for item in reversed(items):
        if not SECRECY.fullmatch(item.text) or not MISDIRECTED.search(item.text):
            break
        item.leave_out("mail-signature", "邮件末尾的保密声明，未排入正文")


def leave_out_quoted(items: Sequence[Item]) -> None:
    """The mail that is quoted below the text, to the end; where only a note stands above, that is the text."""
    shown = [item for item in items if item.is_text]
    begun = (at for at in range(FEWEST, len(shown)) if _begins_quoted(shown, at))
    start = next((at for at in begun if sum(len(item.text) for item in shown[:at]) >= LEAST), None)
    if start is None:
        return
    first = next(at for at, item in enumerate(items) if item is shown[start])
    for item in items[first:]:
        if not item.left_out:
            item.leave_out("mail-quoted", "下面引用的邮件，未排入正文")


def _begins_quoted(shown: Sequence[Item], at: int) -> bool:
    """Whether a mail program's line stands there, or the fields of a mail's head one below the other."""
    text = shown[at].text
    if RULED.match(text) or _tells_who_wrote(text):
        return True
    if not MAIL_SENDER.match(text):
        return False
    below = "\n".join(item.text for item in shown[at : at + FIELDS_WITHIN])
    return bool(RECEIVER.search(below) and SENT.search(below))


def _tells_who_wrote(text: str) -> bool:
    wrote = WROTE.search(text, 0, LONGEST)
    said = text[: wrote.start()] if wrote else ""
    return bool(YEAR.search(said) and CLOCK_OR_ADDRESS.search(said)) and not STOP.search(said)
