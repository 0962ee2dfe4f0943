"""Computed styles shared by what the same declarations apply to, where WeasyPrint 70 computes 100 values anew: for each
page and margin box, for each element with an `id`, and for each ::before and the like."""

from __future__ import annotations

import functools
from typing import Any

from publish.writers.weasyprint.replacements import is_known

OWN = "anchor"  # what an `id` becomes: the one value in which elements alike differ


def share_styles() -> None:
    """Let pages and their margin boxes share computed styles, as do ::before and the like; elements with an `id` share
    all values but that."""
    from weasyprint.css import StyleFor

    compute: Any = getattr(StyleFor, "set_computed_styles", None)
    if not is_known(compute, "weasyprint.css:StyleFor.set_computed_styles"):
        return
    twin_of = _twins()

    @functools.wraps(compute)
    def compute_once(self: Any, element: Any, parent: Any, *rest: Any, **options: Any) -> None:
        place = (element, options.get("pseudo_type"))
        declared = self.get_cascaded_styles().get(place, {})
        if rest or parent is None or not _may_share(self, *place, declared):
            compute(self, element, parent, *rest, **options)
            return
        styles = self.get_computed_styles()
        # Declared values and parents live as long as the styles computed from them: ids are safe.
        key = (
            place[1],
            id(styles[parent, None]),
            *self.initial_page_sizes.values(),
            tuple((name, id(value), str(weight)) for name, (value, weight) in declared.items() if name != OWN),
        )
        known = vars(self).setdefault("_publish_styles", {})
        if key not in known:
            compute(self, element, parent, *rest, **options)
            known[key] = styles[place]
            return
        styles[place] = twin_of(known[key], declared) if OWN in declared else known[key]
        if OWN in declared and (targets := options.get("target_collector")):
            targets.collect_anchor(styles[place][OWN])

    StyleFor.set_computed_styles = compute_once


def _may_share(style_for: Any, element: Any, pseudo_type: str | None, declared: Any) -> bool:
    """Whether a style may be one computed before: of a page, of an element with an `id`, of ::before and the like; not
    of the call of a note that runs from page to page, into whose style WeasyPrint writes."""
    from weasyprint.layout.page import PageType

    if isinstance(element, PageType):
        # Units of the viewport mean another size before the first page is laid out than after it.
        return bool(element.index > 0)
    if not pseudo_type:
        return OWN in declared
    return not isinstance(style_for.get_computed_styles()[element, None]["position"], tuple)


def _twins() -> Any:
    """A function that makes a style like another (its model) but for the anchor it declares."""
    from weasyprint.css import ComputedStyle

    class Twin(ComputedStyle):
        """A style whose values are asked of its model, whose anonymous boxes are its model's."""

        def __init__(self, model: Any, declared: Any) -> None:
            origin = (model.parent_style, declared, model.pseudo_type, model.root_style, model.base_url)
            super().__init__(*origin, model.font_config, model.initial_page_sizes)
            self.model, self.specified = model, model.specified

        def __missing__(self, key: str) -> Any:
            if key == OWN:
                return super().__missing__(key)
            value = self[key] = self.model[key]
            return value

        @functools.cached_property
        def anonymous_style(self) -> ComputedStyle:
            style: ComputedStyle = self.model.anonymous_style
            return style

    return Twin
