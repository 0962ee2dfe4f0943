"""Is this the WeasyPrint our composition knows? Bodies of what it replaces, parameters of what it calls."""

from __future__ import annotations

import importlib
import inspect
from operator import attrgetter

from publish.writers.weasyprint.replacements import is_known

# What is replaced: place -> its row in the table of replacements.
REPLACED = {
    place: f"weasyprint.{place.replace('block:iter', 'inline:iter')}"
    for place in (
        "layout.inline:iter_line_boxes", "layout.block:iter_line_boxes", "layout.inline:split_text_box",
        "layout.inline:justify_line", "layout.inline:strut", "layout:make_all_pages", "layout:make_margin_boxes",
        "draw.text:draw_first_line",
    )
}  # fmt: skip
# What is called or inherited from, with its parameters as they were in WeasyPrint 70.
KNOWN: dict[str, tuple[str, ...]] = {
    "layout:LayoutContext.overflows_page": ("self", "bottom_space", "position_y"),
    "layout.inline:skip_first_whitespace": ("box", "skip_stack"),
    "layout.percent:resolve_one_percentage": ("box", "property_name", "refer_to"),
    "text.line_break:Layout.__init__": ("self", "style", "justification_spacing", "max_width"),
    "text.line_break:Layout.setup": ("self", "style"),
    "text.line_break:Layout.set_text": ("self", "text", "justify"),
    "text.line_break:Layout.get_first_line": ("self",),
    "text.line_break:Layout.deactivate": ("self",),
    "text.line_break:Layout.reactivate": ("self", "style"),
    "formatting_structure.boxes:TextBox.copy_with_text": ("self", "text"),
}


def find_strangers() -> list[str]:
    """Names of functions that are missing or differ from those known; empty: all is well."""
    replaced = [place for place, row in REPLACED.items() if not is_known(find_function(place), row)]
    return replaced + [place for place, parameters in KNOWN.items() if _parameters(find_function(place)) != parameters]


def find_function(name: str) -> object:
    """What stands at a place of WeasyPrint; None: nothing."""
    module, _, path = name.partition(":")
    try:
        return attrgetter(path)(importlib.import_module(f"weasyprint.{module}"))
    except (ImportError, AttributeError):
        return None


def _parameters(found: object) -> tuple[str, ...] | None:
    try:
        return tuple(inspect.signature(found).parameters) if callable(found) else None
    except (ValueError, TypeError):
        return None
