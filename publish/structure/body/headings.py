"""Headings: numbered lines and first sentences, decided by runs of siblings, never one by one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.model import TITLES, Level, Paragraph, Role, Span, inlines, plain_text
from publish.structure.body.marked_up import decide_marked_up
from publish.structure.items import Item
from publish.structure.lines.numbering import LEVELS, Kind
from publish.structure.lines.shapes import (
    LONGEST_SENTENCE,
    Shape,
    find_label,
    find_matter,
    is_short_label,
    reads_like_heading,
    shape_of,
)

RANKS = (Kind.HAN, Kind.HAN_PAREN, Kind.DIGIT, Kind.DIGIT_PAREN)
ALWAYS = (Kind.BOOK, Kind.CHAPTER, Kind.SECTION)
SCORES = dict.fromkeys(Shape, 0.0) | {Shape.LINE: 1.0, Shape.SENTENCE: 0.9, Shape.RUN_IN: 0.8}
# Scores from 0 to 1: how much the shape of one line speaks for a heading; set so that the corpus of real speeches and
# documents and the cases of the tests come out right.
UNFOLLOWED = {Shape.LINE: 0.3, Shape.SENTENCE: 0.2}  # of lines below which no text stands
LABEL_SCORE = 0.6  # of a short label that opens no list
MARKED_SCORE = 0.95  # of words that their author set apart by another face, even where they have no siblings
OF_DIVISIONS = (*ALWAYS, Kind.ARTICLE, Kind.HAN, Kind.HAN_PAREN)  # Word counts them in one list of several levels
BARE_KINDS = (Kind.DIGIT, Kind.DIGIT_PAREN, Kind.DOTTED)  # that head nothing when they stand alone
HEADED = (Shape.LINE, Shape.SENTENCE, Shape.LABEL)  # of headings on a line of their own
ENOUGH = 0.5  # mean score from which a run of siblings are headings
DOUBT = 0.15  # mean score below which no other evidence helps
STRONG = 2 / 3  # share of a run from which its odd members are headings, too
SHORT = 24  # characters of a label that follows its siblings: less than a line (28 in each, GB/T 9704 5.2.3)
ALONE = (Shape.LINE, Shape.SENTENCE)
LEAST_SIBLINGS = 2
NESTED = 2  # depth of a list
# Titles of texts whose 一、二、三、 are whole provisions: they are headings all or none.
OF_PROVISIONS = re.compile("(?:批复|答复|复函|决定|令)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numbered paragraph that may be a heading: its shape, how much speaks for it, the end of its first sentence."""

    item: Item
    number: int
    shape: Shape
    end: int
    score: float


def recognise_headings(items: Sequence[Item]) -> None:
    """Decides the headings of a document or attached document."""
    texts = [item for item in items if item.is_text]
    decide_marked_up(texts)
    _decide_chapters(texts)
    has_articles = _decide_articles(texts) or any(item.level == Level.ARTICLE for item in texts)
    if has_articles:  # what counts by figures inside them (3.1, 4.1.2) are clauses
        _decide_above_articles(texts)
        return
    _decide_dotted(texts)
    numbered = [index for index, item in enumerate(texts) if item.marker]
    agreed = any(item.role in TITLES and OF_PROVISIONS.search(item.text.rstrip()) for item in items)
    for kind in RANKS:
        candidates = [_candidate(texts, index) for index in numbered if is_open(texts[index], kind)]
        if kind is not Kind.HAN or not _counts_over_chapters(texts):
            _decide_kind(candidates, LEVELS[kind], agreed)


def is_open(item: Item, kind: Kind) -> bool:
    """Whether an item has a number of this kind and nothing is decided about it; items of a list within a list head
    nothing, unless their number is one of divisions, or stands as deep in the list as in a document."""
    depth = item.hints.list_depth
    nested = depth >= NESTED and kind not in OF_DIVISIONS and depth != LEVELS.get(kind)
    return not nested and not item.decided and item.marker is not None and item.marker.kind is kind


def _decide_chapters(texts: Sequence[Item]) -> None:
    """第X编, 第X章, 第X节 on lines of their own; with 编 above them, chapters are second."""
    books = any(is_open(item, Kind.BOOK) and shape_of(item.text, 0)[0] is Shape.LINE for item in texts)
    for item in texts:
        if item.decided or not item.marker or item.marker.kind not in ALWAYS:
            continue
        if shape_of(item.text, 0)[0] is Shape.LINE:
            deeper = 1 if books and item.marker.kind is not Kind.BOOK else 0
            item.head(LEVELS[item.marker.kind] + deeper, "单独成行的编、章、节")


def _decide_articles(texts: Sequence[Item]) -> bool:
    """第X条 that count from the first on; returns whether the text is made of articles."""
    articles = [item for item in texts if is_open(item, Kind.ARTICLE)]
    numbers = [item.marker.number for item in articles if item.marker]
    counted = sum(1 for above, below in zip([0, *numbers], numbers, strict=False) if below in (above, above + 1))
    if len(articles) < LEAST_SIBLINGS or counted * 2 <= len(articles):
        return False
    for item in articles:
        assert item.marker
        label = len(item.text[: item.marker.end].rstrip(" \t\u3000：:、"))
        run_in = label if item.text[label:].strip() else 0
        item.head(Level.ARTICLE, f"全文共有 {len(articles)} 个依次编号的“第X条”", run_in=run_in)
    return True


def _decide_above_articles(texts: Sequence[Item]) -> None:
    """一、 in a text made of articles is a heading only where an article follows; elsewhere it is an item of one."""
    for item, below in itertools.pairwise(texts):
        if is_open(item, Kind.HAN) and below.level == Level.ARTICLE and shape_of(item.text, 0)[0] is Shape.LINE:
            item.head(LEVELS[Kind.HAN], "单独成行，下面是“第X条”")


def _counts_over_chapters(texts: Sequence[Item]) -> bool:
    """Whether 一、二、 count on through 第X章: then they are the provisions, not headings."""
    above, chapter = 0, False
    for item in texts:
        if item.is_heading and item.marker and item.marker.kind in ALWAYS:
            chapter = True
        elif is_open(item, Kind.HAN) and item.marker:
            if chapter and above and item.marker.number == above + 1:
                return True
            above, chapter = item.marker.number, False
    return False


def _decide_dotted(texts: Sequence[Item]) -> None:
    """1, 1.1, 1.1.1: the depth is the level, once there are siblings with a dot inside."""
    dotted = [item for item in texts if is_open(item, Kind.DOTTED)]
    if sum(1 for item in dotted if item.marker and len(item.marker.numbers) > 1) < LEAST_SIBLINGS:
        return
    for depth in range(1, 5):
        at_depth = [
            _candidate(texts, index)
            for index, item in enumerate(texts)
            if not item.decided and item.marker and _dotted_depth(item) == depth
        ]
        _decide_kind(at_depth, depth)


def _dotted_depth(item: Item) -> int:
    assert item.marker
    if item.marker.kind is Kind.DOTTED:
        return len(item.marker.numbers)
    return 1 if item.marker.kind is Kind.DIGIT else 0


def _candidate(texts: Sequence[Item], index: int) -> Candidate:
    item = texts[index]
    assert item.marker
    shape, end = shape_of(item.text, item.marker.end)
    if shape is not Shape.LINE and (lead := find_lead(item)):
        return Candidate(item, item.marker.number, Shape.RUN_IN, lead, MARKED_SCORE)
    if not item.text[item.marker.end :].strip() and item.marker.kind in BARE_KINDS:
        return Candidate(
            item, item.marker.number, Shape.PARAGRAPH, 0, 0.0
        )  # a cue for a page, a number that lost its text
    score = SCORES[shape]
    if shape is Shape.LABEL and _is_followed(texts, index) and is_short_label(item.text, item.marker.end):
        score = LABEL_SCORE
    if shape in UNFOLLOWED and not _is_followed(texts, index):
        score = UNFOLLOWED[shape]
    return Candidate(item, item.marker.number, shape, end, score)


def find_lead(item: Item) -> int:
    """The end of the words in front of a numbered paragraph that stand in another face or weight than the rest and read
    like a heading (a run-in heading without a full stop); 0 none."""
    whole = (
        len(plain_text(inlines(item.block)).strip()) == len(item.text) if isinstance(item.block, Paragraph) else False
    )
    end = (item.hints.lead if whole else 0) or _count_strong(item)
    start = item.marker.end if item.marker else 0
    words = item.text[start:end].strip()
    return end if words and item.text[end:].strip() and reads_like_heading(words) else 0


def _count_strong(item: Item) -> int:
    """Characters of the strong spans a paragraph begins with; 0 when others are strong, too."""
    spans = [each for each in item.content if isinstance(each, Span)]
    strong = list(itertools.takewhile(lambda span: span.strong, spans))
    return 0 if any(span.strong for span in spans[len(strong) :]) else sum(len(span.text) for span in strong)


def _is_followed(texts: Sequence[Item], index: int) -> bool:
    """Whether text of its own follows a line, and not its sibling or what stands above it."""
    if texts[index].leads:
        return True
    if index + 1 >= len(texts):
        return False
    below, own = texts[index + 1], texts[index].marker
    if below.role not in (Role.BODY, Role.CAPTION) or below.is_heading:
        return False
    assert own
    if not below.marker or below.marker.kind is Kind.ORDINAL:
        return True
    if below.marker.kind is own.kind:
        return len(below.marker.numbers) > len(own.numbers)
    return LEVELS.get(below.marker.kind, 5) > LEVELS.get(own.kind, len(own.numbers))


def _decide_kind(candidates: Sequence[Candidate], level: int, together: bool = False) -> None:
    """Decides the runs of one kind of numbering; a run in doubt goes with all the others of its kind. `together`: the
    members of a run are headings all or none."""
    if not candidates:
        return
    runs = [_without_last(run) for run in _runs(candidates)]
    candidates = [candidate for run in runs for candidate in run]
    for run in runs:
        if _decide_labelled(run, level):
            continue
        agreed = _agreement(run, candidates)
        if agreed < ENOUGH:
            continue
        alike = sum(1 for candidate in run if SCORES[candidate.shape] >= ENOUGH)
        why = f"同级 {len(run)} 处编号中 {alike} 处像标题"
        ends = [_heading_end(candidate, strong=alike >= STRONG * len(run)) for candidate in run]
        if together and None in ends:
            continue
        for candidate, end in zip(run, ends, strict=True):
            if end is not None:
                candidate.item.head(level, why, end)


def _decide_labelled(run: Sequence[Candidate], level: int) -> bool:
    """Decides a run of labels, some of them alone above their text (活动背景：), some with it on their line (活动时间：
    5月1日); returns whether it was one."""
    labels = [find_label(each.item.text, each.item.marker.end if each.item.marker else 0) for each in run]
    alone = [each for each, end in zip(run, labels, strict=True) if not end]
    headed = all(each.shape in HEADED and each.score >= ENOUGH for each in alone)
    if not alone or len(alone) == len(run) or not headed:
        return False
    for each, end in zip(run, labels, strict=True):
        each.item.head(level, f"同级 {len(run)} 处编号都是名目，{len(alone)} 处单独成行", end)
    return True


def _without_last(run: Sequence[Candidate]) -> Sequence[Candidate]:
    """A list of short lines (an agenda) is followed by text after its last line; that text is not the line's."""
    *lines, last = run
    if not lines or last.shape not in UNFOLLOWED or any(line.score != UNFOLLOWED.get(line.shape) for line in lines):
        return run
    return [*lines, replace(last, score=UNFOLLOWED[last.shape])]


def _agreement(run: Sequence[Candidate], candidates: Sequence[Candidate]) -> float:
    """How much speaks for a run: its own evidence, or in doubt that of all lines of the kind."""
    own = sum(candidate.score for candidate in run) / len(run)
    if len(run) < LEAST_SIBLINGS and len(candidates) < LEAST_SIBLINGS:
        return own if own >= SCORES[Shape.SENTENCE] else 0.0
    if sum(1 for candidate in run if candidate.shape is Shape.ITEM) * 2 >= len(run):
        return 0.0
    # Where each line is one sentence, the first sentences of paragraphs elsewhere are like them.
    shapes = (*ALONE, Shape.RUN_IN) if all(candidate.shape is Shape.SENTENCE for candidate in run) else ALONE
    alike = [candidate for candidate in candidates if candidate.shape in shapes]
    if own >= ENOUGH or own < DOUBT or not alike or not all(candidate.shape in ALONE for candidate in run):
        return own
    return sum(candidate.score for candidate in alike) / len(alike)


def _heading_end(candidate: Candidate, strong: bool) -> int | None:
    """Where the heading ends: 0 for the whole line, None when the paragraph is none though its siblings are."""
    match candidate.shape:
        case Shape.LINE | Shape.SENTENCE:
            return 0
        case Shape.RUN_IN:
            return candidate.end
        case Shape.LABEL:
            short = strong and len(candidate.item.text) <= SHORT
            return 0 if short or candidate.score >= ENOUGH else None
        case Shape.PARAGRAPH if strong:
            return _sentence_end(candidate)
        case _:
            return None


def _sentence_end(candidate: Candidate) -> int | None:
    """The end of a first sentence that only its siblings show to be a heading."""
    text, end = candidate.item.text, candidate.end
    start = candidate.item.marker.end if candidate.item.marker else 0
    if label := find_matter(text, start):
        return label
    if not 0 < end <= LONGEST_SENTENCE or "：" in text[:end]:
        return None
    return end if text[end:].strip() else 0


def _runs(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates that count on; a number that is not higher opens a new run."""
    run: list[Candidate] = []
    for candidate in candidates:
        if run and candidate.number <= run[-1].number:
            yield run
            run = []
        run.append(candidate)
    if run:
        yield run
