"""PDF objects written quickly: pydyf asks up to four times of every key and every value of what kind it is."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from publish.writers.weasyprint.signatures import takes

KEPT_KEYS = 200


def serialise_quickly() -> None:
    """Let pydyf turn the commonest kinds of objects into bytes in one go, and the name of a key once."""
    import pydyf

    native: Any = getattr(pydyf, "_to_bytes", None)
    if not takes(native, "item"):
        return
    if not (_is_plain(pydyf.Dictionary, dict) and _is_plain(pydyf.Array, list)):
        return

    @functools.lru_cache(maxsize=KEPT_KEYS)
    def write_key(key: Any) -> bytes:
        written: bytes = b"/%b " % native(key)
        return written

    @functools.wraps(native)
    def to_bytes(item: Any) -> bytes:
        written: bytes = writers.get(type(item), native)(item)
        return written

    writers: dict[type, Callable[[Any], bytes]] = {
        bytes: lambda item: item,
        str: lambda item: item.encode("ascii"),
        int: lambda item: b"%d" % item,
        float: lambda item: b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0"),
        pydyf.Array: lambda items: b"[%b]" % b" ".join([to_bytes(item) for item in items]),
        pydyf.Dictionary: lambda pairs: b"<<%b>>" % b"".join([write_key(k) + to_bytes(v) for k, v in pairs.items()]),
    }
    pydyf._to_bytes = to_bytes


def _is_plain(kind: Any, base: type) -> bool:
    """Whether a class of pydyf is Python's container with a property that writes it."""
    return isinstance(kind, type) and issubclass(kind, base) and isinstance(vars(kind).get("data"), property)
