"""Words that stay whole on a line, for copies read aloud (token words = "keep").

Words come from rjieba (the jieba dictionary in Rust, MIT), loaded only when asked for.
"""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 9  # characters: half a line of large print; what is longer may be parted between its words
# Kept whole besides the dictionary's words: short terms in quotation marks or book-title marks, dates.
TERM = re.compile(
    rf"“[^“”]{{1,{LONGEST - 2}}}”|‘[^‘’]{{1,{LONGEST - 2}}}’|《[^《》]{{1,{LONGEST - 2}}}》"
    r"|[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日"
)


@lru_cache(maxsize=512)
def find_inner_offsets(text: str) -> frozenset[int]:
    """Offsets inside words and terms, before which no line should end."""
    import rjieba  # 0.15 s, wanted only by styles that keep words whole

    inner: set[int] = set()
    start = 0
    for word in rjieba.cut(text):
        if len(word) <= LONGEST:
            inner.update(range(start + 1, start + len(word)))
        start += len(word)
    for match in TERM.finditer(text):
        inner.update(range(match.start() + 1, match.end()))
    return frozenset(inner)
