"""What the styles of an OpenDocument text say of its paragraphs and runs (ODF 1.3, 16.2), inherited ones included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.readers.headings import style_level
from publish.readers.odt.numbering import STYLE, ListStyles

LOWEST_LEVEL = 6
DEEPEST = 100  # styles that stand on each other
Node = Any


class Looks:
    """What the styles of a file say: bold, alignment, hidden text; of each style with those it stands on."""

    def __init__(self, roots: list[Node]) -> None:
        self.lists = ListStyles(roots)
        self._styles = {style.get(f"{STYLE}name"): style for root in roots for style in root.iter(f"{STYLE}style")}

    def find(self, name: str | None, attribute: str) -> str:
        """The nearest value of an attribute of text or paragraph properties."""
        for style in self._chain(name):
            for properties in style:
                value = properties.get(attribute)
                if value:
                    return str(value)
        return ""

    def heading_style(self, name: str | None) -> str:
        """The display name of the first named style a paragraph stands on (Heading 1, Title)."""
        for style in self._chain(name):
            shown = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name") or ""
            if not shown.startswith("P") or not shown[1:].isdecimal():
                return str(shown)
        return ""

    def heading_level(self, name: str | None) -> int:
        """The level of a heading style, 0 for others; programs that write no text:h name it so."""
        return min(style_level(self.heading_style(name).replace("_20_", " ")), LOWEST_LEVEL)

    def list_style(self, name: str | None) -> str:
        """The list style a paragraph style brings along."""
        found = (style.get(f"{STYLE}list-style-name") for style in self._chain(name))
        return next((str(value) for value in found if value), "")

    def _chain(self, name: str | None) -> Iterator[Node]:
        for _ in range(DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name")
