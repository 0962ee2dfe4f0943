"""What WeasyPrint 70 does anew for every page with what all pages before have: by the square of the pages.

Styles declared for pages are gone through to find those of this one, anchors to see which are new, fixed boxes though
there are none; and every box of a line is looked for among all footnotes yet to come. And for every page alike: fifteen
lengths of each of its sixteen margin boxes, though most of them are empty.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from publish.writers.weasyprint.replacements import is_known

FIXED = "_publish_fixed"  # on a context: a page has boxes that stand on every page


def forget_earlier_pages() -> None:
    """Let each page be made without a walk through those before."""
    import weasyprint.layout.page

    pages: Any = weasyprint.layout.page
    layout: Any = weasyprint.layout
    native: Any = pages.set_page_type_computed_styles
    if is_known(native, f"{pages.__name__}:set_page_type_computed_styles"):
        pages.set_page_type_computed_styles = _styling_one(native)
    make: Any = pages.make_page
    fix: Any = layout.layout_fixed_boxes
    if is_known(make, f"{pages.__name__}:make_page") and is_known(fix, f"{layout.__name__}:layout_fixed_boxes"):
        pages.make_page = _making_one(make)
        layout.layout_fixed_boxes = _fixing_some(fix)


def spare_empty_margins() -> None:
    """Let margin boxes without content be made without lengths, which all become 0 at once."""
    import weasyprint.layout.page

    pages: Any = weasyprint.layout.page
    resolve: Any = pages.resolve_percentages
    if not is_known(pages.make_margin_boxes, "weasyprint.layout:make_margin_boxes"):
        return

    @functools.wraps(resolve)
    def resolve_generated(box: Any, containing_block: Any) -> None:
        if getattr(box, "is_generated", True):
            resolve(box, containing_block)

    pages.resolve_percentages = resolve_generated


def _styling_one(native: Any) -> Any:
    @functools.wraps(native)
    def compute_styles(page_type: Any, html: Any, style_for: Any) -> None:
        style_for.get_cascaded_styles().clear()  # those of earlier pages are computed; all are gone through
        native(page_type, html, style_for)

    return compute_styles


def _making_one(native: Any) -> Any:
    @functools.wraps(native)
    def make_page(context: Any, *rest: Any) -> Any:
        if not isinstance(context.footnotes, _Footnotes):
            context.footnotes = _Footnotes(context.footnotes)
        *_, number, _state = rest
        if number > 1 and not context.target_collector.counter_lookup_items:  # nobody asks on which page an anchor is
            context.page_maker[number - 2][-1]["anchors"].clear()
        made = native(context, *rest)
        if made[0].fixed_boxes:
            setattr(context, FIXED, True)
        return made

    return make_page


def _fixing_some(native: Any) -> Any:
    @functools.wraps(native)
    def layout_fixed_boxes(context: Any, *rest: Any) -> Iterator[Any]:
        return native(context, *rest) if hasattr(context, FIXED) else iter(())

    return layout_fixed_boxes


class _Footnotes(list[Any]):
    """The footnotes yet to be laid out. Most boxes call none; WeasyPrint looks for that None too."""

    def __contains__(self, note: object) -> bool:
        return note is not None and super().__contains__(note)
