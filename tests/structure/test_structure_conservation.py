"""No character is lost: the source's equal the document's plus those the findings name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.errors import InputError
from publish.model import Document, FindingKind, Metadata, texts
from publish.readers.text.reader import parse
from publish.structure.recognise import recognise
from tests import CASE_FOLDER
from tests.structure.rendering import read_cases

FOLDER = CASE_FOLDER / "structure"
LINES = sorted({line for path in FOLDER.glob("*.txt") for case in read_cases(path) for line in case.source.split("\n")})
PIECES = st.one_of(
    st.sampled_from(LINES),
    st.text(alphabet="关于在的一二三是要、。（）(1.2)第条章附件：:×X年月日 \t\u3000…——“”《》国务院讲话", max_size=60),
    st.text(max_size=20),
)
ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u3000\u3000", "\f", "\u2028", "<U+00A0>"])
TEXTS = st.lists(st.tuples(PIECES, ENDS), min_size=1, max_size=25).map(lambda pairs: "".join(a + b for a, b in pairs))


def account(document: Document) -> Counter[str]:
    """The characters of the output, with what was left out put back and what was replaced turned back."""
    counted = Counter("".join(texts(document)))
    for finding in document.findings:
        if finding.kind is FindingKind.LEFT_OUT:
            counted.update(finding.text)
        elif finding.kind is FindingKind.NORMALISED:
            counted.subtract(finding.replacement)
            counted.update(finding.text)
    return without_space(counted)


def without_space(counted: Counter[str]) -> Counter[str]:
    """The characters that have ink; white space and line wrapping may change."""
    return Counter({char: count for char, count in counted.items() if count and not char.isspace()})


def check(source: str, metadata: Metadata) -> None:
    """Reads and recognises a text and compares the characters."""
    try:
        read = parse(source, "文稿.txt")
    except InputError:
        return
    assert account(recognise(read, metadata)) == without_space(Counter(source))


@given(source=TEXTS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_generated_texts(source: str) -> None:
    check(source, Metadata())


@given(source=TEXTS)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_generated_texts_with_blanks_filled(source: str) -> None:
    check(source, Metadata(fill={"×": "亳州", "XX": "城关"}))


@pytest.mark.slow
@given(source=TEXTS)
@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_two_thousand_generated_texts(source: str) -> None:
    check(source, Metadata())


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    for case in read_cases(path):
        check(case.source, Metadata())
