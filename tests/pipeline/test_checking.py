"""`publish check`: what a side file wants left alone, the copy with the sure faults mended, the comments in Word."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from publish.model import Metadata
from publish.pipeline import Request, check, comment, fix
from publish.pipeline.checking import find_faults
from publish.readers import read_source
from publish.structure.recognise import recognise
from publish.structure.side_file.reading import side_file

TEXT = """在全市防汛工作会议上的讲话

同志们：

    截止目前，全市已布署防汛物资10万件。要认真惯彻省委要求，再接再励。

    下面，我讲三点意见。

    一、提高站位。要把思想统一起来。

    二、压实责任。
"""
REQUEST = Request("pdf")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "讲话.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_sure_faults_are_mended_in_a_copy_and_nothing_else_changes(source: Path) -> None:
    mended = fix(source, REQUEST)
    assert mended.target.name == "讲话（已改）.txt"
    assert [(finding.text, finding.replacement) for finding in mended.changed] == [
        ("截止目前", "截至目前"), ("布署", "部署"), ("惯彻", "贯彻"), ("再接再励", "再接再厉")
    ]  # fmt: skip
    expected = TEXT
    for finding in mended.changed:
        expected = expected.replace(finding.text, finding.replacement)
    assert mended.target.read_text(encoding="utf-8") == expected
    assert source.read_text(encoding="utf-8") == TEXT


def test_a_word_source_is_mended_in_a_word_file(tmp_path: Path) -> None:
    document = docx.Document()
    for line in TEXT.split("\n\n"):
        document.add_paragraph(line.strip())
    source = tmp_path / "讲话.docx"
    document.save(str(source))
    before = source.read_bytes()
    mended = fix(source, REQUEST)
    text = "".join(paragraph.text for paragraph in docx.Document(str(mended.target)).paragraphs)
    assert len(mended.changed) == 4
    assert "已部署防汛物资" in text
    assert "布署" not in text
    assert source.read_bytes() == before


def test_nothing_sure_writes_no_copy(tmp_path: Path) -> None:
    source = tmp_path / "讲话.txt"
    source.write_text("在会议上的讲话\n\n同志们：\n\n    要抓好落实。\n", encoding="utf-8")
    assert not fix(source, REQUEST).target.exists()


@pytest.mark.parametrize(
    ("ignore", "left"),
    [('["wrong-word"]', 0), ("[5]", 0), ('["5:wrong-word"]', 0), ('["7"]', 4), ("[]", 4)],
)
def test_a_side_file_leaves_findings_alone(source: Path, ignore: str, left: int) -> None:
    side_file(source).write_text(f"ignore = {ignore}\n", encoding="utf-8")
    assert len([finding for finding in check(source, REQUEST) if finding.code == "wrong-word"]) == left


def test_findings_become_comments_at_their_places(source: Path, tmp_path: Path) -> None:
    commented = comment(source, Request("pdf", output=tmp_path))
    document = docx.Document(str(commented.target))
    assert commented.target.name == "在全市防汛工作会议上的讲话（批注）.docx"
    assert [remark.text for remark in document.comments] == [
        "“截止目前”应为“截至目前”", "“布署”应为“部署”", "“惯彻”应为“贯彻”", "“再接再励”应为“再接再厉”",
        "“讲三点意见”说的是 3 项，后面列了 2 项，请核对",
    ]  # fmt: skip
    assert commented.count == 5
    body = document.element.body
    marked = [
        "".join(
            text.text
            for run in body.xpath(f"//w:r[preceding::w:commentRangeStart[@w:id='{number}']]")
            if run.xpath(f"following::w:commentRangeEnd[@w:id='{number}']")
            for text in run.xpath("w:t")
        )
        for number in range(commented.count)
    ]
    assert marked == ["截止目前", "布署", "惯彻", "再接再励", "讲三点意见"]


def test_the_commented_file_is_valid_and_the_same_twice(source: Path, tmp_path: Path) -> None:
    first = comment(source, Request("pdf", output=tmp_path / "一")).target
    second = comment(source, Request("pdf", output=tmp_path / "二")).target
    assert first.read_bytes() == second.read_bytes()
    assert OpenXmlValidator().validate(str(first)).errors == []
    with zipfile.ZipFile(io.BytesIO(first.read_bytes())) as package:
        assert "word/comments.xml" in package.namelist()
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}, "no time of day"


def test_the_text_is_taken_apart_once_for_all_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("讲话\n同志们：\n要再接再励。\n", encoding="utf-8")
    document = recognise(read_source(path), Metadata())
    monkeypatch.setattr(sys.modules["publish.checks.passages"], "passages", None)  # what each check would call
    assert [finding.text for finding in find_faults(path, document)] == ["再接再励"]
