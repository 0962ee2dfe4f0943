"""How long a text takes to read aloud."""

from __future__ import annotations

import re

# Said as one syllable each: Han characters and digits; a Western word is said like two characters (our estimate).
SYLLABLE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇0-9０-９]")
WESTERN_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ʯͰ-ӿ]+")
WESTERN_SYLLABLES = 2


def count_syllables(text: str) -> int:
    """Syllables a speaker says; marks are silent."""
    return len(SYLLABLE.findall(text)) + WESTERN_SYLLABLES * len(WESTERN_WORD.findall(text))


TIME = r"(?:\d+分)?\d+秒"  # what format_time writes


def format_time(syllables: int, per_minute: int) -> str:
    """The time for so many syllables: "45秒" or "3分05秒"."""
    minutes, seconds = divmod(round(syllables * 60 / max(1, per_minute)), 60)
    return f"{minutes}分{seconds:02}秒" if minutes else f"{seconds}秒"
