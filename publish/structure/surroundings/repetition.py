"""Text that stands twice: a machine's summary, a page's own heading above the title, a whole text pasted twice."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publish.structure.items import Item
from publish.structure.lines.patterns import CONTENTS, SENTENCE_MARK, is_document_number, is_person
from publish.structure.lines.titles import ends_like_title

ELLIPSIS = re.compile(r"(?:(?<!\.)\.{2,}|(?<!…)…+|(?<!。)。{3,}|\[\.{3}\])$")
SUMMARY_WINDOW = 4
SUMMARY_LEAST = 20
DOUBLE_LEAST = 100  # characters; the shortest notice has more, a slogan said twice fewer
NUMBER_BEFORE = re.compile(r"^[\u4e00-\u9fff]{1,10}[〔\[]\d{4}[〕\]]\d{1,4}号")


def leave_out_double(items: Sequence[Item]) -> None:
    """A text that stands in the file twice, word for word."""
    texts = ["".join(item.text.split()) for item in items]
    half, odd = divmod(len(texts), 2)
    if odd or sum(map(len, texts[:half])) < DOUBLE_LEAST or texts[:half] != texts[half:]:
        return
    for item in items[half:]:
        item.leave_out("doubled-text", "全文在文件里一字不差地重复了一遍，这一遍未排入正文")


def leave_out_summary(items: Sequence[Item]) -> None:
    """A machine summary: one of the first paragraphs repeats what follows it and breaks off with an ellipsis."""
    bare = ["".join(item.text.split()) for item in items[: SUMMARY_WINDOW + 12]]
    for index, item in enumerate(items[:SUMMARY_WINDOW]):
        start = ELLIPSIS.sub("", bare[index])
        if start == bare[index] or len(start) < SUMMARY_LEAST or index + 1 >= len(items):
            continue
        if any("".join(bare[first:]).startswith(start) for first in range(index + 1, min(index + 5, len(bare)))):
            item.leave_out("summary-line", "这一行是截断的内容提要，与下文开头重复，未排入正文")


def leave_out_doubled_titles(head: Sequence[Item]) -> None:
    """A web page's own heading, when the text's title stands below it again, whole or as its ending."""
    titles = list(
        itertools.takewhile(_is_title_line, (item for item in head if item.is_text or item.left_out == "wire-line"))
    )
    titles = [item for item in titles if not item.left_out]
    for above, item in itertools.combinations(titles, 2):
        if above.text == item.text and is_document_number(item.text):
            item.leave_out("doubled-number", "发文字号重复，未排入正文")
    for index, item in enumerate(titles):
        if index + 2 < len(titles) and is_person(titles[index + 1].text) and titles[index + 2].text == item.text:
            titles[index + 2].leave_out(
                "doubled-title", "与上面的标题重复，未排入正文"
            )  # the author's name between them
            continue
        bare = "".join(item.text.split())
        for below in range(index + 1, min(index + 4, len(titles))):
            if _repeats(bare, titles, below):
                item.leave_out("doubled-title", "与下面的标题重复，未排入正文")
                break


def _is_title_line(item: Item) -> bool:
    """Whether a line above the body can be a title: no salutation, no number, nothing numbered."""
    if item.left_out:
        return True
    return not (
        item.marker or SENTENCE_MARK.search(item.text) or item.text[-1] in "：:" or CONTENTS.fullmatch(item.text)
    )


def _repeats(title: str, titles: Sequence[Item], below: int) -> bool:
    """Whether one of the next lines, or two run together, are the title or its ending."""
    title = NUMBER_BEFORE.sub("", title).strip("《》")
    line = "".join(titles[below].text.split()).strip("《》")
    two = line + ("".join(titles[below + 1].text.split()) if below + 1 < len(titles) else "")
    if title in (line, two):
        return True
    return len(line) >= 4 and ends_like_title(line) and title.endswith(line)
