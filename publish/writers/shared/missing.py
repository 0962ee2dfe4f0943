"""Characters no font has: printed as 〓 and named, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publish.fonts.fallback import find_fallbacks
from publish.fonts.roles import WESTERN, Faces, find_missing
from publish.model import Document, Finding, FindingKind, Place, inlines, paragraphs, spans, texts
from publish.style import Style
from publish.writers.shared.expected import GETA, is_unseen

EMOJI = re.compile("[\u20e3\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
SHOWN = 10  # emoji named in the message


@dataclass(frozen=True)
class Lacking:
    """The characters no font has, a finding for the place of each, and the families that have what the style's faces
    lack."""

    missing: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    fallbacks: tuple[str, ...] = ()


def find_missing_glyphs(document: Document, style: Style, faces: Faces) -> Lacking:
    """What the faces of a style lack; all emoji have one message."""
    chains = {style.body.face, *(look.face for look in style.roles.values())}
    used = {char for char in set("".join(texts(document))) if not is_unseen(char)}
    western = faces[WESTERN] if style.western.face == "times" else ()
    lacking = {char for name in chains for char in find_missing(used, (*faces[name], *western))}
    if not lacking:
        return Lacking()
    fallbacks = find_fallbacks(lacking)
    missing = frozenset(lacking - fallbacks.keys())
    return Lacking(missing, _name_missing(document, missing), tuple(sorted(set(fallbacks.values()))))


def _name_missing(document: Document, missing: frozenset[str]) -> tuple[Finding, ...]:
    found = list(_locate(document, missing)) if missing else []
    emoji = _name_emoji(dict.fromkeys(char for char, _ in found if EMOJI.match(char)))
    return tuple(
        Finding(FindingKind.GLYPH, emoji if EMOJI.match(char) else _name(char), place, char, GETA, "missing-glyph")
        for char, place in found
    )


def _locate(document: Document, missing: frozenset[str]) -> Iterator[tuple[str, Place | None]]:
    for block in paragraphs(document.blocks):
        for span in spans(inlines(block)):
            for offset, char in enumerate(span.text):
                if char in missing:
                    yield char, span.place and replace(span.place, column=span.place.column + offset)


def _name(char: str) -> str:
    return f"字体里没有“{char}”（U+{ord(char):04X}），印作{GETA}；请安装含此字的字体"


def _name_emoji(emoji: Iterable[str]) -> str:
    chars = list(emoji)
    more = "等" if len(chars) > SHOWN else ""
    found = f"表情符号“{''.join(chars[:SHOWN])}”{more}没有字体可印，印作{GETA}"
    return f"{found}；不用的请在原文件里删去，要用的请安装含表情符号的字体"
