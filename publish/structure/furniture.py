"""What machines and web pages added to a text: left out of the output, each piece reported with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.structure.items import Item

ELLIPSIS = re.compile(r"(?:\.{2,}|…+|。{3,}|\[?\.\.\.\]?)$")
SUMMARY_WINDOW = 4
SUMMARY_LEAST = 20


def leave_out(items: Sequence[Item]) -> None:
    """Marks every item that is no part of the text itself."""
    texts = [item for item in items if item.is_text]
    _leave_out_summary(texts)


def _leave_out_summary(items: Sequence[Item]) -> None:
    """A machine summary: one of the first paragraphs repeats what follows it and breaks off with an ellipsis."""
    bare = ["".join(item.text.split()) for item in items]
    for index, item in enumerate(items[:SUMMARY_WINDOW]):
        start = ELLIPSIS.sub("", bare[index])
        if start == bare[index] or len(start) < SUMMARY_LEAST or index + 1 >= len(items):
            continue
        if _follows(start, bare[index + 1 :]):
            item.leave_out("summary-line", "这一行是截断的内容提要，与下文开头重复，未排入正文")


def _follows(start: str, paragraphs: Sequence[str]) -> bool:
    """Whether the paragraphs, run together from the first or second on, begin with `start`."""
    return any(_joined(paragraphs[skip:], len(start)).startswith(start) for skip in (0, 1))


def _joined(paragraphs: Sequence[str], length: int) -> str:
    joined = ""
    for paragraph in paragraphs:
        if len(joined) >= length:
            break
        joined += paragraph
    return joined
