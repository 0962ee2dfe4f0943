"""The last look: every character of a part is in the Source or in its findings, or is reported now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from publish.model import Block, Finding, FindingKind, inlines, paragraphs, plain_text
from publish.readers.word.xml import ALTERNATE, MC, A, Element, M, W, chosen

GONE = {FindingKind.LEFT_OUT, FindingKind.NORMALISED}


def unread(roots: Iterable[Element], blocks: tuple[Block, ...], findings: Iterable[Finding]) -> str:
    """The characters of text elements below `roots` that neither blocks nor findings hold; white space aside.

    Sound files have none: only text where the schema allows none (ECMA-376 part 1, annex A) is passed over.
    """
    held = Counter("".join(plain_text(inlines(block), footnotes=True) for block in paragraphs(blocks)))
    for finding in findings:
        if finding.kind in GONE:
            held.update(finding.text)
    there: Counter[str] = Counter()
    for root in roots:
        skipped = _skipped(root)
        for element in root.iter(W + "t", W + "delText", M + "t", A + "t"):
            if element.text and not (skipped and any(each in skipped for each in element.iterancestors())):
                there.update(element.text)
    return "".join(char for char in (there - held).elements() if not char.isspace())


def _skipped(root: Element) -> set[Element]:
    """The branches of alternates that are not read: they say the same again."""
    branches = (MC + "Choice", MC + "Fallback")
    return {
        branch
        for alternate in root.iter(ALTERNATE)
        for branch in alternate.iterchildren(*branches)
        if branch is not chosen(alternate)
    }
