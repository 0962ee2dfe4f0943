"""Which look a text chooses by itself, and elements of an official document that are given rather than written."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import Document, Metadata
from publish.readers import read_source
from publish.readers.text.reader import parse
from publish.structure.choosing import choose_style
from publish.structure.recognise import recognise
from publish.structure.side_file.reading import read_overrides
from tests import CASE_FOLDER
from tests.structure.rendering import Case, read_cases, render

NOTICE = """关于开展校园安全检查的通知
各县区教育局：
请认真开展校园安全检查，确保师生平安。
海州市教育局
2026年3月20日"""
WRITTEN = f"""海州市教育局文件
海教发〔2026〕1号
{NOTICE}
抄送：市委办公室。
海州市教育局办公室　　2026年3月21日印发"""
CHOICES = list(read_cases(CASE_FOLDER / "official" / "choosing.txt"))
NAMED = ("份号", "密级", "版头", "字号", "签发人", "抄送")


@pytest.mark.parametrize("case", CHOICES, ids=lambda case: case.name)
def test_a_text_chooses_its_look(case: Case) -> None:
    choice = choose_style(recognise(parse(case.source, "文稿.txt"), Metadata()))
    assert [f"{choice.style}　{choice.why}"] == case.expected


def give(text: str, **elements: str) -> Document:
    return recognise(parse(text, "文稿.txt"), Metadata(elements=elements))


def head(document: Document) -> list[str]:
    return [line for line in render(document) if line.split("　")[0] in NAMED]


@pytest.mark.parametrize(
    ("elements", "lines"),
    [
        ({"issuer": "海州市教育局"}, ["版头　海州市教育局文件"]),
        ({"issuer": "海州市教育局文件"}, ["版头　海州市教育局文件"]),
        ({"issuer": "海州市教育局、海州市财政局"}, ["版头　海州市教育局　文件", "版头　海州市财政局"]),
        ({"doc_number": "海教发〔2026〕9号"}, ["字号　海教发〔2026〕9号"]),
        ({"signer": "张三、李四"}, ["签发人　签发人：张三　李四"]),
        ({"copy_number": "12"}, ["份号　000012"]),
        ({"secrecy": "机密★1年 特急"}, ["密级　机密★1年", "密级　特急"]),
        ({"copy_to": "市委办公室，市政协办公室"}, ["抄送　抄送：市委办公室，市政协办公室。"]),
        ({"copy_to": "抄送：市委办公室。"}, ["抄送　抄送：市委办公室。"]),
    ],
)
def test_what_the_text_lacks_is_put_in(elements: dict[str, str], lines: list[str]) -> None:
    document = give(NOTICE, **elements)
    assert head(document) == lines
    assert choose_style(document).style == ("speech" if set(elements) == {"secrecy"} else "gongwen")


def test_all_of_a_head_stands_in_order() -> None:
    given = {"issuer": "海州市教育局", "doc_number": "海教发〔2026〕9号", "signer": "张三"}
    assert render(give(NOTICE, copy_number="1", secrecy="特急", **given))[:6] == [
        "份号　000001",
        "密级　特急",
        "版头　海州市教育局文件",
        "字号　海教发〔2026〕9号",
        "签发人　签发人：张三",
        "标题　关于开展校园安全检查的通知",
    ]


def test_a_letter_has_no_word_behind_its_issuer() -> None:
    document = give(NOTICE.replace("通知", "函"), issuer="海州市教育局", doc_number="海教函〔2026〕9号")
    assert head(document)[0] == "版头　海州市教育局"


def test_what_the_text_says_is_replaced_and_reported() -> None:
    document = give(WRITTEN, doc_number="海教发〔2026〕9号", copy_to="市政协办公室")
    assert head(document) == ["版头　海州市教育局文件", "字号　海教发〔2026〕9号", "抄送　抄送：市政协办公室。"]
    told = [(finding.text, finding.replacement) for finding in document.findings if finding.code.endswith("-replaced")]
    assert told == [("海教发〔2026〕1号", "海教发〔2026〕9号"), ("抄送：市委办公室。", "抄送：市政协办公室。")]


def test_what_is_given_as_it_stands_changes_nothing() -> None:
    assert give(WRITTEN, doc_number="海教发〔2026〕1号", issuer="海州市教育局").blocks == give(WRITTEN).blocks


def test_copies_are_numbered_with_digits() -> None:
    with pytest.raises(InputError):
        give(NOTICE, copy_number="甲")


def test_a_side_file_and_front_matter_may_give_them(tmp_path: Path) -> None:
    """The command line goes before the side file, the side file before front matter."""
    path = tmp_path / "通知.md"
    path.write_text(f"---\nissuer: 海州市教育局\ndoc_number: 海教发〔2026〕1号\n---\n{NOTICE}", encoding="utf-8")
    side = tmp_path / "通知.toml"
    side.write_text('doc_number = "海教发〔2026〕2号"\nsigner = "张三"\nstyle = "gongwen"\n', encoding="utf-8")
    given = Metadata(elements={"signer": "李四"})
    document = recognise(read_source(path), given, read_overrides(side))
    assert head(document) == ["版头　海州市教育局文件", "字号　海教发〔2026〕2号", "签发人　签发人：李四"]
    assert document.metadata.style == "gongwen"
