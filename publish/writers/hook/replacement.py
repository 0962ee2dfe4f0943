"""WeasyPrint's functions replaced by ours, and put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.draw import text as drawing
from weasyprint.layout import block, inline

from publish.writers.hook.layout import ComposedLayout
from publish.writers.hook.lines import Composer
from publish.writers.hook.pieces import cut_text, holds_pieces, place_baseline, settle_height


@contextmanager
def replacing(composer: Composer) -> Iterator[None]:
    """Lines composed by `composer`, constant line heights, and the text of every composed line as ActualText."""
    iter_lines, split_text, justify = inline.iter_line_boxes, inline.split_text_box, inline.justify_line
    measure_strut, draw = inline.strut, drawing.draw_first_line

    def iter_line_boxes(context: Any, box: Any, *rest: Any) -> Any:
        _, _, skip_stack, containing_block, *_ = rest
        composer.prepare(context, box, skip_stack, containing_block)
        return iter_lines(context, box, *rest)

    def split_text_box(context: Any, box: Any, available_width: Any, skip: Any, is_line_start: Any = True) -> Any:
        piece = cut_text(box, available_width, skip or 0)
        if piece is not None:
            return piece
        new, resume, preserved = split_text(context, box, available_width, skip, is_line_start)
        if new is not None:
            settle_height(new)
        return new, resume, preserved

    def justify_line(context: Any, line: Any, extra_width: Any) -> None:
        if not holds_pieces(line):
            justify(context, line, extra_width)

    def strut(style: Any) -> tuple[float, float]:
        line_height, _ = measure_strut(style)
        return line_height, place_baseline(line_height, style["font_size"])

    def draw_first_line(stream: Any, textbox: Any, *rest: Any) -> Any:
        if not isinstance(textbox.pango_layout, ComposedLayout) or not _survives(textbox.pango_layout.actual):
            return draw(stream, textbox, *rest)
        actual = pydyf.Dictionary({"ActualText": pydyf.String(textbox.pango_layout.actual)})
        stream.begin_marked_content("Span", actual)
        emojis = draw(stream, textbox, *rest)
        stream.end_marked_content()
        return emojis

    inline.iter_line_boxes = block.iter_line_boxes = iter_line_boxes
    inline.split_text_box, inline.justify_line = split_text_box, justify_line
    inline.strut, drawing.draw_first_line = strut, draw_first_line
    try:
        yield
    finally:
        inline.iter_line_boxes = block.iter_line_boxes = iter_lines
        inline.split_text_box, inline.justify_line = split_text, justify
        inline.strut, drawing.draw_first_line = measure_strut, draw


def _survives(text: str) -> bool:
    """Whether every viewer reads a text from ActualText: PDFium leaves out what is beyond U+FFFC there."""
    return max(text, default="") < "\ufffd"
