"""List of attachments, signatures, date, notes and 版记 at a document's end."""

from __future__ import annotations

import pytest

from publish.model import Role
from publish.structure.back.recognise import part_broken, part_lines, recognise_back
from tests.structure.rendering import read_items

TEXT = "各县区要把这项工作摆在突出位置，层层压实责任，确保件件有着落。"
SIGNS = {
    Role.ATTACHMENT: "附",
    Role.SIGNATURE: "署",
    Role.DATE: "日",
    Role.NOTE: "注",
    Role.COPY_TO: "抄",
    Role.IMPRINT: "印",
    Role.ATTENDANCE: "席",
    Role.TITLE: "题",
}


def find(*lines: str, title: bool = False) -> str:
    """A sign for the role of each line, － for the undecided."""
    items = read_items(*lines)
    if title:
        items[0].decide(Role.TITLE, "")
    recognise_back(items)
    return "".join(SIGNS[item.role] if item.decided else "－" for item in items)


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (["某市水利局", "2024年5月6日"], "署日"),
        (["某市水利局", "某市财政局", "2024年5月6日"], "署署日"),
        (["2024年5月6日"], "日"),
        (["2024年5月6日", "某市水利局"], "日署"),  # the date above
        (["王建国", "2024年5月6日"], "署日"),
        (["述职人：李小红", "2024年5月6日"], "署日"),
        (["特此通知。", "2024年5月6日"], "－日"),
        (["某市水利局：", "2024年5月6日"], "－日"),
        (["1.某市水利局", "2024年5月6日"], "－日"),
        (["　　　　　　　　值班室人员", "2024年5月6日"], "署日"),  # pushed to the right by eight characters
        (["　　　　　　　值班室人员", "2024年5月6日"], "－日"),
        (["\t\t\t\t值班室人员", "2024年5月6日"], "署日"),
        (["某市水利局", "2024年5月6日", "（此件公开发布）"], "署日注"),
        (["某市水利局", "2024年5月6日", "联系人：张三"], "署日注"),
        (["（此件公开发布）"], "注"),
        (["（略）"], "－"),
        (["某市水利局", "2024年5月6日", "抄送：市委办。", "某市水利局办公室　2024年5月7日印发"], "署日抄印"),
        (["附件：1.分工表", "2.名单", "某市水利局", "2024年5月6日"], "附附署日"),
        (["某市水利局", "2024年5月6日", "附件：1.分工表", "2.名单"], "署日附附"),
        (["附件：分工表", "特此通知。"], "附－"),
        (["附件：1.分工表", "2.名单。请查收。"], "附－"),
        (["附件：1.分工表", "2.名单；"], "附附"),
    ],
)
def test_the_end_of_a_document(lines: list[str], roles: str) -> None:
    assert find("通知", TEXT, *lines) == "－－" + roles


def test_a_date_alone_is_no_document() -> None:
    assert find("2024年5月6日") == "－"


@pytest.mark.parametrize(("title", "roles"), [("市政府常务会议纪要", "题－席席"), ("市政府常务会议通知", "题－－－")])
def test_minutes_say_who_was_there(title: str, roles: str) -> None:
    assert find(title, TEXT, "出席：张三、李四", "列席：王五", title=True) == roles


def test_who_was_there_stands_below_everything_else() -> None:
    assert find("会议纪要", "出席：张三", TEXT, "列席：王五", title=True) == "题－－席"
    assert find("会议纪要", TEXT, "出席：张三", "某市水利局", "2024年5月6日", title=True) == "题－席署日"


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("附件：1.分工表 2.名单", ["附件：1.分工表", "2.名单"]),
        ("附件：1.分工表 2.名单 3.地图", ["附件：1.分工表", "2.名单", "3.地图"]),
        ("附件：1.分工表 3.名单", ["附件：1.分工表 3.名单"]),
        ("附件：分工表 2.名单", ["附件：分工表 2.名单"]),
        ("附件：1.分工表", ["附件：1.分工表"]),
        ("附件：1.分工表 2.2024年计划", ["附件：1.分工表", "2.2024年计划"]),
        ("某市水利局　　2024年5月6日", ["某市水利局", "2024年5月6日"]),
        ("王建国 2024年5月6日", ["王建国", "2024年5月6日"]),
        ("时间定在 2024年5月6日", ["时间定在 2024年5月6日"]),
    ],
)
def test_what_stands_on_one_line_though_it_is_several(line: str, pieces: list[str]) -> None:
    (item,) = read_items(line)
    assert [piece.text for piece in part_lines(item)] == pieces
    item.decide(Role.BODY, "")
    assert part_lines(item) == [item]


def test_only_line_breaks_in_front_of_numbers_addresses_and_dates_end_paragraphs() -> None:
    (item,) = read_items("特此通知。")
    assert part_broken(item) == [item]
