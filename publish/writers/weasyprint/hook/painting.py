"""Lines of composed text drawn at once: whether there is a border, a background, a line under the text, is asked once
per style.

WeasyPrint 70 asks it of every box of every line, and writes each number of a line by itself: a twelfth of the time a
long document takes. Whatever is not plain text it draws itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydyf
from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from publish.writers.weasyprint.hook.drawing import GlyphWriter, describe_text, survives
from publish.writers.weasyprint.hook.layout import ComposedLayout
from publish.writers.weasyprint.per_style import per_style

CUT = ("clip", "none")  # text-overflow and block-ellipsis of what is shown as far as it goes
DECORATIONS = ("underline", "overline", "line-through")
# Functions of WeasyPrint whose work is done here too: their rows in the table of replacements.
COPIED = (
    "draw:draw_inline_level",
    "draw.text:draw_text",
    "pdf.stream:Stream.marked",
    "pdf.stream:Stream.set_color",
)


class LinePainter:
    """Draws line boxes; `draw_others` and `draw_text` are WeasyPrint's functions for what is not plain."""

    def __init__(self, writer: GlyphWriter, draw_others: Callable[..., None], draw_text: Callable[..., None]) -> None:
        self._writer = writer
        self._draw_others, self._draw_text = draw_others, draw_text

    def draw(self, stream: Any, page: boxes.PageBox, box: Any, offset_x: float = 0, *cut: Any) -> None:
        """What WeasyPrint's `draw_inline_level` does; `cut`: text-overflow and block-ellipsis."""
        is_line = isinstance(box, boxes.LineBox)
        if not (is_line or isinstance(box, boxes.InlineBox)) or box.background or not _is_unadorned(box.style):
            self._draw_others(stream, page, box, offset_x, *cut)
            return
        text_overflow, block_ellipsis = (box.text_overflow, box.block_ellipsis) if is_line else cut or CUT
        last = len(box.children) - 1
        for index, child in enumerate(box.children):
            cut = (text_overflow, block_ellipsis if index == last else "none")
            if isinstance(child, boxes.TextBox):
                if cut == CUT and self._write(stream, child):
                    continue
                with stream.marked(child, "Span"):
                    self._draw_text(stream, child, offset_x + child.position_x - box.position_x, *cut)
            else:
                moved = offset_x + child.position_x - box.position_x if isinstance(child, boxes.Box) else offset_x
                self.draw(stream, page, child, moved, *cut)

    def _write(self, stream: Any, text: boxes.TextBox) -> bool:
        """Whether a text box was written: a composed line of plain text on a page with tags."""
        layout, colour = text.pango_layout, _find_colour(text.style)
        if not isinstance(layout, ComposedLayout) or type(stream) is not Stream or colour is None:
            return False
        tags = stream._tags
        operators = None if tags is None else self._writer.encode(stream, text)
        if operators is None:
            return False
        mark = len(tags)
        tags[text] = {"tag": "Span", "mcid": mark}
        written = stream.stream
        written += ("/Span", pydyf.Dictionary({"MCID": mark}), b"BDC")  # `tagging` may change it
        if (stream._current_alpha, stream._current_color) != colour:
            stream.set_color(text.style["color"])
        if survives(layout.actual):
            written += (b"BT\n/Span\n%b\nBDC" % describe_text(layout.actual), *operators, b"EMC\nET\nEMC")
        else:
            written += (b"BT", *operators, b"ET\nEMC")
        stream._old_font = stream._current_font = None
        return True


def _unadorned(style: ComputedStyle) -> bool:
    """Whether boxes of a style that have no background show nothing but their text."""
    return (
        style["visibility"] == "visible"
        and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and not any(style[f"border_{side}_width"] for side in ("top", "right", "bottom", "left"))
    )


def _colour(style: ComputedStyle) -> tuple[str, tuple[Any, ...]] | None:
    """The state of a Stream (alpha, colour) in which text of a style is drawn; None for one that is not just drawn."""
    if style["visibility"] != "visible" or any(line in style["text_decoration_line"] for line in DECORATIONS):
        return None
    *channels, alpha = style["color"]
    return f"a{alpha}", (style["color"].space, *channels)


_is_unadorned, _find_colour = per_style(_unadorned), per_style(_colour)
