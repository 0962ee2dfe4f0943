"""Suspicious characters: invisible, directional, damaged ones, and signs that only look like Han characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from publish.checks.passages import Check, Hit, Passage

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = {
    "\u00ad": "软连字符",
    "\u034f": "组合连接符",
    "\u180e": "蒙古文元音分隔符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u2060": "零宽连接符",
    "\u3164": "韩文填充符",
    "\ufeff": "字节顺序标记",
    "\ufffc": "对象占位符",
}
REPLACEMENT = "\ufffd"
# Twelve of the compatibility ideographs are characters in their own right.
UNIFIED = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"
LOST = re.compile(r"(?<=[\u3400-\u9fff，、：；。！”）])\?(?=[\u3400-\u9fff“（\s]|$)")
ASKS = re.compile(r"[吗呢谁哪几何否]|什么|怎|多少|(.)不\1|有没有|难道|岂|为啥|是不是|[^，：；]{8,}$")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
PRIVATE = re.compile("[\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010ffff]")
LOOK_ALIKE = re.compile(f"(?![{UNIFIED}])[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def characters(wanted: str | re.Pattern[str], describe: Callable[[str], str]) -> Callable[..., Iterator[Hit]]:
    """A finder of every single character of a pattern, or of a string of characters."""
    pattern = re.compile(f"[{re.escape(wanted)}]") if isinstance(wanted, str) else wanted

    def find(passages: Sequence[Passage]) -> Iterator[Hit]:
        for passage in passages:
            for match in pattern.finditer(passage.text):
                yield Hit(passage, match.start(), match.end(), describe(match[0]))

    return find


def lost_marks(text: str) -> Iterator[int]:
    """Offsets of question marks that ask nothing: what a conversion of encodings left of a character or space."""
    for match in LOST.finditer(text):
        clause = re.split("[。！？；?]", text[: match.start()])[-1]
        if not ASKS.search(clause):
            yield match.start()


def find_lost(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Lost characters and spaces that read `?` now."""
    message = "这里的“?”不像问号，可能是转换编码时丢失的字或空格，请对照原稿"
    for passage in passages:
        yield from (Hit(passage, offset, offset + 1, message) for offset in lost_marks(passage.text))


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def _real(char: str) -> str:
    real = unicodedata.normalize("NFKC", char)
    return f"，请改为“{real}”（U+{ord(real):04X}）" if real != char else "，请改用常用字"


CHECKS = (
    Check(
        "bidi-character",
        "控制文字方向的字符",
        characters(BIDI, lambda c: f"这里有看不见的方向控制符（{_code(c)}），会打乱文字顺序，请删去"),
        "Unicode UAX #9",
    ),
    Check(
        "invisible-character",
        "看不见的字符",
        characters("".join(INVISIBLE), lambda c: f"这里有看不见的{INVISIBLE[c]}（{_code(c)}），请删去"),
        "Unicode",
    ),
    Check(
        "control-character",
        "控制字符",
        characters(CONTROL, lambda c: f"这里有控制字符（{_code(c)}），多半是复制时带入的，请删去"),
        "Unicode",
    ),
    Check(
        "private-character",
        "自造字或未定义的字符",
        characters(PRIVATE, lambda c: f"这里的字（{_code(c)}）是自造字，换一台机器可能显示成别的字，请换成标准字"),
        "Unicode, GB 18030",
    ),
    Check(
        "damaged-character",
        "已损坏的字符",
        characters(REPLACEMENT, lambda _: "原文这里有一个已损坏的字（显示为�），请对照原稿补上"),
        "Unicode",
    ),
    Check("lost-character", "转换编码时丢失的字", find_lost, "校对惯例"),
    Check(
        "look-alike-character",
        "形似汉字的部首或兼容字",
        characters(LOOK_ALIKE, lambda c: f"“{c}”（{_code(c)}）是部首或兼容字，不是常用字{_real(c)}"),
        "Unicode",
    ),
)
