"""Words that stay whole on a line, for copies read aloud (token words = "keep").

Words come from rjieba (the jieba dictionary in Rust, MIT), loaded only when asked for.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

LONGEST = 9  # characters: half a line of large print; what is longer may be parted between its words
# Kept whole besides the dictionary's words: short terms in quotation marks or book-title marks, dates.
TERM = re.compile(
    rf"“[^“”]{{1,{LONGEST - 2}}}”|‘[^‘’]{{1,{LONGEST - 2}}}’|《[^《》]{{1,{LONGEST - 2}}}》"
    r"|[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日"
)


# Single characters that lean on the word before them; so does any that a mark follows (为主 线， is 主线).
LEANING = frozenset("的地得了着过之们等上中下内里前后时间起者性化")
HAN = re.compile("[\u3400-\u9fff]+")


@cache
def dictionary() -> Any:
    """The words of rjieba: `has_word`, `cut` …"""
    import rjieba  # 0.15 s, wanted only where words matter

    return rjieba.Jieba()


@lru_cache(maxsize=512)
def find_inner_offsets(text: str) -> frozenset[int]:
    """Offsets inside words and terms, before which no line should end."""
    import rjieba  # 0.15 s, wanted only by styles that keep words whole

    inner: set[int] = set()
    start = length = 0  # of the word with what leans on it
    for word in rjieba.cut(text):
        end = start + length
        if not _leans(word, text[end - 1 : end], text[end + 1 : end + 2]) or length >= LONGEST:
            start, length = end, 0
        length += len(word)
        if length <= LONGEST:
            inner.update(range(start + 1, start + length))
            continue
        for shorter in set(rjieba.cut_for_search(word)) - {word}:
            for match in re.finditer(shorter, word):
                inner.update(range(start + match.start() + 1, start + match.end()))
    for match in TERM.finditer(text):
        inner.update(range(match.start() + 1, match.end()))
    return frozenset(inner)


def _leans(word: str, before: str, after: str) -> bool:
    """Whether a word may not begin a line because it is a single character that belongs to the one before it."""
    if len(word) > 1 or not HAN.match(word) or not HAN.match(before):
        return False
    return word in LEANING or not HAN.match(after)
