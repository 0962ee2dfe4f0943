"""Which part of the document each text box of a page belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.writers.shared.drawn import Part

LEVELS = {f"h{level}": level for level in range(1, 7)}
PARTS = {"p", *LEVELS}
FOOTNOTE = "footnote"  # a class


class Parts:
    """The parts met so far, numbered by their HTML elements: lines of one that stand on two pages belong together."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def find(self, page_box: Any) -> dict[Any, Part]:
        """The part of each text box of a page; none in its margins."""
        return dict(self._walk(page_box, None))

    def _walk(self, box: Any, part: Part | None) -> Iterator[tuple[Any, Part]]:
        element = box.element
        if element is not None and "::" not in (box.element_tag or ""):
            classes = (element.get("class") or "").split()
            if box.element_tag in PARTS or FOOTNOTE in classes:
                number = self._numbers.setdefault(element, len(self._numbers) + 1)
                role = FOOTNOTE if FOOTNOTE in classes else next(iter(classes), "body")
                part = Part(number, role, LEVELS.get(box.element_tag, 0))
        if hasattr(box, "text"):
            if part:
                yield box, part
            return
        for child in getattr(box, "children", ()):
            yield from self._walk(child, part)
