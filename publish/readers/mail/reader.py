"""Mails (.eml): the text attached to them, else their own; the head is named as left out. Nothing is fetched."""

from __future__ import annotations

import email
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from importlib import import_module
from pathlib import Path

from publish.errors import InputError
from publish.inputs import read_input
from publish.model import Finding, FindingKind, Place, Source
from publish.readers.mail.headers import PATIENT
from publish.readers.text.encoding import decode_named, decode_unmarked

MOST_BYTES = 64 << 20
MOST_PARTS = 500
FIELDS = {"From": "发件人", "To": "收件人", "Cc": "抄送", "Date": "时间", "Subject": "主题"}
# Attachments that are taken for the text itself, and who reads them.
ATTACHED = {
    ".docx": "word", ".docm": "word", ".doc": "doc", ".wps": "doc", ".odt": "odt", ".rtf": "rtf", ".txt": "text",
    ".md": "markdown", ".html": "html", ".htm": "html",
    ".pdf": "pdf",
}  # fmt: skip
UNSAFE = re.compile(r"[/\\\0\n\r]")


def read(path: Path) -> Source:
    """The text a mail carries: its first attachment of a kind we read, else its body.

    Raises InputError when there is neither, or what is attached cannot be read.
    """
    message = email.message_from_bytes(read_input(path, MOST_BYTES), policy=PATIENT)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise InputError("这不是一封邮件", "请在邮件程序里另存为 .eml 再试", Place(path.name, 1))
    parts = list(_list_parts(message))
    attached = [part for part in parts if _suffix(part) in ATTACHED and part.get_content_disposition() == "attachment"]
    attached.sort(key=lambda part: _suffix(part) == ".pdf")  # which is taken only when nothing better is there
    if attached:
        source = _read_attached(attached[0], path.name)
        told = _tell_others(parts, attached[0], path.name)
    else:
        source, used = _read_body(message, path.name)
        told = _tell_others(parts, used, path.name)
    return replace(source, name=path.name, findings=(*_tell_head(message, path.name), *told, *source.findings))


def _list_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        if isinstance(part, EmailMessage) and not part.is_multipart():
            yield part


def _suffix(part: EmailMessage) -> str:
    return Path(UNSAFE.sub("_", part.get_filename() or "")).suffix.lower()


def _read_attached(part: EmailMessage, name: str) -> Source:
    """An attachment, through a private file that is gone when it is read."""
    data = part.get_payload(decode=True)
    file = UNSAFE.sub("_", part.get_filename() or "") or "附件"
    if not isinstance(data, bytes):
        raise InputError(f"邮件的附件“{file}”读不出来", "请把附件另存出来再试", Place(name, 1))
    with tempfile.TemporaryDirectory(prefix="publish-mail-") as folder:
        path = Path(folder) / f"附件{_suffix(part)}"
        path.write_bytes(data)
        source = import_module(f"publish.readers.{ATTACHED[_suffix(part)]}.reader").read(path)
    assert isinstance(source, Source)
    told = Finding(FindingKind.WARNING, f"排的是邮件的附件“{file}”", Place(name, 1), code="mail-attached")
    return replace(source, findings=(told, *source.findings))


def _read_body(message: EmailMessage, name: str) -> tuple[Source, EmailMessage]:
    body = message.get_body(("plain", "html"))
    if not isinstance(body, EmailMessage):
        raise InputError("邮件里没有文字，也没有能读的附件", "请把附件另存出来再试", Place(name, 1))
    text = _text_of(body, name)
    if body.get_content_type() == "text/html":
        from publish.readers.html.pictures import Pictures, collect_parts
        from publish.readers.html.reader import parse as parse_page

        return parse_page(text, name, whole=True, pictures=Pictures(collect_parts(message))), body
    if not text.strip():
        raise InputError("邮件里没有文字，也没有能读的附件", "请把附件另存出来再试", Place(name, 1))
    from publish.readers.text.reader import parse

    return parse(text, name), body


def _text_of(body: EmailMessage, name: str) -> str:
    data = body.get_payload(decode=True)
    assert isinstance(data, bytes)
    charset = str(body.get_content_charset() or "").lower()
    text = None if charset == "us-ascii" else decode_named(data, charset)
    return decode_unmarked(data, name) if text is None else text


def _tell_head(message: EmailMessage, name: str) -> Iterator[Finding]:
    written = {field.lower(): str(value) for field, value in message.raw_items()}
    for field, label in FIELDS.items():
        said = message[field] or " ".join(written.get(field.lower(), "").split())
        if said:
            text = f"{label}：{said}"
            yield Finding(FindingKind.LEFT_OUT, "邮件头没有排出", Place(name, 1), text, code="mail-header")


def _tell_others(parts: list[EmailMessage], used: EmailMessage, name: str) -> Iterator[Finding]:
    """What else the mail carries: other attachments by their names, the text beside an attachment whole."""
    page = _text_of(used, name) if used.get_content_type() == "text/html" else ""
    for part in parts:
        if part is used or _is_shown(part, page):
            continue
        if part.get_filename():
            text, message = str(part.get_filename()), "邮件的其他附件没有排出"
        elif part.get_content_maintype() == "image":
            text, message = str(part.get("Content-ID") or part.get_content_type()), "邮件里的图片没有排出"
        elif part.get_content_type() == "text/plain" and used.get_content_disposition() == "attachment":
            text, message = _text_of(part, name).strip(), "邮件正文没有排出，排的是附件"
        else:
            continue
        if text:
            yield Finding(FindingKind.LEFT_OUT, message, Place(name, 1), text, code="mail-other")


def _is_shown(part: EmailMessage, page: str) -> bool:
    """Whether a part is a picture that stands in the page of the mail (RFC 2392)."""
    name = str(part.get("Content-ID") or "").strip().strip("<>")
    return bool(name) and part.get_content_maintype() == "image" and f"cid:{name}" in page
