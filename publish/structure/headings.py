"""Headings: numbered lines and first sentences, decided by runs of siblings, never one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.structure.items import Item
from publish.structure.markers import Kind

LEVELS = {
    Kind.BOOK: 1,
    Kind.CHAPTER: 1,
    Kind.SECTION: 2,
    Kind.HAN: 1,
    Kind.HAN_PAREN: 2,
    Kind.DIGIT: 3,
    Kind.DIGIT_PAREN: 4,
}
FIRST_SENTENCE = re.compile("[。！？]")
LONGEST_RUN_IN = 40


def recognise_headings(items: Sequence[Item]) -> None:
    """Decides the headings of a document or attached document."""
    for run in _ordinal_runs(items):
        _decide_ordinals(run)


def first_sentence(text: str) -> int:
    """The length of a paragraph's first sentence, its mark included; 0 when the paragraph has no more than one."""
    match = FIRST_SENTENCE.search(text)
    return match.end() if match and text[match.end() :].strip() else 0


def _ordinal_runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Paragraphs that count 一要, 二要 … (or 一是, 第一 …) in order, other paragraphs allowed between them."""
    run: list[Item] = []
    for item in items:
        if item.decided or not item.marker or item.marker.kind is not Kind.ORDINAL:
            continue
        follows = run and run[-1].marker and item.marker.number == run[-1].marker.number + 1
        if follows and run[-1].marker and run[-1].marker.pattern == item.marker.pattern:
            run.append(item)
            continue
        yield run
        run = [item] if item.marker.number == 1 else []
    yield run


def _decide_ordinals(run: Sequence[Item]) -> None:
    if len(run) < 2:
        return
    ends = [first_sentence(item.text) for item in run]
    if sum(1 for end in ends if 0 < end <= LONGEST_RUN_IN) * 2 <= len(run):
        return
    for item, end in zip(run, ends, strict=True):
        if 0 < end <= LONGEST_RUN_IN:
            item.head(1, f"{len(run)} 个段落依次以“{run[0].text[:2]}…”开头，首句作段首标题", run_in=end)
