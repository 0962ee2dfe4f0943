"""A long report is recognised faster than anybody notices."""

from __future__ import annotations

import time

from publish.model import Metadata, texts
from publish.readers.text import parse
from publish.structure import recognise

SECONDS = 0.5
CHARACTERS = 35_000


def test_thirty_five_thousand_characters_in_half_a_second() -> None:
    paragraph = "各级各部门要进一步统一思想、提高认识，加强领导、落实责任，确保各项任务落到实处、取得实效。" * 4
    chapter = [f"（{number}）加强组织领导。{paragraph}" for number in "一二三四五六七八九十"]
    sections = [line for number in "一二三四五六七八九十" for line in (f"{number}、工作安排", *chapter)]
    text = "\n".join(["政府工作报告", "各位代表：", *sections, *sections])
    assert len(text) >= CHARACTERS
    started = time.perf_counter()
    document = recognise(parse(text, "文稿.txt"), Metadata())
    assert time.perf_counter() - started < SECONDS
    assert sum(map(len, texts(document))) == len("".join(text.split()))
