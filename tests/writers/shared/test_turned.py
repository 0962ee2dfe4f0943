"""A title that only leads to a table too wide for the page lies sideways with it, on its page."""

from __future__ import annotations

import pytest

from publish.model import Block, Role
from publish.writers.shared.turned import find_turned
from tests.writers.word.word_files import SENTENCE, paragraph, style, table

LABEL, HEAD = paragraph("附件1", Role.PART_LABEL), paragraph("任务分解表", Role.PART_TITLE)
TITLE, SUBTITLE, TEXT = paragraph("分解表", Role.TITLE), paragraph("（2024年）", Role.SUBTITLE), paragraph(SENTENCE)
WIDE = table([[f"第{number}季度完成投资" for number in range(14)], ["123456.78"] * 14], header_rows=1)
NARROW = table([["项目", "投资"], ["公路", "12"]], header_rows=1)


@pytest.mark.parametrize(
    ("blocks", "turned"),
    [
        ([TITLE, WIDE], {0}),
        ([TITLE, SUBTITLE, WIDE, TEXT], {0, 1}),
        ([TEXT, LABEL, HEAD, WIDE], {1, 2}),
        ([TEXT, HEAD, WIDE], {1}),
        ([LABEL, HEAD, WIDE, LABEL, HEAD, WIDE], {0, 1, 3, 4}),
        ([TITLE, TEXT, WIDE], set()),
        ([LABEL, HEAD, TEXT, WIDE], set()),
        ([TITLE, NARROW], set()),
        ([WIDE], set()),
    ],
)
def test_titles_alone_above_a_wide_table_are_turned(blocks: list[Block], turned: set[int]) -> None:
    assert find_turned(blocks, style()) == turned


def test_the_title_below_a_red_head_stays_upright() -> None:
    assert find_turned([TITLE, WIDE], style(**{"head.form": "document"})) == set()
