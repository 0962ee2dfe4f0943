"""Footnotes of a web page: a call and a note that link to each other, as Word, LibreOffice and pandoc save them."""

from __future__ import annotations

import re
from typing import Any

Node = Any  # lxml.html.HtmlElement
LABEL = re.compile(r"[\[［〔【(（]?(?:\d{1,4}|[ivxlcdm]{1,7}|[a-z*†‡§①-⑳]|注\s?\d{0,3})[\]］〕】)）]?", re.I)
BLOCKS = ("li", "div", "p", "aside", "dd", "td", "section")
MOST_NOTES = 5_000


def find_notes(body: Node) -> dict[Node, tuple[Node, Node]]:
    """By the link that calls it, each note: the element that holds it, and the link back in it."""
    named: dict[str, Node] = {}
    for node in body.iter():
        for name in (node.get("id"), node.get("name")) if isinstance(node.tag, str) else ():
            named.setdefault(name, node) if name else None
    links = [link for link in body.iter("a") if (link.get("href") or "").startswith("#")][: 2 * MOST_NOTES]
    order = {node: at for at, node in enumerate(body.iter())}
    backs: dict[Node, dict[str, Node]] = {}
    notes: dict[Node, tuple[Node, Node]] = {}
    for link in links:
        target = named.get(link.get("href")[1:])
        if target is None or not LABEL.fullmatch("".join("".join(link.itertext()).split())):
            continue
        holder = _holder(target)
        if holder not in backs:
            backs[holder] = {each.get("href")[1:]: each for each in holder.iter("a") if each.get("href")}
        names = [name for node in (link, link.getparent()) for name in (node.get("id"), node.get("name")) if name]
        back = next((backs[holder][name] for name in names if name in backs[holder]), None)
        if back is not None and order[holder] > order[link] and backs[holder]:
            notes[link] = holder, back
            backs[holder] = {}  # a note is called once
    return notes


def _holder(target: Node) -> Node:
    """The element that holds a note: the block of its target, or a division of its own round that."""
    holder = next((node for node in (target, *target.iterancestors()) if node.tag in BLOCKS), target)
    above = holder.getparent()
    if above is not None and above.tag in ("div", "aside") and (above.get("id") or "") and holder.tag == "p":
        return above
    return holder
