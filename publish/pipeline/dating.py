"""The date an output carries in its metadata: the document's own, else the time of its source; so that the same source
gives the same bytes."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from publish.model import Document
from publish.text.numerals import DIGITS, read_number
from publish.writers.order import EPOCH

LONGEST = 20  # digits of SOURCE_DATE_EPOCH; Python refuses to read thousands
LAST = datetime(2099, 12, 31, tzinfo=UTC)  # Word and ZIP dates end early in the next century
DIGIT = f"[0-9０-９{DIGITS}零○Ｏ]"
SMALL = f"(?:{DIGIT}{{1,2}}|{DIGIT}?十{DIGIT}?)"
DATE = re.compile(rf"({DIGIT}{{4}})\s*年\s*({SMALL})\s*月(?:\s*({SMALL})\s*[日号])?")


def date_output(document: Document, source: Path) -> datetime:
    """UTC; SOURCE_DATE_EPOCH, where it is set, before all else."""
    with suppress(OSError):
        return read_epoch(read_date(document.date) or datetime.fromtimestamp(int(source.stat().st_mtime), UTC))
    return read_epoch()


def read_epoch(otherwise: datetime = EPOCH) -> datetime:
    """SOURCE_DATE_EPOCH, else what is given; within what ZIP archives can say."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if seconds.isascii() and seconds.isdigit() and len(seconds) < LONGEST:
        otherwise = datetime.fromtimestamp(min(int(seconds), LAST.timestamp()), UTC)
    return min(max(otherwise, EPOCH), LAST)


def read_date(text: str) -> datetime | None:
    """The day a printed date names, in Arabic or Han numerals; the month's first when it names none."""
    found = DATE.search(text)
    if not found:
        return None
    with suppress(ValueError):
        year, month, day = (read_number(part or "1") for part in found.groups())
        return datetime(year, month, day, tzinfo=UTC)
    return None  # a text may hold what no calendar has
