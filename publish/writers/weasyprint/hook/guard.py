"""Is this the WeasyPrint our composition knows? Its functions and their parameters, compared at start."""

from __future__ import annotations

import importlib
import inspect

_LINES = (
    "context", "box", "position_y", "bottom_space", "skip_stack", "containing_block", "absolute_boxes", "fixed_boxes",
    "first_letter_style", "first_line_style",
)  # fmt: skip

# What we replace, call or inherit from, as it was in WeasyPrint 70.
KNOWN: dict[str, tuple[str, ...]] = {
    "layout.inline:iter_line_boxes": _LINES,
    "layout.block:iter_line_boxes": _LINES,
    "layout.inline:split_text_box": ("context", "box", "available_width", "skip", "is_line_start"),
    "layout.inline:justify_line": ("context", "line", "extra_width"),
    "layout.inline:strut": ("style",),
    "layout:LayoutContext.overflows_page": ("self", "bottom_space", "position_y"),
    "layout:make_all_pages": ("context", "root_box", "html", "pages"),
    "layout:make_margin_boxes": ("context", "page", "state"),
    "layout.percent:resolve_one_percentage": ("box", "property_name", "refer_to"),
    "draw.text:draw_first_line": ("stream", "textbox", "text_overflow", "block_ellipsis", "matrix"),
    "text.line_break:Layout.__init__": ("self", "style", "justification_spacing", "max_width"),
    "text.line_break:Layout.setup": ("self", "style"),
    "text.line_break:Layout.set_text": ("self", "text", "justify"),
    "text.line_break:Layout.get_first_line": ("self",),
    "text.line_break:Layout.deactivate": ("self",),
    "text.line_break:Layout.reactivate": ("self", "style"),
    "formatting_structure.boxes:TextBox.copy_with_text": ("self", "text"),
}


def find_strangers() -> list[str]:
    """Names of the functions that are missing or take other parameters than those known; empty: all is well."""
    return [name for name, parameters in KNOWN.items() if _parameters(name) != parameters]


def _parameters(name: str) -> tuple[str, ...] | None:
    module, _, path = name.partition(":")
    try:
        found: object = importlib.import_module(f"weasyprint.{module}")
        for attribute in path.split("."):
            found = getattr(found, attribute)
        assert callable(found)
        return tuple(inspect.signature(found).parameters)
    except (ImportError, AttributeError, AssertionError, ValueError, TypeError):
        return None
