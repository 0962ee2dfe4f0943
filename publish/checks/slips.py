"""What the keyboard left behind: letters of an unfinished syllable, traditional characters in a simplified text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from publish.checks.passages import Check, Hit, Passage
from publish.checks.punctuation import matches
from publish.checks.spelling.confusions import readings

HAN = "\u4e00-\u9fff"
LETTERS = re.compile(rf"(?<=[{HAN}])[a-z]{{1,6}}(?=[{HAN}，。；：、！？）”]|$)")
# Letters that do stand between characters: 第n次, b超, x光, e网通, 5g (not typed by a slip, for they are no syllables).
KEPT = re.compile("app|wifi|vs|ppt|pdf|word|excel|km|kg|mm|cm|ml|hm|ph|pm|am|pc|ai|it|ip|id|ok|qq|dna|pcr|vip|kwh")
BESIDE = re.compile(
    r"[a-z](?=[次个类级型号区项点线轴值光超网盘台位歌粉股股恤字族邮学座栋层室])|(?<=[第前每为按共计])[a-z]"
)
TRADITIONAL_SHARE = 0.02  # of the Han characters; with more of them a text is a traditional one
FEWEST_LETTERS = 2


@cache
def traditional() -> dict[str, str]:
    """Traditional characters that are no simplified ones, and what they are simplified to."""
    lines = (Path(__file__).parent / "traditional.txt").read_text(encoding="utf-8").splitlines()
    return {pair[0]: pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


def find_letters(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Small letters between Han characters that are a syllable or a single letter: 工作zuo, 我们q."""
    syllables = {syllable for heard in readings().values() for syllable in heard}
    for passage in passages:
        for match in matches(LETTERS, passage.text):
            letters = match[0]
            if KEPT.fullmatch(letters) or (len(letters) < FEWEST_LETTERS and BESIDE.match(passage.text, match.start())):
                continue
            if len(letters) < FEWEST_LETTERS or letters in syllables:
                yield Hit(passage, match.start(), match.end(), f"“{letters}”像是打字时留下的字母，请核对")


def find_traditional(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Traditional characters in a simplified text, not in quotations from one."""
    known = traditional()
    characters = sum(len(passage.text) for passage in passages)
    found = [(p, at) for p in passages for at, character in enumerate(p.text) if character in known]
    if len(found) > max(characters * TRADITIONAL_SHARE, 3):
        return
    for passage, at in found:
        character = passage.text[at]
        yield Hit(passage, at, at + 1, f"“{character}”是繁体字，规范字是“{known[character]}”", known[character])


CHECKS = (
    Check("stray-letter", "打字留下的字母", find_letters, "校对惯例"),
    Check("traditional-character", "夹在文中的繁体字", find_traditional, "《通用规范汉字表》"),
)
