"""What stands above the body: lines read as the title, those below it, and how long they may be."""

from __future__ import annotations

import pytest

from publish.structure.front.run_together import part_title
from tests.structure.rendering import read_items, render_lines

TEXT = "各县区要把这项工作摆在突出位置，层层压实责任，确保件件有着落。"


def find(*lines: str) -> list[str]:
    """What the lines above the text become."""
    shown = render_lines(*lines, TEXT, TEXT)
    return [line for line in shown if not line.startswith("正文")]


@pytest.mark.parametrize(
    ("lines", "front"),
    [
        (["关于做好防汛", "工作的通知"], ["标题　关于做好防汛／工作的通知"]),
        (["关于防汛的报告。", "市人大常委会："], ["标题　关于防汛的报告。", "称谓　市人大常委会："]),
        (["关于防汛的报告。"], []),  # without an addressee it is a sentence
        (["关于做好防汛工作的通知", "某政发〔2024〕3号"], ["标题　关于做好防汛工作的通知", "字号　某政发〔2024〕3号"]),
        (["某市人民政府文件", "某政发〔2024〕3号", "关于做好防汛工作的通知"],
         ["版头　某市人民政府文件", "字号　某政发〔2024〕3号", "标题　关于做好防汛工作的通知"]),
        (["某市人民政府公告", "第3号", "关于禁止燃放的公告"],
         ["版头　某市人民政府公告", "字号　第3号", "标题　关于禁止燃放的公告"]),
        (["某市人民政府公告", "第3号"], ["标题　某市人民政府公告", "字号　第3号"]),
        (["在全市大会上的讲话", "（2024年5月6日）", "王建国"],
         ["标题　在全市大会上的讲话", "副标题　（2024年5月6日）", "署名行　王建国"]),
        (["在全市大会上的讲话", "——在第一次全体会议上"],
         ["标题　在全市大会上的讲话", "副标题　——在第一次全体会议上"]),
        (["在全市大会上的讲话", "2024年5月6日"], ["标题　在全市大会上的讲话", "副标题　2024年5月6日"]),
        (["防汛管理办法", "（试行）"], ["标题　防汛管理办法／（试行）"]),
        (["防汛管理办法", "（征求意见稿）"], ["标题　防汛管理办法", "副标题　（征求意见稿）"]),
        (["000123", "机密★一年", "特急", "某市人民政府文件", "某政发〔2024〕3号", "关于做好防汛工作的通知"],
         ["份号　000123", "密级　机密★一年", "密级　特急", "版头　某市人民政府文件", "字号　某政发〔2024〕3号",
          "标题　关于做好防汛工作的通知"]),
        (["防汛简报", "第3期", "县防汛办公室　　2024年5月6日", "全县防汛工作进展"],
         ["版头　防汛简报", "字号　第3期", "字号　县防汛办公室　　2024年5月6日", "标题　全县防汛工作进展"]),
        (["关于做好防汛工作的通知", "----------"], ["标题　关于做好防汛工作的通知", "未排　----------"]),
    ],
)  # fmt: skip
def test_the_lines_above_the_body(lines: list[str], front: list[str]) -> None:
    assert find(*lines) == front


@pytest.mark.parametrize(("length", "titled"), [(70, True), (71, False)])
def test_a_line_of_a_title_takes_seventy_characters(length: int, titled: bool) -> None:
    line = "全" * length
    assert bool(find(line)) is titled


@pytest.mark.parametrize(("second", "lines"), [(10, 3), (11, 2)])
def test_a_title_takes_a_hundred_and_fifty(second: int, lines: int) -> None:
    shown = find("全" * 70, "市" * second, "工" * 70)
    assert shown[0].count("／") == lines - 1


@pytest.mark.parametrize(("length", "found"), [(110, True), (111, False)])
def test_a_subtitle_takes_a_hundred_and_ten(length: int, found: bool) -> None:
    line = "——" + "在" * (length - 2)
    assert (f"副标题　{line}" in find("在全市大会上的讲话", line)) is found


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("在全市大会上的讲话　　王建国", ["在全市大会上的讲话", "王建国"]),
        ("在全市大会上的讲话　王建国", ["在全市大会上的讲话", "王建国"]),
        ("在全市大会上的讲话 王建国", ["在全市大会上的讲话 王建国"]),
        ("全市大会　　王建国", ["全市大会　　王建国"]),
        ("在全市大会上的讲话　　防汛方案", ["在全市大会上的讲话　　防汛方案"]),
    ],
)
def test_a_title_and_its_speaker_on_one_line(line: str, pieces: list[str]) -> None:
    assert [piece.text for piece in part_title(read_items(line)[0])] == pieces
