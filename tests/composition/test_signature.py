"""署名, dates and 附件说明: the cases of the standard, and what must hold for any lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.composition.signature import hang_attachments, place_sealed, place_signoff, place_stamped
from publish.text.widths import estimate_width
from tests import CASE_FOLDER

CASES = CASE_FOLDER / "composition" / "signature.txt"
MEASURE, INDENT = 28.0, 2.0
SEALED, SHIFT = 4.0, 2.0  # 7.3.5.1, 7.3.5.3; 7.3.5.2
WIDTHS = st.lists(st.floats(0.5, 40), max_size=4)


def read_cases() -> Iterator[list[tuple[str, str, list[float]]]]:
    """Each case: kind, text and the numbers of its lines."""
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for case in "\n".join(lines).strip().split("\n\n"):
        yield [read_line(line) for line in case.splitlines()]


def read_line(line: str) -> tuple[str, str, list[float]]:
    found = re.fullmatch(r"(\w+) (.+?) (?:首行左空 ([\d.]+) 回行左空 ([\d.]+)|右空 ([\d.]+))", line)
    assert found, line
    return found[1], found[2], [float(number) for number in found.groups()[2:] if number]


@pytest.mark.parametrize("case", list(read_cases()), ids=lambda case: case[0][1])
def test_lines_stand_where_the_standard_puts_them(case: list[tuple[str, str, list[float]]]) -> None:
    widths = {kind: [estimate_width(text) for k, text, _ in case if k == kind] for kind in ("署名", "日期")}
    rights = place_signoff(widths["署名"], widths["日期"], MEASURE, INDENT, SHIFT)
    hung = hang_attachments([text for kind, text, _ in case if kind == "附件"], INDENT)
    found = [[right] for side in rights for right in side] + [[*begin] for begin in hung]
    assert found == [numbers for _, _, numbers in case]


def test_all_cases_are_read() -> None:
    written = re.findall("^(?:署名|日期|附件) ", CASES.read_text(encoding="utf-8"), re.MULTILINE)
    assert sum(len(case) for case in read_cases()) == len(written) > 10


@given(WIDTHS, WIDTHS)
def test_every_line_that_fits_stays_on_the_measure(signatures: list[float], dates: list[float]) -> None:
    placed = place_signoff(signatures, dates, MEASURE, INDENT, SHIFT)
    for widths, rights in zip((signatures, dates), placed, strict=True):
        for width, right in zip(widths, rights, strict=True):
            assert right >= 0
            assert width + right <= max(MEASURE, width) + 1e-9


@given(st.floats(1, 12), st.floats(1, 12))
def test_the_date_begins_two_characters_right_of_the_signature(signature: float, date: float) -> None:
    (signed,), (dated,) = place_signoff([signature], [date], MEASURE, INDENT, SHIFT)
    if dated > 0:  # otherwise the edge holds it back
        assert (signed + signature) - (dated + date) == pytest.approx(2)


@given(st.lists(st.floats(1, 20), min_size=2, max_size=4))
def test_signatures_begin_below_each_other(signatures: list[float]) -> None:
    rights, _ = place_signoff(signatures, [5.0], MEASURE, INDENT, SHIFT)
    begins = [right + width for right, width in zip(rights, signatures, strict=True)]
    assert begins == pytest.approx([begins[0]] * len(begins))


def test_a_sealed_date_stands_four_from_the_edge_with_the_signature_centred_on_it() -> None:
    """7.3.5.1: 某某市人民政府 (7 characters) above 2025年3月1日 (9 half and full characters: 7)."""
    assert place_sealed([7.0], [7.0], MEASURE, SEALED, (10.5, 1)) == ([4.0], [4.0])
    assert place_sealed([10.0], [7.0], MEASURE, SEALED, (10.5, 1)) == ([2.5], [4.0])


def test_a_signature_wider_than_its_seal_allows_pushes_the_date_left() -> None:
    assert place_sealed([20.0], [7.0], MEASURE, SEALED, (10.5, 1)) == ([0.0], [6.5])


def test_seals_side_by_side_reach_from_edge_to_edge() -> None:
    """Two seals in a row: the first begins at the left edge, the last stands on the date; a third below the last."""
    rights, dates = place_sealed([10.0, 10.0, 10.0], [7.0], MEASURE, SEALED, (10.0, 2))
    assert rights == [MEASURE - 10.0, 2.5, 2.5]
    assert dates == [4.0]


def test_three_seals_share_the_measure_evenly() -> None:
    """Their middles lie 5, 14 and 23 characters from the left edge, the last on the date's axis."""
    rights, _ = place_sealed([10.0, 10.0, 10.0], [2.0], 28.0, SEALED, (10.0, 3))
    assert [right + 5.0 for right in rights] == [23.0, 14.0, 5.0]


def test_the_seal_or_the_wider_signature_decides_how_far_left_the_first_stands() -> None:
    assert place_sealed([4.0, 4.0], [2.0], 28.0, SEALED, (12.0, 2))[0] == [20.0, 3.0]
    assert place_sealed([4.0, 14.0], [2.0], 28.0, SEALED, (12.0, 2))[0] == [19.0, 0.0]


def test_nothing_to_sign_leaves_the_date_where_it_belongs() -> None:
    assert place_signoff([], [7.0], 28.0, 2.0, SHIFT) == ([], [2.0])
    assert place_sealed([], [7.0], 28.0, SEALED, (10.0, 1)) == ([], [4.0])
    assert place_signoff([], [], 28.0, 2.0, SHIFT) == ([], [])


def test_stamped_lines_stand_four_from_the_edge_unless_they_are_too_long() -> None:
    """7.3.5.3."""
    assert place_stamped([7.0, 26.0], [7.0], MEASURE, SEALED) == ([4.0, 2.0], [4.0])
