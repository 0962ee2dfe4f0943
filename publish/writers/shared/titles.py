"""The lines of titles and what is centred below them, as both outputs set them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publish.composition.title.lines import AIR, break_title
from publish.model import TITLES, Inline, LineBreak, Paragraph, Span, plain_text
from publish.style import Style

EASE = 0.1  # characters a line that is not a title leaves free, widths being estimates


def break_title_lines(block: Paragraph, style: Style) -> tuple[Inline, ...]:
    """A paragraph's content; that of titles and of other centred lines (讲话人, 日期, 题注) with line breaks between
    words, in 梯形 or 菱形 (GB/T 9704 7.3.1). The author's lines are kept when they are good; only titles must not fill
    the measure."""
    look = style.role(block.role)
    if block.role not in TITLES and look.align != "center":
        return block.content
    characters = style.page.measure / style.em(look.size) - look.left - look.right
    air = AIR if block.role in TITLES else EASE
    lines = break_title(plain_text(block.content), characters, _author_breaks(block.content), air)
    unbroken = [inline for inline in block.content if not isinstance(inline, LineBreak)]
    return tuple(break_lines(unbroken, lines))


def _author_breaks(content: Iterable[Inline]) -> list[int]:
    breaks, offset = [], 0
    for inline in content:
        if isinstance(inline, LineBreak):
            breaks.append(offset)
        elif isinstance(inline, Span):
            offset += len(inline.text)
    return breaks


def break_lines(content: Iterable[Inline], lines: Sequence[str]) -> Iterator[Inline]:
    """Inline content with line breaks where the text's `lines` end; spaces at a break are dropped."""
    lengths = [len("".join(line.split())) for line in lines[:-1]]
    left, opening = lengths.pop(0) if lengths else 0, True
    for inline in content:
        if not isinstance(inline, Span):
            yield inline
            continue
        piece = ""
        for character in inline.text:
            if opening and character.isspace():
                continue
            piece, opening = piece + character, False
            left -= not character.isspace()
            if left == 0 and not character.isspace():
                yield replace(inline, text=piece)
                yield LineBreak()
                piece, opening, left = "", True, lengths.pop(0) if lengths else 0
        if piece:
            yield replace(inline, text=piece)
