"""Lines that differ from the one above in their text alone, placed below it without being laid out again.

Most lines of a speech are of this kind. WeasyPrint lays out the first of them on every page; laying out the others too
would take ten times as long and give the same boxes.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar

from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext

from publish.writers.weasyprint.hook.pieces import cut_text

Model = TypeVar("Model", bound=boxes.ParentBox)
FLUSH = ("justify", "left", "start")  # alignments that leave a composed line where it begins

if TYPE_CHECKING:
    from weasyprint.layout.inline import Lines, SkipStack


def iter_lines(
    context: LayoutContext,
    parent: boxes.LineBox,
    begin: Callable[[float, SkipStack], Lines],
    position_y: float,
    skip: SkipStack,
) -> Lines:
    """The lines of a line box, each with the place where the next begins (a "skip stack"; None: nowhere).

    `begin` gives WeasyPrint's own lines from a position (px) and a place on.
    """
    found = next(begin(position_y, skip), None)
    while found:
        line, skip = found
        position_y = line.position_y + line.height
        yield found
        if skip is None:
            return
        found = None
        if not context.excluded_shapes and _is_flush(parent.style):
            found = _follow(line, parent, skip, (line.position_x, position_y - line.position_y))
        found = found or next(begin(position_y, skip), None)


def _is_flush(style: ComputedStyle) -> bool:
    return style["text_align_all"] in FLUSH and style["text_align_last"] in ("auto", *FLUSH)


def _follow(
    model: Model, parent: boxes.Box, skip: dict[int, Any], place: tuple[float, float]
) -> tuple[Model, SkipStack] | None:
    """A copy of `model`, a line or an inline box in it, with what of `parent` begins at `skip`, and where that ends;
    None when the two may differ in more than text. `place`: the copy's left edge, and how far below it stands."""
    ((index, inner),) = skip.items()
    child, (left, down) = parent.children[index], place
    if not inner or len(model.children) != 1 or model.children[0].style is not child.style:
        return None
    (above,) = model.children
    new: boxes.Box | None = None
    resume: SkipStack = None
    if isinstance(above, boxes.TextBox) and isinstance(child, boxes.TextBox):
        child.position_x, child.position_y = left, above.position_y + down
        (byte,) = inner
        new, end, _ = cut_text(child, inf, byte) or (None, None, False)
        resume = None if end is None else {end: None}
    elif isinstance(above, boxes.ParentBox):
        new, resume = _follow(above, child, inner, place) or (None, None)
    if new is None or (resume is None and index < len(parent.children) - 1):
        return None
    copy = model.copy_with_children([new])
    copy.position_x, copy.position_y = left, model.position_y + down
    copy.width = new.position_x + new.width - left
    return copy, None if resume is None else {index: resume}
