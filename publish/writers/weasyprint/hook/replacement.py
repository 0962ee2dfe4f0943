"""WeasyPrint's functions replaced by ours, and put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from weasyprint import draw
from weasyprint.css import ComputedStyle
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, inline

from publish.plain import is_plain
from publish.writers.weasyprint.drawn.canvas import Canvas
from publish.writers.weasyprint.glyph_codes import hiding_codes, take_codes
from publish.writers.weasyprint.hook.drawing import GlyphWriter, describe_text, survives
from publish.writers.weasyprint.hook.following import iter_lines
from publish.writers.weasyprint.hook.guard import find_function
from publish.writers.weasyprint.hook.layout import ComposedLayout
from publish.writers.weasyprint.hook.lines import Composer
from publish.writers.weasyprint.hook.painting import COPIED, LinePainter
from publish.writers.weasyprint.hook.pieces import cut_text, holds_pieces, place_baseline, settle_height
from publish.writers.weasyprint.per_style import per_style
from publish.writers.weasyprint.replacements import is_known

if TYPE_CHECKING:
    from weasyprint.layout.inline import Lines, SkipStack, SplitText


@contextmanager
def replacing(composer: Composer) -> Iterator[None]:
    """Lines composed by `composer`, constant line heights, and the text of every composed line as ActualText."""
    ours = _Functions(composer)
    places = [
        (inline, "iter_line_boxes", ours.iter_line_boxes),
        (block, "iter_line_boxes", ours.iter_line_boxes),
        (inline, "split_text_box", ours.split_text_box),
        (inline, "justify_line", ours.justify_line),
        (inline, "strut", ours.strut),
        (drawing, "draw_first_line", ours.draw_first_line),
    ]
    if not is_plain() and all(is_known(find_function(place), f"weasyprint.{place}") for place in COPIED):
        painter = LinePainter(ours.writer, draw.draw_inline_level, draw.draw_text)
        places.append((draw, "draw_inline_level", painter.draw))
    natives = [(module, name, getattr(module, name)) for module, name, _ in places]
    for module, name, function in places:
        setattr(module, name, function)
    try:
        with hiding_codes():
            yield
    finally:
        for module, name, function in natives:
            setattr(module, name, function)


class _Functions:
    """What stands in for WeasyPrint's functions; each calls the one it replaces for what is not composed."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._plain = is_plain()
        self._iter_line_boxes, self._split_text_box = inline.iter_line_boxes, inline.split_text_box
        self._justify_line, self._strut = inline.justify_line, inline.strut
        self.strut = per_style(self._find_strut)
        self._draw_first_line = drawing.draw_first_line
        self.writer = GlyphWriter(composer.tables)

    def iter_line_boxes(
        self, context: LayoutContext, box: boxes.LineBox, position_y: float, bottom_space: float, *rest: Any
    ) -> Lines:
        skip_stack, containing_block, *places = rest
        self._composer.prepare(context, box, skip_stack, containing_block)
        if self._plain or places[-2:] != [None, None]:  # styles of the first letter or line
            return self._iter_line_boxes(context, box, position_y, bottom_space, *rest)

        def begin(position: float, skip: SkipStack) -> Lines:
            return self._iter_line_boxes(context, box, position, bottom_space, skip, containing_block, *places)

        return iter_lines(context, box, begin, (containing_block.content_box_x(), position_y), skip_stack)

    def split_text_box(
        self,
        context: LayoutContext,
        box: boxes.TextBox,
        available_width: Any,
        skip: int | None,
        is_line_start: bool = True,
    ) -> SplitText:
        piece = cut_text(box, available_width, skip or 0)
        if piece is not None:
            return piece
        new, resume, preserved = self._split_text_box(context, box, available_width, skip, is_line_start)
        if new is not None:
            settle_height(new)
        return new, resume, preserved

    def justify_line(self, context: LayoutContext, line: boxes.Box, extra_width: float) -> None:
        if not holds_pieces(line):
            self._justify_line(context, line, extra_width)

    def _find_strut(self, style: ComputedStyle) -> tuple[float, float]:
        line_height, _ = self._strut(style)
        return line_height, place_baseline(line_height, style["font_size"])

    def draw_first_line(
        self, stream: Any, textbox: boxes.TextBox, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> list[Any]:
        layout, rest = textbox.pango_layout, (text_overflow, block_ellipsis, matrix)
        if not isinstance(layout, ComposedLayout):
            return self._draw_by_pango(stream, textbox, *rest)
        if isinstance(stream, Canvas):
            stream.actual = layout.actual
        told = survives(layout.actual)
        if told:
            stream.begin_marked_content("Span", describe_text(layout.actual))
        emojis: list[Any] = []
        if rest[:2] != ("clip", "none") or not self.writer.write(stream, textbox, matrix):
            layout.shape(textbox.style)
            emojis = self._draw_by_pango(stream, textbox, *rest)
        if told:
            stream.end_marked_content()
        return emojis

    def _draw_by_pango(self, stream: Any, textbox: boxes.TextBox, *rest: Any) -> list[Any]:
        if isinstance(stream, Canvas):
            return self._draw_first_line(stream, textbox, *rest)
        start, selected = len(stream.stream), (getattr(stream, "_current_font", None) or (None,))[0]
        emojis: list[Any] = self._draw_first_line(stream, textbox, *rest)
        take_codes(stream, start, selected)
        return emojis
