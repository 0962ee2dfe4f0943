"""Numbered lines are headings together with their siblings, never one by one."""

from __future__ import annotations

import pytest

from publish.model import Hints, Paragraph, Span
from publish.structure.body.headings import find_lead, recognise_headings
from publish.structure.items import items_of
from tests.structure.rendering import read_items

TEXT = "各县区要把这项工作摆在突出位置，层层压实责任，确保件件有着落。"
RULE = "申请人应当提交材料，材料不全的，不予受理。"


def find(*lines: str) -> list[str]:
    """The headings with their levels; a run-in one up to its end, followed by ｜."""
    items = read_items(*lines)
    recognise_headings(items)
    return [
        f"{item.level} {item.text[: item.run_in] + '｜' if item.run_in else item.text}" for item in items if item.level
    ]


def test_each_kind_of_number_has_its_level() -> None:
    lines = ["一、认识", "（一）组织", "1.领导", "（1）责任"]
    second = ["二、措施", "（二）宣传", "2.督导", "（2）考核"]
    text = [line for pair in zip(lines, second, strict=True) for line in (pair[0], TEXT, pair[1], TEXT)]
    high = ["1 一、认识", "1 二、措施", "2 （一）组织", "2 （二）宣传"]
    assert find(*text) == [*high, "3 1.领导", "3 2.督导", "4 （1）责任", "4 （2）考核"]


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        # one alone: only what looks like nothing else
        (["一、提高认识", TEXT], ["1 一、提高认识"]),
        (["一、提高认识。", TEXT], ["1 一、提高认识。"]),
        (["一、提高认识。" + TEXT], []),
        (["一、责任单位：", TEXT], []),
        (["一、提高认识"], []),
        # two of them bear each other out
        (["一、提高认识。" + TEXT, "二、落实责任。" + TEXT], ["1 一、提高认识。｜", "1 二、落实责任。｜"]),
        (["一、" + RULE, "二、" + RULE], []),
        (["一、身份证；", "二、户口簿；"], []),
        (["一、提高认识", TEXT, "二、户口簿；"], []),  # half of them are items
        (["一、提高认识", "二、落实责任"], []),  # a list: nothing below any of them
        (["一、提高认识", "二、落实责任", TEXT], []),  # nor does what stands below the last belong to it
        (["一、提高认识", TEXT, "二、落实责任"], ["1 一、提高认识", "1 二、落实责任"]),
        # short labels, and such as open a list
        (["一、责任单位：", TEXT, "二、完成时限：", TEXT], ["1 一、责任单位：", "1 二、完成时限："]),
        (["一、有下列情形：", TEXT, "二、有下列材料：", TEXT], []),
        # a number that is not higher begins again
        (["一、认识", TEXT, "一、措施", TEXT], ["1 一、认识", "1 一、措施"]),
    ],
)
def test_siblings_decide(lines: list[str], headings: list[str]) -> None:
    assert find(*lines) == headings


def test_odd_members_go_with_two_thirds_of_their_run() -> None:
    rule = "应当" + "全" * 20 + "。"
    run = ["一、提高认识", TEXT, "二、落实责任", TEXT, f"三、{rule}{TEXT}"]
    assert find(*run)[2:] == [f"1 三、{rule}｜"]
    assert find(*run, f"四、{rule}{TEXT}") == ["1 一、提高认识", "1 二、落实责任"]


@pytest.mark.parametrize(("length", "found"), [(39, True), (40, False)])
def test_an_odd_sentence_is_no_longer_than_a_heading(length: int, found: bool) -> None:
    odd = "应当" + "全" * (length - 2) + "。"
    headings = find("一、提高认识", TEXT, "二、落实责任", TEXT, f"三、{odd}{TEXT}")
    assert (f"1 三、{odd}｜" in headings) is found


@pytest.mark.parametrize(("length", "found"), [(24, True), (25, False)])
def test_an_odd_label_is_shorter_than_a_line(length: int, found: bool) -> None:
    label = "三、" + "全" * (length - 3) + "："
    headings = find("一、提高认识", TEXT, "二、落实责任", TEXT, label, TEXT)
    assert (f"1 {label}" in headings) is found


def test_an_odd_label_before_its_matter_is_one_of_the_run() -> None:
    odd = "三、时间：应当报送。"
    headings = ["1 一、提高认识", "1 二、落实责任", "1 三、时间：｜"]
    assert find("一、提高认识", TEXT, "二、落实责任", TEXT, odd + TEXT) == headings


def test_chapters_stand_alone_and_go_below_books() -> None:
    assert find("第一章　总则", TEXT) == ["1 第一章　总则"]
    assert find("第一编　总则", "第一章　一般规定", "第一节　范围", TEXT) == [
        "1 第一编　总则",
        "2 第一章　一般规定",
        "3 第一节　范围",
    ]
    assert find("第一章　总则", "第一节　范围", TEXT) == ["1 第一章　总则", "2 第一节　范围"]
    assert find("第一章规定了目的。" + TEXT) == []


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (["第一条　目的。", "第二条　范围。"], ["5 第一条｜", "5 第二条｜"]),
        (["第一条", TEXT, "第二条", TEXT], ["5 第一条", "5 第二条"]),
        (["第一条　目的。"], []),
        (["第一条　目的。", "第九条　范围。"], []),  # half of them do not count on
        (["第一条　目的。", "第二条　范围。", "第九条　附则。"], ["5 第一条｜", "5 第二条｜", "5 第九条｜"]),
        (["第一条　目的。", "第一条　范围。"], ["5 第一条｜", "5 第一条｜"]),  # the same number twice is a slip
        (["第五条　目的。", "第六条　范围。"], []),
    ],
)
def test_articles_count_from_the_first(lines: list[str], headings: list[str]) -> None:
    assert find(*lines) == headings


def test_in_a_text_of_articles_only_what_stands_above_one_is_a_heading() -> None:
    text = ["一、总则", "第一条　目的。", "二、附则", "第二条　范围。", "三、其他", TEXT]
    assert find(*text) == ["1 一、总则", "5 第一条｜", "1 二、附则", "5 第二条｜"]


def test_numbers_that_count_on_through_chapters_are_provisions() -> None:
    text = [
        "第一章　总则",
        "一、目的。" + TEXT,
        "二、范围。" + TEXT,
        "第二章　附则",
        "三、解释。" + TEXT,
        "四、施行。" + TEXT,
    ]
    assert find(*text) == ["1 第一章　总则", "1 第二章　附则"]
    again = [line.replace("三、", "一、").replace("四、", "二、") for line in text]
    assert "1 一、目的。｜" in find(*again)


def test_dots_inside_numbers_make_levels_once_there_are_two() -> None:
    assert find("1 总则", "1.1 目的", TEXT, "1.2 范围", TEXT, "2 附则", TEXT) == [
        "1 1 总则",
        "2 1.1 目的",
        "2 1.2 范围",
        "1 2 附则",
    ]
    deep = ["1.总则", "1.1 目的", TEXT, "1.1.1 依据", TEXT, "1.1.2 对象", TEXT, "1.2 范围", TEXT, "2.附则", TEXT]
    assert find(*deep) == ["1 1.总则", "2 1.1 目的", "3 1.1.1 依据", "3 1.1.2 对象", "2 1.2 范围", "1 2.附则"]
    assert find("1.1 目的", TEXT, "2 附则", TEXT) == []


@pytest.mark.parametrize(
    ("line", "below", "headed"),
    [
        ("1.领导", "（1）责任明确。" + TEXT, True),  # what is deeper belongs to it
        ("1.领导", "一、" + RULE, False),  # what is higher does not
        ("1.领导", "图一", True),
        ("1.领导", "一要讲政治。" + TEXT, True),  # words that count are text
    ],
)
def test_what_stands_below_a_line_is_its_text_unless_it_stands_above_it(line: str, below: str, headed: bool) -> None:
    headings = find(line, below, "2.督导", below)
    assert any(line in heading for heading in headings) is headed


def test_strong_words_in_front_head_their_paragraph() -> None:
    strong = Paragraph((Span("1.加强领导", strong=True), Span("各地要落实责任。")))
    plain = Paragraph((Span("1.加强领导各地要落实责任。"),))
    mixed = Paragraph((Span("1.加强领导", strong=True), Span("各地要"), Span("落实", strong=True), Span("责任。")))
    for paragraph, end in ((strong, 6), (plain, 0), (mixed, 0)):
        (item,) = items_of((paragraph,))
        assert find_lead(item) == end


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        # as Word counts all the levels of a document in one list
        ([(2, "（一）组织。"), (2, "（二）宣传。")], ["2 （一）组织。｜", "2 （二）宣传。｜"]),
        ([(2, "第一条　"), (2, "第二条　")], ["5 第一条｜", "5 第二条｜"]),
        ([(3, "1.组织。"), (3, "2.宣传。")], ["3 1.组织。｜", "3 2.宣传。｜"]),
        # items of a list that stands below an item of another
        ([(2, "1.组织。"), (2, "2.宣传。")], []),
    ],
)
def test_numbers_deep_in_a_list(lines: list[tuple[int, str]], headings: list[str]) -> None:
    items = items_of(tuple(Paragraph((Span(text + TEXT),), hints=Hints(list_depth=depth)) for depth, text in lines))
    recognise_headings(items)
    assert [f"{item.level} {item.text[: item.run_in]}｜" for item in items if item.level] == headings
