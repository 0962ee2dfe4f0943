"""What WeasyPrint 70 finds out anew for every box, learned once per computed style.

A style belongs to many boxes, and when they are laid out nobody changes what is asked of it here: what follows from it
alone is kept on it and lives as long. Each function is replaced only if it takes the parameters we know.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator
from typing import Any

from publish.writers.weasyprint.signatures import per_style, replace, takes

SIDES = ("top", "right", "bottom", "left")
CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *(f"{bound}{axis}" for bound in ("", "min_", "max_") for axis in ("width", "height")),
)
USED_VALUES = (*LENGTHS, *(f"border_{side}_width" for side in SIDES))
RADII = tuple(f"border_{corner}_radius" for corner in CORNERS)
UNDECORATED: dict[str, Any] = dict.fromkeys(RADII, (0, 0)) | {"background": None}
NO_IMAGE = ("none", None)


def learn_from_styles() -> None:
    """Apply every change that fits the WeasyPrint that is installed."""
    resolve_lengths_once()
    pass_over_backgrounds()
    pass_over_borders()
    ask_less_of_boxes_in_flow()
    stack_without_copies()
    measure_margin_boxes_once()


def resolve_lengths_once() -> None:
    """Give a box whose lengths are none of them percentages the used values of the last box of its style."""
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import percent

    resolve: Any = getattr(percent, "resolve_percentages", None)
    if not takes(resolve, "box", "containing_block"):
        return

    @functools.wraps(resolve)
    def resolve_once(box: Any, containing_block: Any) -> None:
        style = box.style
        used = vars(style).get("_publish_used")
        if used and isinstance(box, Box):
            vars(box).update(used)
            return
        resolve(box, containing_block)
        if used is None and isinstance(box, Box):
            style._publish_used = {name: vars(box)[name] for name in USED_VALUES} if _is_absolute(style) else {}

    replace(resolve, resolve_once)


def pass_over_backgrounds() -> None:
    """Do not look for the background, shadow, rounded corners and border images of a box whose style has none."""
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import background

    lay_out: Any = getattr(background, "layout_box_backgrounds", None)
    if not takes(lay_out, "page", "box", "get_image_from_uri", "layout_children", "style"):
        return

    @functools.wraps(lay_out)
    def lay_out_seen(page: Any, box: Any, get_image_from_uri: Any, *rest: Any, **options: Any) -> None:
        if rest or options or box is page or not isinstance(box, Box) or not _is_undecorated(box.style):
            lay_out(page, box, get_image_from_uri, *rest, **options)
            return
        vars(box).update(UNDECORATED)
        for child in box.all_children():
            lay_out_seen(page, child, get_image_from_uri)

    replace(lay_out, lay_out_seen)


def pass_over_borders() -> None:
    """Do not look at four sides for a border that has no width on any."""
    from weasyprint.draw import border

    draw: Any = getattr(border, "draw_border", None)
    if not takes(draw, "stream", "box"):
        return

    @functools.wraps(draw)
    def draw_seen(stream: Any, box: Any) -> None:
        style = box.style
        widths = box.border_top_width or box.border_right_width or box.border_bottom_width or box.border_left_width
        if widths or style["column_rule_width"] or style["border_image_source"][0] != "none":
            draw(stream, box)

    replace(draw, draw_seen)


def ask_less_of_boxes_in_flow() -> None:
    """Ask once whether a box is in the normal flow, not five times in how many ways it could be out of it."""
    from weasyprint.formatting_structure.boxes import Box

    ask: Any = getattr(Box, "is_in_normal_flow", None)
    if not takes(ask, "self"):
        return

    @functools.wraps(ask)
    def is_in_normal_flow(self: Any) -> bool:
        style = self.style
        flows: bool = (style["float"] == "none" and style["position"] in ("static", "relative")) or ask(self)
        return flows

    Box.is_in_normal_flow = is_in_normal_flow


def stack_without_copies() -> None:
    """Copy only boxes of which a child is taken away to be painted earlier or later."""
    from weasyprint import stacking
    from weasyprint.formatting_structure.boxes import ParentBox, TextBox

    names = ("box", "page", "child_contexts", "blocks", "floats", "blocks_and_cells")
    dispatch: Any = getattr(stacking, "_dispatch", None)
    dispatch_children: Any = getattr(stacking, "_dispatch_children", None)
    if not takes(dispatch, *names) or not takes(dispatch_children, *names):
        return

    @functools.wraps(dispatch_children)
    def dispatch_moved(box: Any, *places: Any) -> Any:
        if not isinstance(box, ParentBox):
            return box
        stacked = [
            child if type(child) is TextBox and _stays(child.style) else dispatch(child, *places)
            for child in box.children
        ]
        if all(map(operator.is_, stacked, box.children)):
            return box
        return box.copy_with_children([child for child in stacked if child is not None])

    stacking._dispatch_children = dispatch_moved


def measure_margin_boxes_once() -> None:
    """Do not measure how narrow a margin box may become when it has room for all its content."""
    from weasyprint.layout.page import OrientedBox

    outer = vars(OrientedBox).get("outer")
    if not isinstance(outer, property) or not takes(outer.fset, "self", "new_outer_width"):
        return
    set_outer: Any = outer.fset

    def set_outer_size(self: Any, size: float) -> None:
        if size - self.sugar >= self.max_content_size:
            self.inner = self.max_content_size
        else:
            set_outer(self, size)

    OrientedBox.outer = outer.setter(set_outer_size)


def _is_absolute(style: Any) -> bool:
    """Whether used lengths follow from the style alone; collapsed borders are the table's."""
    values = (style[name] for name in LENGTHS)
    return style["border_collapse"] != "collapse" and all(
        value == "auto" or getattr(value, "unit", "") == "px" for value in values
    )


@per_style
def _is_undecorated(style: Any) -> bool:
    return not any(_decorations(style))


def _decorations(style: Any) -> Iterator[bool]:
    from weasyprint.draw.color import get_color

    for name in RADII:
        yield (0, "px") not in style[name]
    for name in ("border_image_source", "mask_border_source"):
        yield style[name][0] != "none"
    yield any(image != NO_IMAGE for image in style["background_image"])
    yield get_color(style, "background_color").alpha != 0
    yield bool(style["box_shadow"])


@per_style
def _stays(style: Any) -> bool:
    """Whether text is painted where it stands in its line."""
    in_flow = style["position"] == "static" and style["z_index"] == "auto" and style["float"] == "none"
    return in_flow and style["opacity"] >= 1 and not style["transform"] and style["overflow"] == "visible"
