"""A long report is recognised faster than anybody notices (0.05 s), and a longer one in proportion to its length."""

from __future__ import annotations

from publish.model import Document, Metadata, texts
from publish.readers.text.reader import parse
from publish.structure.recognise import recognise
from tests.work import count_calls, time_ratio

CHARACTERS = 35_000
CALLS = 6  # for each character; it takes 3.5, and 7 when everything is recognised four times


def make_report(parts: int) -> str:
    paragraph = "各级各部门要进一步统一思想、提高认识，加强领导、落实责任，确保各项任务落到实处、取得实效。" * 4
    chapter = [f"（{number}）加强组织领导。{paragraph}" for number in "一二三四五六七八九十"]
    sections = [line for number in "一二三四五六七八九十" for line in (f"{number}、工作安排", *chapter)]
    return "\n".join(["政府工作报告", "各位代表：", *sections * parts])


def read(text: str) -> Document:
    return recognise(parse(text, "文稿.txt"), Metadata())


def test_thirty_five_thousand_characters_take_little_work() -> None:
    text = make_report(2)
    assert len(text) >= CHARACTERS
    assert sum(map(len, texts(read(text)))) == len("".join(text.split()))
    assert count_calls(lambda: read(text)) < CALLS * len(text)


def test_time_grows_with_the_length() -> None:
    small, large = make_report(2), make_report(8)
    # 4 when in proportion, 16 when with the square: patterns and copies are not seen in the number of calls.
    assert time_ratio(lambda: read(small), lambda: read(large), 8, times=4) < 8
