"""Mails (.eml): the text attached to them, else their own; the head is named as left out. Nothing is fetched."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from email.message import EmailMessage
from importlib import import_module
from pathlib import Path

from publish.errors import InputError
from publish.inputs import read_input
from publish.model import Finding, FindingKind, Place, Source
from publish.readers.mail.message import parse_message
from publish.readers.mail.others import list_forwarded, list_parts, tell_head, tell_others, text_of, words_of

MOST_BYTES = 64 << 20
# Attachments that are taken for the text itself, and who reads them.
ATTACHED = {
    ".docx": "word", ".docm": "word", ".doc": "doc", ".wps": "doc", ".odt": "odt", ".rtf": "rtf", ".txt": "text",
    ".md": "markdown", ".html": "html", ".htm": "html",
    ".pdf": "pdf",
}  # fmt: skip
NOTE = 100  # characters: a longer text is no note to the reader
UNSAFE = re.compile(r"[/\\\0\n\r]")


def read(path: Path) -> Source:
    """The text a mail carries: its first attachment of a kind we read, else its body, else that of a mail it forwards.

    Raises InputError when there is neither, or what is attached cannot be read.
    """
    message = parse_message(read_input(path, MOST_BYTES), path.name)
    if not message.keys():
        raise InputError("这不是一封邮件", "请在邮件程序里另存为 .eml 再试", Place(path.name, 1))
    parts = list(list_parts(message))
    attached = [part for part in parts if _is_attached(part)]
    attached.sort(key=lambda part: _suffix(part) == ".pdf")  # which is taken only when nothing better is there
    if attached:
        source = _read_attached(attached[0], path.name)
        used = attached[0]
    else:
        source, used = _read_body(message, path.name)
    told = (*tell_head(message, path.name), *tell_others(message, used, path.name))
    return replace(source, name=path.name, findings=(*told, *source.findings))


def _is_attached(part: EmailMessage) -> bool:
    """Whether a part is a file we read; telephones send Word files along "inline", beside the words of the mail."""
    is_file = part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text"
    return is_file and _suffix(part) in ATTACHED


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


def _find_body(mail: EmailMessage, name: str) -> EmailMessage | None:
    """The part that holds a mail's own words: the plain one, or the page where that is empty."""
    forms = (mail.get_body((kind,)) for kind in ("plain", "html"))
    return next((each for each in forms if isinstance(each, EmailMessage) and words_of(each, name)), None)


def _read_body(message: EmailMessage, name: str) -> tuple[Source, EmailMessage]:
    """The mail's own words; those of the first mail it forwards where it says nothing itself, or little."""
    mails = (message, *list_forwarded(message))
    bodies = [body for mail in mails if (body := _find_body(mail, name))]
    body = bodies[0] if bodies else None
    if len(bodies) > 1 and len(words_of(bodies[0], name)) <= min(NOTE, len(words_of(bodies[1], name)) / 2):
        body = bodies[1]  # the mail only says what to do with the one it forwards
    if body is None:
        raise InputError("邮件里没有文字，也没有能读的附件", "请把附件另存出来再试", Place(name, 1))
    text = text_of(body, name)
    if body.get_content_type() == "text/html":
        from publish.readers.html.pictures import Pictures, collect_parts
        from publish.readers.html.reader import parse as parse_page

        return parse_page(text, name, whole=True, pictures=Pictures(collect_parts(message))), body
    from publish.readers.text.reader import parse

    return parse(text, name), body
