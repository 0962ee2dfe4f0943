"""What boxes of one style have alike, found once: used lengths, and that there is nothing to paint behind them.

WeasyPrint 70 resolves twenty lengths for each of a page's boxes, then looks at ten properties of each for a background.
"""

from __future__ import annotations

import functools
import sys
from importlib import import_module
from typing import Any

from publish.writers.weasyprint.per_style import per_style
from publish.writers.weasyprint.replacements import is_known

SIDES = ("top", "right", "bottom", "left")
# What `resolve_percentages` gives a box.
USED = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
    *(f"{least}{axis}" for least in ("", "min_", "max_") for axis in ("width", "height")),
)
SIZES = ("width", "height", "min_width", "min_height", "max_width", "max_height")  # changed where boxes are flexible
SQUARE = {f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")}


def resolve_once() -> None:
    """Let boxes of one style in containing blocks of one size take each other's used lengths."""
    from weasyprint.formatting_structure import boxes

    percent = import_module("weasyprint.layout.percent")
    resolve: Any = getattr(percent, "resolve_percentages", None)
    if not is_known(resolve, "weasyprint.layout.percent:resolve_percentages"):
        return
    known_of = per_style(_known_lengths)

    @functools.wraps(resolve)
    def resolve_like(box: Any, containing_block: Any) -> None:
        style = box.style
        known = known_of(style)
        if known is None or isinstance(box, boxes.PageBox):
            resolve(box, containing_block)
            return
        if isinstance(containing_block, boxes.Box):
            containing_block = (containing_block.width, containing_block.height)
        key = (*containing_block, *map(style.__getitem__, SIZES))
        try:
            vars(box).update(known[key])
        except (KeyError, TypeError):  # not met yet, or a sum that cannot be looked up
            resolve(box, containing_block)
            if all(isinstance(part, int | float | str | tuple) for part in key):
                known[key] = {name: vars(box)[name] for name in USED}

    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.layout") and getattr(module, "resolve_percentages", None) is resolve:
            module.resolve_percentages = resolve_like  # type: ignore[attr-defined]


def _known_lengths(style: Any) -> dict[Any, dict[str, Any]] | None:
    """Containing block and wanted size -> used lengths; None where boxes of a table share their borders."""
    return None if style["border_collapse"] == "collapse" else {}


def skip_backgrounds() -> None:
    """Look at boxes of a style that has nothing to paint once."""
    background: Any = import_module("weasyprint.layout.background")
    lay_out: Any = getattr(background, "layout_box_backgrounds", None)
    if not is_known(lay_out, "weasyprint.layout.background:layout_box_backgrounds"):
        return
    is_bare = per_style(_has_no_background)

    @functools.wraps(lay_out)
    def lay_out_painted(page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None) -> None:
        if style is not None or box is page or not is_bare(box.style):
            lay_out(page, box, get_image, layout_children, style)
            return
        vars(box).update(SQUARE)
        box.background = None
        if layout_children:
            for child in box.all_children():
                lay_out_painted(page, child, get_image)

    background.layout_box_backgrounds = lay_out_painted


def _has_no_background(style: Any) -> bool:
    """Whether boxes of a style have square corners, no picture and no colour behind them."""
    from weasyprint.draw.color import get_color

    return (
        all((0, "px") in style[name] for name in SQUARE)
        and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and style["visibility"] != "hidden"
        and all(kind == "none" for kind, _ in style["background_image"])
        and not style["box_shadow"]
        and get_color(style, "background_color").alpha == 0
    )
