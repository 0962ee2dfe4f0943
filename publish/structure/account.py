"""The account: every character of the source is in the document or in a finding, or the build refuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from publish.errors import VerificationError
from publish.model import Document, Finding, FindingKind, Place, Source, inlines, paragraphs, plain_text, texts

SHOWN = 20  # characters
REPORTED = (FindingKind.LEFT_OUT, FindingKind.NORMALISED)


def verify_account(source: Source, document: Document) -> None:
    """Raise VerificationError when characters of the source's blocks are neither in the document nor reported.

    White space does not count. What the reader itself could not carry over is in its own findings.
    """
    found = _squeeze(plain_text(inlines(block), footnotes=True) for block in paragraphs(source.blocks))
    written = _squeeze(texts(document))
    if found == written:  # most texts, and counting takes ten times as long
        return
    read, kept = Counter(found), Counter(written)
    reported = Counter(_squeeze(_unseen(document.findings[len(source.findings) :])))
    lost = read - kept - reported
    if lost:
        text, place = _find_lost(source, document, lost)
        raise VerificationError(
            f"有 {lost.total()} 个字没有排进去，也没有报告，这里附近：“{text[:SHOWN]}”",
            "没有写出文件。可以先把这一段改写成普通的正文再做；请把原文件发给开发者",
            place,
        )


def _find_lost(source: Source, document: Document, lost: Counter[str]) -> tuple[str, Place | None]:
    """The first paragraph that holds lost characters and is not in the document as it was; its place."""
    kept = set(texts(document))
    missing = [
        (text, block.place)
        for block in paragraphs(source.blocks)
        if (text := plain_text(inlines(block), footnotes=True)).strip() and text not in kept
    ]
    held = [(text, place) for text, place in missing if not lost.keys().isdisjoint(text)]
    return next(iter(held or missing), ("".join(lost), None))


def _unseen(findings: Iterable[Finding]) -> Iterable[str]:
    return (finding.text for finding in findings if finding.kind in REPORTED or finding.replacement)


def _squeeze(pieces: Iterable[str]) -> str:
    """A text without its white space."""
    return "".join("".join(pieces).split())
