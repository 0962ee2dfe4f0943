"""Modules put off until they are used: what few documents need is not imported for all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from types import ModuleType
from typing import Any


@contextmanager
def deferring(*names: str) -> Iterator[dict[str, Deferred]]:
    """Let whoever imports a module of these names within the block, or something from it, get a placeholder; not if it
    is loaded already. Gives the placeholders."""
    placeholders = {name: Deferred(name) for name in names if name not in sys.modules}
    sys.modules.update(placeholders)
    try:
        yield placeholders
    finally:
        for name, placeholder in placeholders.items():
            if sys.modules.get(name) is placeholder:
                del sys.modules[name]


class Deferred(ModuleType):
    """Stands for a module, or for what is imported from it by name, until it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            return Deferred(f"{self.__name__}.{name}")
        found = getattr(_find(self.__name__), name)
        setattr(self, name, found)
        return found

    def __call__(self, *args: Any, **options: Any) -> Any:
        return _find(self.__name__)(*args, **options)


def _find(name: str) -> Any:
    """What a deferred name stands for, imported now."""
    from pkgutil import resolve_name

    for module in accumulate(name.split("."), "{}.{}".format):
        if isinstance(sys.modules.get(module), Deferred):
            del sys.modules[module]
    return resolve_name(name)
