"""What follows from a computed style alone, found once per style."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


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
