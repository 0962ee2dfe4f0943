"""The account refuses a document that lost a character nobody reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.errors import VerificationError
from publish.model import Document, Finding, FindingKind, Heading, Paragraph, Source, Span
from publish.structure.account import verify_account

HEADING = Heading(1, (Span("一要讲政治。"),))
SOURCE = Source("a.txt", (Paragraph((Span("标题"),)), Paragraph((Span("正文 甲乙。"),), run_in=HEADING)))
WHOLE = Document(SOURCE.blocks)


def test_a_document_with_everything_passes() -> None:
    verify_account(SOURCE, WHOLE)


def test_a_lost_run_in_heading_is_named() -> None:
    torn = Document((SOURCE.blocks[0], Paragraph((Span("正文甲乙。"),))))
    with pytest.raises(VerificationError, match="有 6 个字没有排进去，也没有报告，这里附近：“一要讲政治。"):
        verify_account(SOURCE, torn)


def test_what_is_reported_may_be_missing() -> None:
    left_out = Finding(FindingKind.LEFT_OUT, "重复的标题", text="标题")
    verify_account(SOURCE, replace(WHOLE, blocks=WHOLE.blocks[1:], findings=(left_out,)))


def test_a_mere_warning_does_not_excuse_a_loss() -> None:
    warning = Finding(FindingKind.WARNING, "可疑", text="标题")
    with pytest.raises(VerificationError):
        verify_account(SOURCE, replace(WHOLE, blocks=WHOLE.blocks[1:], findings=(warning,)))


def test_the_readers_own_findings_excuse_nothing() -> None:
    read = Finding(FindingKind.LEFT_OUT, "隐藏文字", text="标题")
    source = replace(SOURCE, findings=(read,))
    with pytest.raises(VerificationError):
        verify_account(source, replace(WHOLE, blocks=WHOLE.blocks[1:], findings=(read,)))
