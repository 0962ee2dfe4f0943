"""A person overrules the recognition: given title, speaker and date, the side file, reasons asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import Metadata, Role
from publish.readers.text.reader import parse
from publish.structure.outline import outline
from publish.structure.recognise import explain, recognise
from publish.structure.side_file.draft import init_overrides
from publish.structure.side_file.reading import NO_OVERRIDES, Overrides, read_overrides, side_file
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


@pytest.mark.parametrize("written", ["2026-03-05", "2026-03-05T09:30:00", '"2026-3-5"'])
def test_a_date_may_be_written_as_toml_writes_dates(written: str, tmp_path: Path) -> None:
    assert overrides_from(tmp_path, f"date = {written}\n").date == "2026-3-5"


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
        ("roles = 3", "一组", '2 = "发文字号"'),
        ("fill = 3", "一组“名称 = 内容”", '"×" = "亳州"'),
        ('[set]\n"page.top" = 35', "一组“名称 = 内容”", '"page.top" = "35mm"'),
        ("normalise = 1", "应当是 true 或 false", "normalise = true"),
        ("ignore = 3", "应当是一个列表", "ignore = ["),
        ("ignore = [1.5]", "应当是一个列表", "ignore = ["),
        ("[headings]\n5 = true", "级别不对", "article"),
        ("[headings]\n5 = { level = 1, run_in = 3 }", "级别不对", "article"),
        ('[roles]\n2 = "题目"', "“题目”不是可用的名称", "标题、副标题"),
        ("title = ", "读不懂", "TOML"),
    ],
)
def test_wrong_side_files_are_named_with_a_remedy(tmp_path: Path, toml: str, message: str, hint: str) -> None:
    with pytest.raises(InputError) as error:
        overrides_from(tmp_path, toml)
    assert message in error.value.message
    assert hint in error.value.hint
    assert error.value.place is None or error.value.place.line == 1


@pytest.mark.parametrize(
    "toml",
    [
        "leave_out = [99]",
        "[headings]\n99 = 1",
        '[roles]\n99 = "署名"',
        '[roles]\n5 = "署名"\n[headings]\n5 = 1',
        '[headings]\n5 = {level = 1, run_in = "三要"}',
    ],
)
def test_side_file_that_does_not_fit_the_text(tmp_path: Path, toml: str) -> None:
    with pytest.raises(InputError) as error:
        lines(SPEECH, overrides=overrides_from(tmp_path, toml))
    assert error.value.place
    assert error.value.place.line == (5 if error.value.place.file == "文稿.txt" else 1)


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


def test_side_file_gives_lines_their_roles(tmp_path: Path) -> None:
    text = "教育要报\n试字第五\n关于开展检查\n的情况\n各位同仁\n今天检查，情况很好。\n城东小分队\n五月"
    toml = """[roles]
1 = "版头"
2 = "文号"
3 = "标题"
4 = "标题"
5 = "称谓"
7 = "署名"
8 = "成文日期"
"""
    assert lines(text, overrides=overrides_from(tmp_path, toml)) == [
        "版头　教育要报",
        "字号　试字第五",
        "标题　关于开展检查／的情况",
        "称谓　各位同仁",
        "正文　今天检查，情况很好。",
        "落款　城东小分队",
        "日期　五月",
    ]


def test_side_file_makes_body_of_what_looks_like_something_else(tmp_path: Path) -> None:
    toml = '[roles]\n1 = "正文"\n3 = "正文"\n5 = "正文"\n'
    got = lines(SPEECH, overrides=overrides_from(tmp_path, toml))
    assert [got[0], got[2], got[4]] == ["正文　下载", "正文　同志们：", "正文　一要提高站位。要从全局的…"]


def test_side_file_gives_a_role_to_part_of_a_line(tmp_path: Path) -> None:
    text = "在会上的讲话\n同志们：\n今天开会，部署工作。\n特此通知。城东小分队"
    assert lines(text, overrides=overrides_from(tmp_path, '[roles]\n"4:6" = "署名"\n'))[-2:] == [
        "正文　特此通知。",
        "落款　城东小分队",
    ]


def test_side_file_written_says_the_role_and_date_of_every_line(tmp_path: Path) -> None:
    text = "海教发〔2024〕1号\n关于报送材料的通知\n各单位：\n请按要求报送有关材料。\n市教育局\n2024年5月6日"
    overrides = overrides_from(tmp_path, init_overrides(recognise(parse(text, "文稿.txt"), Metadata())))
    assert overrides.date == "2024年5月6日"
    assert overrides.roles == {"1": Role.NUMBER, "3": Role.SALUTATION, "5": Role.SIGNATURE, "6": Role.DATE}


CREDITED = "在会上的讲话\n（2024年7月3日）\n李强\n同志们：\n今天开会，部署工作。"


def test_given_speaker_and_date_replace_those_of_the_text_and_say_so() -> None:
    document = recognise(parse(CREDITED, "文稿.txt"), Metadata(speaker="张三", date="2024-1-5"))
    assert render(document)[:3] == ["标题　在会上的讲话", "副标题　（2024年1月5日）", "署名行　张三"]
    assert [(str(f.place), f.text, f.replacement) for f in document.findings] == [
        ("文稿.txt:2:2", "2024年7月3日", "2024年1月5日"),
        ("文稿.txt:3:1", "李强", "张三"),
    ]


def test_given_date_replaces_the_date_of_a_document() -> None:
    text = "关于报送材料的通知\n各单位：\n请按要求报送有关材料。\n市教育局\n二〇二四年五月六日"
    got = lines(text, Metadata(date="2024-05-07"))
    assert got[-2:] == ["落款　市教育局", "日期　2024年5月7日"]
    assert not [line for line in got if line.startswith("日期行")]


def test_given_speaker_replaces_several_lines_once() -> None:
    document = recognise(parse(CREDITED.replace("李强", "省教育厅\n李强"), "文稿.txt"), Metadata(speaker="张三"))
    assert [line for line in render(document) if "署名行" in line] == ["署名行　张三"]
    assert [f.text for f in document.findings] == ["省教育厅", "李强"]


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("2024-1-5", "2024年1月5日"),
        ("2024-04-10", "2024年4月10日"),
        ("2024/1/5", "2024年1月5日"),
        ("20240105", "2024年1月5日"),
        ("2024.01.05", "2024年1月5日"),
        ("2024年01月05日", "2024年1月5日"),
        ("（2024-1-5）", "（2024年1月5日）"),
        ("2024-5", "2024年5月"),
        ("二〇二四年一月五日", "二〇二四年一月五日"),
        ("2024年1月5日上午", "2024年1月5日上午"),
        ("", ""),
    ],
)
def test_given_dates_are_printed_in_full(given: str, printed: str) -> None:
    assert recognise(parse(SPEECH, "文稿.txt"), Metadata(date=given)).metadata.date == printed


@pytest.mark.parametrize("given", ["明天", "2024-13-1", "20240230"])
def test_what_is_no_date_is_refused(given: str) -> None:
    with pytest.raises(InputError, match=given):
        lines(SPEECH, Metadata(date=given))
