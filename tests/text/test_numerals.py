"""Han numerals read and written."""

from __future__ import annotations

import pytest

from publish.text.numerals import count_in_han, is_rough, read_number, write_digits, write_like


@pytest.mark.parametrize("value", [1, 10, 11, 20, 99, 100, 105, 110, 112, 120, 199, 250, 999, 1000, 2024, 9009])
def test_numbers_read_and_written_agree(value: int) -> None:
    assert read_number(count_in_han(value)) == value
    assert read_number(write_digits(value)) == value
    assert write_like(value, "1") == str(value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("两百", 200), ("一千零一十", 1010), ("零", 0),
        ("二〇二四", 2024), ("二○二四", 2024), ("二零零九", 2009), ("12", 12), ("１２", 12), ("2十5", 25),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_typed(written: str, value: int) -> None:
    assert read_number(written) == value


@pytest.mark.parametrize(("written", "rough"), [("两三", True), ("七八", True), ("十二", False), ("三", False)])
def test_two_digits_side_by_side_say_about_how_many(written: str, rough: bool) -> None:
    assert is_rough(written) is rough
