"""The lines after the body: 署名, 成文日期 and 附件说明 placed by GB/T 9704-2012; pure arithmetic in characters (em).

Widths of texts go in, indents come out; `writers/indents.py` finds the lines in a document for both writers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from publish.text.widths import estimate_width

_ATTACHMENT = re.compile(r"(附\s*件?\s*[:：]\s*)?((?:\d{1,2}\s*[.．、]|[（(]\d{1,2}[）)])\s*)?")


def place_signoff(
    signatures: Sequence[float], dates: Sequence[float], measure: float, right: float, shift: float
) -> tuple[list[float], list[float]]:
    """Right indents of 署名 and of dates, given their widths, on a measure of `measure` characters (7.3.5.2, no seal).

    The widest 署名 stands `right` characters from the edge, the date begins `shift` further right than it; a date that
    would then come nearer to the edge than `right` stands `right` from it and pushes the 署名 left. Several of a kind
    begin below each other.
    """
    widest, longest = max(signatures, default=0.0), max(dates, default=0.0)
    begin = right + widest  # of 署名, from the right edge
    if signatures and dates and longest > widest - shift:
        begin = right + longest + shift
    date_begin = begin - shift if signatures else right + longest
    return (
        [_clamp(begin - width, width, measure) for width in signatures],
        [_clamp(date_begin - width, width, measure) for width in dates],
    )


def place_sealed(
    signatures: Sequence[float], dates: Sequence[float], measure: float, sealed: float, seal: tuple[float, int]
) -> tuple[list[float], list[float]]:
    """Right indents of 署名 and of dates below seals (7.3.5.1): the date `sealed` characters from the edge, the last
    署名 centred on it; others left of it in rows; `seal`: its width, em, and how many stand side by side."""
    longest, widest = max(dates, default=0.0), max(signatures, default=0.0)
    across, columns = seal
    axis = max(sealed + longest / 2, widest / 2)  # of the last column and of the date, from the right edge
    step = (measure - axis - max(across, widest) / 2) / max(columns - 1, 1)
    rights = []
    for row in range(0, len(signatures), columns):
        widths = signatures[row : row + columns]
        rights += [_clamp(axis + step * (len(widths) - 1 - at) - w / 2, w, measure) for at, w in enumerate(widths)]
    return rights, [_clamp(axis - width / 2, width, measure) for width in dates]


def place_stamped(
    signatures: Sequence[float], dates: Sequence[float], measure: float, sealed: float
) -> tuple[list[float], list[float]]:
    """Right indents of 署名 with a stamp, and of dates: both `sealed` characters from the edge (7.3.5.3)."""
    return (
        [_clamp(sealed, width, measure) for width in signatures],
        [_clamp(sealed, width, measure) for width in dates],
    )


def _clamp(indent: float, width: float, measure: float) -> float:
    """An indent that leaves the text its line: too long a text rather comes nearer to the edge."""
    return max(0.0, min(indent, measure - width))


def hang_attachments(
    texts: Iterable[str], indent: float, width: Callable[[str], float] = estimate_width
) -> Iterator[tuple[float, float]]:
    """Where the first and the turned lines of 附件说明 begin, in characters from the left edge (7.3.4).

    `附件：` stands at `indent`; further items begin below the first one's number, turned lines below the name.
    """
    label = 0.0
    for text in texts:
        match = _ATTACHMENT.match(text)
        assert match  # both groups may be empty
        head, number = match[1] or "", match[2] or ""
        begin = indent if head else indent + label
        label = width(head) if head else label
        yield begin, indent + label + width(number)
