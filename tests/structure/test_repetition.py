"""What stands twice in a file is left out once."""

from __future__ import annotations

import pytest

from publish.structure.surroundings.repetition import leave_out_double, leave_out_doubled_titles, leave_out_summary
from tests.structure.rendering import read_items

FIFTY = "全市上下要" * 10


@pytest.mark.parametrize(
    ("lines", "left_out"),
    [
        ([FIFTY, FIFTY + "好", FIFTY, FIFTY + "好"], 2),
        ([FIFTY, FIFTY, FIFTY, FIFTY], 2),  # a hundred characters
        ([FIFTY, FIFTY[1:], FIFTY, FIFTY[1:]], 0),  # fewer: a slogan said twice
        ([FIFTY, FIFTY, FIFTY], 0),
        ([FIFTY, FIFTY + "好", FIFTY, FIFTY + "坏"], 0),
    ],
)
def test_a_whole_text_pasted_twice(lines: list[str], left_out: int) -> None:
    items = read_items(*lines)
    leave_out_double(items)
    assert [bool(item.left_out) for item in items] == [False] * (len(lines) - left_out) + [True] * left_out


START = "在全市政协工作座谈会上的讲话各位委员同志们今天我们在这里召开会议总结去年部署今年的各项任务"  # forty and more


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        ([START + "…", START + "今天开会"], 0),
        ([START[:40] + "…", START + "今天开会"], 0),
        ([START[:39] + "…", START + "今天开会"], None),  # the beginning of one line: an anaphora
        ([START[:20] + "…", START[:10], START[10:]], 0),
        ([START[:19] + "…", START[:10], START[10:]], None),  # too short to be sure
        ([START, START + "今天开会"], None),  # does not break off
        ([START + "...", START[:10], START[10:] + "今天开会"], 0),  # repeats several lines run together
        (["标题", "时间", "来源", START + "…", START + "今天"], 3),
        (["标题", "时间", "来源", "作者", START + "…", START + "今天"], None),  # not among the first four
        ([START + "…", "一", "二", "三", START + "今天"], 0),
        ([START + "…", "一", "二", "三", "四", START + "今天"], None),
        ([START + "…"], None),
    ],
)
def test_a_summary_breaks_off_and_comes_again(lines: list[str], at: int | None) -> None:
    items = read_items(*lines)
    leave_out_summary(items)
    assert [index for index, item in enumerate(items) if item.left_out] == ([] if at is None else [at])


TITLE = "某市人民政府关于做好防汛工作的通知"


@pytest.mark.parametrize(
    ("lines", "left_out"),
    [
        ([TITLE, TITLE], [0]),
        (["《" + TITLE + "》", TITLE], [0]),
        ([TITLE, "某市人民政府", "关于做好防汛工作的通知"], [0]),  # in two lines
        ([TITLE, "关于做好防汛工作的通知"], [1]),  # its ending, which says less
        (["某市人民政府", TITLE, "关于做好防汛工作的通知"], [1]),  # what it says more stands in the head
        (["某市人民政府转发" + TITLE, TITLE], []),  # another document, passed on
        ([TITLE, "某市", "要闻", TITLE], [0]),
        ([TITLE, "某市", "要闻", "头条", TITLE], []),
        (["某政〔2024〕3号" + TITLE, TITLE], [1]),
        (["某政〔2024〕3号" + TITLE, "某政〔2024〕3号", TITLE], [0]),
        (["某政〔2024〕3号", "某政〔2024〕3号", TITLE], [1]),
        ([TITLE, "关于做好防汛工作的决定"], []),
        ([TITLE, "现将有关事项通知如下。", TITLE], []),
    ],
)
def test_a_title_that_comes_again(lines: list[str], left_out: list[int]) -> None:
    items = read_items(*lines)
    leave_out_doubled_titles(items)
    assert [index for index, item in enumerate(items) if item.left_out] == left_out
