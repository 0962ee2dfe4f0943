"""Text that stands twice: a machine's summary, a page's own heading above the title, a whole text pasted twice."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence

from publish.structure.items import Item
from publish.structure.lines.patterns import CONTENTS, SENTENCE_MARK, is_document_number, is_person
from publish.structure.lines.titles import ends_like_title

ELLIPSIS = re.compile(r"(?:(?<!\.)\.{2,}|(?<!…)…+|(?<!。)。{3,}|\[\.{3}\])$")
SUMMARY_WINDOW = 4
SUMMARY_LEAST = 20
SUMMARY_OF_ONE = 40  # characters, when it repeats a single paragraph
DOUBLE_LINES = 2  # a slogan that fills a paragraph is said twice on purpose
DOUBLE_LEAST = 100  # characters; the shortest notice has more, a slogan said twice fewer
ENDING_LEAST = 4  # characters in which a title ends with another
PAGE_LABEL = re.compile("^(?:受权发布|权威发布|全文|快讯|重磅|[（(【\\[]?(?:实录|全文|图文)[）)】\\]]?)(?=[|｜：:丨_])")
SAID = re.compile(r"\d+年|[^\W\d_]+|\d+")
# A document that passes on another, and that other's title below it.
CARRIES = re.compile("转发|印发|批转|学习|贯彻|落实|解读|宣讲|《")


def leave_out_double(items: Sequence[Item]) -> None:
    """A text of several paragraphs that stands in the file twice, word for word."""
    texts = ["".join(item.text.split()) for item in items]
    half, odd = divmod(len(texts), 2)
    if odd or half < DOUBLE_LINES or sum(map(len, texts[:half])) < DOUBLE_LEAST or texts[:half] != texts[half:]:
        return
    for item in items[half:]:
        item.leave_out("doubled-text", "全文在文件里一字不差地重复了一遍，这一遍未排入正文")


def leave_out_summary(items: Sequence[Item]) -> None:
    """A machine summary: one of the first paragraphs repeats what follows it and breaks off with an ellipsis. A verse
    or an anaphora repeats one line, machines run several together or break off later."""
    bare = ["".join(item.text.split()) for item in items[: SUMMARY_WINDOW + 12]]
    for index, item in enumerate(items[:SUMMARY_WINDOW]):
        start = ELLIPSIS.sub("", bare[index])
        if start == bare[index] or len(start) < SUMMARY_LEAST or index + 1 >= len(items):
            continue
        if any(_is_summary(start, bare[first:]) for first in range(index + 1, min(index + 5, len(bare)))):
            item.leave_out("summary-line", "这一行是截断的内容提要，与下文开头重复，未排入正文")


def _is_summary(start: str, below: Sequence[str]) -> bool:
    return "".join(below).startswith(start) and (len(start) > len(below[0]) or len(start) >= SUMMARY_OF_ONE)


def leave_out_doubled_titles(head: Sequence[Item]) -> None:
    """A web page's own heading, when the text's title stands below it again, whole or as its ending.

    Of the two the one goes that says nothing the lines kept lack: the upper when it is the same, or what it says before
    the lower (year, organ, speaker, number) stands in other lines of the head; else the lower.
    """
    titles = list(
        itertools.takewhile(_is_title_line, (item for item in head if item.is_text or item.left_out == "wire-line"))
    )
    titles = [item for item in titles if not item.left_out]
    for above, item in itertools.combinations(titles, 2):
        if above.text == item.text and is_document_number(item.text):
            item.leave_out("doubled-number", "发文字号重复，未排入正文")
    titles = [item for item in titles if not item.left_out]
    for index, item in enumerate(titles):
        if item.left_out or any(ends_like_title(above.text) and not above.left_out for above in titles[:index]):
            continue
        if _is_signed_twice(titles[index : index + 3]):
            titles[index + 2].leave_out(
                "doubled-title", "与上面的标题重复，未排入正文"
            )  # the author's name between them
            continue
        for below in range(index + 1, min(index + 4, len(titles))):
            if _leave_out_repeated(item, titles[below : below + 2], head):
                break


def _leave_out_repeated(item: Item, below: Sequence[Item], head: Sequence[Item]) -> bool:
    """Leaves out a title or its repetition in the next line, or in the next two; whether there is one."""
    title = _bare(item.text)
    for lines in (below[:1], below):
        line = "".join(_bare(each.text) for each in lines)
        if not title.endswith(line) or not (ends_like_title(line) or _is_named_twice(title, line, head)):
            continue
        if title != line and len(line) < ENDING_LEAST:
            continue
        more = title[: len(title) - len(line)]
        others = "".join(_bare(each.text) for each in head if each is not item and not each.left_out)
        if all(said in others for said in SAID.findall(PAGE_LABEL.sub("", more))):
            item.leave_out("doubled-title", "与下面的标题重复，未排入正文")
        elif CARRIES.search(more):
            return False
        else:
            for each in lines:
                each.leave_out("doubled-title", "与上面的标题重复，未排入正文")
        return True
    return False


def _is_signed_twice(lines: Sequence[Item]) -> bool:
    """Whether a title comes again below the author's name."""
    return (
        len(lines) > 2
        and lines[0].text == lines[2].text
        and len(lines[0].text) >= ENDING_LEAST
        and is_person(lines[1].text)
    )


def _is_named_twice(title: str, line: str, head: Sequence[Item]) -> bool:
    """Whether what a title has nothing of, the first line of a text, stands once more below: a verse comes again."""
    first = next((item for item in head if not item.left_out), None)
    times = sum(_bare(item.text) == line for item in head)
    return (
        title == line and times <= 2 and len(line) >= ENDING_LEAST and first is not None and _bare(first.text) == line
    )


def _bare(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split())).strip("《》")


def _is_title_line(item: Item) -> bool:
    """Whether a line above the body can be a title: no salutation, no number, nothing numbered."""
    if item.left_out:
        return True
    return not (
        item.marker or SENTENCE_MARK.search(item.text) or item.text[-1] in "：:" or CONTENTS.fullmatch(item.text)
    )
