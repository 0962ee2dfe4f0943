"""Mail: a draft (.eml) with the finished files attached, which a mail program opens ready to send. Nothing is sent.

RFC 5322 and MIME written out here, not by `email`: its folding differs between Python versions, and it cannot write an
attachment's name twice, as old and new programs want it (RFC 2047 words in `name`, RFC 2231 in `filename*`).
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from pathlib import PurePath
from urllib.parse import quote

from publish.errors import InputError
from publish.model import Finding, FindingKind
from publish.style import Style
from publish.style.templates import Templates

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
OTHER_MEDIA_TYPE = "application/octet-stream"
MEGABYTE = 1024 * 1024
LONGEST_PARAMETER = 900  # characters; a line of a mail may have 998 (RFC 5322 2.1.1)
WORD_BYTES = 45  # base64 of 45 bytes and =?utf-8?B??= are 72 characters; RFC 2047 section 2 allows 75
PLAIN_CHARACTERS = 66  # an ASCII value so short needs no folding (RFC 5322 2.1.1: 78 characters a line)
LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")  # RFC 5322 dot-atom
DOMAIN = re.compile(r"\A(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)
MAILBOX = re.compile(r'\A(?:"(?P<quoted>[^"]*)"\s*|(?P<name>[^<>"]*))<(?P<address>[^<>]*)>')
SEPARATORS = re.compile(r'[,;，；、](?=(?:[^"]*"[^"]*")*[^"]*$)')  # not those inside quotation marks


@dataclass(frozen=True)
class Attachment:
    """A file of the mail: its name as the receiver shall see it, its bytes."""

    name: str
    data: bytes

    @property
    def media_type(self) -> str:
        """The type by the name's ending."""
        return MEDIA_TYPES.get(PurePath(self.name).suffix.lower(), OTHER_MEDIA_TYPE)

    @property
    def size(self) -> str:
        """The size as people say it."""
        count = len(self.data)
        return f"{count / MEGABYTE:.1f} MB" if count >= MEGABYTE else f"{max(1, round(count / 1024))} KB"


@dataclass(frozen=True)
class Letter:
    """What the mail says; receivers as typed (`张三 <zhang@example.cn>；…`), without `subject` it is the title."""

    title: str
    to: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    cc: tuple[str, ...] = ()
    subject: str = ""
    speaker: str = ""
    date: str = ""


@dataclass(frozen=True)
class Draft:
    """The bytes of the .eml file and what the sender should know."""

    data: bytes
    findings: tuple[Finding, ...] = ()


def name_attachment(title: str, date: str, version: str) -> str:
    """The name of an attachment, without ending: title, date, version; what is empty is left out."""
    return "-".join(part for part in (title, date, version) if part)


def draft(letter: Letter, style: Style, created: datetime) -> Draft:
    """The draft of a letter; the same letter, style and date give the same bytes.

    A Finding warns when the mail is larger than `style.mail.limit` megabytes. Raises InputError for an address that is
    none and for control characters in a header, StyleError for a broken template mail.txt.j2.
    """
    _check(letter)
    subject = _single_line(letter.subject, "邮件主题") or _joined(letter.title)
    headers = [("X-Unsent", "1"), ("To", write_addresses(letter.to, "--to"))]
    if letter.cc:
        headers.append(("Cc", write_addresses(letter.cc, "--cc")))
    headers += [("Subject", _encode_text(subject)), ("Date", format_datetime(created))]
    parts = [_text_part(render_body(letter, style)), *(_file_part(file) for file in letter.attachments)]
    mark = hashlib.sha256(b"".join([repr(headers).encode(), *parts])).hexdigest()[:32]
    headers += [("Message-ID", f"<{mark}@publish.invalid>"), ("MIME-Version", "1.0")]
    # "=_" cannot occur in base64, so no part can end the mail early (RFC 2046 5.1.1).
    headers.append(("Content-Type", f'multipart/mixed;\r\n boundary="=_{mark}"'))
    body = b"".join(b"--=_%s\r\n%s\r\n" % (mark.encode(), part) for part in parts)
    data = _head(headers) + body + b"--=_%s--\r\n" % mark.encode()
    return Draft(data, tuple(_weigh(data, style.mail.limit)))


def render_body(letter: Letter, style: Style) -> str:
    """The plain text of the mail, from the style's mail.txt.j2."""
    templates = Templates(style.folders, autoescape=False, trim_blocks=True)
    given = replace(style, folders=())
    return templates.write("mail.txt.j2", style.name, letter=letter, style=given).strip() + "\n"


def _check(letter: Letter) -> None:
    for text, what in ((letter.title, "标题"), (letter.speaker, "讲话人"), (letter.date, "日期")):
        _single_line(_joined(text), what)
    for file in letter.attachments:
        _single_line(file.name, "附件名")


def _joined(text: str) -> str:
    """The lines of a title as one."""
    return " ".join(text.split())


def _weigh(data: bytes, limit: int) -> Iterator[Finding]:
    size = len(data) / MEGABYTE
    if size > limit:
        message = f"邮件共 {size:.1f} MB，超过 {limit} MB，有的邮箱会拒收；请只附 PDF，或改用网盘、移动硬盘传送"
        yield Finding(FindingKind.WARNING, message, code="mail-size")


def write_addresses(typed: Iterable[str], option: str) -> str:
    """The receivers as a header value, one on a line. Raises InputError if there is none."""
    texts = [text for group in typed for text in SEPARATORS.split(_single_line(group, f"{option} 的收件人"))]
    mailboxes = [_mailbox(text.strip()) for text in texts if text.strip()]
    if not mailboxes:
        raise InputError(f"{option} 没有写收件人", "请写邮箱地址，例如 张三 <zhangsan@example.cn>")
    return ",\r\n ".join(dict.fromkeys(mailboxes))


def _mailbox(text: str) -> str:
    """One receiver as RFC 5322 writes it: the name in encoded words, the address in ASCII."""
    match = MAILBOX.fullmatch(text.strip())
    address = match["address"].strip() if match else text
    name = (match["quoted"] or match["name"] or "").strip() if match else ""
    local, _, domain = address.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        domain = ""
    if not (LOCAL_PART.fullmatch(local) and len(local) <= 64 and DOMAIN.fullmatch(domain) and len(domain) <= 253):
        hint = "请写成 zhangsan@example.cn 或 张三 <zhangsan@example.cn>，@ 和点用半角；几个人之间用逗号隔开"
        raise InputError(f"“{text}”不是邮箱地址", hint)
    return f"{_encode_words(name)} <{local}@{domain}>" if name else f"{local}@{domain}"


def _single_line(text: str, what: str) -> str:
    """The text, if it can stand in a header: newlines would begin a header of their own."""
    bad = next((char for char in text if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")), None)
    if bad:
        raise InputError(f"{what}里有换行或控制字符（U+{ord(bad):04X}）", "请删去这个字符")
    return text.strip()


def _encode_text(text: str) -> str:
    plain = text.isascii() and len(text) <= PLAIN_CHARACTERS and "=?" not in text
    return text if plain else _encode_words(text)


def _encode_words(text: str) -> str:
    """RFC 2047 words, none splitting a character, each on a line of its own."""
    words, word = [], b""
    for char in text:
        data = char.encode()
        if len(word) + len(data) > WORD_BYTES:
            words.append(word)
            word = b""
        word += data
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(word).decode()}?=" for word in [*words, word])


def _text_part(text: str) -> bytes:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "base64")]
    return _head(headers) + _base64("\r\n".join(text.splitlines()).encode() + b"\r\n")


def _file_part(file: Attachment) -> bytes:
    headers = [
        ("Content-Type", f'{file.media_type};\r\n name="{_encode_words(file.name)}"'),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", f"attachment;\r\n {_extended_name(file.name)}"),
    ]
    return _head(headers) + _base64(file.data)


def _extended_name(name: str) -> str:
    """A file name as RFC 2231 has it; one too long for a line in numbered parts, which fewer programs understand."""
    encoded = "utf-8''" + quote(name, safe="")
    if len(encoded) <= LONGEST_PARAMETER:
        return f"filename*={encoded}"
    parts = re.findall(f"(?:%..|[^%]){{1,{LONGEST_PARAMETER // 3}}}", encoded)
    return ";\r\n ".join(f"filename*{number}*={part}" for number, part in enumerate(parts))


def _head(headers: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("ascii") + b"\r\n"


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")  # lines of 76 characters (RFC 2045 6.8)
