"""Mails: their body, or the text attached to them; the head and whatever else they carry is named."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import Source
from publish.readers.mail.reader import read
from tests.readers.reader_display import left_out, texts
from tests.readers.word.docx_files import png

SPEECH = "在会议上的讲话\n\n同志们：\n\n    要抓好落实。\n"


def make_mail(text: str = SPEECH, html: str = "", **attachments: bytes) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.cn", "b@example.cn", "讲话稿"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, data in attachments.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return mail


def read_mail(folder: Path, mail: EmailMessage | bytes) -> Source:
    path = folder / "来信.eml"
    path.write_bytes(mail if isinstance(mail, bytes) else bytes(mail))
    return read(path)


def test_the_body_is_the_text(tmp_path: Path) -> None:
    source = read_mail(tmp_path, make_mail())
    assert texts(source) == ["在会议上的讲话", "同志们：", "要抓好落实。"]
    assert left_out(source) == ["发件人：a@example.cn", "收件人：b@example.cn", "主题：讲话稿"]


def test_a_mail_of_html_alone(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "a@example.cn"
    mail.set_content("<p>同志们：</p><p>要抓好<b>落实</b>。</p>", subtype="html")
    assert texts(read_mail(tmp_path, mail)) == ["同志们：", "要抓好*落实*。"]


def test_the_attached_text_goes_before_the_body(tmp_path: Path) -> None:
    mail = make_mail("李主任：请审阅附件。", 讲话稿_txt=SPEECH.encode(), 照片_jpg=b"\xff\xd8")
    source = read_mail(tmp_path, mail)
    assert texts(source) == ["在会议上的讲话", "同志们：", "要抓好落实。"]
    assert left_out(source)[3:] == ["李主任：请审阅附件。", "照片.jpg"]
    assert [f.message for f in source.findings if f.code == "mail-attached"] == ["排的是邮件的附件“讲话稿.txt”"]


def test_an_old_mail_in_gb2312(tmp_path: Path) -> None:
    head = b"From: a@example.cn\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert texts(read_mail(tmp_path, head + SPEECH.encode("gbk"))) == ["在会议上的讲话", "同志们：", "要抓好落实。"]


@pytest.mark.parametrize("data", [b"", "只是文字\n".encode(), b"From: a@example.cn\r\n\r\n"])
def test_what_is_no_mail_or_empty_is_told_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match="邮件"):
        read_mail(tmp_path, data)


def test_an_attachments_name_leads_nowhere(tmp_path: Path) -> None:
    mail = make_mail("见附件。")
    mail.add_attachment(SPEECH.encode(), maintype="text", subtype="plain", filename="../../../tmp/canary.txt")
    assert texts(read_mail(tmp_path, mail)) == ["在会议上的讲话", "同志们：", "要抓好落实。"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["来信.eml"]


@pytest.mark.parametrize(
    "head",
    [
        "From: =?utf-8?B?5byg5LiJDQrmnY7lm5s=?= <a@b.cn>",  # CR and LF in the encoded name
        "From: =?utf-8?Q?a=0Ab?= <a@b.cn>, <<>,;",
        "Content-Type: text/plain; charset*0*=\"x; name*=utf-8''%",
        "Content-Transfer-Encoding: =?x?",
    ],
)
def test_a_damaged_head_does_not_keep_the_text(head: str, tmp_path: Path) -> None:
    path = tmp_path / "邮件.eml"
    path.write_bytes(f"Subject: s\n{head}\n\n同志们：\n\n今天召开会议，部署工作。\n".encode())
    assert "今天召开会议，部署工作。" in str(read(path).blocks)


def test_a_picture_in_the_body_is_shown_and_no_attachment(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "a@example.cn"
    mail.set_content("<p>同志们：</p><p><img src='cid:x@example.cn' alt='会场'></p>", subtype="html")
    mail.add_related(png(20, 10), "image", "png", cid="<x@example.cn>", filename="会场.png")
    mail.add_related(png(30, 10), "image", "png", cid="<y@example.cn>")
    source = read_mail(tmp_path, mail)
    assert texts(source) == ["同志们：", "〔图 会场 0〕"]
    assert left_out(source) == ["发件人：a@example.cn", "<y@example.cn>"]


def forward(mail: EmailMessage, words: str = "") -> EmailMessage:
    outer = EmailMessage()
    outer["From"] = "c@example.cn"
    if words:
        outer.set_content(words)
    outer.add_attachment(mail)
    return outer


def test_a_mail_forwarded_whole_is_named_with_its_words(tmp_path: Path) -> None:
    """The words above it are the text; its own words are named, once: the page beside them says the same."""
    source = read_mail(tmp_path, forward(make_mail("请报送总结。", html="<p>请报送总结。</p>"), "请阅办。"))
    assert texts(source) == ["请阅办。"]
    head = ["发件人：a@example.cn", "收件人：b@example.cn", "主题：讲话稿"]
    assert left_out(source) == ["发件人：c@example.cn", *head, "请报送总结。"]


@pytest.mark.parametrize("words", ["", "\n"])
def test_a_mail_forwarded_without_a_word_is_the_text(tmp_path: Path, words: str) -> None:
    source = read_mail(tmp_path, forward(make_mail(), words))
    assert texts(source) == ["在会议上的讲话", "同志们：", "要抓好落实。"]
    assert left_out(source)[0] == "发件人：c@example.cn"


def test_a_mail_in_a_mail_in_a_mail(tmp_path: Path) -> None:
    source = read_mail(tmp_path, forward(forward(make_mail("第三层"), "第二层"), "第一层"))
    assert texts(source) == ["第一层"]
    assert left_out(source)[-2:] == ["第二层", "第三层"]


def test_words_below_a_picture_are_named(tmp_path: Path) -> None:
    """Apple Mail writes what stands below a picture as a second part of text."""
    mail = make_mail("要抓好落实。", 照片_png=png())
    below = EmailMessage()
    below.set_content("以上请审阅。")
    mail.attach(below)
    source = read_mail(tmp_path, mail)
    assert texts(source) == ["要抓好落实。"]
    assert left_out(source)[-2:] == ["照片.png", "以上请审阅。"]


def test_a_page_beside_an_attached_text_is_named(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "a@example.cn"
    mail.set_content("<style>p{}</style><p>李主任：</p><p>请审阅。</p>", subtype="html")
    mail.add_attachment(SPEECH.encode(), maintype="text", subtype="plain", filename="讲话稿.txt")
    assert left_out(read_mail(tmp_path, mail)) == ["发件人：a@example.cn", "李主任：\n请审阅。"]


@pytest.mark.parametrize("deleted", ["yes", "no"])
def test_lines_wrapped_for_sending_are_one_again(deleted: str, tmp_path: Path) -> None:
    """RFC 3676: a line that ends with a space goes on; between Han characters the space was never in the text."""
    wrapped = "同志们：\n要抓好防汛抗旱各项准备 \n工作，确保 \n安全度汛。\n > 大于号开头的行\n"
    mail = make_mail(wrapped)
    mail.set_param("format", "flowed")
    mail.set_param("delsp", deleted)
    body = "要抓好防汛抗旱各项准备工作，确保安全度汛。"
    assert texts(read_mail(tmp_path, mail))[:2] == ["同志们：", body]


def test_the_space_between_words_stays(tmp_path: Path) -> None:
    mail = make_mail("参会企业有 Huawei \nTechnologies 等。\n")
    mail.set_param("format", "flowed")
    assert texts(read_mail(tmp_path, mail)) == ["参会企业有 Huawei Technologies 等。"]


def test_a_file_shown_inline_is_attached(tmp_path: Path) -> None:
    """Telephones send Word files so."""
    mail = make_mail("见附件。")
    data = b"{\\rtf1\\ansi\\ansicpg936 \\u21516?\\u24535?\\u20204?\\u65306?\\par}"
    mail.add_attachment(data, maintype="application", subtype="rtf", filename="讲话稿.rtf", disposition="inline")
    source = read_mail(tmp_path, mail)
    assert texts(source) == ["同志们："]
    assert "见附件。" in left_out(source)


def test_a_note_over_a_forwarded_mail_is_not_the_text(tmp_path: Path) -> None:
    inner = make_mail("", "".join(f"<p>{line}</p>" for line in (SPEECH + "这次会议很重要。" * 30).split("\n\n")))
    mail = make_mail("请看转发的邮件，按要求办理。")
    mail.add_attachment(inner)
    source = read_mail(tmp_path, mail)
    assert texts(source)[:2] == ["在会议上的讲话", "同志们："]
    assert "请看转发的邮件，按要求办理。" in left_out(source)


def test_a_long_answer_over_a_forwarded_mail_is_the_text(tmp_path: Path) -> None:
    mail = make_mail(SPEECH + "这次会议很重要。" * 30)
    mail.add_attachment(make_mail("请把讲话稿发我。"))
    assert texts(read_mail(tmp_path, mail))[0] == "在会议上的讲话"
