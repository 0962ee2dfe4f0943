"""Footnotes of PDFs of other programs: lines at the foot of a page, or at the end of all, that raised labels call."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from publish.model import PAGE, Block, Cell, Footnote, Inline, Paragraph, Span, Table
from publish.readers.joining import join_spans, strip_start
from publish.readers.pdf.pages import Line, Run
from publish.readers.pdf.paragraphs import Joiner
from publish.readers.pdf.ruling import is_between

CALL = re.compile(r"\s{0,4}[\[［〔(（【]?\s{0,4}(\d{1,3}|[ivx]{1,5}|[①-⑳*†‡])\s{0,4}[\]］〕)）】]?\s{0,4}")
# Before the words of a note: its label with a bracket, a stop or a space; a raised one needs nothing else.
LABEL = re.compile(
    r"\s{0,4}(?:[\[［〔(（【]\s{0,4}(\d{1,3})\s{0,4}[\]］〕)）】]|(\d{1,3})(?:[.．、](?!\d)|\s)|([①-⑳*†‡]))[.．、]?\s{0,4}"
)
HEADING = re.compile(r"(?:注释|尾注|脚注|注)[:：]?")  # above the notes at the end of a text
BACK = re.compile(r"\s{0,4}[↩⤴]\ufe0e?\s{0,4}$")  # a link back to the call, as browsers print it
SMALLER = 0.95  # of the body's size: what is at least as large needs a rule above to be a note


@dataclass(frozen=True)
class Note:
    """A note: the page of its call (0: anywhere), its label, its lines without that."""

    page: int
    label: str
    lines: tuple[Line, ...]


@dataclass
class Notes:
    """The notes found, what headed them at the end, and the lines of each page that are none."""

    texts: dict[int, list[Line]]
    found: list[Note] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)


def find_notes(
    texts: Mapping[int, list[Line]],
    tables: Mapping[int, Sequence[Block]],
    separators: Mapping[int, Sequence[float]],
    size: float,
) -> Notes:
    """The notes among the lines of each page.

    `tables`: of each page, where calls may stand too; `separators`: the heights of short rules there in pt, sorted;
    `size`: of the body, in pt.
    """
    notes = Notes(dict(texts))
    for page, lines in texts.items():
        start = _find_foot(lines, tables[page], separators[page], size)
        carried = _find_carried(lines[:start], separators[page], size) if notes.found else start
        if carried < start and notes.found[-1].page == page - 1:
            last = notes.found[-1]
            notes.found[-1] = replace(last, lines=(*last.lines, *lines[carried:start]))
        else:
            carried = start
        notes.found += _read_notes(lines[start:], _count_calls(lines[:start], tables[page]), page)
        notes.texts[page] = lines[:carried]
    _find_at_end(notes, [table for each in tables.values() for table in each])
    return notes


def _count_calls(lines: Iterable[Line], blocks: Iterable[Block]) -> Counter[str]:
    """How often each raised label stands in lines and in the cells of tables."""
    runs = ((run.position, run.text) for line in lines for segment in line.segments for run in segment)
    spans = ((span.position, span.text) for span in _spans(blocks))
    raised = (CALL.fullmatch(text) for position, text in (*runs, *spans) if position == "super")
    return Counter(match[1] for match in raised if match)


def _spans(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (span for row in block.rows for cell in row for span in _spans(cell.blocks))
        elif isinstance(block, Paragraph):
            yield from (inline for inline in block.content if isinstance(inline, Span))


def _label(line: Line, due: str = "") -> tuple[str, int]:
    """The label that opens a line and how many characters it takes; "" for none.

    `due`: the label of the next note: LibreOffice sets it in the face of Western letters, and nothing else parts it.
    """
    first = line.segments[0][0]
    if first.position == "super" and (match := CALL.match(first.text)):
        return match[1], match.end()
    if due and first.text.strip() == due:
        return due, len(first.text)
    match = LABEL.match("".join(run.text for run in line.segments[0]))
    return (match[1] or match[2] or match[3], match.end()) if match else ("", 0)


def _find_foot(lines: Sequence[Line], tables: Sequence[Block], separators: Sequence[float], size: float) -> int:
    """The index of the first line of the notes at the foot of a page; that behind the last for none."""
    small = len(lines)
    while small and lines[small - 1].size < SMALLER * size:
        small -= 1
    calls = _count_calls((), tables)
    for start, (above, line) in enumerate(pairwise(lines), 1):
        calls.update(_count_calls([above], ()))
        if not calls or not (start >= small or is_between(separators, line.base, above.base)):
            continue
        if _label(line, next(iter(calls)))[0] in calls:
            return start if all(each in calls for each in _raised_labels(lines[start:])) else len(lines)
    return len(lines)


def _raised_labels(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        first = line.segments[0][0]
        if first.position == "super" and (match := CALL.match(first.text)):
            yield match[1]


def _find_carried(lines: Sequence[Line], separators: Sequence[float], size: float) -> int:
    """The index of the first small line below a rule: a note that the page before had no room for."""
    start = len(lines)
    while start > 1 and lines[start - 1].size < SMALLER * size:
        start -= 1
        if is_between(separators, lines[start].base, lines[start - 1].base):
            return start
    return len(lines)


def _read_notes(lines: Sequence[Line], calls: Counter[str], page: int) -> Iterator[Note]:
    """The notes of lines; each begins with a label that is called and has not been."""
    waiting = list(calls)
    group: list[Line] = []
    current = ""
    for line in lines:
        label, length = _label(line, waiting[0] if waiting else "")
        if label in waiting:
            if group:
                yield Note(page, current, tuple(group))
            waiting.remove(label)
            current, group = label, [_drop_start(line, length)]
        else:
            group.append(line)
    if group:
        yield Note(page, current, tuple(group))


def _drop_start(line: Line, length: int) -> Line:
    """A line without its first characters, its wide gaps as spaces."""
    runs: list[Run] = []
    for number, segment in enumerate(line.segments):
        runs += [Run(" ", segment[0].face, False), *segment] if number else segment
    kept = []
    for run in runs:
        cut = min(length, len(run.text))
        length -= cut
        if run.text[cut:]:
            kept.append(replace(run, text=run.text[cut:]))
    return replace(line, segments=(tuple(kept or [replace(runs[-1], text="")]),), lefts=line.lefts[:1])


def _find_at_end(notes: Notes, tables: Sequence[Block]) -> None:
    """Notes at the end of all: in the order of what is called and has no note yet, and nothing else raised."""
    lines = [line for each in notes.texts.values() for line in each]
    found = Counter(note.label for note in notes.found)
    waiting = list((_count_calls(lines, tables) - found).elements())
    first = waiting[0] if waiting else ""
    if first.isdecimal() and int(first) != len(found) + 1:
        return
    start = max((at for at, line in enumerate(lines) if _label(line, first)[0] == first), default=0)
    calls = _count_calls(lines[:start], tables) - found
    made = list(_read_notes(lines[start:], calls, 0))
    if not calls or set(calls.values()) != {1} or [note.label for note in made] != list(calls):
        return
    notes.found += made
    if HEADING.fullmatch(lines[start - 1].text.strip()):
        start -= 1
        notes.headings.append(lines[start])
    gone = {(line.page, line.row) for line in lines[start:]}
    for page, each in notes.texts.items():
        notes.texts[page] = [line for line in each if (line.page, line.row) not in gone]


class Caller:
    """Puts notes where they are called."""

    def __init__(self, notes: Sequence[Note], joiner: Joiner) -> None:
        self._notes = {(note.page, note.label): Footnote(_content(note, joiner)) for note in notes}

    def put(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """Blocks with their notes. What a unit's exponent or a formula raises (m²) is called last."""
        sure = list(self._walk(blocks, sure=True))
        yield from self._walk(sure, sure=False) if self._notes else sure

    def left(self) -> list[Footnote]:
        """Notes that nothing has called."""
        return list(self._notes.values())

    def _walk(self, blocks: Iterable[Block], sure: bool) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Table):
                rows = tuple(tuple(self._cell(cell, sure) for cell in row) for row in block.rows)
                yield replace(block, rows=rows)
            elif isinstance(block, Paragraph):
                yield replace(block, content=tuple(self._call(block.content, sure)))
            else:
                yield block

    def _cell(self, cell: Cell, sure: bool) -> Cell:
        return replace(cell, blocks=tuple(self._walk(cell.blocks, sure)))

    def _call(self, content: Iterable[Inline], sure: bool) -> Iterator[Inline]:
        before = ""
        for inline in content:
            match = CALL.fullmatch(inline.text) if isinstance(inline, Span) and inline.position == "super" else None
            note = None
            if match and isinstance(inline, Span) and not (sure and before.isascii() and before.isalnum()):
                page = inline.place.line // PAGE if inline.place else 0
                note = self._notes.pop((page, match[1]), None) or self._notes.pop((0, match[1]), None)
                note = note and replace(note, place=inline.place)
            yield note or inline
            before = inline.text[-1:] if isinstance(inline, Span) else ""


def _content(note: Note, joiner: Joiner) -> tuple[Inline, ...]:
    content = list(joiner.flow(note.lines))
    last = content[-1] if content else None
    if isinstance(last, Span):
        content[-1] = replace(last, text=BACK.sub("", last.text))
    return tuple(strip_start(list(join_spans(content))))
