"""Lines whose boxes have the same styles as those of a line before, placed without being laid out again.

Nearly all lines of a document are of this kind. WeasyPrint lays out the first of each kind; laying out the others too
would take ten times as long and give the same boxes. What of a box follows from the styles of its line (its height, its
baseline, how far below the line's top it stands) is taken from that line; the text, and where it stands in the line,
from the composition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext
from weasyprint.layout.inline import skip_first_whitespace

from publish.writers.weasyprint.hook.pieces import BREAK, cut_text

FLUSH = ("justify", "left", "start")  # alignments that leave a composed line where it begins
MODELS = "_publish_lines"  # on the style of a line box: lines WeasyPrint laid out, by the styles of their boxes
MOST_MODELS = 64
SIDES = ("top", "right", "bottom", "left")
# What of a box follows from the styles of its line.
USED = (
    "baseline", "height", *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
    *(f"{least}_{axis}" for least in ("min", "max") for axis in ("width", "height")),
)  # fmt: skip

if TYPE_CHECKING:
    from weasyprint.layout.inline import Lines, SkipStack


class Part(NamedTuple):
    """A new box of a line, or the line (None: a forced line break, which has no box): the styles of it and all in it,
    where what is left of its box begins, and whether the line was broken there by force."""

    box: Any
    styles: tuple[Any, ...]
    resume: SkipStack
    is_forced: bool = False


FORCED = Part(None, (), {len(BREAK): None}, is_forced=True)


def iter_lines(
    context: LayoutContext,
    parent: boxes.LineBox,
    begin: Callable[[float, SkipStack], Lines],
    place: tuple[float, float],
    skip: SkipStack,
) -> Lines:
    """The lines of a line box, each with the place where the next begins (a "skip stack"; None: nowhere).

    `begin` gives WeasyPrint's own lines from a position (px) and a place on; `place`: left and upper edge of the first.
    """
    left, position_y = place
    is_flush = _is_flush(parent.style) and hasattr(parent, "composed_for")
    skip = skip and _pass_break(parent, skip)
    while True:
        part = _take_line(parent, skip, left) if is_flush and not context.excluded_shapes else None
        if part is None or not _place(part, position_y):
            found = next(begin(position_y, skip), None)
            if found is None:
                return
            if part is not None:
                _remember(part, *found)
            line, skip = found
        else:
            line, skip = part.box, part.resume
        position_y = line.position_y + line.height
        yield line, skip
        if skip is None:
            return
        if part is not None and part.is_forced:
            skip = _pass_break(parent, skip)


def _pass_break(parent: boxes.LineBox, skip: SkipStack) -> SkipStack:
    """Where the line that follows begins, behind the forced break at `skip` if there is one; WeasyPrint does the same,
    but for every line. At the end of the box `skip` stays, and WeasyPrint says that no line follows."""
    begin = skip_first_whitespace(parent, skip)
    return begin if isinstance(begin, dict) else skip


def _is_flush(style: ComputedStyle) -> bool:
    return style["text_align_all"] in FLUSH and style["text_align_last"] in ("auto", *FLUSH)


def _take_line(parent: boxes.LineBox, skip: SkipStack, left: float) -> Part | None:
    """The composed line that begins at `skip`, yet without height; None when it is not composed."""
    part = _take(parent, skip, left + (0 if skip else parent.text_indent))
    if part:
        line = part.box
        line.width, line.position_x = line.position_x + line.width - left, left
    return part


def _take(parent: Any, skip: SkipStack, left: float) -> Part | None:
    """What of a line box, or an inline box in it, stands on the line that begins at `skip`, from `left` on."""
    ((start, inner),) = skip.items() if skip else ((0, None),)
    taken: list[Part] = []
    right, resume, is_forced = left, None, False
    for index in range(start, len(parent.children)):  # a slice of a long paragraph's boxes is a copy for every line
        child = parent.children[index]
        part = _take_text(child, inner, right) if isinstance(child, boxes.TextBox) else _take(child, inner, right)
        if part is None:
            return None
        if part.box is not None:
            taken.append(part)
            right, inner = part.box.position_x + part.box.width, None
        if part.resume is not None:
            resume, is_forced = {index: part.resume}, part.is_forced
            break
    if not taken and not is_forced:
        return None
    new = parent.copy_with_children([part.box for part in taken])
    new.position_x, new.width = left, right - left
    return Part(new, (id(parent.style), *(part.styles for part in taken)), resume, is_forced)


def _take_text(box: boxes.TextBox, skip: SkipStack, left: float) -> Part | None:
    box.position_x = left
    if box.text == BREAK:
        return None if skip else FORCED
    cut = cut_text(box, inf, next(iter(skip)) if skip else 0)
    if cut is None:
        return None
    new, resume, _ = cut
    return Part(new, (id(box.style),), None if resume is None else {resume: None})


def _remember(part: Part, line: boxes.LineBox, resume: SkipStack) -> None:
    """Keep how the boxes of a line stand, that WeasyPrint laid out where we took `part`."""
    models = vars(line.style).setdefault(MODELS, {})
    if len(models) < MOST_MODELS and resume == part.resume and _list_styles(line) == part.styles:
        models[part.styles] = [_describe(box, line.position_y) for box in _walk(line)]


def _place(part: Part, top: float) -> bool:
    """Whether the boxes of a new line were given their heights and places below `top`: those of a line alike."""
    model = vars(part.box.style).get(MODELS, {}).get(part.styles)
    if model is None:
        return False
    for box, (used, below) in zip(_walk(part.box), model, strict=True):
        vars(box).update(used)
        box.position_y = top + below
    return True


def _describe(box: boxes.Box, top: float) -> tuple[dict[str, Any], float]:
    """What of a box follows from styles, and how far below the top of its line it stands."""
    known = vars(box)
    return {name: known[name] for name in USED if name in known}, box.position_y - top


def _list_styles(box: Any) -> tuple[Any, ...]:
    return (id(box.style), *map(_list_styles, box.children))


def _walk(box: Any) -> Iterator[Any]:
    """A box of a line and all in it."""
    yield box
    for child in box.children:
        if child.children:
            yield from _walk(child)
        else:
            yield child
