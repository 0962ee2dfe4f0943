"""Wrong and doubtful words of official writing, as data: *.toml beside this file, matched by words, not by letters.

Each file: `source`, `sure` (whether `check --fix` may put the right word there) and `[words]`,
`"wrong" = "right"` or `"wrong" = ["right", "sentence that holds it", "sentences that only look so", …]`;
`[outdated]` holds names that went out of use, `"name" = ["today's", last year of its use, "sentence"]`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from publish.checks.passages import Check, Hit, Passage
from publish.composition.words import dictionary
from publish.model import Role

FOLDER = Path(__file__).parent
SENTENCE_END = re.compile("[。！？；\n]")
YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
FORMER = ("原", "时任", "前", "“", "《")  # in front of a name: it is meant as the name of its time


@dataclass(frozen=True, slots=True)
class Entry:
    """One wrong word: what is right, whether that is sure, sentences that hold it and sentences that only look so."""

    wrong: str
    right: str
    sure: bool
    source: str
    found_in: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    until: int = 0  # last year in which an outdated name was right; 0: never was


@cache
def read_entries() -> tuple[Entry, ...]:
    """Every entry of every file, in the order of their names."""
    return tuple(entry for path in sorted(FOLDER.glob("*.toml")) for entry in _read(path))


def _read(path: Path) -> Iterator[Entry]:
    table: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    source, sure = table["source"], table["sure"]
    for wrong, told in table["words"].items():
        right, *sentences = [told] if isinstance(told, str) else told
        yield Entry(wrong, right, sure, source, tuple(sentences[:1]), tuple(sentences[1:]))
    for wrong, (right, until, sentence) in table.get("outdated", {}).items():
        yield Entry(wrong, right, False, source, (sentence,), until=until)


@cache
def _by_opening() -> Mapping[str, tuple[Entry, ...]]:
    """Entries by their first two characters, the longest first: one look-up for each character of a text."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(read_entries(), key=lambda entry: -len(entry.wrong)):
        found.setdefault(entry.wrong[:2], []).append(entry)
    return {opening: tuple(entries) for opening, entries in found.items()}


def find_entries(text: str) -> Iterator[tuple[int, Entry]]:
    """Wrong words in a text with their offsets, the longest at each place, none inside another."""
    openings, free = _by_opening(), 0
    for offset in range(len(text) - 1):
        if offset < free:
            continue
        for entry in openings.get(text[offset : offset + 2], ()):
            if text.startswith(entry.wrong, offset) and stands_alone(text, offset, offset + len(entry.wrong)):
                yield offset, entry
                free = offset + len(entry.wrong)
                break


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word of the dictionary reaches over either edge: 布署 in 公布署名 is no word.

    Words come from rjieba, loaded only when a text holds something suspicious; what it guesses itself does not count.
    """
    if text.startswith("部门", end - 1):  # 环境保护部 in 环境保护部门 is no ministry
        return False
    opened = max((match.end() for match in SENTENCE_END.finditer(text, 0, start)), default=0)
    closed = SENTENCE_END.search(text, end)
    sentence = text[opened : closed.start() if closed else len(text)]
    offset = opened
    for word in dictionary().cut(sentence):
        edges = (offset < start < offset + len(word)) or (offset < end < offset + len(word))
        if edges and dictionary().has_word(word):
            return False
        offset += len(word)
    return True


def find_wrong(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Words that are wrong wherever they stand."""
    for passage, offset, entry in _scan(passages):
        if entry.sure:
            message = f"“{entry.wrong}”应为“{entry.right}”"
            yield Hit(passage, offset, offset + len(entry.wrong), message, entry.right)


def find_doubtful(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Words that are wrong more often than not."""
    for passage, offset, entry in _scan(passages):
        if not entry.sure and not entry.until:
            message = f"“{entry.wrong}”通常写作“{entry.right}”，请核对"
            yield Hit(passage, offset, offset + len(entry.wrong), message)


def find_outdated(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Names of organs in a text that is younger than they; not where they are told as former names."""
    year = year_of(passages)
    for passage, offset, entry in _scan(passages):
        if entry.until and entry.until < year and not passage.text[:offset].rstrip().endswith(FORMER):
            message = f"“{entry.wrong}”自 {entry.until} 年后已改为“{entry.right}”；指当时的名称，请在前面加“原”"
            yield Hit(passage, offset, offset + len(entry.wrong), message)


def _scan(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int, Entry]]:
    return ((passage, offset, entry) for passage in passages for offset, entry in find_entries(passage.text))


def year_of(passages: Sequence[Passage]) -> int:
    """The year a text was written: of its date, else the latest it tells of; 0 when it tells none."""
    dated = [passage.text for passage in passages if passage.role in (Role.DATE, Role.DATELINE, Role.IMPRINT)]
    for texts in (dated, [passage.text for passage in passages]):
        years = [int(year) for text in texts for year in YEAR.findall(text)]
        if years:
            return max(years)
    return 0


CHECKS = (
    Check("wrong-word", "错别字", find_wrong, "《现代汉语词典》"),
    Check("doubtful-word", "可能误用的词", find_doubtful, "用词惯例"),
    Check("outdated-name", "机构改革以后不再用的名称", find_outdated, "机构改革方案"),
)
