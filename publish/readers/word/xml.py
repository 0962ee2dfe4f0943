"""The vocabulary of WordprocessingML: namespaces, names, and the few ways to look at an element.

Values are read leniently: a wrong or monstrous number is the default, never an exception (ECMA-376 part 1, 22.9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

TEXT_BOX = W + "txbxContent"
ALTERNATE = MC + "AlternateContent"

# Extensions whose Choice branch we understand; anything else is read from its Fallback (ECMA-376 part 3, 7.5).
UNDERSTOOD = re.compile(r"http://schemas\.microsoft\.com/office/(word|drawing)/20\d\d/")


def w(names: str) -> frozenset[str]:
    """The qualified names of a blank-separated list of WordprocessingML names."""
    return frozenset(W + name for name in names.split())


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that WordprocessingML name, None without one."""
    return None if element is None else element.find(W + name)


def value(element: Element | None, name: str = "val") -> str:
    """A WordprocessingML attribute's text, empty when there is none."""
    return "" if element is None else element.get(W + name) or ""


def setting(element: Element | None, name: str) -> str:
    """The w:val of a child, empty when there is none."""
    return value(child(element, name))


def integer(text: str, default: int = 0) -> int:
    """A whole number of at most nine digits; otherwise the default."""
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,9}", text) else default


def switch(element: Element | None, name: str) -> bool | None:
    """An on/off property among an element's children: None when it is not said at all."""
    return is_on(child(element, name))


def is_on(found: Element | None) -> bool | None:
    """The value of an on/off property (ST_OnOff), None without one."""
    return None if found is None else value(found) not in {"0", "false", "off", "none"}


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: Element) -> str:
    """All characters of the text elements (w:t, w:delText, m:t, a:t) below an element, in order."""
    found = element.iter(W + "t", W + "delText", M + "t", A + "t")
    return "".join(inner_text(node) for node in found)


def inner_text(element: Element) -> str:
    """All characters below an element, whatever holds them."""
    return "".join(map(str, element.itertext()))


def chosen(alternate: Element) -> Element | None:
    """The branch of mc:AlternateContent to read: the first Choice we understand, else the Fallback."""
    fallback: Element | None = None
    for branch in alternate:
        if branch.tag == MC + "Fallback":
            fallback = branch
        elif branch.tag == MC + "Choice" and _is_understood(branch):
            return branch
    return fallback if fallback is not None else next(iter(alternate), None)


def _is_understood(choice: Element) -> bool:
    prefixes = (choice.get("Requires") or "").split()
    return all(UNDERSTOOD.match(choice.nsmap.get(prefix) or "") for prefix in prefixes)


def descend(element: Element) -> Iterator[Element]:
    """The elements below one in document order, alternates resolved; text boxes are yielded but not entered."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        yield node
        if node.tag == ALTERNATE:
            branch = chosen(node)
            stack.extend(reversed(branch) if branch is not None else ())
        elif node.tag != TEXT_BOX:
            stack.extend(reversed(node))
