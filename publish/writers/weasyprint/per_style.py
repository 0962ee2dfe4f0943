"""What follows from a computed style alone, found once per style."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from publish.writers.weasyprint.replacements import is_known

T = TypeVar("T")
RADII = [f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")]


def per_style(find: Callable[[Any], T]) -> Callable[[Any], T]:
    """A function of a style (WeasyPrint's) that keeps what it finds on the style, under the function's name.

    Thousands of boxes share one style, which cannot be hashed and lives as long as its document.
    """
    name = f"_publish{find.__name__}"

    @functools.wraps(find)
    def recall(style: Any) -> T:
        known: dict[str, T] = vars(style)
        if name not in known:
            known[name] = find(style)
        return known[name]

    return recall


def look_for_backgrounds_once() -> None:
    """Let a style be asked once whether its boxes have backgrounds, pictures of borders or round corners: hardly any
    has."""
    import weasyprint.layout.background
    from weasyprint.draw.color import get_color

    backgrounds: Any = weasyprint.layout.background
    native: Any = backgrounds.layout_box_backgrounds
    if not is_known(native, f"{backgrounds.__name__}:layout_box_backgrounds"):
        return
    nothing: dict[str, Any] = {"background": None, **dict.fromkeys(RADII, (0, 0))}

    def _is_bare(style: Any) -> bool:
        images = [style["border_image_source"], style["mask_border_source"], *style["background_image"]]
        return (
            all(kind == "none" for kind, *_ in images)
            and all((0, "px") in style[radius] for radius in RADII)
            and not style["box_shadow"]
            and get_color(style, "background_color").alpha == 0
        )

    is_bare = per_style(_is_bare)

    @functools.wraps(native)
    def lay_out(page: Any, box: Any, fetch: Any, layout_children: bool = True, style: Any = None) -> None:
        if style is not None or box is page or not is_bare(box.style):
            native(page, box, fetch, layout_children, style)
            return
        vars(getattr(box, "_box", box)).update(nothing)  # a placeholder stands for a box that is placed apart
        for child in box.all_children() if layout_children else ():
            lay_out(page, child, fetch)

    backgrounds.layout_box_backgrounds = lay_out
