"""The automatic numbers of an OpenDocument text (ODF 1.3, 16.31): one counter for each level of each list style."""

from __future__ import annotations

from typing import Any

from publish.text.numerals import count_in_han

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
LEVELS = 10
STANDARD = "•"  # for what only a symbol font shows


class ListStyles:
    """Each list style's levels: how its numbers are written, what stands round them."""

    def __init__(self, roots: list[Any]) -> None:
        self._levels: dict[tuple[str, int], Any] = {}
        for root in roots:
            for tag in (f"{TEXT}list-style", f"{TEXT}outline-style"):
                for style in root.iter(tag):
                    name = style.get(f"{STYLE}name") or ""
                    for level in style:
                        number = level.get(f"{TEXT}level")
                        if number and number.isdecimal():
                            self._levels[name, int(number)] = level
                            if tag.endswith("outline-style"):
                                self._levels["", int(number)] = level

    def level(self, style: str, level: int) -> Any | None:
        """The definition of a level, None when there is none."""
        return self._levels.get((style, level))

    def is_outline(self, style: str) -> bool:
        """Whether a style is the one of headings."""
        return not style

    def write(self, style: str, level: int, counts: list[int]) -> str:
        """A number or bullet as it stands before its paragraph; empty for a level without one."""
        definition = self.level(style, level)
        if definition is None:
            return ""
        if definition.tag.endswith("list-level-style-bullet"):
            sign = (definition.get(f"{TEXT}bullet-char") or STANDARD).strip()
            return f"{sign} " if sign and sign.isprintable() else f"{STANDARD} "
        form = definition.get(f"{STYLE}num-format") or ""
        if not form:
            return ""
        shown = int(definition.get(f"{TEXT}display-levels") or 1)
        numbers = ".".join(write_number(count, form) for count in counts[max(0, level - shown) : level])
        prefix, suffix = (definition.get(f"{STYLE}num-{side}") or "" for side in ("prefix", "suffix"))
        marker = f"{prefix}{numbers}{suffix}"
        return marker if marker.endswith(tuple("、）)．")) or not marker else f"{marker} "


class Counter:
    """Where the numbers of every list style stand."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}

    def restart(self, style: str, level: int, keep: bool) -> None:
        """Begin a list anew from a level on."""
        counts = self._counts.setdefault(style, [0] * LEVELS)
        if not keep:
            counts[level - 1 :] = [0] * (LEVELS - level + 1)

    def next(self, styles: ListStyles, style: str, level: int, start: int | None) -> str:
        """The next number of a level, written."""
        if not 1 <= level <= LEVELS:
            return ""
        counts = self._counts.setdefault(style, [0] * LEVELS)
        definition = styles.level(style, level)
        first = definition.get(f"{TEXT}start-value") if definition is not None else None
        if start is None and not counts[level - 1] and first and first.isdecimal():
            start = int(first)
        counts[level - 1] = counts[level - 1] + 1 if start is None else start
        counts[level:] = [0] * (LEVELS - level)
        return styles.write(style, level, counts)


def write_number(value: int, form: str) -> str:
    """A number in one of ODF's forms (1, a, A, i, I, or a sample of Chinese ones)."""
    if form.startswith(("一", "壹")):
        return count_in_han(value) if value < 100 else str(value)
    if form.startswith("①"):
        return chr(0x2460 + value - 1) if 1 <= value <= 20 else str(value)
    if form.startswith("甲"):
        return "甲乙丙丁戊己庚辛壬癸"[(value - 1) % 10]
    if form in ("a", "A") and 1 <= value <= 26:
        return chr(ord(form) + value - 1)
    if form in ("i", "I"):
        return _roman(value) if form == "I" else _roman(value).lower()
    return str(value)


def _roman(value: int) -> str:
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for worth, sign in signs if value < 400 else ():
        while value >= worth:
            written, value = written + sign, value - worth
    return written or str(value)
