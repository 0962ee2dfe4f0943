"""XML as OFD has it (GB/T 33190-2016): one namespace, lengths in mm, written as text with the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.ofdspec.org/2016"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
MM = 25.4 / 72  # in a pt
DIGITS = 4  # of a length in mm
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML 1.0


def element(name: str, attributes: Mapping[str, object] | None = None, *content: str) -> str:
    """An element; attributes that are None are left out; `content` is XML already."""
    said = "".join(f" {key}={quote(value)}" for key, value in (attributes or {}).items() if value is not None)
    inner = "".join(content)
    return f"<ofd:{name}{said}>{inner}</ofd:{name}>" if inner else f"<ofd:{name}{said}/>"


def root(name: str, attributes: Mapping[str, object] | None = None, *content: str) -> bytes:
    """A whole XML file."""
    return (DECLARATION + element(name, {"xmlns:ofd": NAMESPACE, **(attributes or {})}, *content)).encode()


def text(value: str) -> str:
    """A text as content."""
    return escape(FORBIDDEN.sub("", value))


def quote(value: object) -> str:
    """A value as an attribute: true and false in lower case, numbers as short as they are."""
    match value:
        case bool():
            return '"true"' if value else '"false"'
        case int():
            return f'"{value}"'
        case float():
            return f'"{number(value)}"'
        case _:
            return quoteattr(FORBIDDEN.sub("", str(value)))


def number(value: float) -> str:
    """A number without needless digits."""
    written = f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def numbers(values: Iterable[float]) -> str:
    """An ST_Array."""
    return " ".join(map(number, values))
