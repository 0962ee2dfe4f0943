"""Automatic numbers: word/numbering.xml counted paragraph by paragraph, and written as the reader of Word sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.readers.word.numerals import FORMATS, LARGEST, write_number
from publish.readers.word.styles import Styles
from publish.readers.word.symbols import symbol
from publish.readers.word.xml import Element, W, child, integer, setting, switch, value

LEVELS = 9
LONGEST = 255  # characters of w:lvlText
CLOSING = "、，。．）】〕》：；.)]}:,;"


@dataclass(frozen=True, slots=True)
class Marker:
    """A number or bullet as shown, what stands between it and the text, and its depth from 1.

    `unknown` names a number format we do not know (written in plain digits).
    """

    text: str
    gap: str
    depth: int
    unknown: str = ""


@dataclass(slots=True)
class LevelRule:
    """One level of a list: first number, format, text with %1 …, bullet font, and the levels that restart it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    font: str = ""
    legal: bool = False
    restart: int = -1  # -1: any level above; 0: none; n: levels up to n


class Numbering:
    """The lists of a document with their counters; numbers follow from the order of the calls."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {value(each, "abstractNumId"): each for each in _children(root, "abstractNum")}
        self._lists = {value(each, "numId"): each for each in _children(root, "num")}
        self._rules: dict[str, list[LevelRule | None]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()

    def marker(self, properties: Element | None) -> Marker | None:
        """Count a paragraph and return its number or bullet; None when it belongs to no list."""
        list_id, level = self._membership(properties)
        if list_id not in self._lists:
            return None
        rules = self._levels(list_id)
        rule = rules[level]
        if rule is None:
            return None
        counters = self._count(list_id, level, rules)
        if rule.form == "bullet":
            text = "".join(symbol(rule.font, char) or char for char in rule.text)
            return Marker(text, _gap(rule, text), level + 1)
        text, unknown = self._write(rule, rules, counters)
        return Marker(text, _gap(rule, text), level + 1, unknown)

    def _membership(self, properties: Element | None) -> tuple[str, int]:
        """List id and level from 0; a list given by a style is entered at the level that names the style (17.9.23)."""
        list_id, level, owner = "", -1, ""
        style_id = self._styles.paragraph_style(properties)
        chain = [(style, child(style, "pPr")) for style in self._styles.chain(style_id)]
        for holder, ppr in [(None, properties), *chain]:
            said = child(ppr, "numPr")
            if level < 0 and child(said, "ilvl") is not None:
                level = integer(setting(said, "ilvl"))
            if child(said, "numId") is not None:
                list_id = setting(said, "numId")
                owner = "" if holder is None else value(holder, "styleId")
                break
        if owner and list_id in self._lists:
            linked = self._linked_level(list_id, owner)
            level = linked if linked is not None else level
        return list_id, min(max(level, 0), LEVELS - 1)

    def _linked_level(self, list_id: str, style_id: str) -> int | None:
        abstract = self._abstract_of(list_id)
        for each in _children(abstract, "lvl"):
            if setting(each, "pStyle") == style_id:
                return integer(value(each, "ilvl"))
        return None

    def _abstract_of(self, list_id: str) -> Element | None:
        """The list's definition, through w:numStyleLink where a list style holds it (17.9.21)."""
        seen: set[str] = set()
        while list_id in self._lists and list_id not in seen:
            seen.add(list_id)
            abstract = self._abstract.get(setting(self._lists[list_id], "abstractNumId"))
            link = setting(abstract, "numStyleLink")
            if not link:
                return abstract
            style = next(iter(self._styles.chain(link)), None)
            list_id = setting(child(child(style, "pPr"), "numPr"), "numId")
        return None

    def _levels(self, list_id: str) -> list[LevelRule | None]:
        if list_id not in self._rules:
            rules: list[LevelRule | None] = [None] * LEVELS
            abstract = self._abstract_of(list_id)
            for each in _children(abstract, "lvl"):
                _define(rules, each)
            for override in _children(self._lists[list_id], "lvlOverride"):
                defined = child(override, "lvl")
                if defined is not None:
                    _define(rules, defined)
                index, start = integer(value(override, "ilvl"), -1), child(override, "startOverride")
                if start is not None and 0 <= index < LEVELS and (rule := rules[index]) is not None:
                    rule.start = _bounded(value(start))
            self._rules[list_id] = rules
        return self._rules[list_id]

    def _count(self, list_id: str, level: int, rules: list[LevelRule | None]) -> dict[int, int]:
        """Advance the counters: lists of one definition share them; w:startOverride restarts them."""
        key = setting(self._lists[list_id], "abstractNumId")
        counters = self._counters.setdefault(key, {})
        if list_id not in self._started:
            self._started.add(list_id)
            for override in _children(self._lists[list_id], "lvlOverride"):
                if child(override, "startOverride") is not None:
                    counters.pop(integer(value(override, "ilvl"), -1), None)
        rule = rules[level]
        assert rule is not None
        counters[level] = min(counters.get(level, rule.start - 1) + 1, LARGEST + 1)
        for deeper in [each for each in counters if each > level]:
            if _restarts(rules[deeper] if deeper < LEVELS else None, level):
                del counters[deeper]
        return counters

    def _write(self, rule: LevelRule, rules: list[LevelRule | None], counters: dict[int, int]) -> tuple[str, str]:
        unknown = ""

        def number(match: re.Match[str]) -> str:
            nonlocal unknown
            index = int(match[1]) - 1
            other = rules[index] or LevelRule()
            form = "decimal" if rule.legal else other.form
            if form not in FORMATS:
                unknown = form
            return write_number(counters.get(index, other.start), form)

        return re.sub(r"%([1-9])", number, rule.text), unknown


def _children(element: Element | None, name: str) -> Iterator[Element]:
    return iter(()) if element is None else element.iterchildren(W + name)


def _define(rules: list[LevelRule | None], element: Element) -> None:
    index = integer(value(element, "ilvl"), -1)
    if 0 <= index < LEVELS:
        fonts = child(child(element, "rPr"), "rFonts")
        rules[index] = LevelRule(
            _bounded(setting(element, "start"), 1 if child(element, "start") is not None else 0),
            setting(element, "numFmt") or "decimal",
            setting(element, "lvlText")[:LONGEST],
            setting(element, "suff") or "tab",
            value(fonts, "ascii") or value(fonts, "hAnsi"),
            bool(switch(element, "isLgl")),
            integer(setting(element, "lvlRestart"), -1),
        )


def _bounded(text: str, default: int = 1) -> int:
    return min(max(integer(text, default), 0), LARGEST)


def _restarts(rule: LevelRule | None, used: int) -> bool:
    """Whether a use of level `used` (from 0) starts a deeper level anew (17.9.10)."""
    return rule is None or rule.restart < 0 or used < rule.restart


def _gap(rule: LevelRule, text: str) -> str:
    """What stands for the suffix: Chinese numbers and marks need no space; a tab stop is no character."""
    if not text or rule.suffix == "nothing":
        return ""
    if rule.suffix == "space":
        return " "
    if text[-1] in CLOSING:
        return ""
    return "\u3000" if "\u4e00" <= text[-1] <= "\u9fff" else " "
