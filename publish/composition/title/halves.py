"""Where the author broke or spaced a title on purpose: between issuers, and between the halves of a slogan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from publish.composition.title.costs import LONGEST_ORGANISATION, ORGANISATION, find_issuers_end
from publish.text.widths import title_width

SHORTEST_HALF, LONGEST_HALF = 4.0, 14.0  # characters
SAME = 0.6  # halves of a slogan are equally long
LEAST_PART = 6.0  # characters on both sides of a space at which a title of several lines is always broken
BEHIND_DATE = re.compile(r"(?<=[0-9]日)\s+")  # a space no one pauses at: what happened that day follows
NOT_HALF = re.compile("^(?:关于|在|印发|转发|的|和|与|暨)|[，、]$|[0-9]")


def find_kept_breaks(text: str, breaks: Iterable[int], full: float) -> list[int]:
    """Offsets at which the lines of a title end whatever their lengths, ascending; `full`: characters of a line.

    The author's line breaks stand between issuers, with that before 关于, and between equally long halves; where the
    title takes more than one line, it is broken at the author's spaces between long parts too.
    """
    own = sorted(offset for offset in breaks if 0 < offset < len(text))
    kept = set(_between_issuers(text, own))
    if _are_halves(text, own):
        kept.update(own)
    if kept or title_width(text) > full:
        kept.update(_between_parts(text))
    return sorted(kept)


def _between_issuers(text: str, breaks: Sequence[int]) -> list[int]:
    end = find_issuers_end(text)
    found = [offset for offset in breaks if offset < end and _ends_name(text, offset) and _names(text[offset:end])]
    if found:
        found += [offset for offset in breaks if offset == end and text.startswith("关于", end)]
    return found


def _names(text: str) -> bool:
    return any(_ends_name(text, offset) for offset in range(3, len(text) + 1))


def _ends_name(text: str, offset: int) -> bool:
    return ORGANISATION.search(text, max(offset - LONGEST_ORGANISATION, 0), offset) is not None


def _are_halves(text: str, breaks: Sequence[int]) -> bool:
    parts = [text[start:end].strip() for start, end in pairwise((0, *breaks, len(text)))]
    widths = list(map(title_width, parts))
    return (
        len(parts) > 1
        and max(widths) - min(widths) < SAME
        and SHORTEST_HALF <= min(widths) <= LONGEST_HALF
        and not any(map(NOT_HALF.search, parts))
    )


def _between_parts(text: str) -> list[int]:
    issuers = find_issuers_end(text)
    dates = {match.end() for match in BEHIND_DATE.finditer(text)}
    stops = [match.end() for match in re.finditer(r"\s+", text) if match.end() > issuers and match.end() not in dates]
    parts = pairwise((issuers, *stops, len(text)))
    long = [title_width(text[start:end].strip()) >= LEAST_PART for start, end in parts]
    return [stop for stop, (before, after) in zip(stops, pairwise(long), strict=True) if before and after]
