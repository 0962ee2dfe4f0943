"""The tables at the head of an RTF file: styles and lists (Rich Text Format 1.9.1, “Style Sheet”, “List Tables”)."""

from __future__ import annotations

from typing import NamedTuple

from publish.readers.doc.numbering import LEVELS, MOST_LISTS, Level, Numbering
from publish.readers.headings import BODY_LEVEL, style_level
from publish.readers.rtf.plain import Group

NAMES = {"标题": "title", "副标题": "subtitle", "题注": "caption"}
LOST = "?"  # what a program wrote for characters it had no code for


class Style(NamedTuple):
    """A paragraph style: its name, the level of its headings (0 none), the looks of its words, its list."""

    name: str = ""
    level: int = 0
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    list: int = 0
    list_level: int = 0


def read_styles(sheet: Group) -> dict[int, Style]:
    """The paragraph styles by their numbers."""
    found = {}
    for group in sheet.groups:
        if "cs" in group.words or "ts" in group.words or "ds" in group.words:
            continue
        words, name = group.words, group.text.split(";")[0].strip()
        outline = words.get("outlinelevel")
        level = style_level(name) or (outline + 1 if outline is not None and 0 <= outline < BODY_LEVEL else 0)
        found[words.get("s") or 0] = Style(
            NAMES.get(name, name), level, _is_on(words, "b"), _is_on(words, "i"), (words.get("fs") or 0) / 2,
            words.get("ls") or 0, words.get("ilvl") or 0,
        )  # fmt: skip
    return found


def _is_on(words: dict[str, int | None], word: str) -> bool:
    return word in words and words[word] != 0


def read_lists(table: Group, numbering: Numbering) -> None:
    """Take the lists into a numbering."""
    for group in list(table.find("list"))[:MOST_LISTS]:
        identity = group.words.get("listid") or 0
        numbering.lists[identity] = [_read_level(level) for level in group.find("listlevel")][:LEVELS]


def _read_level(group: Group) -> Level:
    text = next((each.text for each in group.find("leveltext")), "").rstrip(";")
    form, start = group.words.get("levelnfc") or 0, group.words.get("levelstartat")
    return Level(1 if start is None else start, form, text[1:], group.words.get("levelfollow") or 0)


def read_overrides(table: Group, numbering: Numbering) -> dict[int, int]:
    """Take the overrides into a numbering; the place of each there, from 1, by its number (\\ls)."""
    places = {}
    for group in list(table.find("listoverride"))[:MOST_LISTS]:
        starts = {
            level: said.words["levelstartat"] or 0
            for level, said in enumerate(group.find("lfolevel"))
            if "listoverridestartat" in said.words and "levelstartat" in said.words
        }
        numbering.overrides.append((group.words.get("listid") or 0, starts))
        places[group.words.get("ls") or 0] = len(numbering.overrides)
    return places


def has_lost(numbering: Numbering, place: int) -> bool:
    """Whether a list's own texts have lost characters (LibreOffice writes ? for 、)."""
    if not 0 < place <= len(numbering.overrides):
        return True
    return any(LOST in level.text for level in numbering.lists.get(numbering.overrides[place - 1][0], []))
