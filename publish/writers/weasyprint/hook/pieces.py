"""What of a text box stands on which line: composed lines cut at the borders of inline boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from publish.composition.composer import Composed
from publish.composition.justification import Line, trim_spaces
from publish.writers.weasyprint.hook.layout import ComposedLayout, Piece

ROUNDING = 0.001  # em
HAIR = 1e-6  # px
BREAK = "\n"  # the text of a box that is a forced line break
ASCENT = 0.88  # em; where CJK fonts have the top of the em box, whatever ascent they state


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text box, its size over the line's, the byte its composed text starts at, and that text."""

    box: boxes.TextBox
    scale: float
    start: int
    text: str


def slice_leaves(leaves: Sequence[Leaf], start: int, end: int) -> list[Leaf]:
    """The leaves of the characters from `start` to `end`."""
    sliced, offset = [], 0
    for leaf in leaves:
        first, last = max(start - offset, 0), min(end - offset, len(leaf.text))
        if first < last:
            skipped = len(leaf.text[:first].encode())
            sliced.append(Leaf(leaf.box, leaf.scale, leaf.start + skipped, leaf.text[first:last]))
        offset += len(leaf.text)
    return sliced


def cut_lines(composed: Composed, leaves: Sequence[Leaf], size: float, goes_on: bool = False) -> None:
    """Give every text box its pieces, keyed by the byte they start at; `size`: px of the line's em.

    With `goes_on` a line ends behind the last leaf, whatever follows.
    """
    pieces: list[dict[int, Piece]] = [dict(leaf.box.pieces or {}) for leaf in leaves]
    for leaf, own in zip(leaves, pieces, strict=True):
        leaf.box.pieces = own
    ends = composed.clusters.ends
    run, offset = 0, leaves[0].start
    for line in composed.lines:
        start = line.start
        while start < line.end:
            while ends[run] <= start:
                run += 1
                offset = leaves[run].start
            end = min(line.end, ends[run])
            piece, reached = _cut(composed, line, (start, end), (leaves[run], offset, size))
            if goes_on and end == len(composed.clusters):
                piece = piece._replace(resume=reached)
            pieces[run][offset] = piece
            start, offset = end, reached


def _cut(
    composed: Composed, line: Line, clusters: tuple[int, int], place: tuple[Leaf, int, float]
) -> tuple[Piece, int]:
    (start, end), (leaf, offset, size) = clusters, place
    known = composed.clusters
    visible_end = max(start, min(end, trim_spaces(known, line.start, line.end)))
    texts = known.texts[start : visible_end if visible_end > start else end]
    actual = "".join(known.texts[start:end])
    visible = "".join(texts) if visible_end < end else actual
    reached = offset + len(actual.encode())
    advance = known.sums[visible_end] - known.sums[start]
    spaces: Sequence[int] = ()
    if line.spaces is not None:
        spaces = line.spaces[start - line.start : visible_end - line.start]
        advance += sum(spaces)
        if leaf.scale != 1:
            spaces = [round(space / leaf.scale) for space in spaces]
    if line.end == end and end < len(known):
        resume: int | None = reached
    else:
        resume = None
    shift = -line.shift if start == line.start else 0
    hang = line.hang if end == line.end else 0
    unit = size / 1000
    own = round(advance / leaf.scale)
    return Piece(texts, visible, actual, resume, shift * unit, (advance - hang) * unit, own, spaces), reached


def cut_text(box: boxes.TextBox, room: float, skip: int) -> tuple[boxes.TextBox, int | None, bool] | None:
    """The text box's piece from byte `skip` on, as WeasyPrint's split_text_box gives it; None: it has none.

    `room`: px left on the line.
    """
    pieces = getattr(box, "pieces", None)
    piece: Piece | None = pieces.get(skip) if pieces else None
    if piece is None:
        return None
    new = box.copy_with_text(piece.visible)
    new.pieces = None
    new.position_x += piece.shift
    if room < piece.width + HAIR < room + ROUNDING * box.style["font_size"]:
        # The measure was rounded to 1/1000 em; WeasyPrint takes back what is a hair too wide.
        new.width = room - HAIR
    else:
        new.width = piece.width
    new.pango_layout = ComposedLayout(piece, box.style)
    settle_height(new)
    return new, piece.resume, False


def place_baseline(line_height: float, size: float) -> float:
    """Distance of the baseline from the top of a line: the em boxes of all fonts stand in the line's middle."""
    return line_height / 2 + (ASCENT - 0.5) * size


def settle_height(box: boxes.TextBox) -> None:
    """Make a text box as high as its line-height says whatever its glyphs, so that every baseline keeps the grid."""
    line_height, baseline = inline.strut(box.style)
    box.height = box.style["font_size"]
    box.margin_top = box.margin_bottom = (line_height - box.height) / 2
    box.baseline = baseline


def holds_pieces(box: boxes.Box) -> bool:
    """Whether a line has composed text."""
    return any(isinstance(text.pango_layout, ComposedLayout) for text in iter_texts(box))


def iter_texts(box: boxes.Box) -> Iterator[boxes.TextBox]:
    """The text boxes of a line in reading order."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.ParentBox):
            yield from iter_texts(child)
