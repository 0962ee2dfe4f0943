"""Whether plain text is Markdown that was pasted from a chat program or an editor's window."""

from __future__ import annotations

import re

HEADING = re.compile(r"^#{1,6} +\S.*[\u4e00-\u9fff]", re.M)
STRONG = re.compile(r"(?<!\*)\*\*(?=[^\s*])[^*\n]{0,80}[\u4e00-\u9fff][^*\n]{0,80}\*\*(?!\*)")
FENCE = re.compile(r"^```(?:markdown|md)[ \t]*$", re.M)
LEAST_HEADINGS = 2
LEAST_STRONG = 3  # with no heading beside them


def is_marked_up(text: str) -> bool:
    """Whether a text has Markdown's headings (# 标题) or strong words (**加粗**), more than a stray one of them."""
    headings, strong = (sum(1 for _ in pattern.finditer(text)) for pattern in (HEADING, STRONG))
    if headings and FENCE.search(text):
        return True
    return headings >= LEAST_HEADINGS or strong >= LEAST_STRONG or bool(headings and strong)
