"""Computed styles and style sheets."""

from functools import cached_property
from typing import Any

StyleFor: Any

class ComputedStyle(dict[str, Any]):
    def __init__(
        self,
        parent_style: ComputedStyle | None,
        cascaded: Any,
        pseudo_type: str | None,
        root_style: ComputedStyle | None,
        base_url: str | None,
        font_config: Any,
        initial_page_sizes: Any,
    ) -> None: ...
    @cached_property
    def anonymous_style(self) -> ComputedStyle: ...
    def __missing__(self, key: str) -> Any: ...

CSS: Any
ImageCmsProfile: Any
