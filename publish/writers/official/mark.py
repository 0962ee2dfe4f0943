"""发文机关标志 (GB/T 9704 7.2.4): how large its letters are, how narrow, and where each name stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from publish.model import Role, plain_text
from publish.style import Style
from publish.writers.official.elements import Mark
from publish.writers.official.pieces import Piece, Width

HAIR = 1e-6
MOST_LINES = 40  # of the grid, that a mark takes


class MarkLayout:
    """A mark of one name, or of several below each other with “文件” beside them (联合行文), in em of its letters."""

    def __init__(self, mark: Mark, style: Style, width: Width) -> None:
        self._parts, self._look, self._measure = mark.parts, style.head, style.page.measure
        self._lines = max(1, len(mark.names))
        self._width = width
        self._names = max((width(plain_text(name)) for name in mark.names), default=0.0)
        words = (width(plain_text(content)) for content, is_kind in mark.parts if is_kind)
        self._across = self._names + sum(style.head.joint_gap + word for word in words)
        self._ink = 1 - 2 * self._look.bearing
        self._down = (self._lines - 1) * self._look.joint_leading + self._ink  # height of its ink

    def choose(self, fixed: float, pitch: float, room: int) -> float:
        """The height of ink, pt, with which what begins above the mark and ends below it, `fixed` high without it,
        takes whole lines of the grid: at most `room` of them, if it can; the highest that is neither too high nor too
        narrow, else the lowest that is not too low."""
        slots = [ink for ink in _list_slots(fixed, pitch) if self._is_right(ink)]
        if not slots:
            return self._highest
        roomy = [ink for ink in slots if ink + fixed <= room * pitch + HAIR] or slots[-1:]
        return next((ink for ink in roomy if self._narrow(ink / self._down) >= self._look.narrow), roomy[-1])

    @property
    def _highest(self) -> float:
        letters = self._look.height if self._lines == 1 else self._look.joint_height
        return letters / self._ink * self._down

    def _is_right(self, ink: float) -> bool:
        return self._look.least * self._highest <= ink <= self._highest + HAIR

    def _narrow(self, em: float) -> float:
        """The scale of the letters' width that makes the mark as wide as the measure at most."""
        return min(1.0, self._measure / max(self._across * em, HAIR))

    def place(self, top: float, ink: float) -> tuple[list[Piece], float]:
        """The mark's lines, its ink from `top` on and `ink` high; and where the ink ends."""
        em = ink / self._down
        scale = self._narrow(em)
        if scale < self._look.narrow:  # a very long name: smaller letters
            em, scale = em * scale / self._look.narrow, self._look.narrow
        pieces = list(self._place(top - em * self._look.bearing, em, scale))
        return pieces, top + em * self._down if pieces else top + ink

    def _place(self, y: float, em: float, scale: float) -> Iterator[Piece]:
        look, left = self._look, (self._measure - self._across * em * scale) / 2
        align, fill = (
            ("justify", True) if self._lines > 1 and look.form in ("document", "letter") else ("center", False)
        )
        row, across = 0, self._names * em * scale
        for content, is_kind in self._parts:
            if is_kind:
                middle = y + (self._lines - 1) * look.joint_leading * em / 2
                width = self._width(plain_text(content)) * em * scale
                place = (left + across + self._look.joint_gap * em * scale, middle, width)
            else:
                place = (left, y + row * look.joint_leading * em, across)
                row += 1
            yield Piece(Role.MASTHEAD, content, *place, em, em, look.face, align, scale, fill)


def _list_slots(fixed: float, pitch: float) -> Sequence[float]:
    """Heights with which the whole takes so many lines of the grid, the largest first."""
    first = ceil(fixed / pitch)
    return [line * pitch - fixed for line in range(first + MOST_LINES, first - 1, -1)]
