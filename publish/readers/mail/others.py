"""What a mail carries beside the text that is read: other words, forwarded mails, attachments; all of it is named."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from itertools import islice

from lxml import etree, html

from publish.model import Finding, FindingKind, Place
from publish.readers.text.encoding import decode_named, decode_unmarked

MOST_PARTS = 500
FIELDS = {"From": "发件人", "To": "收件人", "Cc": "抄送", "Date": "时间", "Subject": "主题"}


def list_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something themselves, also those of forwarded mails, in order; at most MOST_PARTS are met."""
    return (part for part in _walk(message) if not part.is_multipart())


def list_forwarded(message: EmailMessage) -> list[EmailMessage]:
    """The mails a mail carries whole (message/rfc822, RFC 2046, 5.2.1), those inside them too."""
    inner = (part.get_payload(0) for part in _walk(message) if _is_mail(part) and part.is_multipart())
    return [mail for mail in inner if isinstance(mail, EmailMessage)]


def text_of(part: EmailMessage, name: str) -> str:
    """The characters of a part, by the encoding it names or, where that is wrong, the one they show."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = str(part.get_content_charset() or "").lower()
    text = None if charset == "us-ascii" else decode_named(data, charset)
    text = decode_unmarked(data, name) if text is None else text
    if part.get_content_type() == "text/plain" and str(part.get_param("format", "")).lower() == "flowed":
        return _unflow(text, str(part.get_param("delsp", "")).lower() == "yes")
    return text


def words_of(part: EmailMessage, name: str) -> str:
    """The characters of a part without the tags of a page, white space aside."""
    text = text_of(part, name)
    return "".join((_strip_tags(text) if part.get_content_type() == "text/html" else text).split())


def _unflow(text: str, delete_space: bool) -> str:
    """Text whose lines were wrapped for sending (RFC 3676, 4.2): those that end with a space go on in the next."""
    lines: list[str] = []
    flowing = False
    for line in text.splitlines():
        quoted = line.startswith(">")
        bare = line.removeprefix(" ")  # what was put before a space, From or > (4.4)
        if flowing and not quoted:
            lines[-1] += bare
        else:
            lines.append(bare)
        flowing = line.endswith(" ") and line != "-- " and not quoted
        if flowing and (delete_space or _is_han(lines[-1].rstrip())):
            lines[-1] = lines[-1].removesuffix(" ")
    return "\n".join(lines)


def _is_han(text: str) -> bool:
    return text[-1:] > "\u2e80"


def tell_head(message: EmailMessage, name: str, said: str = "邮件头没有排出") -> Iterator[Finding]:
    """The fields of the head people read, each as left out."""
    written = {field.lower(): str(value) for field, value in message.raw_items()}
    for field, label in FIELDS.items():
        value = message[field] or " ".join(written.get(field.lower(), "").split())
        if value:
            yield Finding(FindingKind.LEFT_OUT, said, Place(name, 1), f"{label}：{value}", code="mail-header")


def tell_others(message: EmailMessage, used: EmailMessage, name: str) -> Iterator[Finding]:
    """Everything but `used`: forwarded mails' heads, attachments by their names, words whole."""
    page = text_of(used, name) if used.get_content_type() == "text/html" else ""
    forwarded = list_forwarded(message)
    for mail in forwarded:
        yield from tell_head(mail, name, "转发的邮件的邮件头没有排出")
    inside = {id(part) for mail in forwarded for part in list_parts(mail)}
    said_again = _find_repeated(message, used)
    for part in list_parts(message):
        if part is used or id(part) in said_again or _is_shown(part, page):
            continue
        text, said = _describe(part, name)
        if said is None:
            attached = used.get_content_disposition() == "attachment"
            own = "邮件正文没有排出，排的是附件" if attached else "邮件里的另一段文字没有排出"
            said = "转发的邮件没有排出" if id(part) in inside else own
        if text:
            yield Finding(FindingKind.LEFT_OUT, said, Place(name, 1), text, code="mail-other")


def _walk(message: EmailMessage) -> Iterator[EmailMessage]:
    return (part for part in islice(message.walk(), MOST_PARTS) if isinstance(part, EmailMessage))


def _is_mail(part: EmailMessage) -> bool:
    return part.get_content_type() in ("message/rfc822", "message/global")


def _describe(part: EmailMessage, name: str) -> tuple[str, str | None]:
    """What a part holds, and what it is called; None for words of the mail."""
    if part.get_filename():
        return str(part.get_filename()), "邮件的其他附件没有排出"
    kind = part.get_content_type()
    if part.get_content_maintype() == "text":
        text = text_of(part, name)
        return (_strip_tags(text) if kind == "text/html" else text).strip(), None
    if part.get_content_maintype() == "image":
        return str(part.get("Content-ID") or kind), "邮件里的图片没有排出"
    return "", ""


def _strip_tags(page: str) -> str:
    """The words of a page; the page itself where it cannot be parsed."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.replace("\0", ""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return "" if not page.strip() else page
    etree.strip_elements(root, "script", "style", "title", with_tail=False)
    return "\n".join(line for each in root.itertext() if (line := str(each).strip()))


def _find_repeated(message: EmailMessage, used: EmailMessage) -> set[int]:
    """Parts that say in another form what another one says (multipart/alternative): all but the one that is told."""
    repeated: set[int] = set()
    for group in _walk(message):
        if group.get_content_type() != "multipart/alternative":
            continue
        forms = [
            part for part in list_parts(group) if part.get_content_maintype() == "text" and not part.get_filename()
        ]
        told = next((part for part in forms if part is used), forms[0] if forms else None)
        repeated |= {id(part) for part in forms if part is not told}
    return repeated


def _is_shown(part: EmailMessage, page: str) -> bool:
    """Whether a part is a picture that stands in the page of the mail (RFC 2392)."""
    cid = str(part.get("Content-ID") or "").strip().strip("<>")
    return bool(cid) and part.get_content_maintype() == "image" and f"cid:{cid}" in page
