"""What styles and fields of word processors say of headings and of the lists of them (目录)."""

from __future__ import annotations

import re

SENTENCE_END = re.compile("[。！？；]")
LONGEST_HEADING = 100
NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十百]{1,4}|[0-9０-９]{1,3})[、.．）)]|第")
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
    sentence that ends inside it; one of several clauses with its full stop has a number."""
    if len(text) > LONGEST_HEADING or SENTENCE_END.search(text[:-1]):
        return False
    return not (text.endswith("。") and "，" in text) or bool(NUMBERED.match(text))
