"""Whether a paragraph in a heading style is a heading: offices also give the style to whole paragraphs."""

from __future__ import annotations

import re

SENTENCE_END = re.compile("[。！？；]")
LONGEST_HEADING = 100


def is_heading(text: str) -> bool:
    """Whether text of a heading style is one: short, without a sentence that ends inside it."""
    return len(text) <= LONGEST_HEADING and not SENTENCE_END.search(text[:-1])
