"""How characters of a Word 97–2003 document look, by what is said of them and of their style."""

from __future__ import annotations

from typing import NamedTuple

from publish.model import Position
from publish.readers.doc import sprms
from publish.readers.doc.sprms import integer
from publish.readers.doc.styles import Said

POSITIONS: dict[int, Position] = {1: "super", 2: "sub"}


class Look(NamedTuple):
    """What is said of a run; `strong`: against its paragraph's style. `size` in pt. `picture`: where in Data."""

    bold: bool = False
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    position: Position = "baseline"
    size: float = 0.0
    picture: int | None = None
    font: int = -1
    sign: tuple[int, int] | None = None  # font and code of a symbol


def make_look(own: Said, base: Said) -> Look:
    """The look of a run: what is said of it, and what its paragraph's style says."""

    def toggled(code: int) -> bool:
        """0 and 1 say it outright, 128 as the style, 129 otherwise than the style (2.9.333)."""
        below = bool(integer(base.get(code)) & 1)
        if code not in own:
            return below
        said = integer(own[code])
        return below ^ bool(said & 1) if said & 0x80 else bool(said)

    bold, italic = toggled(sprms.BOLD), toggled(sprms.ITALIC)
    sign = own.get(sprms.SYMBOL)
    picture = own.get(sprms.PICTURE)
    return Look(
        bold=bold,
        strong=bold and not integer(base.get(sprms.BOLD)) & 1,
        emphasis=italic and not integer(base.get(sprms.ITALIC)) & 1,
        hidden=toggled(sprms.HIDDEN),
        deleted=bool(integer(own.get(sprms.DELETED))),
        inserted=bool(integer(own.get(sprms.INSERTED))),
        position=POSITIONS.get(integer(own.get(sprms.RAISED)), "baseline"),
        size=integer(own.get(sprms.SIZE) or base.get(sprms.SIZE)) / 2,
        picture=None if picture is None else integer(picture),
        font=integer(own[sprms.FONT]) if sprms.FONT in own else -1,
        sign=(integer(sign[:2]), integer(sign[2:4])) if sign else None,
    )
