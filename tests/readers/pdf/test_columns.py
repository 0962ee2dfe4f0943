"""Pages in columns of prose are read column by column; what else stands side by side is not parted."""

from __future__ import annotations

from pathlib import Path

from tests.readers.pdf.pdf_files import LEFT, SIZE, Words, make_pdf, set_lines
from tests.readers.pdf.test_plain_pdf import read_bytes
from tests.readers.reader_display import bag, characters, texts

RIGHT_COLUMN = LEFT + 15 * SIZE  # behind a column of 13 characters and a gutter of 2
FIRST = [
    "　　今年以来，全市上下坚决",
    "落实党中央决策部署，扎实推",
    "进防汛抗旱各项准备工作，取",
    "得了阶段性成效，为保障人民",
    "群众生命财产安全打下了坚实",
    "基础，雨情水情汛情总体平稳",
    "没有发生大的灾害，各方面工",
]
SECOND = [
    "作都有新的进展和成效。",
    "　　下一步，各县区要把责任",
    "落实到每一座水库、每一段堤",
    "防、每一个岗位，做到守土有",
    "责、守土负责、守土尽责，确",
    "保信息畅通，遇有险情第一时",
    "间处置，第一时间报告。",
]
JOINED = [
    "今年以来，全市上下坚决落实党中央决策部署，扎实推进防汛抗旱各项准备工作，取得了阶段性成效，为保障人民群众生命财产安全"
    "打下了坚实基础，雨情水情汛情总体平稳没有发生大的灾害，各方面工作都有新的进展和成效。",
    "下一步，各县区要把责任落实到每一座水库、每一段堤防、每一个岗位，做到守土有责、守土负责、守土尽责，确保信息畅通，"
    "遇有险情第一时间处置，第一时间报告。",
]
TITLE = Words("防汛抗旱工作情况", LEFT + 6 * SIZE, 780, 22)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = [TITLE, *set_lines(FIRST, top=720), *set_lines(SECOND, top=720, left=RIGHT_COLUMN)]
    source = read_bytes(make_pdf([page]), tmp_path)
    assert texts(source) == ["防汛抗旱工作情况", *JOINED]


def test_what_stands_below_columns_over_the_whole_width_comes_behind(tmp_path: Path) -> None:
    page = [*set_lines(FIRST, top=720), *set_lines(SECOND, top=720, left=RIGHT_COLUMN)]
    page += set_lines(["　　以上情况，特此报告，请审阅，并请对下一步工作提出意见。"], top=480)
    assert texts(read_bytes(make_pdf([page]), tmp_path)) == [
        *JOINED,
        "以上情况，特此报告，请审阅，并请对下一步工作提出意见。",
    ]


def test_a_signature_below_a_longer_left_column_comes_last(tmp_path: Path) -> None:
    page = [*set_lines(FIRST, top=720), *set_lines(SECOND, top=720 + 28, left=RIGHT_COLUMN)]
    page += set_lines(["　　海州市水利局", "　　2026年4月10日"], top=510)
    assert texts(read_bytes(make_pdf([page]), tmp_path)) == [*JOINED, "海州市水利局", "2026年4月10日"]


def test_columns_need_no_common_lines(tmp_path: Path) -> None:
    page = [*set_lines(FIRST, top=720), *set_lines(SECOND, top=709, left=RIGHT_COLUMN)]
    assert texts(read_bytes(make_pdf([page]), tmp_path)) == JOINED


def test_short_columns_on_a_later_page_are_columns(tmp_path: Path) -> None:
    first = [*set_lines(FIRST, top=720), *set_lines(SECOND, top=720, left=RIGHT_COLUMN)]
    second = [
        *set_lines(FIRST[:3], top=720),
        *set_lines(["得了阶段性成效，为保障人民", "群众生命财产安全。"], top=720, left=RIGHT_COLUMN),
    ]
    text = texts(read_bytes(make_pdf([first, second]), tmp_path))
    assert text[2].endswith("扎实推进防汛抗旱各项准备工作，取得了阶段性成效，为保障人民群众生命财产安全。")


def test_names_and_duties_side_by_side_are_no_columns(tmp_path: Path) -> None:
    left, right = (
        ["组长", "副组长", "成员", "秘书长", "联络员", "工作人员", "司机"],
        ["张三", "李四", "王五"] * 2 + ["赵六"],
    )
    page = [*set_lines(left, top=720), *set_lines(right, top=720, left=RIGHT_COLUMN)]
    source = read_bytes(make_pdf([page]), tmp_path)
    assert "组长\t张三" in texts(source)
    assert characters(source) == bag("".join(item.text for item in page if isinstance(item, Words)))
