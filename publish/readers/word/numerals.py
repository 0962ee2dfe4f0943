"""Numbers written in the formats of Word's automatic numbering (ECMA-376 part 1, 17.18.59; [MS-OI29500] 2.1.540)."""

from __future__ import annotations

from collections.abc import Callable

from publish.text.numerals import DIGITS, count_in_han, write_digits

FORMAL = "零壹贰叁肆伍陆柒捌玖"
FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
MARKS = "*†‡§"
LARGEST = 32_767  # what Word's counters hold; larger ones are written in plain digits


def count_or_digits(number: int) -> str:
    """十, 二十一 …, from 100 on digit by digit with a circle for zero (Word's chineseCounting)."""
    return count_in_han(number) if number < 100 else write_digits(number, "○" + DIGITS[1:])


def roman(number: int) -> str:
    """Lower-case Roman numerals; plain digits from 4000 on."""
    if number >= 4000:
        return str(number)
    written = ""
    for value, letters in ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def letters(number: int) -> str:
    """a … z, aa, bb … (17.18.59 lowerLetter)."""
    repeats, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * min(repeats + 1, 30)


def _from(sequence: str, beyond: Callable[[int], str] = str) -> Callable[[int], str]:
    return lambda number: sequence[number - 1] if number <= len(sequence) else beyond(number)


def _around(sequence: str) -> Callable[[int], str]:
    return lambda number: sequence[(number - 1) % len(sequence)]


def _run(first: str, length: int) -> str:
    return "".join(chr(ord(first) + offset) for offset in range(length))


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: str(n).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda n: str(n).translate(FULL_WIDTH),
    "decimalEnclosedCircle": _from(CIRCLED),
    "decimalEnclosedCircleChinese": _from(CIRCLED),
    "decimalEnclosedFullstop": _from(_run("⒈", 20), lambda n: f"{n}."),
    "decimalEnclosedParen": _from(_run("⑴", 20), lambda n: f"({n})"),
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "chineseCounting": count_or_digits,
    "taiwaneseCounting": count_or_digits,
    "chineseCountingThousand": count_in_han,
    "taiwaneseCountingThousand": count_in_han,
    "japaneseCounting": count_in_han,
    "koreanCounting": count_in_han,
    "japaneseDigitalTenThousand": write_digits,
    "ideographDigital": write_digits,
    "taiwaneseDigital": lambda n: write_digits(n, "○" + DIGITS[1:]),
    "chineseLegalSimplified": lambda n: count_in_han(n, FORMAL, "拾佰仟", False),
    "ideographLegalTraditional": lambda n: count_in_han(n, FORMAL_TRADITIONAL, "拾佰仟", False),
    "ideographEnclosedCircle": _from(_run("㈠", 10), lambda n: f"({count_in_han(n)})"),
    "ideographTraditional": _from(STEMS),
    "ideographZodiac": _from(BRANCHES),
    "ideographZodiacTraditional": lambda n: STEMS[(n - 1) % 10] + BRANCHES[(n - 1) % 12],
    "upperRoman": lambda n: roman(n).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerLetter": letters,
    "chicago": lambda n: MARKS[(n - 1) % 4] * min((n - 1) // 4 + 1, 30),
    "aiueo": _around("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
    "aiueoFullWidth": _around(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    ),
    "none": lambda _: "",
}


def write_number(number: int, form: str) -> str:
    """A counter's value as Word shows it; plain digits in a format not known or for a number without a sign in it."""
    if number < 1 or number > LARGEST or form not in FORMATS:
        return str(number) if form != "none" else ""
    return FORMATS[form](number)
