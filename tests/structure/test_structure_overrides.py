"""A person overrules the recognition: given title, speaker and date, the side file, reasons asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import Metadata
from publish.readers.text import parse
from publish.structure import (
    NO_OVERRIDES,
    Overrides,
    explain,
    init_overrides,
    outline,
    read_overrides,
    recognise,
    side_file,
)
from tests.structure.rendering import render

SPEECH = """下载
在座谈会上的讲话
同志们：
下面我讲两点意见。
一要提高站位。要从全局的高度认识这项工作。
二要狠抓落实。要明确责任，强化督查。
谢谢大家！"""


def lines(text: str, metadata: Metadata | None = None, overrides: Overrides = NO_OVERRIDES) -> list[str]:
    return render(recognise(parse(text, "文稿.txt"), metadata or Metadata(), overrides))


def overrides_from(tmp_path: Path, toml: str) -> Overrides:
    path = tmp_path / "文稿.toml"
    path.write_text(toml, encoding="utf-8")
    return read_overrides(path)


def test_given_speaker_and_date_stand_under_the_title() -> None:
    got = lines(SPEECH, Metadata(speaker="市长 王建国", date="（2024年3月5日）"))
    assert got[:4] == ["标题　在座谈会上的讲话", "日期行　（2024年3月5日）", "署名行　市长 王建国", "称谓　同志们："]


def test_given_speaker_is_not_repeated() -> None:
    got = lines("工作报告\n市长 王建国\n各位代表：\n现在报告工作，请予审议。", Metadata(speaker="市长王建国"))
    assert got == ["标题　工作报告", "署名行　市长 王建国", "称谓　各位代表：", "正文　现在报告工作，请予审议。"]


def test_given_title_found_in_the_text() -> None:
    got = lines("奋进\n新征程\n在会上的讲话\n同志们：\n今天开会，部署工作。", Metadata(title="奋进新征程"))
    assert got[0] == "标题　奋进／新征程"


def test_given_title_replaces_another_and_says_so() -> None:
    got = lines(SPEECH, Metadata(title="新的标题"))
    assert got[0] == "标题　新的标题"
    assert "未排　在座谈会上的讲话" in got


def test_given_title_for_a_text_without_one() -> None:
    assert lines("同志们：\n今天开会，部署工作。", Metadata(title="讲话"))[0] == "标题　讲话"


def test_side_file_lies_beside_the_source() -> None:
    assert side_file(Path("稿件/讲话.txt")) == Path("稿件/讲话.toml")


def test_side_file_names_all_headings_and_all_that_is_left_out(tmp_path: Path) -> None:
    toml = 'leave_out = [1, 7]\n[headings]\n4 = 1\n5 = { level = 2, run_in = "一要提高站位。" }\n'
    assert lines(SPEECH, overrides=overrides_from(tmp_path, toml)) == [
        "标题　在座谈会上的讲话",
        "称谓　同志们：",
        "1级　下面我讲两点意见。",
        "2级段首　一要提高站位。｜要从全局的高度认识这项工…",
        "正文　二要狠抓落实。要明确责任…",
        "未排　下载",
        "未排　谢谢大家！",
    ]


def test_side_file_keeps_what_recognition_would_leave_out(tmp_path: Path) -> None:
    got = lines(SPEECH, overrides=overrides_from(tmp_path, "leave_out = []\n"))
    assert not [line for line in got if line.startswith("未排")]


def test_side_file_says_what_was_recognised_and_changes_nothing(tmp_path: Path) -> None:
    text = f"{SPEECH}\n附件\n说明\n第一条\n这一条说明有关情况，内容从略。\n第二条　这一条说明“有关”\\情况，内容从略。"
    recognised = recognise(parse(text, "文稿.txt"), Metadata())
    overrides = overrides_from(tmp_path, init_overrides(recognised))
    assert overrides.leave_out == ("1",)
    assert overrides.headings is not None and len(overrides.headings) == 4
    again = recognise(parse(text, "文稿.txt"), Metadata(), overrides)
    assert again.blocks == recognised.blocks


@pytest.mark.parametrize(
    ("toml", "message", "hint"),
    [
        ('titel = "x"', "没有“titel”", "是不是“title”"),
        ("title = 5", "应当是文字", "title ="),
        ("leave_out = 3", "列表", "leave_out = [1, 3]"),
        ('leave_out = ["三"]', "行号“三”不对", "5:120"),
        ("[headings]\n5 = 9", "级别不对", "article"),
        ("[headings]\n5 = { level = 1, runin = '一' }", "没有“runin”", "run_in"),
        ("headings = 3", "一组", "5 = 1"),
        ("title = ", "读不懂", "TOML"),
    ],
)
def test_wrong_side_files_are_named_with_a_remedy(tmp_path: Path, toml: str, message: str, hint: str) -> None:
    with pytest.raises(InputError) as error:
        overrides_from(tmp_path, toml)
    assert message in error.value.message
    assert hint in error.value.hint


@pytest.mark.parametrize(
    "toml", ["leave_out = [99]", "[headings]\n99 = 1", '[headings]\n5 = {level = 1, run_in = "三要"}']
)
def test_side_file_that_does_not_fit_the_text(tmp_path: Path, toml: str) -> None:
    with pytest.raises(InputError):
        lines(SPEECH, overrides=overrides_from(tmp_path, toml))


def test_every_decision_has_a_reason() -> None:
    decisions = explain(parse(SPEECH, "文稿.txt"), Metadata())
    assert [decision.name for decision in decisions] == [
        "未排入",
        "标题",
        "称谓",
        "正文",
        "1 级标题（段首）",
        "1 级标题（段首）",
        "正文",
    ]
    assert all(decision.why for decision in decisions)
    assert "2 个段落依次" in decisions[4].why


def test_outline_splits_a_list_of_attachments() -> None:
    text = "关于报送材料的通知\n各单位：\n请按要求报送有关材料。\n附件：1.申请表  2.推荐表\n市教育局\n2024年5月6日"
    assert outline(recognise(parse(text, "文稿.txt"), Metadata()))["attachments"] == ["申请表", "推荐表"]


def test_side_file_tells_paragraphs_of_one_line_apart_by_column(tmp_path: Path) -> None:
    body = "一、提高认识\f要从全局的高度认识这项工作。\f二、狠抓落实\f要明确责任，强化督查。"
    text = f"下载\f在座谈会上的讲话\f同志们：\f{body}"
    recognised = recognise(parse(text, "文稿.txt"), Metadata())
    overrides = overrides_from(tmp_path, init_overrides(recognised))
    assert overrides.leave_out == ("1:1",)
    assert list(overrides.headings or ()) == ["1:18", "1:40"]
    assert recognise(parse(text, "文稿.txt"), Metadata(), overrides).blocks == recognised.blocks


def test_side_file_written_with_blanks_filled_fits_the_unfilled_source(tmp_path: Path) -> None:
    text = "在××市座谈会上的讲话\n同志们：\n一要建设××。让群众生活更美好。\n二要发展××。让群众收入有提高。"
    metadata = Metadata(fill={"×": "亳州"})
    recognised = recognise(parse(text, "文稿.txt"), metadata)
    overrides = overrides_from(tmp_path, init_overrides(recognised))
    assert overrides.title == "在亳州市座谈会上的讲话"
    assert recognise(parse(text, "文稿.txt"), metadata, overrides).blocks == recognised.blocks
