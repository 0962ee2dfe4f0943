"""版头 of an official document in Word: real paragraphs in styles of their own, at the places of the PDF; what stands
beside other text (“文件” beside the names, 发文字号 beside 签发人) in text frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from publish.model import Role, plain_text
from publish.style import Style
from publish.style.word_styles import ROLE_STYLES
from publish.text.widths import title_width
from publish.writers.official.pieces import Head, Piece, Rule
from publish.writers.word.inlines import write_inlines
from publish.writers.word.official.frames import border, exact, frame
from publish.writers.word.ooxml import Element, W, eighths, half_points, twips, w, whole_twips
from publish.writers.word.spacing import set_space
from publish.writers.word.story import Story
from publish.writers.word.styles import run_fonts

# Programs set the baseline of an exact line at 4/5 of its height; ours lies at 0.88 em: so high is a line of the head.
LINE = 1.1
SCALE, TWIPS, EIGHTHS = 100, 20, 8  # w:w is in per cent; lengths and weights in parts of a point
EASE = 1.0  # pt; by so much the text begins too high, or LibreOffice finds no room for the last line of a full page
HAIR = 1.0  # pt; the least height of a paragraph that only bears a rule


def write_head(head: Head, story: Story) -> tuple[list[Element], float]:
    """The paragraphs of a head, in the order of its elements, and where the last of them ends, pt."""
    writer = _HeadWriter(head, story)
    return list(writer.write()), writer.cursor


def space_after_head(lines: int, end: float, element: Element, style: Style) -> None:
    """Let the text begin on the line behind the head's `lines`, whose last paragraph ends at `end`, pt: what is left is
    space above the first paragraph of the text."""
    set_space(element, "before", 0, style)
    spacing = element.find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    spacing.set(f"{W}before", str(lines * whole_twips(style.page.pitch) - twips(end + EASE)))


def _is_framed(piece: Piece, head: Head) -> bool:
    """Whether a piece stands beside others, so that it needs a frame."""
    if head.is_letter:
        return piece.role is not Role.NUMBER
    beside = {Role.NUMBER} if any(each.role is Role.SIGNER for each in head.pieces) else set[Role]()
    return piece.role in beside or (piece.role is Role.MASTHEAD and _is_kind(piece, head))


def _is_kind(piece: Piece, head: Head) -> bool:
    """Whether a part of the mark is the word beside the names."""
    names = [each for each in head.pieces if each.role is Role.MASTHEAD]
    return piece.fill and piece.x > min(each.x for each in names) + HAIR


def _em_top(piece: Piece) -> float:
    return piece.y + (piece.line - piece.size) / 2


class _HeadWriter:
    """Writes a head from top to bottom; `cursor`: where the last paragraph in the flow ends, pt."""

    def __init__(self, head: Head, story: Story) -> None:
        self.head, self.style, self.story = head, story.style, story
        self.page = story.style.page
        self.cursor = 0.0

    def write(self) -> Iterator[Element]:
        for (role, _), group in groupby(self.head.pieces, key=self._row):
            pieces = list(group)
            if _is_framed(pieces[0], self.head):
                yield self._write_frame(pieces[0])
            elif role is Role.SIGNER:
                yield self._write_signers(pieces)
            else:
                yield self._write_line(pieces[0])
        yield from self._write_rules()

    def _row(self, piece: Piece) -> tuple[Role, float]:
        """What stands in one paragraph: the 签发人 of a line."""
        return piece.role, piece.y + (0.0 if piece.role is Role.SIGNER else piece.x)

    def _write_line(self, piece: Piece) -> Element:
        right = self.page.measure - piece.x - piece.width
        indents = None
        if piece.fill:
            indents = w("ind", left=twips(piece.x), right=twips(right), firstLine=0)
        align = "distribute" if piece.fill else piece.align
        return self._paragraph(piece, [self._runs(piece)], align, indents=indents)

    def _write_signers(self, pieces: Sequence[Piece]) -> Element:
        """A line of 签发人: the label, if it has one, and the names, each at its tab stop."""
        stops = [piece for piece, left in zip(pieces, [None, *pieces], strict=False) if not _touches(left, piece)]
        tabs = w("tabs", *(w("tab", val="left", pos=twips(piece.x)) for piece in stops))
        runs = [([w("r", w("tab"))] if piece in stops else []) + self._runs(piece) for piece in pieces]
        return self._paragraph(pieces[0], runs, "left", tabs=tabs)

    def _paragraph(
        self, piece: Piece, runs: Iterable[list[Element]], align: str, tabs: Element | None = None,
        indents: Element | None = None,
    ) -> Element:  # fmt: skip
        top = _em_top(piece)
        above, line = twips(top - self.cursor) / TWIPS, whole_twips(LINE * piece.size) / TWIPS
        self.cursor += above + line
        properties = w(
            "pPr",
            w("pStyle", val=ROLE_STYLES[piece.role][0]),
            self._border(piece),
            tabs,
            w("snapToGrid", val=0),
            exact(line, above),
            indents,
            w("jc", val=align),
        )
        return w("p", properties, *(run for each in runs for run in each))

    def _border(self, piece: Piece) -> Element | None:
        """The rule under a piece, when the line is the last and as wide as the measure."""
        rule = self._rule_below()
        if rule is None or piece.fill or (piece is not self._last() and piece.y != self._last().y):
            return None
        space = round(rule.y - self.cursor)
        self.cursor += space + eighths(rule.thickness) / EIGHTHS
        return w("pBdr", w("bottom", **border(rule.thickness, self.style.head.color, space)))

    def _rule_below(self) -> Rule | None:
        return self.head.rules[0] if self.head.rules and not self.head.is_letter else None

    def _last(self) -> Piece:
        """The last piece in the flow."""
        flow = [piece for piece in self.head.pieces if not _is_framed(piece, self.head)]
        return max(flow, key=lambda piece: piece.y) if flow else self.head.pieces[-1]

    def _write_frame(self, piece: Piece) -> Element:
        # Text beside the frame flows around it, so it is as wide as what it holds.
        text = (title_width(plain_text(piece.content)) + 1) * piece.size
        width, below, height = min(piece.width, text) if piece.align == "left" else piece.width, None, LINE * piece.size
        left = self.page.left + piece.x
        if self.head.is_letter and piece.role is Role.MASTHEAD and self.head.rules:
            rule, look = self.head.rules[0], self.style.head
            width, left = rule.width, self.page.left + rule.x
            space = round(rule.y - _em_top(piece) - height)
            weight = look.rule + look.gap + look.thin_rule
            below = w("pBdr", w("bottom", **border(weight, look.color, space, "thickThinSmallGap")))
        properties = w(
            "pPr",
            w("pStyle", val=ROLE_STYLES[piece.role][0]),
            frame(left, self.page.top + _em_top(piece), width),
            below,
            w("snapToGrid", val=0),
            exact(height, 0.0),
            w("jc", val="distribute" if piece.fill else piece.align),
        )
        return w("p", properties, *self._runs(piece))

    def _runs(self, piece: Piece) -> list[Element]:
        look = self.style.head
        runs = list(write_inlines(piece.content, self.story.footnotes))
        for run in (run for element in runs for run in element.iter(f"{W}r")):
            for tag in run.findall(f"{W}rPr"):
                run.remove(tag)
            properties = w(
                "rPr",
                run_fonts(piece.face, self.style),
                w("color", val=look.color.removeprefix("#").upper()) if piece.is_red else None,
                w("w", val=int(piece.scale * SCALE)) if piece.scale < 1 else None,
                w("sz", val=half_points(self._size(piece))),
                w("szCs", val=half_points(self._size(piece))),
            )
            run.insert(0, properties)
        return runs

    def _size(self, piece: Piece) -> float:
        """The size of its letters, pt; those of the mark rather a hair smaller than too wide for their line."""
        return int(2 * piece.size) / 2 if piece.is_red else self.style.role(piece.role).size

    def _write_rules(self) -> Iterator[Element]:
        """The rule, where no line of text can bear it; the double rule at the foot of a letter's first page."""
        rule = self._rule_below()
        if rule and self.cursor < rule.y:
            before = rule.y - HAIR - self.cursor
            below = w("pBdr", w("bottom", **border(rule.thickness, self.style.head.color, 0)))
            yield w("p", w("pPr", below, w("snapToGrid", val=0), exact(HAIR, before)))
            self.cursor = rule.y + rule.thickness
        if self.head.is_letter and self.head.rules:
            look, foot = self.style.head, self.head.rules[2]
            weight = look.rule + look.gap + look.thin_rule
            below = w("pBdr", w("bottom", **border(weight, look.color, 0, "thinThickSmallGap")))
            place = frame(self.page.left + foot.x, self.page.top + foot.y - HAIR, foot.width)
            yield w("p", w("pPr", place, below, w("snapToGrid", val=0), exact(HAIR, 0.0)))


def _touches(left: Piece | None, piece: Piece) -> bool:
    return left is not None and abs(left.x + left.width - piece.x) < HAIR
