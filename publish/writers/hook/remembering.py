"""What depends on nothing but a CSS style, found once for every style of a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class PerStyle(Generic[T]):
    """A function of a style (WeasyPrint's) that remembers what it gave for each object: they cannot be hashed, and
    thousands of lines share one."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find
        self._found: dict[int, tuple[Any, T]] = {}

    def __call__(self, style: Any) -> T:
        """What belongs to the style."""
        known = self._found.get(id(style))
        if known is None:
            # The style is kept, too, so that no other can take its id.
            known = self._found[id(style)] = (style, self._find(style))
        return known[1]
