"""Whatever a reader may hand over is made: none of our own checks (account, Word, PDF) refuses a sound document."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import VerificationError
from publish.model import Document, Footnote, Metadata, Paragraph, Span, inlines, plain_text, texts
from publish.readers import read_source
from publish.structure.account import verify_account
from publish.structure.correcting.normalise import normalise
from publish.structure.recognise import recognise
from publish.style import load_style
from publish.writers import EPOCH, Order, make_output
from tests.generated import Maker

LOOKS = ("speech", "large", "gongwen")
NOTES_ONLY = """# 讲话

同志们：

正文一段。

[^1]

## [^2]

- [^3]
- 条目

| 甲[^4] | 乙 |
| --- | --- |
| 一 | 二 |

正文 [^5]

> [^6]

[^1]: 注一。
[^2]: 注二。
[^3]: 注三。
[^4]: 注四。
[^5]: 注五。
[^6]: 注六。
"""


def made(number: int) -> Document:
    source = Maker(number).source()
    document = recognise(source, Metadata())
    verify_account(source, document)
    return normalise(document) if number % 3 == 0 else document


def make(document: Document, format_: str, look: str) -> None:
    make_output(format_, document, Order(load_style(look), EPOCH, None))


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_paragraphs_of_nothing_but_a_notes_call(tmp_path: Path, format_: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(NOTES_ONLY, encoding="utf-8")
    source = read_source(path)
    document = recognise(source, Metadata())
    verify_account(source, document)
    assert [text for text in texts(document) if text.startswith("注")] == [f"注{number}。" for number in "一二三四五六"]
    make(document, format_, "speech")


@pytest.mark.parametrize("number", range(200))
def test_the_account_holds(number: int) -> None:
    made(number)


# Beside the first ones, those that were refused when this was written.
@pytest.mark.parametrize("number", [*range(24), 344, 549, 5108])
def test_word_files_hold(number: int) -> None:
    make(made(number), "docx", LOOKS[number % 3])


@pytest.mark.parametrize("number", [*range(6), 74, 159, 306])
def test_pages_hold(number: int) -> None:
    make(made(number), "pdf", LOOKS[number % 3])


@pytest.mark.slow
def test_three_thousand_documents_are_refused_by_no_check_of_ours() -> None:
    refused = {}
    for number in range(3000):
        try:
            make(made(number), "pdf" if number % 4 == 0 else "docx", LOOKS[number % 3])
        except VerificationError as error:
            refused[number] = error.message
    assert refused == {}


def test_a_refusal_says_where(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# 讲话\n\n甲段。\n\n乙段失落。\n", encoding="utf-8")
    source = read_source(path)
    lost = Document(recognise(source, Metadata()).blocks[:-1])
    with pytest.raises(VerificationError, match="乙段失落") as error:
        verify_account(source, lost)
    assert error.value.place and error.value.place.line == 5


def test_chance_makes_every_kind() -> None:
    """The generator itself: notes alone in paragraphs, tables in tables, repeated heads with spans and notes."""
    blocks = [block for number in range(60) for block in Maker(number).source().blocks]
    contents = [inlines(block) for block in blocks if isinstance(block, Paragraph)]
    assert any(content and all(isinstance(inline, Footnote) for inline in content) for content in contents)
    assert any(isinstance(inline, Span) and inline.position == "sub" for content in contents for inline in content)
    assert any("（此件公开发布）" in plain_text(content) for content in contents)
    assert len({type(block) for block in blocks}) == 4
