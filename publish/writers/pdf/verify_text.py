"""The text of a finished PDF, as a viewer would copy it, compared with the document's before anything is delivered.

What the page adds to the document (page numbers, numbers of footnotes, repeated table heads, the contents page) is
known, so that the comparison is exact, character by character. Characters that fonts draw with one glyph may be copied
as each other (compatibility characters as Unicode's NFKC has them); only where no copy keeps the order (right-to-left
scripts, combining marks, rows parted by a page break) characters are counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from publish.composition.reading import TIME
from publish.errors import VerificationError
from publish.writers.pdf.pdfium import read_pages
from publish.writers.shared.expected import Expected, is_copied_in_order, strip_unseen

CONTEXT = (5, 15)  # characters shown before and behind a difference
LEADERS = re.compile("[.…·‥]")
# pdfium drops characters from U+FFFD on, rare Han among them, when it copies an ActualText, and hyphens at line ends.
DROPPED = re.compile("[-\ufffd-\U0010ffff]")
# pdfium reads the outline of every glyph of every page to learn its box. Under a name it does not know (in a copy of
# the file), it does not find the fonts' programs.
FONT_PROGRAM = (b"/FontFile", b"/FontNone")
# Characters that our fonts draw with the same glyph, though NFKC keeps them apart.
TWINS = str.maketrans("•‧・⋯‒∕➀➁➂➃➄➅➆➇➈➉", "···…–/①②③④⑤⑥⑦⑧⑨⑩")


def extract_pdf(data: bytes, forms: Sequence[str], outlines: bool = True) -> list[str]:
    """The text of each page as pdfium copies it, without what stands in its margins (page number, reading time, of
    these `forms`) and without white space.

    Without `outlines` of the glyphs it takes a fifth of the time, but a line that says the same as one just above may
    be taken for it and left out.
    """
    return strip_margins(read_pages(data if outlines else data.replace(*FONT_PROGRAM)), forms)


def strip_margins(pages: Sequence[str], forms: Sequence[str]) -> list[str]:
    """The texts of pages without what stands in their margins and without white space."""
    return [_strip_margins(strip_unseen(text), forms, number, len(pages)) for number, text in enumerate(pages, 1)]


def _strip_margins(text: str, forms: Sequence[str], page: int, pages: int) -> str:
    """The text without one of each of `forms`, in whatever order they were drawn before or after it."""
    values = {"{page}": str(page), "{pages}": str(pages), "{time}": TIME, "{elapsed}": TIME, "{total}": TIME}
    patterns = []
    for form in forms:
        parts = re.split(r"(\{[a-z]+\})", strip_unseen(form))
        patterns.append("".join(values.get(part) or re.escape(part) for part in parts))
    for end in ("(?:{})$", "^(?:{})"):
        for _ in forms:
            found = next((pattern for pattern in patterns if re.search(end.format(pattern), text)), None)
            if found is not None:
                text = re.sub(end.format(found), "", text, count=1)
                patterns.remove(found)
    return text


def fold(text: str) -> str:
    """A text as any viewer may copy it: one character for those of one glyph, without what pdfium may drop."""
    return DROPPED.sub("", strip_unseen(unicodedata.normalize("NFKC", text.translate(TWINS)).translate(TWINS)))


def verify_contents(pages: Sequence[str], lines: Sequence[str], name: str = "PDF") -> None:
    """Raise VerificationError unless the contents pages say these lines, dots aside."""
    want, got = (LEADERS.sub("", strip_unseen("".join(texts))) for texts in (lines, pages))
    verify_pages([got], Expected(text=want), name=name)


def verify_pages(pages: Sequence[str], expected: Expected, in_order: bool = True, name: str = "PDF") -> None:
    """Raise VerificationError with the first difference unless the pages say what is expected; not `in_order`: rows of
    tables are parted by page breaks, and the texts of their cells with them. `name`: of the format."""
    difference = follow(pages, expected)
    if difference is None:
        return
    folded, pages = expected.without(fold), [fold(page) for page in pages]
    if follow(pages, folded) is None:
        return
    ordered = is_copied_in_order(expected.text + expected.notes)
    if (in_order and ordered) or not _has_all(pages, folded, exactly=ordered):
        _refuse(name, expected.text, *difference)


def follow(pages: Sequence[str], expected: Expected) -> tuple[int, str] | None:
    """Read running text and notes along the pages: None when all of both is there and nothing else, otherwise how far
    the running text could be followed and what the page says there instead."""
    states = {(0, 0)}  # how much of text and notes stands on the pages before: more than one only if both look alike
    for page in pages:
        steps = [step for state in states for step in _read_page(page, expected, state)]
        states = {(text, notes) for text, notes, rest in steps if not rest}
        if not states:
            text, _, rest = max(steps)
            return text, rest
    complete = (len(expected.text), len(expected.notes))
    return None if complete in states else (max(states)[0], "")


def _read_page(page: str, expected: Expected, state: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
    """The ways to read a page: how much of text and notes is behind then, and what of the page was not expected."""
    text, notes = state
    heads = [head for start, end, head in expected.heads if start <= text < end and page.startswith(head)]
    for head in ["", *heads]:
        rest = page[len(head) :]
        common = _common(rest, expected.text, text)
        least = max(0, len(rest) - (len(expected.notes) - notes))
        ends = [end for end in range(common, least - 1, -1) if expected.notes.startswith(rest[end:], notes)]
        for end in ends:
            yield text + end, notes + len(rest) - end, ""
        if not ends:
            yield text + common, notes, rest[common:]


def _common(page: str, text: str, start: int) -> int:
    """How many characters of a page are those of the text from `start` on."""
    if text.startswith(page, start):
        return len(page)
    pairs = enumerate(zip(page, text[start : start + len(page)], strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(page), len(text) - start))


def _has_all(pages: Sequence[str], expected: Expected, exactly: bool) -> bool:
    """Whether every character is there, whatever the order; `exactly`: no more than page breaks repeat (pdfium copies
    a span with combining marks from two fonts twice)."""
    want, got = Counter(expected.text + expected.notes), Counter("".join(pages))
    repeated = set("".join(head for _, _, head in expected.heads))
    return not want - got and (not exactly or set(got - want) <= repeated)


def _refuse(name: str, want: str, at: int, found: str) -> None:
    before, behind = CONTEXT
    around = want[max(0, at - before) : at]
    raise VerificationError(
        f"{name} 里的文字与原文不一致：应为“{around}{want[at : at + behind]}”，实为“{around}{found[:behind]}”",
        "没有写出文件；请把原文件发给开发者",
    )
