"""The 版头 as pieces with their places, pt: from the left of the text area, and down from the top of what is composed
(the text area, for letters a little above it). Clauses of GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from publish.model import Paragraph, Role, plain_text
from publish.structure.slicing import Content
from publish.style import Style
from publish.writers.official.elements import Mark, read_mark, read_signers
from publish.writers.official.mark import MarkLayout
from publish.writers.official.pieces import Head, Piece, Rule, Width


@dataclass(frozen=True)
class _Elements:
    """What there is to place."""

    markings: list[Paragraph]
    mark: Mark
    numbers: list[Paragraph]
    label: Content
    names: list[Content]


def lay_out_head(blocks: Sequence[Paragraph], style: Style, room: int, width: Width) -> Head:
    """The head that `blocks` make, at most `room` lines of the grid high where its sizes allow; `width`: of a text in
    em, as the face of the mark sets it."""
    return _Layout(_collect(blocks), style, room, width).place()


def _collect(blocks: Sequence[Paragraph]) -> _Elements:
    signers = [read_signers(block) for block in blocks if block.role is Role.SIGNER]
    return _Elements(
        [block for block in blocks if block.role in (Role.COPY_NUMBER, Role.MARKING)],
        read_mark(block for block in blocks if block.role is Role.MASTHEAD),
        [block for block in blocks if block.role is Role.NUMBER],
        next((label for label, _ in signers if label), ()),
        [name for _, names in signers for name in names],
    )


class _Layout:
    """One head being laid out."""

    def __init__(self, elements: _Elements, style: Style, room: int, width: Width) -> None:
        self.elements, self.style, self.look, self.room = elements, style, style.head, room
        self.pitch, self.measure, self.em = style.page.pitch, style.page.measure, style.page.cell
        self.head = Head()
        self.mark = MarkLayout(elements.mark, style, width)
        self.has_mark = bool(elements.mark.parts) or style.head.printed
        self.rows = max(ceil(len(elements.names) / self.look.names), len(elements.numbers))

    def place(self) -> Head:
        """Place everything."""
        if not (self.has_mark or self.rows or self.elements.markings):
            return self.head
        if self.look.form == "letter" and self.has_mark:
            self._place_letter()
        else:
            self._place_document()
        if self.look.printed:
            self.head.pieces = [piece for piece in self.head.pieces if not piece.is_red]
            self.head.rules = []
        return self.head

    def _place_document(self) -> None:
        """通用, 命令, 纪要 (7.2, 10.2, 10.3)."""
        top = self._place_markings(0.0)
        below = self._measure_below()
        if self.has_mark:
            top = max(top, self.look.top)
            bottom = self._place_mark(top, below)
            first = bottom + self.look.lines * self.pitch
        else:
            bottom = first = top
        end = self._place_rows(first) if self.rows else bottom
        if self.look.form != "order" and (self.rows or self.has_mark):
            end += self.look.distance
            self._rule(end, self.look.rule)
            end += self.look.rule
        elif self.rows:
            end = first + self.rows * self.pitch
        self._close(end + self.look.title_lines * self.pitch)

    def _measure_below(self) -> float:
        """What stands between the mark's lower edge and the line below the head."""
        look, pitch = self.look, self.pitch
        below = look.title_lines * pitch
        if look.form == "order":
            return below + (look.lines + self.rows) * pitch * bool(self.rows)
        if self.rows:
            below += (look.lines + self.rows - 0.5) * pitch + self.em / 2
        return below + look.distance + look.rule

    def _place_letter(self) -> None:
        """信函 (10.1): the mark above the text area, a double rule, the elements below it on both sides."""
        look = self.look
        rules = look.rule + look.gap + look.thin_rule
        # 10.1.3: the first line stands 7/8 of a character below the rule.
        space = self.style.body.size * 7 / 8 - (self.pitch - self.em) / 2
        rows = max(len(self.elements.markings), self.rows)
        after = (rows + look.title_lines) * self.pitch + (space if rows else 0.0)
        mark_top = look.top - self.style.page.top
        bearing = self._bearing(look.height)
        self.head.lift = max(0.0, -(mark_top - bearing))
        bottom = self._place_mark(mark_top, look.distance + rules + after)
        y = bottom + look.distance
        self._double_rule(y, thick_first=True)
        first = y + rules + space
        self._place_markings(first)
        self._place_rows(first)
        self._double_rule(self.style.page.height - look.foot - rules - self.style.page.top, thick_first=False)
        self._close(y + rules + after)

    def _bearing(self, ink: float) -> float:
        return ink / (1 - 2 * self.look.bearing) * self.look.bearing

    def _close(self, end: float) -> None:
        """End the head on the grid; move all of it down by the room it takes above the text area."""
        self.head.lines = ceil(end / self.pitch - 0.001)

    def _rule(self, y: float, thickness: float) -> None:
        page = self.style.page
        if self.head.is_letter:
            rule = Rule((page.width - self.look.width) / 2 - page.left, y, self.look.width, thickness)
        else:
            rule = Rule(0.0, y, self.measure, thickness)
        self.head.rules.append(rule)

    def _double_rule(self, y: float, thick_first: bool) -> None:
        first, second = (self.look.rule, self.look.thin_rule)[:: 1 if thick_first else -1]
        self._rule(y, first)
        self._rule(y + first + self.look.gap, second)

    def _place_markings(self, top: float) -> float:
        """份号, 密级, 紧急程度 on lines of their own (7.2.1 to 7.2.3); returns where they end."""
        for block in self.elements.markings:
            self._set(block, 0.0, top)
            top += self.pitch
        return top

    def _set(self, block: Paragraph, x: float, y: float, align: str = "left") -> None:
        """An element on a line of its own, which ends where the text area does."""
        look = self.style.role(block.role)
        size, width = self.style.em(look.size), self.measure - x
        self.head.pieces.append(Piece(block.role, block.content, x, y, width, self.pitch, size, look.face, align))

    def _place_rows(self, top: float) -> float:
        """发文字号 and 签发人 (7.2.5, 7.2.6), the number on the last line; returns where its characters end."""
        numbers, names = self.elements.numbers, self.elements.names
        indent = self.look.indent * self.em
        for row, block in enumerate(numbers, self.rows - len(numbers)):
            y = top + row * self.pitch
            if names:
                self._set(block, indent, y)
            else:
                align = "right" if self.look.form == "letter" and self.has_mark else "center"
                self._set(block, 0.0, y, align)
        if names:
            self._place_signers(top, self.measure - indent)
        return top + (self.rows - 0.5) * self.pitch + self.em / 2

    def _place_signers(self, top: float, right: float) -> None:
        """The label, and the names in columns that end at `right`."""
        look, names = self.look, self.elements.names
        columns = min(look.names, len(names))
        column = max(len(plain_text(name)) for name in names) * self.em
        gap = look.names_gap * self.em
        left = right - columns * column - (columns - 1) * gap
        label = len(plain_text(self.elements.label)) * self.em
        signer = self.style.role(Role.SIGNER)
        size = self.style.em(signer.size)
        if label:
            self.head.pieces.append(
                Piece(Role.SIGNER, self.elements.label, left - label, top, label, self.pitch, size, signer.face)
            )
        for number, name in enumerate(names):
            row, place = divmod(number, columns)
            x, y = left + place * (column + gap), top + row * self.pitch
            self.head.pieces.append(Piece(Role.SIGNER, name, x, y, column, self.pitch, size, look.names_face))

    def _place_mark(self, top: float, below: float) -> float:
        """发文机关标志, its ink from `top` on, as high as lets the line `below` it stand on the grid; where its ink
        ends."""
        ink = self.mark.choose(top + below, self.pitch, self.room)
        pieces, bottom = self.mark.place(top, ink)
        self.head.pieces += pieces
        return bottom
