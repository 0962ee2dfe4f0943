"""Differences of drafts as native revisions (ECMA-376 Part 1, 17.13.5): taking all gives the new draft, refusing all
the old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from publish.model import Revision
from publish.writers.word.ooxml import Element, W, w

TAGS = {"inserted": "ins", "deleted": "del", "moved-from": "moveFrom", "moved-to": "moveTo"}
GONE = ("deleted", "moved-from")
NUMBERED = tuple(f"{W}{tag}" for tag in (*TAGS.values(), "moveFromRangeStart", "moveToRangeStart"))


def wrap(runs: Iterable[Element], revision: Revision | None) -> Iterator[Element]:
    """Runs inside what became of them; the text of deleted ones is `w:delText`."""
    if revision is None:
        yield from runs
        return
    element = w(TAGS[revision.kind], *runs, author=revision.author)
    if revision.kind in GONE:
        for text in element.iter(f"{W}t"):
            text.tag = f"{W}delText"
    if len(element):
        yield element


def mark_end(paragraph: Element, revision: Revision | None) -> None:
    """Say what became of a paragraph's end; a moved paragraph stands between the marks of its move."""
    if revision is None:
        return
    properties = paragraph[0]
    look = properties.find(f"{W}rPr")
    if look is None:
        look = w("rPr")
        properties.append(look)
    look.insert(0, w(TAGS[revision.kind], author=revision.author))
    if revision.move:
        tag = TAGS[revision.kind]
        name = f"移动{revision.move}"
        properties.addnext(w(f"{tag}RangeStart", id=0, name=name, author=revision.author))
        paragraph.append(w(f"{tag}RangeEnd", id=0))


def mark_row(row: Element, revision: Revision | None) -> None:
    """Say that a row of a table came or went."""
    if revision:
        row[0].append(w(TAGS[revision.kind], author=revision.author))


def number_revisions(roots: Sequence[Element], created: datetime) -> None:
    """Give every revision its number and date; the end of a move bears the number of its start."""
    date, number, started = f"{created:%Y-%m-%dT%H:%M:%SZ}", 0, 0
    for root in roots:
        for element in root.iter():
            if element.tag in NUMBERED:
                number += 1
                element.set(f"{W}id", str(number))
                element.set(f"{W}date", date)
                started = number if str(element.tag).endswith("RangeStart") else started
            elif element.tag in (f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd"):
                element.set(f"{W}id", str(started))
