"""Office Math as a line of text: superscripts and subscripts stay, fractions become a/b, roots √(a)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from publish.model import Position
from publish.readers.word.xml import Element, M, inner_text, local_name

Piece: TypeAlias = tuple[str, Position]

BRACKETED = {"d", "rad", "nary"}
DELETED = {"del", "moveFrom"}
POSITIONS: dict[str, Position] = {"sup": "super", "sub": "sub"}


def linear(element: Element, position: Position = "baseline") -> Iterator[Piece]:
    """The characters of a formula with their position, in reading order."""
    for part in element:
        name = local_name(part)
        if name == "t":
            yield inner_text(part), position
        elif name == "f":
            yield from _fraction(part, position)
        elif name in POSITIONS:
            yield from linear(part, POSITIONS[name] if position == "baseline" else position)
        elif name in BRACKETED:
            before, after = _brackets(part, name)
            yield before, position
            yield from linear(part, position)
            yield after, position
        elif name not in DELETED and not name.endswith("Pr"):
            yield from linear(part, position)


def _fraction(element: Element, position: Position) -> Iterator[Piece]:
    for index, name in enumerate(("num", "den")):
        part = element.find(M + name)
        pieces = [] if part is None else list(linear(part, position))
        long = len("".join(text for text, _ in pieces)) > 1
        yield ("/" if index else "") + ("(" if long else ""), position
        yield from pieces
        yield ")" if long else "", position


def _brackets(element: Element, name: str) -> tuple[str, str]:
    """What a construct shows around its parts: delimiters, the root sign, the sign of a sum or integral."""
    if name == "rad":
        return "√(", ")"
    if name == "nary":
        return _property(element, "naryPr", "chr", "∫"), ""
    return _property(element, "dPr", "begChr", "("), _property(element, "dPr", "endChr", ")")


def _property(element: Element, holder: str, name: str, default: str) -> str:
    found = element.find(f"{M}{holder}/{M}{name}")
    return default if found is None else found.get(M + "val") or ""
