"""What styles and fields of word processors say of headings and of the lists of them (目录)."""

from __future__ import annotations

import re

SENTENCE_END = re.compile("[。！？；]")
LONGEST_HEADING = 100
BODY_LEVEL = 9  # the outline level of body text, counted from 0
HEADING_STYLE = re.compile(r"(?:heading|标题)[\s_]*([1-9])", re.IGNORECASE)
CONTENTS_STYLE = re.compile(r"(?:toc|目[录錄])\s*(?:[1-9]|heading|标题)|contents (?:heading|[1-9])", re.IGNORECASE)
LIST_FIELD = re.compile(r"\A\s*(?:TOC|INDEX)\b")  # the instruction of a field that lists headings or words


def style_level(name: str) -> int:
    """The level that a heading style has by its name, from 1; 0 for other styles."""
    match = HEADING_STYLE.fullmatch(name)
    return int(match[1]) if match else 0


def is_heading(text: str) -> bool:
    """Whether text of a heading style is one (offices also give the style to whole paragraphs): short, without a
    sentence that ends inside it."""
    return len(text) <= LONGEST_HEADING and not SENTENCE_END.search(text[:-1])
