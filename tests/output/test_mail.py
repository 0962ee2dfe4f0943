"""Mail drafts: what Python's own parser reads back equals what was put in, and no line is a danger to a server."""

from __future__ import annotations

import ast
import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.errors import InputError, StyleError
from publish.model import FindingKind
from publish.output import mail
from publish.output.mail import Attachment, Draft, Letter, draft, name_attachment, render_body
from publish.style import Style, load_style

CREATED = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
TITLE = "在2024年市政协工作座谈会上的讲话"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTER = Letter(
    title=TITLE,
    to=("张三 <zhangsan@example.cn>",),
    attachments=(
        Attachment(f"{TITLE}-2024年3月1日-送审稿.pdf", b"%PDF-1.7\r\n.\r\n\x00\xff" * 500),
        Attachment(f"{TITLE}-2024年3月1日-送审稿.docx", bytes(range(256)) * 40),
    ),
    speaker="李四",
    date="2024年3月1日",
)


@pytest.fixture(scope="module")
def style() -> Style:
    return load_style("speech")


def parse(made: Draft) -> EmailMessage:
    message = email.message_from_bytes(made.data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk() if part.defects] == []
    return message


def test_draft_opens_unsent_with_its_headers(style: Style) -> None:
    message = parse(draft(replace(LETTER, cc=("wang@example.com",)), style, CREATED))
    assert message["X-Unsent"] == "1"
    assert message["To"].addresses[0].display_name == "张三"
    assert message["To"].addresses[0].addr_spec == "zhangsan@example.cn"
    assert message["Cc"] == "wang@example.com"
    assert message["Subject"] == TITLE
    assert message["Date"].datetime == CREATED
    assert message["Message-ID"].startswith("<")
    assert message["From"] is None


def test_attachments_keep_name_bytes_and_type(style: Style) -> None:
    found = list(parse(draft(LETTER, style, CREATED)).iter_attachments())
    assert [(part.get_filename(), part.get_content_type()) for part in found] == [
        (f"{TITLE}-2024年3月1日-送审稿.pdf", "application/pdf"),
        (f"{TITLE}-2024年3月1日-送审稿.docx", WORD),
    ]
    assert [part.get_content() for part in found] == [file.data for file in LETTER.attachments]
    assert [part.get_content_disposition() for part in found] == ["attachment"] * 2


def test_old_programs_find_the_name_in_the_content_type(style: Style) -> None:
    found = list(parse(draft(LETTER, style, CREATED)).iter_attachments())
    assert [part["Content-Type"].params["name"] for part in found] == [file.name for file in LETTER.attachments]


def test_body_names_speech_speaker_and_attachments(style: Style) -> None:
    body = parse(draft(LETTER, style, CREATED)).get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == (
        "您好！\n\n"
        "现发去《在2024年市政协工作座谈会上的讲话》（李四，2024年3月1日），请查收。\n\n"
        "附件：\n"
        "1. 在2024年市政协工作座谈会上的讲话-2024年3月1日-送审稿.pdf（7 KB）\n"
        "2. 在2024年市政协工作座谈会上的讲话-2024年3月1日-送审稿.docx（10 KB）\n"
    )


def test_body_without_speaker_date_and_attachments(style: Style) -> None:
    letter = Letter(title="致辞", to=("a@example.cn",), attachments=())
    assert render_body(letter, style) == "您好！\n\n现发去《致辞》，请查收。\n"


def test_markup_and_template_marks_in_a_title_are_literal(style: Style) -> None:
    assert "《<b>{{ 1 + 1 }}</b>》" in render_body(replace(LETTER, title="<b>{{ 1 + 1 }}</b>"), style)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=255))
@example("讲" * 255)  # too long for one line
@settings(deadline=None)  # a busy machine takes its time
def test_any_title_makes_a_draft_of_short_ascii_lines(title: str) -> None:
    style = load_style("speech")
    name = f"《{title}》"  # Python's parser trims a name
    letter = replace(LETTER, title=title, subject=title, attachments=(Attachment(name + ".pdf", b"\n.\n"),))
    made = draft(letter, style, CREATED)
    assert made.data.isascii()
    assert all(len(line) < 998 for line in made.data.split(b"\r\n"))
    assert b"\n" not in made.data.replace(b"\r\n", b"")
    assert b"\r" not in made.data.replace(b"\r\n", b"")
    message = parse(made)
    assert message.keys() == ["X-Unsent", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]
    (part,) = message.iter_attachments()
    assert part.get_filename() == name + ".pdf"
    assert part.get_content() == b"\n.\n"


def test_longest_name_a_disk_allows(style: Style) -> None:
    name = "讲" * 83 + ".pdf"
    made = draft(replace(LETTER, attachments=(Attachment(name, b"%PDF"),)), style, CREATED)
    (part,) = parse(made).iter_attachments()
    assert (part.get_filename(), part["Content-Type"].params["name"]) == (name, name)
    assert max(map(len, made.data.split(b"\r\n"))) < 998


@pytest.mark.parametrize(
    ("typed", "receivers"),
    [
        (("a@example.cn",), ["a@example.cn"]),
        (("a@example.cn, b@example.cn",), ["a@example.cn", "b@example.cn"]),
        (("张三 <a@example.cn>；李四<b@example.cn>、c@x.cn",), ["张三 a@example.cn", "李四 b@example.cn", "c@x.cn"]),
        (("zhangsan@example。cn",), ["zhangsan@example.cn"]),
        (('"王五，办公室" <w@example.cn>', "a@example.cn"), ["王五，办公室 w@example.cn", "a@example.cn"]),
        (("a@example.cn", "a@example.cn;"), ["a@example.cn"]),
        (("a.b+c_d@mail.example.com.cn",), ["a.b+c_d@mail.example.com.cn"]),
        (("公文@例子.中国".replace("公文", "doc"),), ["doc@xn--fsqu00a.xn--fiqs8s"]),
    ],
)  # fmt: skip
def test_receivers_as_clerks_type_them(typed: tuple[str, ...], receivers: list[str], style: Style) -> None:
    addresses = parse(draft(replace(LETTER, to=typed), style, CREATED))["To"].addresses
    assert [f"{one.display_name} {one.addr_spec}".strip() for one in addresses] == receivers


def test_a_long_receiver_is_several_words(style: Style) -> None:
    """Read with `decode_header`: the policy's parser of Python 3.11 puts spaces between encoded words of a name."""
    name = "欧阳" * 30
    made = draft(replace(LETTER, to=(f"{name} <a@example.cn>",)), style, CREATED)
    raw = email.message_from_bytes(made.data)["To"]
    assert raw.count("=?utf-8?B?") == 4
    assert str(make_header(decode_header(raw))).replace(" ", "") == f"{name}<a@example.cn>"


@pytest.mark.parametrize(
    "typed",
    [
        "张三",
        "zhangsan@",
        "@example.cn",
        "zhang san@example.cn",
        "zhangsan＠example.cn",
        "zhangsan@example",
        "zhangsan@-example.cn",
        "zhang..san@example.cn",
        "张三@example.cn",
        "a@b@example.cn",
        "张三 <zhangsan@example.cn",
        "张三 <zhangsan@example.cn> 李四",
        "a" * 65 + "@example.cn",
        "a@" + "b" * 64 + ".cn",
    ],
)
def test_what_is_no_address_is_named(typed: str, style: Style) -> None:
    with pytest.raises(InputError) as failure:
        draft(replace(LETTER, to=(typed,)), style, CREATED)
    assert failure.value.message == f"“{typed}”不是邮箱地址"
    assert "zhangsan@example.cn" in failure.value.hint


@pytest.mark.parametrize("typed", [(), ("",), (" ；, ",)])
def test_a_draft_needs_a_receiver(typed: tuple[str, ...], style: Style) -> None:
    with pytest.raises(InputError, match="没有写收件人"):
        draft(replace(LETTER, to=typed), style, CREATED)


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r", "\u2028", "\x85", "\0", "\x0b", "\ud800"])
def test_newlines_cannot_begin_a_header(newline: str, style: Style) -> None:
    evil = f"讲话{newline}Bcc: thief@example.com"
    for letter in (
        replace(LETTER, subject=evil),
        replace(LETTER, to=(f"{evil} <a@example.cn>",)),
        replace(LETTER, cc=(f"a@example.cn{newline}Bcc: thief@example.com",)),
        replace(LETTER, attachments=(Attachment(evil + ".pdf", b""),)),
    ):
        with pytest.raises(InputError, match="换行或控制字符"):
            draft(letter, style, CREATED)


def test_a_title_of_several_lines_is_one_subject(style: Style) -> None:
    message = parse(draft(replace(LETTER, title="关于\r\nBcc: thief@example.com"), style, CREATED))
    assert message["Subject"] == "关于 Bcc: thief@example.com"
    assert message["Bcc"] is None


def test_quotes_in_a_name_do_not_end_it(style: Style) -> None:
    name = '"; filename="evil.exe'
    (part,) = parse(draft(replace(LETTER, attachments=(Attachment(name, b""),)), style, CREATED)).iter_attachments()
    assert part.get_filename() == name
    assert part.get_content_type() == "application/octet-stream"


@pytest.mark.parametrize("bytes_over", [0, mail.MEGABYTE])
def test_a_mail_too_large_is_said_so(bytes_over: int, style: Style) -> None:
    small = replace(style, mail=replace(style.mail, limit=1))
    made = draft(
        replace(LETTER, attachments=(Attachment("讲话.pdf", b"x" * (mail.MEGABYTE // 2 + bytes_over)),)), small, CREATED
    )
    expected = ["邮件共 2.1 MB，超过 1 MB，有的邮箱会拒收；请只附 PDF，或改用网盘、移动硬盘传送"] if bytes_over else []
    assert [finding.message for finding in made.findings] == expected
    assert all(finding.kind is FindingKind.WARNING for finding in made.findings)


def test_same_letter_same_bytes_other_letter_other_identity(style: Style) -> None:
    first, again = (draft(LETTER, style, CREATED) for _ in range(2))
    other = draft(replace(LETTER, speaker="王五"), style, CREATED)
    assert first == again
    assert parse(first)["Message-ID"] != parse(other)["Message-ID"]


def test_names_hold_title_date_and_version() -> None:
    assert name_attachment("讲话", "2024年3月1日", "第二稿") == "讲话-2024年3月1日-第二稿"
    assert name_attachment("讲话", "", "第二稿") == "讲话-第二稿"


def test_a_broken_template_is_named(style: Style, tmp_path: Path) -> None:
    (tmp_path / "mail.txt.j2").write_text("{{ letter.nobody }}", encoding="utf-8")
    with pytest.raises(StyleError, match="邮件模板有错"):
        draft(LETTER, replace(style, folders=(tmp_path,)), CREATED)


def test_nothing_here_can_send() -> None:
    tree = ast.parse(Path(mail.__file__).read_text(encoding="utf-8"))
    imported = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in imported if name.split(".")[0] in ("smtplib", "socket", "ssl", "http", "subprocess")}
    assert not {name for name in imported if name.startswith("urllib") and name != "urllib.parse"}
