"""What is asked of a writer and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from publish.model import Finding
from publish.style import Style

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the first date a ZIP archive can hold


@dataclass(frozen=True)
class Attached:
    """A file carried inside the PDF (PDF/A-3) or OFD: its name and bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Order:
    """How an output is wanted: the style, the date its metadata carry, a source to attach (PDF, OFD)."""

    style: Style
    created: datetime = EPOCH
    source: Attached | None = None


@dataclass(frozen=True)
class Output:
    """A verified output: its bytes, its pages (None: the reader's program breaks them), what is to be said about it,
    whether the fonts of this machine decided how it looks, how many lines more than the style says stand on a page."""

    data: bytes
    pages: int | None = None
    findings: tuple[Finding, ...] = ()
    fonts: bool = True
    tightened: int = 0
