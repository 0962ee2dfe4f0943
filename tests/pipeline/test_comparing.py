"""`publish compare`: the marked files, their text, that archives and screen readers take them, the list of changes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import page as validation
import pikepdf
import pytest
from click.testing import CliRunner

from publish.cli.commands import publish
from publish.errors import InputError
from publish.pipeline import Request
from publish.pipeline.comparing import compare_sources
from publish.writers.word.verify import extract_word
from tests.comparison.revisions import resolve_word

OLD = """在全市防汛工作会议上的讲话

同志们：

    今天的会议很重要，目的是认真分析形势，安排部署任务。

    要加强组织领导，成立工作专班，明确责任分工。

    要加大资金投入，备足防汛物资10万件。

    要严格督查考核。
"""
NEW = (
    OLD.replace("认真分析", "深入分析")
    .replace("10万件", "12万件")
    .replace("    要加强组织领导，成立工作专班，明确责任分工。\n\n", "")
    + "\n    散会以后，各地要立即行动起来。\n"
)


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "初稿.txt", tmp_path / "二稿.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def test_both_files_are_written_and_the_word_file_holds_both_drafts(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    compared = compare_sources(drafts, Request("pdf", output=tmp_path))
    assert [target.name for target in compared.targets] == [
        "在全市防汛工作会议上的讲话（花脸稿）.pdf", "在全市防汛工作会议上的讲话（花脸稿）.docx"
    ]  # fmt: skip
    marked = compared.targets[1].read_bytes()
    for text, accept in ((NEW, True), (OLD, False)):
        found = "".join("".join(extract_word(resolve_word(marked, accept)).paragraphs).split())
        assert found == "".join(text.split())


def test_the_pdf_is_fit_for_the_archive_and_for_those_who_hear_it(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    target = compare_sources(drafts, Request("pdf", output=tmp_path), ("pdf",)).targets[0]
    for profile in ("2a", "ua1"):
        assert list(validation.validate_pdf(str(target), profile=profile).failures) == []
    with pikepdf.open(io.BytesIO(target.read_bytes())) as pdf:
        heard = {str(each["/Alt"]) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each}
    assert {"删：认真", "增：深入", "删：10", "增：12"} <= heard


def test_the_same_drafts_give_the_same_bytes(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = (compare_sources(drafts, Request("pdf", output=tmp_path / name)) for name in ("一", "二"))
    assert [t.read_bytes() for t in first.targets] == [t.read_bytes() for t in second.targets]


def test_equal_drafts_write_nothing(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    compared = compare_sources((drafts[0], drafts[0]), Request("pdf", output=tmp_path))
    assert (compared.changes, compared.targets) == ((), ())


def test_one_draft_alone_is_told_in_a_sentence(drafts: tuple[Path, Path]) -> None:
    with pytest.raises(InputError, match="不够两份"):
        compare_sources(drafts[:1], Request("pdf"))


def test_the_screen_lists_what_changed(drafts: tuple[Path, Path]) -> None:
    result = CliRunner().invoke(publish, ["compare", *map(str, drafts), "--list"])
    assert result.output.splitlines() == [
        "改  初稿.txt 第 5 行第 17 字：“认真”改为“深入”",
        "删  初稿.txt 第 7 行第 5 字：删“要加强组织领导，成立工作专班，明确责任分工。”",
        "改  初稿.txt 第 9 行第 19 字：“10”改为“12”",
        "增  二稿.txt 第 11 行第 5 字：加“散会以后，各地要立即行动起来。”",
        "共 4 处不同：改 2，增 1，删 1",
    ]


def test_several_colleagues_are_named(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "王主任.txt"
    other.write_text(OLD.replace("认真分析", "客观分析"), encoding="utf-8")
    command = ["compare", *map(str, drafts), str(other), "--list"]
    lines = CliRunner().invoke(publish, command).output.splitlines()
    assert lines[:2] == [
        "改  初稿.txt 第 5 行第 17 字：“认真”改为“深入”（二稿），与王主任改得不一样",
        "改  初稿.txt 第 5 行第 17 字：“认真”改为“客观”（王主任），与二稿改得不一样",
    ]
    assert lines[-1].endswith("其中 2 处几人改得不一样")
    told = json.loads(CliRunner().invoke(publish, [*command, "--json"]).output)
    conflicts = [(change["author"], change["conflict"]) for change in told["changes"] if change["conflict"]]
    assert conflicts == [("二稿", ["王主任"]), ("王主任", ["二稿"])]


def test_what_somebody_edited_is_kept_beside(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    request = Request("pdf", output=tmp_path)
    target = compare_sources(drafts, request, ("docx",)).targets[0]
    assert compare_sources(drafts, request, ("docx",)).findings == ()
    target.write_bytes(b"edited by hand")
    (finding,) = compare_sources(drafts, request, ("docx",)).findings
    assert "已改名为" in finding.message
    assert (tmp_path / "在全市防汛工作会议上的讲话（花脸稿）（修改过）.docx").read_bytes() == b"edited by hand"
