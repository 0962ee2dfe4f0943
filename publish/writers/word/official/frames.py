"""Text frames (ECMA-376 17.3.1.11), exact lines and borders: what places a paragraph on paper.

Word, WPS and LibreOffice keep a framed paragraph where it is put; a floating table vanishes in LibreOffice 7.4.
"""

from __future__ import annotations

from publish.writers.word.ooxml import Element, eighths, twips, w, whole_twips

MOST_SPACE = 31  # pt between border and text
THINNEST, THICKEST = 2, 96  # eighths of a point


def frame(left: float, top: float, width: float, wrap: str = "around") -> Element:
    """A text frame at a place of the paper, pt from its upper left corner."""
    return w("framePr", w=twips(width), wrap=wrap, vAnchor="page", hAnchor="page", x=twips(left), y=twips(top))


def exact(line: float, before: float) -> Element:
    """A `w:spacing` that asks for just this height of line and space above, pt."""
    return w(
        "spacing", beforeLines=0, before=max(0, twips(before)), afterLines=0, after=0, line=whole_twips(line),
        lineRule="exact",
    )  # fmt: skip


def border(weight: float, color: str, space: int, kind: str = "single") -> dict[str, object]:
    """The attributes of a border, `space` pt from the text."""
    size = min(max(THINNEST, eighths(weight)), THICKEST)
    return {"val": kind, "sz": size, "space": max(0, min(MOST_SPACE, space)), "color": color.removeprefix("#").upper()}
