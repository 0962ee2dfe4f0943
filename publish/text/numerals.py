"""Numbers in Han numerals, read and written: 十二, 一百零三, 二〇二四."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"
UNITS = {"十": 10, "百": 100, "千": 1000}
# What is typed for 〇, and 两, which counts things.
VALUES = {char: value for value, char in enumerate(DIGITS)} | {"零": 0, "○": 0, "Ｏ": 0, "两": 2}


def read_number(written: str) -> int:
    """The value of a number below 10 000 with units (十二, 一百零三), of one digit by digit (二〇二四), or in Arabic
    digits of either width; what is no digit counts as 0.

    >>> read_number("一百零三"), read_number("二〇二四"), read_number("１２")
    (103, 2024, 12)
    """
    if written.isdecimal():
        return int(written)
    if UNITS.keys().isdisjoint(written):
        return int("".join(str(_read_digit(char)) for char in written))
    total = digit = 0
    for char in written:
        if char in UNITS:
            total += (digit or 1) * UNITS[char]
            digit = 0
        else:
            digit = _read_digit(char)
    return total + digit


def _read_digit(char: str) -> int:
    return int(char) if char.isdecimal() else VALUES.get(char, 0)


def is_rough(written: str) -> bool:
    """Whether two digits side by side say about how many (两三点, 七八项)."""
    return len(written) == 2 and all(char in VALUES for char in written)


def write_like(value: int, like: str) -> str:
    """A number written as another is: Arabic, or in Han with units."""
    return str(value) if like.isdecimal() else count_in_han(value)


def count_in_han(number: int, digits: str = DIGITS, units: str = "十百千", ten: bool = True) -> str:
    """A number by tens, hundreds and thousands: 二十一, 一百零五; `ten`: 10 to 19 are written 十, 十一 …

    >>> count_in_han(11), count_in_han(110), count_in_han(2024)
    ('十一', '一百一十', '二千零二十四')
    """
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        zero = skipped_place(digits) if 0 < low < 1000 else ""
        rest = zero + count_in_han(low, digits, units, ten=False) if low else ""
        return count_in_han(high, digits, units, ten) + "万" + rest
    written, skipped = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += skipped_place(digits) if skipped and written else ""
            written += digits[digit] + (units[place - 1] if place else "")
        skipped = digit == 0
    if ten and 10 <= number < 20:
        written = written[1:]
    return written or digits[0]


def skipped_place(digits: str) -> str:
    """The character for a skipped place: 零 in counting, whatever a lone zero is."""
    return "零" if digits[0] == "〇" else digits[0]


def write_digits(number: int, digits: str = DIGITS) -> str:
    """A number digit by digit: 二〇二四."""
    return "".join(digits[int(digit)] for digit in str(number))
