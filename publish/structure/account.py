"""The account: every character of the source is in the document or in a finding, or the build refuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from publish.errors import VerificationError
from publish.model import Document, Finding, FindingKind, Source, inlines, paragraphs, plain_text, texts

REPORTED = (FindingKind.LEFT_OUT, FindingKind.NORMALISED)


def verify_account(source: Source, document: Document) -> None:
    """Raise VerificationError when characters of the source's blocks are neither in the document nor reported.

    White space does not count. What the reader itself could not carry over is in its own findings.
    """
    read = _count(plain_text(inlines(block), footnotes=True) for block in paragraphs(source.blocks))
    kept = _count(texts(document))
    reported = _count(_unseen(document.findings[len(source.findings) :]))
    lost = read - kept - reported
    if lost:
        sample = "".join(lost.elements())[:20]
        raise VerificationError(
            f"{source.name} 里有 {lost.total()} 个字没有排进去，也没有报告：{sample}",
            "没有写出文件；请把原文件发给开发者",
        )


def _unseen(findings: Iterable[Finding]) -> Iterable[str]:
    return (finding.text for finding in findings if finding.kind in REPORTED or finding.replacement)


def _count(pieces: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for piece in pieces:
        counts.update(piece)
    for char in [char for char in counts if char.isspace()]:
        del counts[char]
    return counts
