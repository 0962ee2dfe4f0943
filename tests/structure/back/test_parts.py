"""Where attached documents begin."""

from __future__ import annotations

import pytest

from publish.structure.back.parts import divide_parts
from tests.structure.rendering import read_items

TEXT = "各县区要把这项工作摆在突出位置，层层压实责任，确保件件有着落。"
LETTER = ["关于做好防汛工作的通知", "各县区：", TEXT, "某市水利局", "2024年5月6日"]


def part(*lines: str) -> list[str]:
    """The first line of each attached document; a label with what stands on its line behind ｜."""
    found = []
    for section in divide_parts(read_items(*lines))[1:]:
        texts = [item.text for item in section.items]
        found.append("｜".join(texts[:2]) if section.label and len(texts) > 1 else texts[0])
    return found


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["附件1", "任务分工表", "1.巡查", "附件2", "联系人名单"], ["附件1｜任务分工表", "附件2｜联系人名单"]),
        (["附件", "任务分工表", TEXT], ["附件｜任务分工表"]),
        (["附：", "任务分工表", TEXT], ["附：｜任务分工表"]),
        (["附件1：任务分工表", TEXT], ["附件1：｜任务分工表"]),  # on one line
        (["任务分工表", "1.巡查"], ["任务分工表"]),  # without a label, below the date
        (["（此件公开发布）", "任务分工表", "1.巡查"], ["任务分工表"]),
        (["抄送：市委办。", "任务分工表", "1.巡查"], ["任务分工表"]),
        ([TEXT], []),
        (["附件：任务分工表"], []),  # a list of what is attached, and nothing below
        (["附件1：任务分工表", "附件2：联系人名单"], []),
        (["联系电话：12345678"], []),
        (["抄送：市委办。"], []),
        (["全" * 60, TEXT], ["全" * 60]),
        (["全" * 61, TEXT], []),  # no title is as long
    ],
)
def test_they_begin_below_the_date(lines: list[str], parts: list[str]) -> None:
    assert part(*LETTER, *lines) == parts


@pytest.mark.parametrize(("body", "parts"), [("请各县区认真抓好落实工作。", 1), ("请各县区抓好落实工作。", 0)])
def test_a_date_ends_a_document_that_has_a_body(body: str, parts: int) -> None:
    """A line of twelve characters with a mark at its end."""
    assert len(part("通知", body[-12 if parts else -11 :], "某市水利局", "2024年5月6日", "分工表", "1.巡查")) == parts


def test_a_date_without_a_signature_ends_none() -> None:
    assert part("通知", TEXT, TEXT, "2024年5月6日", "任务分工表", "1.巡查") == []


@pytest.mark.parametrize(
    ("below", "parts"),
    [
        (["1.任务分工表", "2.名单", "某市水利局", "2024年5月6日"], []),  # the list above the signature
        (["1.任务分工表", "2.名单"], []),
        (["任务分工表", TEXT], ["附件：｜任务分工表"]),
    ],
)
def test_a_label_with_a_colon_may_open_a_list(below: list[str], parts: list[str]) -> None:
    assert part("通知", TEXT, "附件：", *below) == parts


def test_a_label_and_title_on_one_line_need_a_date_above_or_what_stands_for_it() -> None:
    lines = ["附件1：任务分工表", TEXT]
    assert part("通知", TEXT, *lines) == []
    assert part("通知", TEXT, "2024年5月6日", "a", "b", "c", "d", "e", *lines) == ["附件1：｜任务分工表"]
    assert part("通知", TEXT, "2024年5月6日", "a", "b", "c", "d", "e", "f", *lines) == []
    assert part("通知", TEXT, "2024年5月6日", lines[0], "任务一") == [], "nor is it one without a sentence below"


@pytest.mark.parametrize(
    ("title", "below", "found"),
    [
        ("请假管理办法", ["一、范围", TEXT], True),
        ("请假管理办法", ["适用人员", "二、范围", TEXT], False),  # counting does not begin again
        ("请假管理办法", ["甲", "乙", "丙", "丁", "戊", "1.范围"], True),
        ("请假管理办法", ["甲", "乙", "丙", "丁", "戊", "己", "1.范围"], False),
        ("考勤管理办法", ["一、范围", TEXT], False),  # not named above
        ("请假管理人员", ["一、范围", TEXT], False),  # not called like a document
        ("一、请假管理办法", ["一、范围", TEXT], False),
    ],
)
def test_a_second_document_is_named_above_and_counts_anew(title: str, below: list[str], found: bool) -> None:
    first = ["附件", "考勤制度", "一、总则", TEXT, ""]
    sections = part("关于印发请假管理办法的通知", TEXT, *first, title, *below)
    assert (title in sections) is found


def test_it_stands_apart_from_what_is_above() -> None:
    lines = ["请假管理办法", "一、范围", TEXT]
    assert part("关于印发请假管理办法的通知", TEXT, "附件", "考勤制度", "一、总则", TEXT, *lines) == ["附件｜考勤制度"]
    assert part("关于印发请假管理办法的通知", TEXT, "附件", "考勤制度", "", *lines) == ["附件｜考勤制度"]


def test_attached_documents_know_what_they_are_called() -> None:
    sections = divide_parts(read_items("通知", "现印发《请假　管理办法》。" + TEXT, "附件", "考勤制度"))
    assert sections[1].names == {"请假管理办法"}
    assert not sections[0].names
